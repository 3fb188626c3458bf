"""Open now? Until when? When next? In one sentence."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kyodo.kernel.clock.now import in_tokyo
from kyodo.kernel.clock.schedule import Day, Schedule, closes_at, day, is_open_at, opens_next
from kyodo.kernel.clock.words import month_day_text, time_text


@dataclass(frozen=True)
class State:
    """How a place stands at a moment. ``is_open`` is None where its hours are not known."""

    is_open: bool | None
    today: Day
    closes_at: datetime | None
    opens_next: datetime | None
    text: str


def state(schedule: Schedule, when: datetime) -> State:
    """Return how a place stands at ``when``. Raises ``ValueError`` for a naive datetime."""
    local = in_tokyo(when)
    today = day(schedule, local.date())
    is_open = is_open_at(schedule, local)
    ends = closes_at(schedule, local)
    begins = None if is_open else opens_next(schedule, local)
    return State(is_open, today, ends, begins, _text(schedule, local, today, ends, begins))


def _text(schedule: Schedule, when: datetime, today: Day, ends: datetime | None, begins: datetime | None) -> str:
    if ends:
        return _("Open until %(time)s") % {"time": time_text(ends.timetz())}
    if today.is_open is False:
        return _then(_("Closed today (%(reason)s).") % {"reason": today.reason}, opening_text(schedule, when, begins))
    if not today.spans:
        return today.reason or _("Open today; please ask for the hours.")
    return _then(_("Closed now."), opening_text(schedule, when, begins))


def opening_text(schedule: Schedule, when: datetime, begins: datetime | None) -> str:
    """Return when the door opens next, seen from ``when``, or "" where that is not known."""
    if begins is None:
        return ""
    local = in_tokyo(begins)
    at = {"time": time_text(local.timetz()), "day": month_day_text(local.date(), schedule.holidays)}
    ahead = local.date() - in_tokyo(when).date()
    if ahead == timedelta(0):
        return _("Opens today at %(time)s.") % at
    if ahead == timedelta(days=1):
        return _("Opens tomorrow (%(day)s) at %(time)s.") % at
    return _("Opens next on %(day)s at %(time)s.") % at


def _then(first: str, second: str) -> str:
    return pgettext("two sentences", "%(first)s %(second)s") % {"first": first, "second": second} if second else first
