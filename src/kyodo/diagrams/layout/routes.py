"""The zones between the columns: each line has a vertical lane of its own wherever another runs beside it."""

from dataclasses import dataclass
from typing import ClassVar, Self

from kyodo.diagrams.layout.parts import Form, Head

LEFT, RIGHT = "left", "right"


@dataclass(slots=True, eq=False)
class Leg:
    """A line through a zone: from a plate (``attach``) to a box (``port``).

    ``is_inner``: the box stands in the middle column, like the plate. ``lane`` counts from the outer column.
    """

    #: Two lines that run along each other are this far apart, at the least, up and down.
    CLEAR: ClassVar[float] = 4.5

    side: str
    is_inner: bool
    attach: float = 0.0
    port: float = 0.0
    lane: int = -1

    @property
    def is_straight(self) -> bool:
        """Whether it needs no lane."""
        return not self.is_inner and abs(self.port - self.attach) < 0.5

    @property
    def top(self) -> float:
        """Where its lane begins."""
        return min(self.port, self.attach)

    @property
    def bottom(self) -> float:
        """Where its lane ends."""
        return max(self.port, self.attach)


def lanes_of(legs: list[Leg], most: int) -> int:
    """Give the legs of a zone their lanes; returns how many there are.

    Lines that go down take lanes from the lowest on, lines that go up from the highest on: so those that go
    the same way do not cross each other. Where that takes more than ``most`` lanes, each line takes the
    first that is free beside it.
    """
    bent = [leg for leg in legs if not leg.is_straight]
    downward = sorted((leg for leg in bent if not leg.is_inner and leg.attach > leg.port), key=lambda leg: -leg.port)
    upward = sorted((leg for leg in bent if not leg.is_inner and leg.attach <= leg.port), key=lambda leg: leg.port)
    inner = sorted((leg for leg in bent if leg.is_inner), key=lambda leg: leg.top - leg.bottom)
    ordered = [*downward, *upward, *inner]
    count = _lanes(ordered, in_order=True)
    return count if count <= most else _lanes(ordered, in_order=False)


def _lanes(legs: list[Leg], *, in_order: bool) -> int:
    placed: list[Leg] = []
    count = 0
    for leg in legs:
        top, bottom = leg.top - Leg.CLEAR, leg.bottom + Leg.CLEAR
        beside = {other.lane for other in placed if top < other.bottom and other.top < bottom}
        if in_order:
            leg.lane = max(beside, default=-1) + 1
        else:
            leg.lane = next(lane for lane in range(len(beside) + 1) if lane not in beside)
        count = max(count, leg.lane + 1)
        placed.append(leg)
    return count


@dataclass(slots=True)
class ZoneRoom:
    """The room of a zone across: ``outer`` and ``inner`` are its walls, ``towards`` the way from one to the other."""

    width: float
    first: float
    pitch: float
    outer: float = 0.0
    inner: float = 0.0

    @classmethod
    def none(cls, width: float) -> Self:
        """A zone through which no line runs."""
        return cls(width, 0.0, 0.0)

    @classmethod
    def fitted(cls, lanes: int, head: float, inner_head: float, form: Form, free: float) -> Self:
        """Return a zone whose lanes share the free room, or take more where it is too little."""
        pitch = min(form.lane_most, max(form.lane_least, free / (lanes + 1)))
        width = max(free, pitch * max(lanes - 1, 0), 0.0)
        first = head + (width - pitch * max(lanes - 1, 0)) / 2
        return cls(width + head + inner_head, first, pitch)

    def place(self, outer: float, inner: float) -> None:
        """Say where the walls are."""
        self.outer, self.inner = outer, inner

    @property
    def towards(self) -> int:
        """1 where the middle is to the right, -1 where it is to the left."""
        return 1 if self.inner >= self.outer else -1

    def x(self, leg: Leg) -> float:
        """Return where the lane of a leg is."""
        return self.outer + self.towards * (self.first + leg.lane * self.pitch)


Point = tuple[float, float]


def _leg_points(leg: Leg, zone: ZoneRoom) -> list[Point]:
    """Return the corners of a leg from its box to its plate."""
    start = zone.inner if leg.is_inner else zone.outer
    if leg.is_straight:
        return [(start, leg.attach), (zone.inner, leg.attach)]
    lane = zone.x(leg)
    return [(start, leg.port), (lane, leg.port), (lane, leg.attach), (zone.inner, leg.attach)]


def route(
    source: Leg, target: Leg, zones: dict[str, ZoneRoom], both_ways: bool, pad: float
) -> tuple[tuple[Point, ...], tuple[Head, ...]]:
    """Return the corners of a whole line, moved down by ``pad``, and its arrowheads."""
    first, last = zones[source.side], zones[target.side]
    points = _leg_points(source, first)
    back = _leg_points(target, last)[::-1]
    # Behind its own plate the line changes to the height at which it leaves.
    inside = first.inner + first.towards * 8 if source.side == target.side else (first.inner + last.inner) / 2
    points += [(inside, source.attach), (inside, target.attach)]
    points = [*points, *back]
    moved = [(round(x, 1), round(y + pad, 1)) for x, y in points]
    heads = [_head(target, last, moved[-1])]
    if both_ways:
        heads.append(_head(source, first, moved[0]))
    return tuple(_plain(moved)), tuple(heads)


def _head(leg: Leg, zone: ZoneRoom, point: Point) -> Head:
    return Head(*point, looks=zone.towards if leg.is_inner else -zone.towards)


def _plain(points: list[Point]) -> list[Point]:
    """Leave out points that lie on the way."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        while len(kept) > 1 and (
            kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]
        ):  # fmt: skip
            kept.pop()
        kept.append(point)
    return kept
