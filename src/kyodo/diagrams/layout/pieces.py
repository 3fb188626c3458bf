"""Boxes, plates and the title while they look for their places: how large they are, and which lines they have."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kyodo.diagrams.layout.parts import Form, Link, Node
from kyodo.diagrams.layout.routes import LEFT, RIGHT, Leg
from kyodo.diagrams.layout.text import longest_word, measure, wrapped

MIDDLE = "middle"
#: The bank of each kind, and its order there from above.
BANKS = {
    "civic_group": (LEFT, 0),
    "educational_institution": (LEFT, 1),
    "community_organization": (RIGHT, 0),
    "public_body": (RIGHT, 1),
    "business": (RIGHT, 2),
    "intermediary": (MIDDLE, 0),
}
#: Businesses stand on the left where the right bank would hold so many more than the left one.
LOPSIDED = 4
LINE = 1.35
#: Two lines never enter a box closer to each other than this.
PORT = 18.0
#: Room at each side of a text within its frame.
PAD = 7.0
LABEL_LINES = 6


@dataclass(slots=True, eq=False)
class Piece:
    """A box, a plate or the title; its middle is ``y``."""

    height: float
    y: float = 0.0

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height / 2


@dataclass(slots=True, eq=False)
class NodePiece(Piece):
    """A box. ``place`` is the place of its kind in the bank."""

    node: Node = field(kw_only=True)
    bank: str = field(kw_only=True)
    place: int = field(kw_only=True)
    kind_lines: tuple[str, ...] = field(kw_only=True)
    lines: tuple[str, ...] = field(kw_only=True)
    notes: tuple[str, ...] = field(kw_only=True)
    legs: list[Leg] = field(kw_only=True, default_factory=list)
    plates: "list[LinkPiece]" = field(kw_only=True, default_factory=list)


@dataclass(slots=True, eq=False)
class LinkPiece(Piece):
    """A plate. ``legs`` are its two lines, from the source and to the target."""

    link: Link = field(kw_only=True)
    lines: tuple[str, ...] = field(kw_only=True)
    ends: tuple[NodePiece, NodePiece] = field(kw_only=True)
    legs: tuple[Leg, Leg] = field(kw_only=True)


@dataclass(slots=True)
class Pieces:
    """All pieces of a drawing, and how wide the columns are."""

    boxes: list[NodePiece]
    plates: list[LinkPiece]
    head: Piece
    head_lines: tuple[str, ...]
    box: float
    middle: float

    @property
    def banks(self) -> set[str]:
        """The banks on which somebody stands."""
        return {box.bank for box in self.boxes}


def cut(title: str, nodes: Sequence[Node], links: Sequence[Link], form: Form) -> Pieces:
    """Return the pieces with their sizes; a link to no node, or from a node to itself, becomes none."""
    places = _places(nodes)
    banks = {bank for bank, _order in places.values()}
    box = _box_width(nodes, places, form)
    keys = {node.key: places[node.kind][0] for node in nodes}
    drawn = [link for link in links if link.source in keys and link.target in keys and link.source != link.target]
    least = max(
        [form.plate]
        + [word_width(link.word, form) + PAD for link in drawn]
        + [_kind_width(node, form) for node in nodes if keys[node.key] == MIDDLE]
    )
    ends = [(keys[link.source], keys[link.target]) for link in drawn]
    middle = _middle_width(len(banks - {MIDDLE}), box, ends, least, form)
    boxes = {
        node.key: _node_piece(node, *places[node.kind], form, middle if keys[node.key] == MIDDLE else box)
        for node in nodes
    }
    plates = [_link_piece(link, form, middle, boxes[link.source], boxes[link.target]) for link in drawn]
    for piece in boxes.values():
        most = max(sum(leg.side == side for leg in piece.legs) for side in (LEFT, RIGHT))
        piece.height = max(piece.height, most * PORT + 6)
    lines = wrapped(title, (middle - 2 * PAD) / form.font, 9)
    return Pieces(list(boxes.values()), plates, Piece(len(lines) * form.font * LINE + 20), lines, box, middle)


def _places(nodes: Sequence[Node]) -> dict[str, tuple[str, int]]:
    """Return bank and order of each kind."""
    found = {node.kind: BANKS.get(node.kind, (LEFT, 9)) for node in nodes}
    counts = {bank: sum(found[node.kind][0] == bank for node in nodes) for bank in (LEFT, RIGHT)}
    if "business" in found and len(found) > 1 and counts[RIGHT] - counts[LEFT] >= LOPSIDED:
        found["business"] = (LEFT, 2)
    return found


# --- widths -------------------------------------------------------------------------------


def _box_width(nodes: Sequence[Node], places: dict[str, tuple[str, int]], form: Form) -> float:
    """Return a width in which no katakana word is broken, as far as the form allows."""
    banked = [node for node in nodes if places[node.kind][0] != MIDDLE]
    longest = max((longest_word(node.name) for node in banked), default=0.0)
    least = max((_kind_width(node, form) for node in banked), default=0.0)
    return round(max(least, form.box, min(form.box_most, longest * form.font + 2 * PAD)))


def _kind_width(node: Node, form: Form) -> float:
    """Return the width that the sign and the longest word of a kind's name need."""
    return longest_word(node.kind_word) * form.small + form.small + 10


def _middle_width(banks: int, box: float, ends: Sequence[tuple[str, str]], least: float, form: Form) -> float:
    """Return the width of the middle column: what boxes and a guess at the lanes leave of the form's width."""
    legs = {LEFT: 0, RIGHT: 0}
    for source, target in ends:
        for side in sides(source, target):
            legs[side] += 1
    room = form.width - 2 * form.margin - banks * box
    for count in legs.values():
        if count:
            room -= form.head * 1.5 + form.lane_most * min(count + 1.0, 2.5 + count * 0.3)
    return round(max(least, min(form.plate_most, room)))


# --- pieces -------------------------------------------------------------------------------


def _node_piece(node: Node, bank: str, place: int, form: Form, width: float) -> NodePiece:
    room = width - 2 * PAD
    kind_lines = wrapped(node.kind_word, (width - 6 - form.small - 3) / form.small, 2)
    lines = wrapped(node.name, room / form.font, 8)
    notes = wrapped(node.note, room / form.small, form.notes) if form.notes and node.note else ()
    height = ((len(kind_lines) + len(notes)) * form.small + len(lines) * form.font) * LINE + 14
    return NodePiece(height, node=node, bank=bank, place=place, kind_lines=kind_lines, lines=lines, notes=notes)


def word_width(word: str, form: Form) -> float:
    """Return how much room the sign and the word for a kind of tie take."""
    return measure(word) * form.small + form.small + 5


def _link_piece(link: Link, form: Form, width: float, source: NodePiece, target: NodePiece) -> LinkPiece:
    room = width - 2 * PAD
    if form.is_beside:
        lines = wrapped(link.label, (room - word_width(link.word, form) - 8) / form.small, LABEL_LINES)
        rows = max(len(lines), 1)
    else:
        lines = wrapped(link.label, (room + 4) / form.small, LABEL_LINES)
        rows = len(lines) + 1
    one, two = sides(source.bank, target.bank)
    legs = Leg(one, is_inner=source.bank == MIDDLE), Leg(two, is_inner=target.bank == MIDDLE)
    piece = LinkPiece(rows * form.small * LINE + 9, link=link, lines=lines, ends=(source, target), legs=legs)
    for end, leg in zip(piece.ends, legs, strict=True):
        end.legs.append(leg)
        end.plates.append(piece)
    return piece


def sides(source: str, target: str) -> tuple[str, str]:
    """Return through which zone each end of a link runs; an intermediary is reached from the far side."""
    if source == MIDDLE and target == MIDDLE:
        return LEFT, LEFT
    if source == MIDDLE:
        return (RIGHT if target == LEFT else LEFT), target
    if target == MIDDLE:
        return source, (RIGHT if source == LEFT else LEFT)
    return source, target
