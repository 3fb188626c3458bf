"""The list pages of the house: where each stands and how to make more rows for it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.factories.actors import an_actor
from tests.factories.bookings import a_room, a_round
from tests.factories.cases import a_case
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.consultations import a_service
from tests.factories.courses import a_call
from tests.factories.gatherings import a_coming_gathering
from tests.factories.matching import a_shown_offer, an_open_need
from tests.factories.newsletters import a_series, an_article, an_issue
from tests.factories.places import a_facility
from tests.factories.timeline import a_milestone

#: Queries of a list page at the most, when nothing of it is kept.
MOST = 12


@dataclass(frozen=True)
class ListPage:
    """A page that lists things; ``make(count)`` adds that many rows to it."""

    path: str
    make: Callable[[int], object]


def told_collaborations(count: int) -> list[object]:
    """Make cases, each with a collaboration of its own."""
    works = [a_collaboration(f"協働{n}") for n in range(count)]
    for work in works:
        a_partner(work, an_actor(f"会{work.pk}"))
    return [a_case(f"事例{work.pk}", collaboration=work, schemes=[("hana", "助成")]) for work in works]


LIST_PAGES = [
    ListPage("/organizations/", lambda count: [an_actor(f"会{n}") for n in range(count)]),
    ListPage("/events/", lambda count: [a_coming_gathering(f"催し{n}") for n in range(count)]),
    ListPage("/events/calls/", lambda count: [a_call(f"募集{n}") for n in range(count)]),
    ListPage("/data/", told_collaborations),
    ListPage("/data/organizations/", lambda count: [an_actor(f"会{n}") for n in range(count)]),
    ListPage("/cases/", told_collaborations),
    ListPage("/cases/?view=list", told_collaborations),
    ListPage("/cases/?view=wards", told_collaborations),
    ListPage("/collaborations/", lambda count: [a_partner(a_collaboration(f"題{n}")) for n in range(count)]),
    ListPage("/places/", lambda count: [a_facility(f"場所{n}") for n in range(count)]),
    ListPage("/needs/", lambda count: [an_open_need(f"困りごと{n}") for n in range(count)]),
    ListPage("/offers/", lambda count: [a_shown_offer(f"申し出{n}") for n in range(count)]),
    ListPage("/rooms/", lambda count: [a_room(f"部屋{n}") for n in range(count)]),
    ListPage("/rooms/week/", lambda count: [a_room(f"部屋{n}") for n in range(count)]),
    ListPage("/rooms/month/", lambda count: [a_room(f"部屋{n}") for n in range(count)]),
    ListPage("/rooms/today/", lambda count: [a_room(f"部屋{n}") for n in range(count)]),
    ListPage("/rooms/lottery/", lambda count: [a_round(f"回{n}") for n in range(count)]),
    ListPage("/consult/", lambda count: [a_service(slug=f"service-{n}") for n in range(count)]),
    ListPage("/newsletters/", lambda count: [an_article(an_issue(), f"記事{n}") for n in range(count)]),
    ListPage("/newsletters/palette/", lambda count: [an_issue(a_series()) for n in range(count)]),
    ListPage("/timeline/", lambda count: [a_milestone(f"できごと{n}", str(1990 + n)) for n in range(count)]),
]
