"""Draws among equals: everybody wishes for the same, so what counts is the order in which lots fall."""

from collections.abc import Iterable

from kyodo.kernel.draws.drawing import Draw, drawn
from kyodo.kernel.draws.listing import Entry, Listing, Lot, Source, Unfit, sealed

_PLACE = "place"


def listing_of_equals(name: str, source: Source, keys: Iterable[str]) -> Listing:
    """Return the list of a draw among these keys, one ticket each; ``name`` may have any spaces."""
    entries = tuple(Entry(key, (_PLACE,)) for key in keys)
    return Listing(" ".join(name.split()), source, (Lot(_PLACE, (_PLACE,)),), entries)


def drawn_at_once(name: str, keys: Iterable[str]) -> Draw:
    """Return a small draw without witnesses: its seed is a secret that nobody knew before.

    Whoever keeps list and seed can show it to anybody who wants to draw again.
    """
    source, secret = sealed()
    return drawn(Draw(listing_of_equals(name, source, keys)), secret)


def typed_twice(source: Source, typed: str, by: int, kept: str, kept_by: int | None) -> tuple[str, bool]:
    """Return the seed as it counts, and whether a second person typed the same as the first: then it is drawn.

    ``by`` types now; ``kept`` was typed by ``kept_by`` before. The first may type anew until a second person has.
    Raises ``Unfit``: ``seed`` for what does not fit the source, ``differ`` where the two typed different seeds.
    """
    seed = source.seed_from(typed)
    is_second = kept_by not in (None, by)
    if is_second and seed != kept:
        raise Unfit("differ")
    return seed, is_second
