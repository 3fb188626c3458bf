"""The sections that organizations themselves put into the book: mandates, and the notes of the year."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.handover.walls import HANDOVER, Line, Section
from kyodo.commons.actors.mandates.queries import in_force, last_day
from kyodo.commons.actors.mandates.wording import powers_of
from kyodo.commons.actors.models import HandoverNote, Seat
from kyodo.commons.actors.states import NoteKind
from kyodo.ui.words import jp_date


def _mandates(seat: Seat) -> list[Line]:
    found = in_force().filter(holding__seat=seat).select_related("intermediary").order_by("until", "pk")
    return [
        Line(
            what=_("%(name)s may act for you") % {"name": mandate.intermediary},
            more=_("%(powers)s. It ends when the holder changes; to go on, the successor signs anew.")
            % {"powers": "、".join(str(label) for label, _why in powers_of(mandate))},
            due=last_day(mandate),
        )
        for mandate in found
    ]


def _notes(kind: NoteKind) -> Callable[[Seat], list[Line]]:
    def read(seat: Seat) -> list[Line]:
        notes = HandoverNote.objects.filter(seat=seat, kind=kind).order_by("due", "pk")
        return [Line(note.text, due=note.due) for note in notes]

    return read


#: The day of a calendar's line comes back every year; the book says which day it was.
HANDOVER.hang(
    Section("actors.mandates", pgettext_lazy("handover", "mandates that were given"), _mandates, order=20),
    *(
        Section(f"actors.{kind.value}", kind.label, _notes(kind), order=200 + 10 * place, by_hand=True)
        for place, kind in enumerate(NoteKind)
    ),
)


def day_in_words(line: Line) -> str:
    """Return by when, as page and paper say it."""
    return jp_date(line.due) if line.due else ""
