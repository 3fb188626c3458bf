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
    #: Sizes of the letters of names, and of all others.
    font: float
    small: float
    box: float
    box_most: float
    plate: float
    plate_most: float
    #: The label stands beside the word for its kind, not below it.
    is_beside: bool
    #: Lines of a partner's role.
    notes: int
    #: Room for an arrowhead before the first lane.
    head: float
    lanes: int
    lane_least: float
    lane_most: float
    gap: float
    margin: float


WIDE = Form(
    name="wide", width=820, font=15, small=14, box=176, box_most=244, plate=210, plate_most=300, is_beside=True,
    notes=2, head=16, lanes=8, lane_least=6, lane_most=12, gap=11, margin=3,
)  # fmt: skip
#: At 320 px a unit is 0.86 px: letters keep 12 px. A drawing that grew wider is moved sideways there.
TALL = Form(
    name="tall", width=360, font=14, small=14, box=101, box_most=114, plate=84, plate_most=150, is_beside=False,
    notes=0, head=11, lanes=5, lane_least=4, lane_most=6, gap=9, margin=2,
)  # fmt: skip


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
            self.x < other.right - 0.05
            and other.x < self.right - 0.05
            and self.y < other.bottom - 0.05
            and other.y < self.bottom - 0.05
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn node."""

    node: Node
    rect: Rect
    kind_lines: tuple[str, ...]
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
