"""From nodes and links to a drawing."""

from collections.abc import Sequence

from kyodo.diagrams.layout.heights import settle
from kyodo.diagrams.layout.parts import Arrow, Box, Form, Link, Node, Plate, Rect, Scene
from kyodo.diagrams.layout.pieces import MIDDLE, LinkPiece, Piece, Pieces, cut
from kyodo.diagrams.layout.routes import LEFT, RIGHT, ZoneRoom, lanes_of, route

#: The tinted ground of the middle column looks out so far.
GROUND = 5.0


def arrange(title: str, nodes: Sequence[Node], links: Sequence[Link], form: Form) -> Scene:
    """Draw nodes and the links between them; a link to no node, or from a node to itself, is not drawn."""
    pieces = cut(title, nodes, links, form)
    height = settle(pieces, form.gap)
    zones = _zones(pieces, form)
    banks = pieces.banks
    left = form.margin + (pieces.box if LEFT in banks else 0.0)
    middle = round(left + zones[LEFT].width)
    right = round(middle + pieces.middle + zones[RIGHT].width)
    zones[LEFT].place(left, middle)
    zones[RIGHT].place(right, middle + pieces.middle)
    columns = {LEFT: (form.margin, pieces.box), MIDDLE: (middle, pieces.middle), RIGHT: (right, pieces.box)}
    pad = form.margin + GROUND
    return Scene(
        form=form,
        width=round(right + (pieces.box if RIGHT in banks else 0.0) + form.margin, 1),
        height=round(height + 2 * pad, 1),
        title=_rect(*columns[MIDDLE], pieces.head, pad),
        title_lines=pieces.head_lines,
        panel=Rect(middle - GROUND, pad - GROUND, pieces.middle + 2 * GROUND, round(height + 2 * GROUND, 1)),
        boxes=tuple(
            Box(box.node, _rect(*columns[box.bank], box, pad), box.kind_lines, box.lines, box.notes)
            for box in pieces.boxes
        ),
        plates=tuple(Plate(plate.link, _rect(*columns[MIDDLE], plate, pad), plate.lines) for plate in pieces.plates),
        arrows=tuple(_arrow(plate, zones, pad) for plate in pieces.plates),
    )


def _zones(pieces: Pieces, form: Form) -> dict[str, ZoneRoom]:
    """Return the room for lanes on both sides of the middle column."""
    banks = pieces.banks
    inner = form.head if MIDDLE in banks else form.head / 2
    room = form.width - 2 * form.margin - len(banks - {MIDDLE}) * pieces.box - pieces.middle
    legs = {side: [leg for plate in pieces.plates for leg in plate.legs if leg.side == side] for side in (LEFT, RIGHT)}
    used = [side for side in (LEFT, RIGHT) if side in banks or legs[side]]
    lanes = {side: lanes_of(legs[side], form.lanes) for side in used}
    free = room - len(used) * (form.head + inner)
    parts = sum(lanes[side] + 0.5 for side in used)
    return {
        side: ZoneRoom.fitted(lanes[side], form.head, inner, form, free * (lanes[side] + 0.5) / parts)
        if side in used
        else ZoneRoom.none(GROUND)
        for side in (LEFT, RIGHT)
    }


def _rect(x: float, width: float, piece: Piece, pad: float) -> Rect:
    return Rect(round(x, 1), round(piece.top + pad, 1), round(width, 1), round(piece.height, 1))


def _arrow(plate: LinkPiece, zones: dict[str, ZoneRoom], pad: float) -> Arrow:
    source, target = plate.legs
    points, heads = route(source, target, zones, plate.link.both_ways, pad)
    return Arrow(plate.link, points, heads)
