"""No small number in a published table, and none that could be worked out from the others. Pure functions.

A small cell is hidden first. Then whatever could still be worked out is looked for: by solving the sums that the
tables publish (exactly, over a prime field), and by the bounds that follow from no cell being negative. For each
such cell one more is hidden beside it, the smallest that will do, until nothing hidden is exposed.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

#: A number below this could point to somebody; nothing is told by a zero.
FEW = 5
_PRIME = (1 << 61) - 1


@dataclass(frozen=True)
class Total:
    """A sum that readers of the tables know: ``total`` is the sum of ``parts``; all of them are keys of cells."""

    total: Hashable
    parts: tuple[Hashable, ...]

    @property
    def cells(self) -> tuple[Hashable, ...]:
        """The parts, then the total."""
        return (*self.parts, self.total)


def hidden(values: Mapping[Hashable, int], totals: Sequence[Total], few: int = FEW) -> frozenset[Hashable]:
    """Return the keys of the cells that may not be told."""
    hide = {key for key, value in values.items() if 0 < value < few}
    while True:
        exposed = _solved(hide, totals) | _bounded(values, hide, totals) | _thin(values, hide, totals, few)
        lone = {cell for total in _lone(hide, totals) for cell in total.cells}
        for key in sorted(exposed, key=lambda one: (one not in lone, values[one], str(one))):
            if (beside := _companion(values, hide, totals, key)) is not None:
                hide.add(beside)
                break
        else:
            return frozenset(hide)


def _lone(hide: set[Hashable], totals: Sequence[Total]) -> list[Total]:
    """Return the sums in which one cell alone is hidden."""
    return [total for total in totals if sum(cell in hide for cell in total.cells) == 1]


def _companion(
    values: Mapping[Hashable, int], hide: set[Hashable], totals: Sequence[Total], key: Hashable
) -> Hashable | None:
    """Return the cell to hide beside one: such as helps another lone one too, a part before a sum, the smallest first.

    None where all the cells around it are hidden already.
    """
    alone = _lone(hide, totals)
    around = [total for total in totals if key in total.cells]
    lines = [total for total in around if total in alone] or around
    helped = {cell for total in alone if key not in total.cells for cell in total.cells}
    sums = {total.total for total in totals}
    told = {cell for line in lines for cell in line.cells if cell not in hide}
    order = sorted(
        told, key=lambda cell: (cell in sums, cell not in helped, values[cell] == 0, values[cell], str(cell))
    )
    return order[0] if order else None


def _solved(hide: set[Hashable], totals: Sequence[Total]) -> set[Hashable]:
    """Return the hidden cells that the sums alone determine: those alone in a row of the reduced equations."""
    order = sorted(hide, key=str)
    place = {key: number for number, key in enumerate(order)}
    rows = []
    for total in totals:
        row = [0] * len(order)
        for part in total.parts:
            if part in place:
                row[place[part]] -= 1
        if total.total in place:
            row[place[total.total]] += 1
        if any(row):
            rows.append(row)
    return {order[lone[0]] for row in _reduced(rows) if len(lone := [n for n, value in enumerate(row) if value]) == 1}


def _reduced(rows: list[list[int]]) -> list[list[int]]:
    """Return the reduced row echelon form over the prime field."""
    done = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((n for n in range(done, len(rows)) if rows[n][column] % _PRIME), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        inverse = pow(rows[done][column], -1, _PRIME)
        rows[done] = [value * inverse % _PRIME for value in rows[done]]
        for n, row in enumerate(rows):
            if n != done and (factor := row[column] % _PRIME):
                rows[n] = [(a - factor * b) % _PRIME for a, b in zip(row, rows[done], strict=True)]
        done += 1
    return rows[:done]


def _bounded(values: Mapping[Hashable, int], hide: set[Hashable], totals: Sequence[Total]) -> set[Hashable]:
    """Return the hidden cells whose bounds meet: no cell is negative, and no part is more than its total."""
    low: dict[Hashable, float] = {key: 0 if key in hide else value for key, value in values.items()}
    high: dict[Hashable, float] = {key: float("inf") if key in hide else value for key, value in values.items()}
    is_changed = True
    while is_changed:
        is_changed = False
        for total in totals:
            for key, least, most in _limits(total, low, high):
                if key in hide and (least > low[key] or most < high[key]):
                    low[key], high[key] = max(low[key], least), min(high[key], most)
                    is_changed = True
    return {key for key in hide if low[key] == high[key]}


def _limits(
    total: Total, low: Mapping[Hashable, float], high: Mapping[Hashable, float]
) -> Iterable[tuple[Hashable, float, float]]:
    """Yield what a sum says of each of its cells: (cell, at least, at most)."""
    least, most = sum(low[part] for part in total.parts), sum(high[part] for part in total.parts)
    yield total.total, least, most
    for part in total.parts:
        others_least = least - low[part]
        others_most = sum(high[other] for other in total.parts if other != part)
        yield part, max(0, low[total.total] - others_most), high[total.total] - others_least


def _thin(values: Mapping[Hashable, int], hide: set[Hashable], totals: Sequence[Total], few: int) -> set[Hashable]:
    """Return a hidden cell of each sum whose hidden parts together are a small number that one can work out."""
    found = set()
    for total in totals:
        parts = [part for part in total.parts if part in hide]
        if parts and total.total not in hide and 0 < sum(values[part] for part in parts) < few:
            found.add(parts[0])
    return found
