"""The list pages of the house: where each stands and how to make more rows for it."""

from collections.abc import Callable
from dataclasses import dataclass

from kyodo.matching.models import Need, Offer
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
    """Pages that list the same things; ``make(count)`` adds that many rows to them."""

    make: Callable[[int], object]
    paths: tuple[str, ...]


def told_collaborations(count: int) -> list[object]:
    """Make cases, each with a collaboration of its own."""
    works = [a_collaboration(f"協働{n}") for n in range(count)]
    for work in works:
        a_partner(work, an_actor(f"会{work.pk}"))
    return [a_case(f"事例{work.pk}", collaboration=work, schemes=[("hana", "助成")]) for work in works]


def told_and_copied(count: int, make: Callable[[], Need | Offer]) -> None:
    """Tell one as people do, with all that its steps leave behind, and let the others have its row."""
    one = make()
    fields = [field.attname for field in one._meta.concrete_fields if field.attname not in ("id", "code")]
    row = {name: getattr(one, name) for name in fields}
    type(one)._default_manager.bulk_create([type(one)(**row) for _ in range(count - 1)])


LIST_PAGES = [
    ListPage(
        lambda count: [an_actor(f"会{n}") for n in range(count)],
        ("/organizations/", "/data/organizations/"),
    ),
    ListPage(lambda count: [a_coming_gathering(f"催し{n}") for n in range(count)], ("/events/",)),
    ListPage(lambda count: [a_call(f"募集{n}") for n in range(count)], ("/events/calls/",)),
    ListPage(told_collaborations, ("/data/", "/cases/", "/cases/?view=list", "/cases/?view=wards")),
    ListPage(lambda count: [a_partner(a_collaboration(f"題{n}")) for n in range(count)], ("/collaborations/",)),
    ListPage(lambda count: [a_facility(f"場所{n}") for n in range(count)], ("/places/",)),
    ListPage(lambda count: told_and_copied(count, an_open_need), ("/needs/",)),
    ListPage(lambda count: told_and_copied(count, a_shown_offer), ("/offers/",)),
    ListPage(
        lambda count: [a_room(f"部屋{n}") for n in range(count)],
        ("/rooms/", "/rooms/week/", "/rooms/month/", "/rooms/today/"),
    ),
    ListPage(lambda count: [a_round(f"回{n}") for n in range(count)], ("/rooms/lottery/",)),
    ListPage(lambda count: [a_service(slug=f"service-{n}") for n in range(count)], ("/consult/",)),
    ListPage(lambda count: [an_article(an_issue(), f"記事{n}") for n in range(count)], ("/newsletters/",)),
    ListPage(lambda count: [an_issue(a_series()) for n in range(count)], ("/newsletters/palette/",)),
    ListPage(lambda count: [a_milestone(f"できごと{n}", str(1990 + n)) for n in range(count)], ("/timeline/",)),
]
