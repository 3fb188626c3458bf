"""The list pages of the house: where each stands and how to make more rows for it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.factories.actors import an_actor
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.places import a_facility


@dataclass(frozen=True)
class ListPage:
    """A page that lists things; ``make(count)`` adds that many rows to it."""

    path: str
    make: Callable[[int], object]


LIST_PAGES = [
    ListPage("/organizations/", lambda count: [an_actor(f"会{n}") for n in range(count)]),
    ListPage("/collaborations/", lambda count: [a_partner(a_collaboration(f"題{n}")) for n in range(count)]),
    ListPage("/places/", lambda count: [a_facility(f"場所{n}") for n in range(count)]),
]
