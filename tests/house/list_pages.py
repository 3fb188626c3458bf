"""The list pages of the house: where each stands and how to make more rows for it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.factories.actors import an_actor
from tests.factories.gatherings import a_coming_gathering
from tests.factories.places import a_facility
from tests.factories.timeline import a_milestone


@dataclass(frozen=True)
class ListPage:
    """A page that lists things; ``make(count)`` adds that many rows to it."""

    path: str
    make: Callable[[int], object]


LIST_PAGES = [
    ListPage("/organizations/", lambda count: [an_actor(f"会{n}") for n in range(count)]),
    ListPage("/events/", lambda count: [a_coming_gathering(f"催し{n}") for n in range(count)]),
    ListPage("/data/organizations/", lambda count: [an_actor(f"会{n}") for n in range(count)]),
    ListPage("/places/", lambda count: [a_facility(f"場所{n}") for n in range(count)]),
    ListPage("/timeline/", lambda count: [a_milestone(f"できごと{n}", str(1990 + n)) for n in range(count)]),
]
