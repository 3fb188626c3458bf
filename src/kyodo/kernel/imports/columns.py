"""Which column of a file is which, and what a row says.

Columns are known by their names, compared after NFKC and with wrong dashes folded, so their order
and further columns do not matter.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from kyodo.kernel.imports import cells
from kyodo.kernel.imports.decode import UNREADABLE


@dataclass
class Read:
    """One row as it was read. ``problem`` says why it cannot be taken, in words; else it is empty.

    ``notes`` tell what was done to it; ``asks`` what was left out for a person to decide.
    """

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problem: str = ""
    asks: list[str] = field(default_factory=list)

    def take(self, name: str, result: tuple[Any, str]) -> None:
        """Keep what a cell says, and what was done to it."""
        value, note = result
        if value:
            self.values[name] = value
        if note:
            self.notes.append(note)

    def refuse(self, why: str) -> None:
        """Say why the row cannot be taken; the first reason stays."""
        self.problem = self.problem or why


@dataclass(frozen=True)
class Target:
    """A column that a desk can use: its name in the standard, and further names under which files have it.

    ``is_offered`` says whether it stands in the empty template.
    """

    key: str
    label: str
    names: tuple[str, ...] = ()
    is_required: bool = False
    is_offered: bool = True


def places_of(header: Sequence[str], targets: Sequence[Target]) -> dict[str, int]:
    """Return where in a header each target stands, for those that are there.

    Of a target's names the first counts, and of two columns of one name the first. A column that another
    target has taken already is not taken again.
    """
    keys = [cells.header_key(cell) for cell in header]
    found: dict[str, int] = {}
    for target in targets:
        wanted = map(cells.header_key, (target.label, *target.names))
        places = (keys.index(key) for key in wanted if key in keys)
        place = next((place for place in places if place not in found.values()), None)
        if place is not None:
            found[target.key] = place
    return found


def missing(places: Mapping[str, int], targets: Sequence[Target]) -> list[Target]:
    """Return the targets that cannot be done without and have no column."""
    return [target for target in targets if target.is_required and target.key not in places]


def unused(header: Sequence[str], places: Mapping[str, int]) -> list[str]:
    """Return the names of the columns that no target takes."""
    return [cells.line(cell)[:40] for place, cell in enumerate(header) if place not in places.values() and cell.strip()]


def remarks(*, missing: Sequence[str] = (), unused: Sequence[str] = (), twice: Sequence[str] = ()) -> list[str]:
    """Return what to say about the columns of a file."""
    said = {
        _("Columns that were not there: %(names)s"): missing,
        _("Columns that are not imported: %(names)s"): unused,
        _("Columns that stand twice; the first one counts: %(names)s"): twice,
    }
    return [words % {"names": "、".join(names)} for words, names in said.items() if names]


def is_whole(row: Sequence[str], width: int) -> bool:
    """Say whether a row has as many cells as the header, and anything in them; empty ones may follow."""
    return len(row) >= width and any(cell.strip() for cell in row) and not any(cell.strip() for cell in row[width:])


class RowReader:
    """Reads the rows of one file. ``places`` says where each column stands; ``read`` makes values of the cells."""

    def __init__(self, width: int, places: Mapping[str, int], read: Callable[[Read, Mapping[str, str]], None]):
        self.width, self.places, self._read = width, places, read

    def read(self, number: int, row: Sequence[str]) -> Read:
        """Read one row."""
        read = Read(number)
        if not any(cell.strip() for cell in row):
            read.problem = _("The row is empty.")
        elif not is_whole(row, self.width):
            facts = {"n": len(row), "wanted": self.width}
            read.problem = _("The row has %(n)s cells where the header has %(wanted)s.") % facts
        elif any(UNREADABLE in cell for cell in row):
            read.problem = _("The row holds characters that cannot be read in the file's encoding.")
        else:
            self._read(read, {name: row[place] for name, place in self.places.items()})
        return read
