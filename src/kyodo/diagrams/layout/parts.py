"""What a drawing is made of. Lengths are units of the drawing; the letter sizes are those of its form."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A partner, or several of one kind (``count``) that are drawn as one."""

    key: str
    kind: str
    kind_word: str
    name: str
    note: str = ""
    url: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Link:
    """What passes between two nodes; ``count`` ties that are drawn as one have the kind ``several``."""

    key: str
    source: str
    target: str
    kind: str
    word: str
    label: str = ""
    both_ways: bool = False
    count: int = 1


@dataclass(frozen=True, slots=True)
class Form:
    """A shape of the drawing: how wide its parts are and how large its letters."""

    name: str
    width: float
    font: float
    small: float
    box: float
    box_most: float
    plate: float
    notes: int
    head: float
    lane_least: float
    lane_most: float
    gap: float
    margin: float


WIDE = Form("wide", 880, 15, 13.5, 190, 230, 216, 2, 16, 5, 14, 14, 4)
#: At 320 px a unit is 0.8 px and more: letters keep 11 px.
TALL = Form("tall", 360, 14, 14, 94, 112, 84, 0, 12, 4, 7, 12, 2)


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def meets(self, other: "Rect") -> bool:
        """Say whether two rectangles cover each other; a common edge does not count."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn node."""

    node: Node
    rect: Rect
    lines: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plate:
    """A drawn label: the word for the kind, then what passes."""

    link: Link
    rect: Rect
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """An arrowhead: where its point is, and whether it looks to the right (1) or to the left (-1)."""

    x: float
    y: float
    looks: int

    LENGTH = 10
    HALF = 4.5

    @property
    def rect(self) -> Rect:
        """The room it takes."""
        return Rect(self.x - (self.LENGTH if self.looks > 0 else 0), self.y - self.HALF, self.LENGTH, 2 * self.HALF)


@dataclass(frozen=True, slots=True)
class Arrow:
    """A drawn link: the corners of its line from source to target, and its heads."""

    link: Link
    points: tuple[tuple[float, float], ...]
    heads: tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole drawing in one form."""

    form: Form
    width: float
    height: float
    title: Rect
    title_lines: tuple[str, ...]
    panel: Rect
    boxes: tuple[Box, ...]
    plates: tuple[Plate, ...]
    arrows: tuple[Arrow, ...]
