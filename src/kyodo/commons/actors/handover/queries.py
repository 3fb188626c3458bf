"""Reads about handover books. What a book says is for the seat's holder and the keepers; the code shows titles only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from kyodo.commons.actors.handover.walls import HANDOVER, Line, Section
from kyodo.commons.actors.models import Handover, HandoverNote, Holding, Seat
from kyodo.commons.actors.states import HandoverState
from kyodo.kernel.files.models import StoredFile
from kyodo.kernel.files.queries import files_of

#: A note's own paper, such as a copy of a form.
SCAN = "actors.handover_scan"


@dataclass(frozen=True)
class Filled:
    """A section with its lines of today."""

    section: Section
    lines: Sequence[Line]

    @property
    def count(self) -> int:
        return len(self.lines)


def filled(seat: Seat, but_not: Collection[str] = ()) -> list[Filled]:
    """Return the sections of a seat's book in their order; what has no line is there too, for the page."""
    return [Filled(section, list(section.read(seat))) for section in HANDOVER if section.key not in but_not]


def has_something(seat: Seat) -> bool:
    """Say whether any section has a line; stops at the first."""
    return any(section.read(seat) for section in HANDOVER)


def titles_of(book: Handover) -> list[tuple[str, int]]:
    """Return what a book holds in titles only, with how many things stand under each."""
    return [(str(part.section.title), part.count) for part in filled(book.seat, book.left_out) if part.count]


def ready_book(seat: Seat) -> Handover | None:
    """Return the book of a seat that waits for its successor; one query."""
    return Handover.objects.filter(seat=seat, state=HandoverState.READY).first()


def latest_book(seat: Seat) -> Handover | None:
    """Return the latest book of a seat, whatever became of it; one query."""
    return Handover.objects.filter(seat=seat).exclude(state=HandoverState.REPLACED).first()


def by_code(code: str) -> Handover | None:
    """Return the book of a code while it waits or is confirmed; a replaced one has no use."""
    books = Handover.objects.select_related("seat__actor").exclude(state=HandoverState.REPLACED)
    return books.filter(code=code).first()


def notes_of(seat: Seat) -> list[tuple[HandoverNote, list[StoredFile]]]:
    """Return the notes of a seat by kind and day, each with its files; two queries."""
    notes = list(HandoverNote.objects.filter(seat=seat).order_by("kind", "due", "pk"))
    files: dict[str, list[StoredFile]] = {}
    of_notes = StoredFile.objects.filter(
        owner_kind=HandoverNote._meta.label_lower, owner_id__in=[str(note.pk) for note in notes], kind=SCAN
    )
    for stored in of_notes.order_by("pk"):
        files.setdefault(stored.owner_id, []).append(stored)
    return [(note, files.get(str(note.pk), [])) for note in notes]


def files_of_note(note: HandoverNote) -> list[StoredFile]:
    """Return the files of one note, oldest first."""
    return list(files_of(note, SCAN))


def unconfirmed() -> QuerySet[Handover]:
    """Return the books whose successor has not confirmed them yet, the oldest first."""
    waiting = Handover.objects.filter(state=HandoverState.READY)
    return waiting.select_related("seat__actor", "holding__person").order_by("made_at", "pk")


def confirmed_lately(limit: int = 30) -> list[Handover]:
    """Return the books that were confirmed last; one query."""
    found = Handover.objects.filter(state=HandoverState.CONFIRMED).select_related("seat__actor", "holding__person")
    return list(found.order_by("-confirmed_at")[:limit])


def successor_of(book: Handover) -> Holding | None:
    """Return the term of whoever holds the seat today, where it is not the term that the book ends; one query."""
    today = timezone.localdate()
    held = Holding.objects.filter(seat=book.seat_id, since__lte=today).exclude(until__lte=today)
    others = held.exclude(pk=book.holding_id) if book.holding_id else held
    return others.select_related("person", "seat").order_by("-since", "-pk").first()
