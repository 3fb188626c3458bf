"""The walls of the handover book: what rooms write into it, and what they do when somebody follows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kyodo.commons.actors.models import Handover, Holding, Seat
from kyodo.kernel.registry import Text, Wall


@dataclass(frozen=True)
class Line:
    """One thing that is handed over: in a few words, with what belongs to it, and by when."""

    what: str
    more: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Section:
    """A section of the book. ``key`` is ``room.word``; ``read`` gives its lines in a few queries.

    ``by_hand``: the paper leaves lines to be filled in by hand.
    """

    key: str
    title: Text
    read: Callable[[Seat], Sequence[Line]]
    order: int = 100
    by_hand: bool = False


HANDOVER: Wall[Section] = Wall("handover book", lambda section: section.key, lambda section: section.order)


@dataclass(frozen=True)
class Succession:
    """Somebody follows on a seat: the book that was confirmed, whose term ended, and whose began."""

    book: Handover
    predecessor: Holding | None
    successor: Holding

    @property
    def seat(self) -> Seat:
        return self.book.seat


@dataclass(frozen=True)
class Successor:
    """What a room does once a successor holds the seat and has confirmed the book; once for each book.

    ``run`` is called in the transaction that writes it down.
    """

    key: str
    run: Callable[[Succession], object]


SUCCESSION: Wall[Successor] = Wall("succession", lambda item: item.key)
