"""Up and down: plates in the order of their ends, boxes close to their plates, a port for each line."""

from collections.abc import Sequence
from itertools import pairwise

from kyodo.diagrams.layout.pieces import MIDDLE, PORT, LinkPiece, NodePiece, Piece, Pieces
from kyodo.diagrams.layout.routes import LEFT, RIGHT, Leg

ROUNDS = 4
#: Two lines on the same side of a plate are so far apart.
APART = 10.0


def settle(pieces: Pieces, gap: float) -> float:
    """Give every piece its height and every line its ends; returns the height of the whole."""
    columns = {
        bank: sorted((box for box in pieces.boxes if box.bank == bank), key=lambda box: box.place)
        for bank in (LEFT, RIGHT, MIDDLE)
    }
    middle = [*pieces.plates, *columns[MIDDLE], pieces.head]
    height = max(_total(column, gap) for column in (columns[LEFT], columns[RIGHT], middle))
    for bank in (LEFT, RIGHT):
        _spread(columns[bank], height, gap)
    for box in columns[MIDDLE]:
        box.y = height / 2
    for turn in range(ROUNDS):
        pieces.plates.sort(key=_wish)
        _stack(_around(pieces.plates, columns[MIDDLE], pieces.head), height, gap)
        for bank in (LEFT, RIGHT):
            _follow(columns[bank], height, gap, may_swap=turn < ROUNDS - 1)
    _give_ports(pieces)
    return height


def _total(column: Sequence[Piece], gap: float) -> float:
    return sum(piece.height for piece in column) + gap * max(len(column) - 1, 0)


def _spread(column: Sequence[Piece], height: float, gap: float) -> None:
    between = gap + (height - _total(column, gap)) / (len(column) + 1)
    y = between - gap
    for piece in column:
        piece.y = y + piece.height / 2
        y += piece.height + between


def _wish(plate: LinkPiece) -> float:
    return plate.ends[0].y + plate.ends[1].y


def _around(plates: list[LinkPiece], between: Sequence[Piece], head: Piece) -> list[Piece]:
    """Return the middle column: the title in its middle, intermediaries next to it."""
    half = sum(piece.height for piece in plates) / 2
    filled, upper = 0.0, 0
    while upper < len(plates) and filled + plates[upper].height / 2 <= half:
        filled += plates[upper].height
        upper += 1
    return [*plates[:upper], *between[0::2], head, *between[1::2], *plates[upper:]]


def _stack(column: Sequence[Piece], height: float, gap: float) -> None:
    gap += min((height - _total(column, gap)) / (len(column) + 1), gap)
    y = (height - _total(column, gap)) / 2
    for piece in column:
        piece.y = y + piece.height / 2
        y += piece.height + gap


def _follow(column: list[NodePiece], height: float, gap: float, *, may_swap: bool) -> None:
    """Move the boxes of a bank as close to their plates as they can be; kinds keep their order."""
    if not column:
        return
    wished = {
        id(box): sum(plate.y for plate in box.plates) / len(box.plates) if box.plates else box.y for box in column
    }
    if may_swap:
        column.sort(key=lambda box: (box.place, wished[id(box)]))
    offsets, offset = [], 0.0
    for above, box in pairwise([column[0], *column]):
        offset += (above.height + box.height) / 2 + gap if above is not box else 0.0
        offsets.append(offset)
    lowest = column[0].height / 2
    highest = height - column[-1].height / 2 - offset
    settled = _in_order([wished[id(box)] - offset for box, offset in zip(column, offsets, strict=True)])
    for box, offset, place in zip(column, offsets, settled, strict=True):
        box.y = min(max(place, lowest), highest) + offset


def _in_order(wishes: Sequence[float]) -> list[float]:
    """Return the numbers closest to the wishes that never fall (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for wish in wishes:
        total, count = wish, 1
        while pools and pools[-1][0] * count > total * pools[-1][1]:
            before, many = pools.pop()
            total, count = total + before, count + many
        pools.append((total, count))
    return [total / count for total, count in pools for _one in range(count)]


# --- where lines leave and enter ----------------------------------------------------------


def _give_ports(pieces: Pieces) -> None:
    for plate in pieces.plates:
        first, second = plate.legs
        first.attach = second.attach = plate.y
        if first.side == second.side:
            way = 0.5 if plate.ends[0].y <= plate.ends[1].y else -0.5
            first.attach, second.attach = plate.y - way * APART, plate.y + way * APART
    for box in pieces.boxes:
        for side in (LEFT, RIGHT):
            legs = sorted((leg for leg in box.legs if leg.side == side), key=lambda leg: leg.attach)
            _ports(legs, box.top + PORT / 2 + 3, box.bottom - PORT / 2 - 3)
    for plate in pieces.plates:
        _straighten(plate)
    for side in (LEFT, RIGHT):
        legs = [leg for plate in pieces.plates for leg in plate.legs if leg.side == side]
        _step_aside(legs)


def _ports(legs: list[Leg], top: float, bottom: float) -> None:
    for leg in legs:
        leg.port = min(max(leg.attach, top), bottom)
    for before, leg in pairwise(legs):
        leg.port = max(leg.port, before.port + PORT)
    last = bottom
    for leg in reversed(legs):
        leg.port = min(leg.port, last)
        last = leg.port - PORT


def _straighten(plate: LinkPiece) -> None:
    """Let a line meet its plate on the height of its box where the plate reaches there."""
    first, second = plate.legs
    for leg, other in ((first, second), (second, first)):
        if leg.is_inner or abs(leg.port - plate.y) > plate.height / 2 - 7:
            continue
        off = leg.port - other.attach
        is_apart = abs(off) >= APART - 2 and off * (leg.attach - other.attach) > 0
        if first.side != second.side or is_apart:
            leg.attach = leg.port


def _step_aside(legs: list[Leg]) -> None:
    """Move a port a little where it lies on the height at which another line meets the middle column."""
    inner = [(leg.attach, leg) for leg in legs] + [(leg.port, leg) for leg in legs if leg.is_inner]
    for leg in legs:
        if leg.is_straight or leg.is_inner:
            continue
        for y, other in inner:
            off = leg.port - y
            if other is not leg and -Leg.CLEAR < off < Leg.CLEAR:
                leg.port = y + (Leg.CLEAR if off >= 0 else -Leg.CLEAR)
                break
