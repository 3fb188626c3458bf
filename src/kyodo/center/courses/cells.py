"""Counts of which no cell tells of one person: below five, a cell is not shown. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kyodo.kernel.registry import Text

SMALLEST = 5


@dataclass(frozen=True)
class Cell:
    """A count, or None where it is too small to be shown."""

    label: Text
    count: int | None


def shown(counts: Mapping[str, int], labels: Sequence[tuple[str, Text]]) -> list[Cell] | None:
    """Return the cells of one question in order, or None where fewer than five answered at all.

    Nought is told: it tells of nobody. Where one cell alone would be hidden, the next smallest is hidden too,
    for it could be had by subtraction.
    """
    if sum(counts.values()) < SMALLEST:
        return None
    hidden = {key for key, count in counts.items() if 0 < count < SMALLEST}
    if len(hidden) == 1:
        others = [(count, key) for key, count in counts.items() if count and key not in hidden]
        hidden |= {min(others)[1]} if others else set()
    return [Cell(label, None if key in hidden else counts.get(key, 0)) for key, label in labels]
