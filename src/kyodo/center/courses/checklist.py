"""What an event of the center needs, and by when: counted back from its first date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import pgettext_lazy

from kyodo.center.courses.models import Step
from kyodo.kernel.clock.now import day_of
from kyodo.kernel.registry import Text

#: (what, days before the first date; below zero: after it)
USUAL: tuple[tuple[Text, int], ...] = (
    (pgettext_lazy("checklist", "Decide what it is about and for whom"), 70),
    (pgettext_lazy("checklist", "Book the room"), 60),
    (pgettext_lazy("checklist", "Ask the speaker and have the answer"), 60),
    (pgettext_lazy("checklist", "Arrange sign language, captioning and childcare"), 45),
    (pgettext_lazy("checklist", "Make the poster and the page to pass round"), 40),
    (pgettext_lazy("checklist", "Open sign-up and tell people of it"), 35),
    (pgettext_lazy("checklist", "Take out insurance"), 14),
    (pgettext_lazy("checklist", "Look through who signed up and what they need"), 7),
    (pgettext_lazy("checklist", "Print papers and the list for the door"), 2),
    (pgettext_lazy("checklist", "Set up the room; who stands at the door"), 0),
    (pgettext_lazy("checklist", "Thank the speaker"), -3),
    (pgettext_lazy("checklist", "Write the report"), -14),
)


@dataclass(frozen=True)
class Line:
    """A step with the day by which it is due, None while the event has no date."""

    step: Step
    due: date | None
    is_late: bool


def lines_of(steps: Sequence[Step], starts: datetime | None, today: date) -> list[Line]:
    """Return the steps in their order with their days. What is due today is not late."""
    found = []
    for step in steps:
        due = day_of(starts) - timedelta(days=step.days_before) if starts else None
        found.append(Line(step, due, step.done_at is None and due is not None and due < today))
    return found
