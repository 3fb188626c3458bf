"""The zones between the columns: each line has a vertical lane of its own wherever another runs beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from kyodo.diagrams.layout.parts import Form, Head

#: Two lines that run along each other are this far apart, at the least, up and down.
CLEAR = 5.0


@dataclass(slots=True, eq=False)
class Leg:
    """A line through a zone: from a plate (``attach``) to a box (``port``).

    ``is_inner``: the box stands in the middle column, like the plate. ``lane`` counts from the outer column.
    """

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

    def step_aside(self, attaches: Iterable[float]) -> None:
        """Move the port a little where it lies on the height of another line's plate."""
        if self.is_straight:
            return
        for attach in attaches:
            off = self.port - attach
            if abs(off) < CLEAR - 0.6:
                self.port = attach + (CLEAR - 0.6 if off >= 0 else 0.6 - CLEAR)
                return


def lanes_of(legs: list[Leg]) -> int:
    """Give the legs of a zone their lanes; returns how many there are.

    Lines that go down take lanes from the lowest on, lines that go up from the highest on: so those that go
    the same way do not cross each other.
    """
    bent = [leg for leg in legs if not leg.is_straight]
    downward = sorted((leg for leg in bent if not leg.is_inner and leg.attach > leg.port), key=lambda leg: -leg.port)
    upward = sorted((leg for leg in bent if not leg.is_inner and leg.attach <= leg.port), key=lambda leg: leg.port)
    inner = sorted((leg for leg in bent if leg.is_inner), key=lambda leg: leg.top - leg.bottom)
    placed: list[Leg] = []
    for leg in [*downward, *upward, *inner]:
        beside = [
            other.lane
            for other in placed
            if leg.top < other.bottom + CLEAR and other.top < leg.bottom + CLEAR
        ]  # fmt: skip
        leg.lane = max(beside, default=-1) + 1
        placed.append(leg)
    return max((leg.lane for leg in placed), default=-1) + 1


@dataclass(slots=True)
class ZoneRoom:
    """The room of a zone across: ``outer`` and ``inner`` are its walls, ``towards`` the way from one to the other."""

    width: float
    first: float
    pitch: float
    outer: float = 0.0
    inner: float = 0.0

    @classmethod
    def none(cls) -> Self:
        """A zone through which no line runs."""
        return cls(0.0, 0.0, 0.0)

    @classmethod
    def fitted(cls, lanes: int, head: float, inner_head: float, form: Form, room: float) -> Self:
        """Return a zone with room for its lanes, as wide as the form has room, or wider where it must be."""
        free = room - head - inner_head
        pitch = min(form.lane_most, max(form.lane_least, free / (lanes + 1)))
        width = max(room, head + inner_head + pitch * max(lanes - 1, 0))
        first = head + (width - head - inner_head - pitch * max(lanes - 1, 0)) / 2
        return cls(width, first, pitch)

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
    if source.side == target.side:
        inside = first.inner + first.towards * 8
        points = [*points, (inside, source.attach), (inside, target.attach)]
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
