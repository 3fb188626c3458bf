"""axe-core finds nothing on any kind of page, in Japanese and in English."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern, URLResolver

from kyodo.center.courses.queries import questionnaire_address
from kyodo.matching.codes import token_of
from kyodo.site.urls import app_patterns
from tests.factories.actors import a_seat
from tests.factories.bookings import a_booking, a_room
from tests.factories.collaborations import a_collaboration, a_partner, a_tie
from tests.factories.courses import a_prepared_course
from tests.factories.matching import a_draft, a_shown_offer, an_open_need
from tests.factories.matching_desk import a_host, a_meeting, an_asked, an_offer, an_offerer
from tests.journeys.world import settle, sign_in_on

#: One page of each kind whose address names a thing, and pages that show something when they are asked.
SAMPLES = (
    "support/hana/",
    "support/finder/?who=any",
    "support/finder/?who=civic_group&stage=starting&need=money",
    "places/center/",
    "places/center/?on=2026-12-29",
    "places/center/?on=x",
    "desks/kyodo/",
    "guides/hajimete/",
    "figures/kanyu/",
    "organizations/kai/",
    "events/kouza/",
    "events/kouza/?paper=circular",
    "events/?when=weekend",
    "events/kouza/join/",
    "events/calls/bosyu/",
    "cases/hanadan/",
    "cases/?view=list",
    "cases/?view=wards",
    "cases/?year=1999",
    "collaborations/kawa/",
    "network/?center=actor:kai",
    "network/?q=zzzzzz",
    "data/facilities/",
    "needs/?month=4",
    "needs/NEEDAA/",
    "offers/CARDAA/",
    "offers/new/?q=kai",
    "offers/new/?need=NEEDAA",
    "desk/figures/",
    "rooms/hiroma/",
    "rooms/hiroma/door/",
    "rooms/find/?people=20&weekday=3&part=evening",
    "search/?q=助成",
    "search/?q=zzzzzz",
    "support/?page=2",
    "no-such-page/",
)
#: Pages of people who hold a role.
ROLES = {
    "city_staff": (
        "my/",
        "desk/organizations/import/",
        "organizations/new/",
        "organizations/kai/seats/",
        "desk/events/",
        "desk/events/new/",
        "desk/events/kouza/cancel/",
        "desk/events/import/",
        "desk/events/kouza/sign-up/",
        "desk/events/kouza/people/",
        "desk/events/kouza/people/new/",
        "desk/events/kouza/people/door/",
        "desk/events/kouza/people/{person}/",
        "desk/events/kouza/people/{person}/change/",
        "desk/events/kouza/people/{person}/in/",
        "desk/events/kouza/plan/",
        "desk/events/kouza/plan/rooms/1/",
        "desk/events/kouza/questions/",
        "desk/events/kouza/questions/type/",
        "desk/events/kouza/report/",
        "desk/events/calls/bosyu/edit/",
        "desk/events/postings/{posting}/",
        "collaborations/kawa/",
        "collaborations/kawa/drawing/",
        "collaborations/kawa/story/",
        "collaborations/kawa/edit/",
        "collaborations/kawa/end/",
        "desk/places/import/",
        "desk/asks/",
        "desk/asks/new/?q=kai",
        "desk/asks/meter/",
        "desk/replies/",
    ),
    "coordinator": (
        "desk/",
        "desk/day/fresh/",
        "desk/needs/new/?q=kai",
        "desk/needs/NEEDAA/",
        "desk/needs/NEEDAA/introduce/?q=kai",
        "desk/offers/CARDAA/",
        "desk/offers/CARDAA/introduce/?q=kai",
        "desk/offers/CARDAA/introduce/kai/",
        "desk/offers/CARDAA/letter/",
        "desk/hosts/kai/",
        "desk/introductions/{asked}/",
        "desk/introductions/{asked}/host/letter/",
        "desk/introductions/{met}/",
        "desk/letters/{letter}/",
        "desk/matching/weights/?offer=CARDAA",
        "desk/mandates/",
        "desk/papers/",
        "desk/handovers/",
    ),
    "center_staff": (
        "desk/rooms/",
        "desk/rooms/new/",
        "desk/rooms/closed/",
        "desk/rooms/notices/",
        "desk/rooms/users/",
        "rooms/my/",
        "rooms/register/",
        "rooms/hiroma/book/",
        "rooms/hiroma/book/?day=2026-12-02&begins=10:00&ends=12:00",
        "rooms/bookings/BOOKAA/",
        "rooms/bookings/BOOKAA/move/",
        "rooms/bookings/BOOKAA/cancel/",
    ),
    "administrator": ("my/", "desk/roles/"),
}


def plain_addresses(patterns: Any = app_patterns, prefix: str = "") -> list[str]:
    """Return the addresses that need no argument, without those that libraries answer."""
    found: list[str] = []
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += plain_addresses(pattern.url_patterns, address) if _is_ours(pattern) else []
        elif isinstance(pattern, URLPattern) and "<" not in address and "(" not in address:
            found.append(address)
    return found


def _is_ours(resolver: URLResolver) -> bool:
    return getattr(resolver.urlconf_module, "__name__", "").startswith("kyodo.")


#: Doors of the sign-in library, in this house's own frame.
SIGN_IN = ("sign-in/login/", "sign-in/signup/", "sign-in/login/code/", "sign-in/password/reset/")
#: What is no page to look at: tables to download, and an answer to a script.
NO_PAGES = (
    "events.ics",
    "events/table/",
    "desk/events/import/template/",
    "organizations/table/",
    "support/table/",
    "cases/table/",
    "collaborations/table/",
    "desk/organizations/import/template/",
    "ui/postcode/",
    "line/webhook",
    "desk/rooms/day.pdf",
)


@pytest.fixture
def small_city(live: str, tmp_path: Any) -> tuple[str, dict[str, Any]]:
    """A small city with an organization that has a seat; the address of its site, and numbers of what has no name."""
    from kyodo.center.bookings.models import Booking
    from kyodo.commons.actors.models import Actor
    from kyodo.matching.models import Letter, Need, Offer

    settle(tmp_path)
    kai = Actor.objects.get(slug="kai")
    a_seat(kai)
    work = a_collaboration("川を守る", slug="kawa")
    a_tie(a_partner(work, kai), a_partner(work, "青葉第一町内会"))
    a_partner(work, "見本電機", kind="business", confirmation="")
    posted = a_prepared_course("会計講座", slug="kouza", organizer=kai)
    Need.objects.filter(pk=an_open_need(actor=kai).pk).update(code="NEEDAA")
    Offer.objects.filter(pk=a_shown_offer(to=kai).pk).update(code="CARDAA")
    Offer.objects.filter(pk=a_draft(to=kai).pk).update(code="DRAFTA")
    Booking.objects.filter(pk=a_booking(a_room("広間", slug="hiroma", capacity=30)).pk).update(code="BOOKAA")
    by = an_offerer()
    introduced: dict[str, Any] = {"asked": an_asked(a_host("北町内会"), an_offer("宿題", by)).pk}
    introduced["met"] = a_meeting(a_host("南町内会"), an_offer("草取り", by)).pk
    introduced |= posted
    introduced["letter"] = Letter.objects.values_list("pk", flat=True)[0]
    return live, introduced


def complaints(page: Any, address: str) -> list[str]:
    """Return what axe has to say about an address."""
    status = page.goto(address).status
    assert (address, status) == (address, 404 if "no-such-page" in address else 200)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{address} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_axe_finds_nothing_on_any_page(new_page: Any, small_city: tuple[str, dict[str, Any]], language: str) -> None:
    prefix = "/" if language == "ja" else "/en/"
    open_to_all = [a for a in plain_addresses() if a not in NO_PAGES and not a.startswith(("my/", "desk/"))]
    site, numbers = small_city
    page = new_page(base_url=site)
    own = [f"offers/DRAFTA/own/{token_of('DRAFTA')}/{step}" for step in ("", "card/", "contact/", "check/")]
    own += [f"events/kouza/mine/{numbers['mine']}/{step}" for step in ("", "change/")]
    own += [questionnaire_address("kouza").lstrip("/") + step for step in ("", "thanks/")]
    own += [f"needs/NEEDAA/own/{token_of('NEEDAA')}/", f"offers/CARDAA/own/{token_of('CARDAA')}/"]
    told = [word for address in (*open_to_all, *SAMPLES, *own, *SIGN_IN) for word in complaints(page, prefix + address)]
    for role, addresses in ROLES.items():
        theirs = new_page(base_url=site)
        sign_in_on(theirs, site, role)
        told += [word for address in addresses for word in complaints(theirs, prefix + address.format(**numbers))]
    assert told == []
