"""The draw itself: a pure function of a list and a seed.

The numbers
    *K* is SHA-256 of ``<commitment> <seed>`` (one space between), as 64 hexadecimal digits. Ticket *n* (1, 2, …) of an
    entry has the number HMAC-SHA-256 with *K*, those 64 letters, as its key and ``<entry> <n>`` as its message. The
    commitment is part of *K*, so one seed orders two lists differently.
The order
    Each entry keeps its smallest number; entries are drawn from the smallest to the largest. Numbers of 64
    hexadecimal digits compare as texts; should two be equal, which nobody will live to see, the smaller key is first.
Why that is fair
    Without the seed nobody can tell HMAC numbers from independent ones, uniform on 0 … 2²⁵⁶-1. They are compared, never
    reduced by a remainder, so no number is favored. With tickets *t₁ … tₖ* the smallest of all Σt numbers is
    equally likely any of them: entry *i* is first with probability exactly *tᵢ/Σt*. Take its tickets away, and
    the others stand in the same situation: the next is *j* with probability *tⱼ/(Σt-tᵢ)*, and so on (successive
    sampling). Tickets that are whole numbers need no logarithm and no floating-point number.
What each is given
    In drawn order each entry is given the first of its wishes of which all parts are still free; at most one.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from kyodo.kernel.draws.listing import FORMAT, Entry, Listing, Unfit


@dataclass(frozen=True)
class Place:
    """Where an entry came in the order: the ticket that counted, and its number as hexadecimal digits."""

    entry: str
    ticket: int
    number: str

    def __str__(self) -> str:
        return f"{self.entry} {self.ticket} {self.number}"


@dataclass(frozen=True)
class Draw:
    """A closed list and, once it was drawn, the seed and what came out of it."""

    listing: Listing
    seed: str = ""
    order: tuple[Place, ...] = ()
    given: Mapping[str, str] | None = None

    @property
    def is_drawn(self) -> bool:
        """Say whether there is a result."""
        return self.given is not None

    @property
    def result_text(self) -> str:
        """Return the result as it is hashed: ``entry ticket number lot`` a line, in drawn order, ``-`` for no lot."""
        given = self.given or {}
        return "".join(f"{place} {given.get(place.entry, '-')}\n" for place in self.order)

    @property
    def proof(self) -> str:
        """Return one line that fits on a notice: the hashes of list and result, and the seed."""
        digest = sha256(self.result_text.encode()).hexdigest()
        return f"{FORMAT} list={self.listing.commitment} result={digest} seed={self.seed}"


def drawn(draw: Draw, typed: str) -> Draw:
    """Return the draw with its result.

    Raises ``Unfit``: ``again`` where the list was drawn before (one commitment, one draw), ``seed`` where what was
    typed does not fit the source that the list names.
    """
    if draw.is_drawn or draw.seed:
        raise Unfit("again", draw.listing.commitment)
    seed = draw.listing.source.seed_from(typed)
    order = _order(draw.listing, seed)
    return replace(draw, seed=seed, order=order, given=_given(draw.listing, order))


def key_of(commitment: str, seed: str) -> str:
    """Return *K*."""
    return sha256(f"{commitment} {seed}".encode()).hexdigest()


def number_of(key: str, entry: str, ticket: int) -> str:
    """Return the number of one ticket."""
    return hmac.new(key.encode(), f"{entry} {ticket}".encode(), sha256).hexdigest()


def _order(listing: Listing, seed: str) -> tuple[Place, ...]:
    key = key_of(listing.commitment, seed)
    places = [_best(key, entry) for entry in listing.entries]
    return tuple(sorted(places, key=lambda place: (place.number, place.entry)))


def _best(key: str, entry: Entry) -> Place:
    number, ticket = min((number_of(key, entry.key, ticket), ticket) for ticket in range(1, entry.tickets + 1))
    return Place(entry.key, ticket, number)


def _given(listing: Listing, order: tuple[Place, ...]) -> dict[str, str]:
    parts = {lot.key: frozenset(lot.parts) for lot in listing.lots}
    wishes = {entry.key: entry.wishes for entry in listing.entries}
    taken: set[str] = set()
    given: dict[str, str] = {}
    for place in order:
        lot = next((wish for wish in wishes[place.entry] if taken.isdisjoint(parts[wish])), None)
        if lot is not None:
            given[place.entry] = lot
            taken |= parts[lot]
    return given
