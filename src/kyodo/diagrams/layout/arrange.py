"""From nodes and links to a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kyodo.diagrams.layout.parts import Arrow, Box, Form, Link, Node, Plate, Rect, Scene
from kyodo.diagrams.layout.routes import Leg, ZoneRoom, lanes_of, route
from kyodo.diagrams.layout.text import longest_word, wrapped

LEFT, RIGHT, MIDDLE = "left", "right", "middle"
#: The bank of each kind, and its order there from above.
BANKS = {
    "civic_group": (LEFT, 0),
    "educational_institution": (LEFT, 1),
    "community_organization": (RIGHT, 0),
    "public_body": (RIGHT, 1),
    "business": (RIGHT, 2),
    "intermediary": (MIDDLE, 0),
}
LINE = 1.35
#: Two lines never enter a box closer to each other than this.
PORT = 18.0
ROUNDS = 3


@dataclass(slots=True)
class Piece:
    """A box, a plate or the title while it looks for its place: its middle is ``y``."""

    height: float
    y: float = 0.0
    legs: list[Leg] = field(default_factory=list)


@dataclass(slots=True)
class NodePiece(Piece):
    """A box that looks for its place."""

    node: Node = field(kw_only=True)
    bank: str = field(kw_only=True)
    lines: tuple[str, ...] = field(kw_only=True)
    notes: tuple[str, ...] = field(kw_only=True)


@dataclass(slots=True)
class LinkPiece(Piece):
    """A plate that looks for its place; ``legs`` are its two lines, from the source and to the target."""

    link: Link = field(kw_only=True)
    lines: tuple[str, ...] = field(kw_only=True)
    ends: tuple[NodePiece, NodePiece] = field(kw_only=True)


def arrange(title: str, nodes: Sequence[Node], links: Sequence[Link], form: Form) -> Scene:
    """Draw nodes and the links between them; a link to no node, or from a node to itself, is not drawn."""
    banks = {_bank(node) for node in nodes}
    spare = form.box * (2 - len(banks & {LEFT, RIGHT}))
    box, middle = _box_width(nodes, form), form.plate + spare * 0.6
    boxes = {node.key: _node_piece(node, form, middle if _bank(node) == MIDDLE else box) for node in nodes}
    plates = [
        _link_piece(link, form, middle, boxes[link.source], boxes[link.target])
        for link in links
        if link.source in boxes and link.target in boxes and link.source != link.target
    ]
    for piece in boxes.values():
        piece.height = max(piece.height, _ports_height(piece))
    title_lines = wrapped(title, (middle - 20) / form.font, 5)
    head = Piece(len(title_lines) * form.font * LINE + 24)
    height = _stack_all(list(boxes.values()), plates, head, form.gap)
    _give_ports(list(boxes.values()), plates)
    return _drawn(form, box, middle, height, list(boxes.values()), plates, head, title_lines)


# --- sizes --------------------------------------------------------------------------------


def _bank(node: Node) -> str:
    return BANKS.get(node.kind, (LEFT, 9))[0]


def _box_width(nodes: Sequence[Node], form: Form) -> float:
    """Return a width in which no katakana word is broken, as far as the form allows."""
    longest = max((longest_word(node.name) for node in nodes if _bank(node) != MIDDLE), default=0)
    return min(form.box_most, max(form.box, longest * form.font + 14))


def _node_piece(node: Node, form: Form, width: float) -> NodePiece:
    lines = wrapped(node.name, (width - 14) / form.font, 6)
    notes = wrapped(node.note, (width - 14) / form.small, form.notes) if form.notes and node.note else ()
    height = form.small * LINE + len(lines) * form.font * LINE + len(notes) * form.small * LINE + 14
    return NodePiece(height, node=node, bank=_bank(node), lines=lines, notes=notes)


def _link_piece(link: Link, form: Form, width: float, source: NodePiece, target: NodePiece) -> LinkPiece:
    lines = wrapped(link.label, (width - 10) / form.small, 3) if link.label else ()
    piece = LinkPiece(
        (1 + len(lines)) * form.small * LINE + 8, link=link, lines=lines, ends=(source, target),
    )  # fmt: skip
    sides = _sides(source.bank, target.bank)
    for end, side in zip((source, target), sides, strict=True):
        leg = Leg(side, is_inner=end.bank == MIDDLE)
        piece.legs.append(leg)
        end.legs.append(leg)
    return piece


def _sides(source: str, target: str) -> tuple[str, str]:
    """Return through which zone each end of a link runs; an intermediary is reached from the far side."""
    if source == MIDDLE and target == MIDDLE:
        return LEFT, LEFT
    if source == MIDDLE:
        return (RIGHT if target == LEFT else LEFT), target
    if target == MIDDLE:
        return source, (RIGHT if source == LEFT else LEFT)
    return source, target


def _ports_height(piece: NodePiece) -> float:
    most = max((sum(leg.side == side for leg in piece.legs) for side in (LEFT, RIGHT)), default=0)
    return most * PORT + 4


# --- up and down --------------------------------------------------------------------------


def _stack_all(boxes: list[NodePiece], plates: list[LinkPiece], head: Piece, gap: float) -> float:
    """Give every piece its height in the drawing; returns the height of the whole."""
    banks = {
        bank: sorted(
            (piece for piece in boxes if piece.bank == bank), key=lambda piece: BANKS.get(piece.node.kind, (LEFT, 9))[1]
        )
        for bank in (LEFT, RIGHT, MIDDLE)
    }
    middle: list[Piece] = [*plates, *banks[MIDDLE], head]
    height = max(_total(column, gap) for column in (banks[LEFT], banks[RIGHT], middle))
    for bank in (LEFT, RIGHT):
        _spread(banks[bank], height, gap)
    for piece in banks[MIDDLE]:
        piece.y = height / 2
    for _round in range(ROUNDS):
        plates.sort(key=lambda piece: piece.ends[0].y + piece.ends[1].y)
        _stack(_around(plates, banks[MIDDLE], head), height, gap)
        for bank in (LEFT, RIGHT):
            _follow(banks[bank], plates, height, gap)
    return height


def _total(column: Sequence[Piece], gap: float) -> float:
    return sum(piece.height for piece in column) + gap * max(len(column) - 1, 0)


def _spread(column: Sequence[Piece], height: float, gap: float) -> None:
    between = gap + (height - _total(column, gap)) / (len(column) + 1)
    y = between - gap
    for piece in column:
        piece.y = y + piece.height / 2
        y += piece.height + between


def _around(plates: list[LinkPiece], between: Sequence[Piece], head: Piece) -> list[Piece]:
    """Return the middle column: the title in its middle, intermediaries next to it."""
    half = sum(piece.height for piece in plates) / 2
    upper: list[Piece] = []
    filled = 0.0
    for piece in plates:
        if filled + piece.height / 2 > half:
            break
        filled += piece.height
        upper.append(piece)
    return [*upper, *between[0::2], head, *between[1::2], *plates[len(upper) :]]


def _stack(column: Sequence[Piece], height: float, gap: float) -> None:
    y = (height - _total(column, gap)) / 2
    for piece in column:
        piece.y = y + piece.height / 2
        y += piece.height + gap


def _follow(column: Sequence[NodePiece], plates: list[LinkPiece], height: float, gap: float) -> None:
    """Move the boxes of a bank towards their plates; their order stays."""
    wished = []
    for box in column:
        heights = [plate.y for plate in plates if box in plate.ends]
        wished.append(sum(heights) / len(heights) if heights else box.y)
    top = 0.0
    for box, wish in zip(column, wished, strict=True):
        box.y = max(wish, top + box.height / 2)
        top = box.y + box.height / 2 + gap
    bottom = height
    for box in reversed(column):
        box.y = min(box.y, bottom - box.height / 2)
        bottom = box.y - box.height / 2 - gap


# --- where lines leave and enter ----------------------------------------------------------


def _give_ports(boxes: list[NodePiece], plates: list[LinkPiece]) -> None:
    for plate in plates:
        first, second = plate.legs
        first.attach = second.attach = plate.y
        if first.side == second.side:
            up = -1 if plate.ends[0].y <= plate.ends[1].y else 1
            first.attach, second.attach = plate.y + 6 * up, plate.y - 6 * up
    for box in boxes:
        for side in (LEFT, RIGHT):
            legs = sorted((leg for leg in box.legs if leg.side == side), key=lambda leg: leg.attach)
            _ports(legs, box.y - box.height / 2 + PORT / 2 + 2, box.y + box.height / 2 - PORT / 2 - 2)
    attaches = [(leg.side, leg.attach, leg) for plate in plates for leg in plate.legs]
    for plate in plates:
        for leg in plate.legs:
            leg.step_aside(attach for side, attach, other in attaches if side == leg.side and other is not leg)


def _ports(legs: list[Leg], top: float, bottom: float) -> None:
    for leg in legs:
        leg.port = min(max(leg.attach, top), bottom)
    for before, leg in pairwise(legs):
        leg.port = max(leg.port, before.port + PORT)
    last = bottom
    for leg in reversed(legs):
        leg.port = min(leg.port, last)
        last = leg.port - PORT


# --- across -------------------------------------------------------------------------------


def _drawn(
    form: Form, box: float, middle: float, height: float,
    boxes: list[NodePiece], plates: list[LinkPiece], head: Piece, title_lines: tuple[str, ...],
) -> Scene:  # fmt: skip
    banks = {piece.bank for piece in boxes}
    legs = [leg for plate in plates for leg in plate.legs]
    counts = {side: lanes_of([leg for leg in legs if leg.side == side]) for side in (LEFT, RIGHT)}
    widths = {side: box if side in banks else 0.0 for side in (LEFT, RIGHT)}
    room = (form.width - 2 * form.margin - sum(widths.values()) - middle) / 2
    inner = form.head if MIDDLE in banks else form.head / 2
    zones = {}
    for side in (LEFT, RIGHT):
        if not widths[side] and not counts[side]:
            zones[side] = ZoneRoom.none()
        else:
            zones[side] = ZoneRoom.fitted(counts[side], form.head, inner, form, room)
    left = form.margin + widths[LEFT]
    middle_x = left + zones[LEFT].width
    right = middle_x + middle + zones[RIGHT].width
    zones[LEFT].place(left, middle_x)
    zones[RIGHT].place(right, middle_x + middle)
    columns = {LEFT: (form.margin, box), MIDDLE: (middle_x, middle), RIGHT: (right, box)}
    pad = form.margin + 1
    rects = [_rect(*columns[piece.bank], piece, pad) for piece in boxes]
    title = _rect(middle_x, middle, head, pad)
    return Scene(
        form=form,
        width=round(right + widths[RIGHT] + form.margin, 1),
        height=round(height + 2 * pad, 1),
        title=title,
        title_lines=title_lines,
        panel=Rect(middle_x, pad, middle, round(height, 1)),
        boxes=tuple(
            Box(piece.node, rect, piece.lines, piece.notes) for piece, rect in zip(boxes, rects, strict=True)
        ),
        plates=tuple(Plate(piece.link, _rect(middle_x, middle, piece, pad), piece.lines) for piece in plates),
        arrows=tuple(_arrow(piece, zones, pad) for piece in plates),
    )  # fmt: skip


def _rect(x: float, width: float, piece: Piece, pad: float) -> Rect:
    return Rect(round(x, 1), round(piece.y - piece.height / 2 + pad, 1), round(width, 1), round(piece.height, 1))


def _arrow(piece: LinkPiece, zones: dict[str, ZoneRoom], pad: float) -> Arrow:
    source, target = piece.legs
    points, heads = route(source, target, zones, piece.link.both_ways, pad)
    return Arrow(piece.link, points, heads)
