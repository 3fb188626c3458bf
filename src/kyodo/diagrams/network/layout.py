"""Where the bodies of a network stand: on the places of a honeycomb, near those with whom they work.

Every place has room for a mark and two lines of a name, so that nothing can cover anything else.
The same input gives the same places; chance has no part in it.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, hypot, sqrt

from kyodo.ui.words import phrases_in

#: Room of one place, and of its mark and name, in pixels.
STEP_X, STEP_Y = 146, 106
MARK = 20
LETTER = 14
LINE = 18
#: Widest line of a name, in letters of full width.
WIDEST = 9.5
#: So many places stand beside each other: the width of a page beside its facets.
ACROSS = 5
MARGIN = 14
#: Spare places, so that bodies can stand where they belong.
SPARE = 1.3
ROUNDS = 6

Point = tuple[int, int]


@dataclass(frozen=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "Box") -> bool:
        """Say whether two rectangles share any room."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True)
class Placed:
    """One body on its place: the middle of its mark, and the lines of its name below."""

    x: int
    y: int
    lines: tuple[str, ...]

    @property
    def box(self) -> Box:
        """The room that mark and name take."""
        half = max(MARK, *(width_of(line) * LETTER / 2 for line in self.lines or ("",)))
        return Box(self.x - half, self.y - MARK, self.x + half, self.y + MARK + 4 + LINE * len(self.lines))


@dataclass(frozen=True)
class Layout:
    """A frame and what stands in it, in the order in which it was given."""

    width: int
    height: int
    placed: tuple[Placed, ...]
    bends: dict[tuple[int, int], int]


def laid_out(names: Sequence[str], weights: Mapping[tuple[int, int], int]) -> Layout:
    """Place bodies by their names and the weights of their ties, each (smaller index, larger index).

    The first body stands in the middle.
    """
    columns, rows = _frame(len(names))
    cells = [_middle(column, row) for row in range(rows) for column in range(columns)]
    near: list[list[tuple[int, float]]] = [[] for _name in names]
    for (one, other), weight in sorted(weights.items()):
        pull = 1 + min(weight - 1, 4) * 0.25
        near[one].append((other, pull))
        near[other].append((one, pull))
    middle = ((columns * STEP_X + STEP_X // 2) / 2, rows * STEP_Y / 2)
    places = [cells[place] for place in _settled(near, cells, middle)]
    # Rows and columns in which nobody stands are left out.
    left, top = min(x for x, _y in places), min(y for _x, y in places)
    shift = (MARGIN + STEP_X // 2 - left, MARGIN + MARK + 6 - top)
    placed = tuple(
        Placed(x + shift[0], y + shift[1], lines_of(name)) for (x, y), name in zip(places, names, strict=True)
    )
    width = max(one.x for one in placed) + STEP_X // 2 + MARGIN
    height = max(one.y for one in placed) + STEP_Y - MARK + MARGIN
    return Layout(width, height, placed, {pair: _bend(placed, pair) for pair in sorted(weights)})


def _frame(count: int) -> tuple[int, int]:
    """Return how many places there are across and down: a little wider than high."""
    wanted = max(1, ceil(count * SPARE))
    columns = max(1, min(ACROSS, round(sqrt(wanted * 1.1))))
    return columns, ceil(wanted / columns)


def _middle(column: int, row: int) -> Point:
    shift = STEP_X // 2 if row % 2 else 0
    return STEP_X // 2 + column * STEP_X + shift, STEP_Y // 2 + row * STEP_Y


def _settled(near: list[list[tuple[int, float]]], cells: list[Point], middle: tuple[float, float]) -> list[int]:
    """Return the index of each body's place: set one after another near its partners, then exchanged while it helps."""
    free = set(range(len(cells)))
    places: dict[int, int] = {}
    for body in _order(near):
        place = min(free, key=lambda cell: (_pull(body, cell, near, places, cells, middle), cell))
        places[body] = place
        free.discard(place)
    for _round in range(ROUNDS):
        if not sum(_moved(body, places, near, cells, middle) for body in range(1, len(near))):
            break
    return [places[body] for body in range(len(near))]


def _order(near: list[list[tuple[int, float]]]) -> list[int]:
    """Return the bodies so that each follows those with whom it works most."""
    order: list[int] = []
    rest = dict.fromkeys(range(len(near)))
    pull = [0.0] * len(near)
    while rest:
        body = min(rest, key=lambda one: (-pull[one], -len(near[one]), one)) if order else 0
        order.append(body)
        del rest[body]
        for other, weight in near[body]:
            pull[other] += weight
    return order


def _pull(
    body: int,
    cell: int,
    near: list[list[tuple[int, float]]],
    places: Mapping[int, int],
    cells: list[Point],
    middle: tuple[float, float],
) -> float:
    """Return how far a place lies from all with whom a body works, and a little from the middle."""
    x, y = cells[cell]
    total = hypot(x - middle[0], y - middle[1]) * 0.15
    for other, weight in near[body]:
        if other in places:
            there = cells[places[other]]
            total += weight * hypot(x - there[0], y - there[1])
    return total


def _moved(
    body: int,
    places: dict[int, int],
    near: list[list[tuple[int, float]]],
    cells: list[Point],
    middle: tuple[float, float],
) -> bool:
    """Move a body to a better place, exchanging it with whoever stands there; say whether it moved."""
    here = places[body]
    holders = {place: other for other, place in places.items()}
    best, gain = here, 1e-6
    mine = _pull(body, here, near, places, cells, middle)
    for cell in range(len(cells)):
        other = holders.get(cell)
        if cell == here or other == 0:
            continue
        better = mine - _pull(body, cell, near, places, cells, middle)
        if better <= gain:
            continue
        if other is not None:
            theirs = _pull(other, cell, near, places, cells, middle)
            places[body], places[other] = cell, here
            better = mine + theirs
            better -= _pull(body, cell, near, places, cells, middle) + _pull(other, here, near, places, cells, middle)
            places[body], places[other] = here, cell
        if better > gain:
            best, gain = cell, better
    if best == here:
        return False
    if (other := holders.get(best)) is not None:
        places[other] = here
    places[body] = best
    return True


# --- ties that pass by -----------------------------------------------------------------------

#: How far a tie's middle may be pushed aside, in the order in which it is tried.
BENDS = (0, 40, -40, 80, -80)
SAMPLES = tuple(n / 10 for n in range(1, 10))


def bent(start: Placed, end: Placed, bend: int) -> tuple[float, float]:
    """Return the point that pulls a tie aside."""
    x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
    length = hypot(end.x - start.x, end.y - start.y) or 1
    return round(x - (end.y - start.y) / length * bend, 1), round(y + (end.x - start.x) / length * bend, 1)


def _bend(placed: Sequence[Placed], pair: tuple[int, int]) -> int:
    """Return the smallest bend with which a tie passes no third mark, or else the straight way."""
    start, end = placed[pair[0]], placed[pair[1]]
    others = [one for number, one in enumerate(placed) if number not in pair]
    for bend in BENDS:
        pull = bent(start, end, bend)
        points = [_on_curve(start, pull, end, t) for t in SAMPLES]
        if not any(abs(x - one.x) < MARK + 6 and abs(y - one.y) < MARK + 6 for x, y in points for one in others):
            return bend
    return 0


def _on_curve(start: Placed, pull: tuple[float, float], end: Placed, t: float) -> tuple[float, float]:
    u = 1 - t
    return (
        u * u * start.x + 2 * u * t * pull[0] + t * t * end.x,
        u * u * start.y + 2 * u * t * pull[1] + t * t * end.y,
    )


# --- names -----------------------------------------------------------------------------------


def width_of(text: str) -> float:
    """Return the width of a text in letters of full width; narrow letters are taken for wide ones among narrow."""
    return sum(1 if unicodedata.east_asian_width(sign) in "WFA" else 0.62 for sign in text)


def lines_of(name: str) -> tuple[str, ...]:
    """Return a name in one or two lines that fit; what is longer ends with an ellipsis."""
    first, rest = _cut(name.strip())
    if not rest:
        return (first,)
    if balanced := _at_phrases(name.strip()):
        return balanced
    second, more = _cut(rest)
    return (first, second) if not more else (first, _cut(rest, WIDEST - 1)[0] + "…")


def _at_phrases(name: str) -> tuple[str, str] | None:
    """Return a name in two lines that fit, broken between phrases where they are most alike; None where none do."""
    parts = phrases_in(name)
    broken = [("".join(parts[:n]).strip(), "".join(parts[n:]).strip()) for n in range(1, len(parts))]
    fitting = [pair for pair in broken if max(map(width_of, pair)) <= WIDEST]
    return min(fitting, key=lambda pair: max(map(width_of, pair)), default=None)


def _cut(text: str, widest: float = WIDEST) -> tuple[str, str]:
    """Return as much of a text as fits, and the rest; words of narrow letters stay whole where they can."""
    width = 0.0
    for place, sign in enumerate(text):
        width += width_of(sign)
        if width > widest:
            space = text.rfind(" ", 1, place)
            at = space if sign.isascii() and space > 0 else place
            return text[:at].strip(), text[at:].strip()
    return text, ""
