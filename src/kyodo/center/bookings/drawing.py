"""Who of those who wait is asked first: drawn, so that nobody has to be the fastest.

A small draw without witnesses: a secret that nobody knew is the seed; list and seed stand in the audit, so that
anybody who may read it can draw again.
"""

from collections.abc import Iterable

from kyodo.kernel.draws.drawing import Draw, drawn
from kyodo.kernel.draws.listing import Entry, Listing, Lot, sealed

_SLOT = "slot"


def draw_among(name: str, codes: Iterable[str]) -> Draw:
    """Return the draw among places on a waiting list, by their numbers; its ``order`` says who is asked first."""
    source, secret = sealed()
    entries = tuple(Entry(code, (_SLOT,)) for code in sorted(codes))
    return drawn(Draw(Listing(name, source, (Lot(_SLOT, (_SLOT,)),), entries)), secret)
