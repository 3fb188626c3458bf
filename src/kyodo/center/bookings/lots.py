"""From wishes to what is drawn: lots, and the parts that they take. Pure, but for the numbers of cells.

A part is a stretch of time of one unit. Stretches are cut at every beginning and end that somebody wished for, so a
large room shares its parts with the two small ones that it is made of, and a list stays short enough to read.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from kyodo.center.bookings.quarters import moment_of
from kyodo.kernel.clock.now import in_tokyo
from kyodo.kernel.draws.listing import Lot


@dataclass(frozen=True)
class Wanted:
    """A period of a resource: its key, the keys of its units, and the quarter-hours with its buffers."""

    key: str
    units: tuple[str, ...]
    cells: range


def key_of(slug: str, starts_at: datetime, ends_at: datetime) -> str:
    """Return the key of a lot, such as ``training-room-1@2027-03-06/0900-1200``."""
    return f"{slug}@{in_tokyo(starts_at):%Y-%m-%d/%H%M}-{in_tokyo(ends_at):%H%M}"


def lots_of(wanted: Iterable[Wanted]) -> tuple[Lot, ...]:
    """Return one lot for each period that is wanted."""
    by_key = {one.key: one for one in wanted}
    edges = _edges(list(by_key.values()))
    return tuple(Lot(one.key, tuple(_parts(one, edges))) for one in by_key.values())


def _edges(wanted: Sequence[Wanted]) -> Mapping[str, list[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for one in wanted:
        for unit in one.units:
            found[unit] |= {one.cells.start, one.cells.stop}
    return {unit: sorted(edges) for unit, edges in found.items()}


def _parts(one: Wanted, edges: Mapping[str, list[int]]) -> Iterable[str]:
    for unit in one.units:
        inside = [edge for edge in edges[unit] if one.cells.start <= edge <= one.cells.stop]
        for begin, end in pairwise(inside):
            yield f"{unit}@{moment_of(begin):%Y-%m-%d/%H%M}-{moment_of(end):%H%M}"
