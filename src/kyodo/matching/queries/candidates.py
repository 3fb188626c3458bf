"""Candidates as the desk's pages show them, and how other weights would order them."""

from collections.abc import Mapping
from dataclasses import dataclass

from kyodo.matching.models import Need, Offer
from kyodo.matching.ranking import Candidate, guests_for, hosts_for

#: So many candidates stand on a page.
SHOWN = 10


@dataclass(frozen=True)
class Panel:
    """Candidates for an offer or a need, as ``matching/candidates_list.html`` draws them."""

    offer: Offer | None
    need: Need | None
    candidates: list[Candidate]


def panel_of(thing: Offer | Need, limit: int = SHOWN) -> Panel:
    """Return the candidates for an offer (hosts) or a need (guests)."""
    if isinstance(thing, Offer):
        return Panel(thing, None, hosts_for(thing, limit))
    return Panel(None, thing, guests_for(thing, limit))


@dataclass(frozen=True)
class Moved:
    """A candidate's place by the weights in force and by those that are tried; None: not among the first."""

    candidate: Candidate
    before: int | None
    after: int | None


def tried(offer: Offer, weights: Mapping[str, int], limit: int = SHOWN) -> list[Moved]:
    """Return how other weights would order the candidates of an offer, as they would stand, then who falls out."""
    before = _places(hosts_for(offer, limit))
    after = _places(hosts_for(offer, limit, weights))
    stay = [Moved(one, before.get(key, (None, one))[0], place) for key, (place, one) in after.items()]
    gone = [Moved(one, place, None) for key, (place, one) in before.items() if key not in after]
    return [*stay, *gone]


Key = tuple[int | None, int | None]


def _places(candidates: list[Candidate]) -> dict[Key, tuple[int, Candidate]]:
    return {
        (one.actor.pk if one.actor else None, one.need.pk if one.need else None): (place, one)
        for place, one in enumerate(candidates, 1)
    }
