"""axe-core finds nothing on any kind of page, in Japanese and in English."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import URLPattern, URLResolver

from kyodo.center.bookings.actions.money import charge, pay
from kyodo.center.bookings.actions.online import begin_online
from kyodo.center.bookings.actions.users import add_member
from kyodo.center.bookings.models import Fee, Party, Resource
from kyodo.center.bookings.paying import PROVIDERS, TestProvider
from kyodo.center.consultations.codes import OWN as RECEIPT
from kyodo.center.courses.queries import questionnaire_address
from kyodo.center.newsletters import links
from kyodo.commons.people.models import Person
from kyodo.kernel.permissions import SYSTEM
from kyodo.matching.codes import OWN
from kyodo.site.urls import app_patterns
from tests.factories.actors import a_seat
from tests.factories.bookings import a_booking, a_party, a_room, a_round, soon
from tests.factories.collaborations import a_collaboration, a_partner, a_tie
from tests.factories.consultations import a_booked, a_consultant, a_consultation, a_service
from tests.factories.courses import a_prepared_course
from tests.factories.matching import a_draft, a_shown_offer, an_open_need
from tests.factories.matching_desk import a_host, a_meeting, an_asked, an_offer, an_offerer
from tests.factories.newsletters import a_reader, a_series, a_text, an_article, an_issue
from tests.factories.people import a_person, an_account
from tests.journeys.world import settle, sign_in_on
from tests.support.keeping import begun_with

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
    "newsletters/palette/",
    "newsletters/palette/312/",
    "newsletters/palette/195/",
    "newsletters/palette/312/hana/",
    "newsletters/?q=花",
    "data/facilities/",
    "needs/?month=4",
    "needs/NEEDAA/",
    "offers/CARDAA/",
    "offers/new/?q=kai",
    "offers/new/?need=NEEDAA",
    "desk/figures/",
    "rooms/hiroma/",
    "rooms/hiroma/door/",
    "rooms/lottery/DRAWAA/",
    "rooms/find/?people=20&weekday=3&part=evening",
    "search/?q=助成",
    "search/?q=zzzzzz",
    "support/?page=2",
    "consult/times/?theme=starting&service=saposen",
    "consult/new/?theme=starting&service=saposen",
    "consult/r/BOOKED/",
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
        "desk/rooms/users/GROUPA/",
        "desk/rooms/year/",
        "desk/rooms/fees/",
        "desk/rooms/lottery/DRAWAA/",
        "desk/rooms/lottery/new/",
        "desk/rooms/closing/",
        "desk/rooms/visits/",
        "desk/rooms/money/",
        "desk/rooms/money/BOOKAA/",
        "rooms/lottery/DRAWAA/enter/",
        "rooms/my/",
        "rooms/register/",
        "rooms/hiroma/book/",
        "rooms/hiroma/book/?day=2026-12-02&begins=10:00&ends=12:00",
        "rooms/bookings/BOOKAA/",
        "rooms/bookings/BOOKAA/move/",
        "rooms/bookings/BOOKAA/cancel/",
        "desk/newsletters/",
        "desk/newsletters/new/",
        "desk/newsletters/{issue}/",
        "desk/newsletters/{issue}/edit/",
        "desk/newsletters/{issue}/letter/",
        "desk/newsletters/copies/",
        "desk/newsletters/copies/new/",
    ),
    "administrator": ("my/", "desk/roles/", "desk/consultations/consultants/"),
}
#: Pages of somebody who consults at a desk.
CONSULTANT = (
    "desk/consultations/",
    "desk/consultations/new/",
    "desk/consultations/day/",
    "desk/consultations/slots/",
    "desk/consultations/figures/",
    "desk/consultations/BOOKED/",
    "desk/consultations/CALLED/",
    "desk/consultations/CALLED/book/",
)


#: Pages of an officer: of an organization that is introduced, and of a group that books and pays.
OFFICER = (
    "introductions/{asked}/",
    "introductions/{met}/",
    "rooms/my/",
    "rooms/registrations/GROUPA/",
    "rooms/bookings/{paid}/",
    "rooms/bookings/{paid}/pay/",
    "rooms/bookings/{open}/pay/",
    "rooms/test-payment/test-{open}-1/",
)


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
    "rooms/figures/table/",
    "newsletters/feed.atom",
)


@pytest.fixture
def small_city(live: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[str, dict[str, Any]]:
    """A small city in which every room holds something; the address of its site, and numbers of what has no name."""
    monkeypatch.setitem(PROVIDERS._items, TestProvider.key, TestProvider())
    return live, begun_with("city of every room", lambda: city_of_every_room(tmp_path))


def city_of_every_room(folder: Path) -> dict[str, Any]:
    """Make the small city with an organization that has a seat, and return numbers of what has no name."""
    from kyodo.center.bookings.models import Booking, Round
    from kyodo.center.consultations.models import Consultation
    from kyodo.commons.actors.models import Actor
    from kyodo.matching.models import Letter, Need, Offer

    settle(folder)
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
    Round.objects.filter(pk=a_round().pk).update(code="DRAWAA")
    by = an_offerer()
    introduced: dict[str, Any] = {"asked": an_asked(a_host("北町内会"), an_offer("宿題", by)).pk}
    introduced["met"] = a_meeting(a_host("南町内会"), an_offer("草取り", by)).pk
    introduced |= posted
    introduced["letter"] = Letter.objects.values_list("pk", flat=True)[0]
    service = a_service()
    consultant = a_consultant(service.desk)
    introduced["consultant"] = consultant.client.cookies["sessionid"].value
    Consultation.objects.filter(pk=a_booked(service).consultation_id).update(code="BOOKED")
    Consultation.objects.filter(pk=a_consultation(service.desk, is_begun=True).pk).update(code="CALLED")
    introduced["issue"] = newsletters()
    return introduced | bookings(by[1].holdings.get().person)


def bookings(officer: Person) -> dict[str, Any]:
    """Let an officer be whom a group's registration names: with a booking that is paid and one that is being paid."""
    room, told = Resource.objects.get(slug="hiroma"), {"by": SYSTEM, "channel": "web"}
    Fee.objects.create(resource=room, per="hour", yen=500, since=date(2020, 4, 1), is_demo=True)
    group = a_party(officer, "ほたるの会", kind="group")
    Party.objects.filter(pk=group.pk).update(code="GROUPA")
    add_member(party=group, person=a_person("泉 次郎", "いずみ じろう"), **told)
    paid, under_way = (a_booking(room, group, begins=f"{at}:00", ends=f"{at + 1}:00") for at in (13, 15))
    charge(booking=paid, **told)
    pay(booking=paid, yen=500, method="cash", **told)
    begin_online(booking=under_way, provider=TestProvider(), back_to="/", **told)
    client = Client()
    client.force_login(an_account(officer))
    session = client.cookies["sessionid"].value
    return {"paid": paid.code, "open": under_way.code, "officer": session, "taken": f"{soon():%Y-%m-%d}"}


def newsletters() -> int:
    """Make a newsletter with an issue, one that lies elsewhere, a reader, and a place where copies lie."""
    from kyodo.center.newsletters.models import CopyPlace, Reader

    series = a_series()
    issue = an_issue(series, number=312)
    an_article(issue, "花だんの一年", a_text(), slug="hana", title_reading="かだんのいちねん")
    an_issue(series, number=195, month="2015-11", link="https://example.jp/195/")
    reader = a_reader("hana@example.jp", series)
    Reader.objects.filter(pk=reader.pk).update(code="READERAA")
    CopyPlace.objects.create(series=series, name="見える館", state="agreed", is_shown=True)
    CopyPlace.objects.create(series=series, name="北町内会")
    return issue.pk


class Looker:
    """Opens pages and asks axe about them; without colors where another language of the same page was asked."""

    def __init__(self, page: Any, prefix: str) -> None:
        self.page, self.prefix, self.is_known = page, prefix, False
        page.context.add_init_script(Axe().axe_script)  # sent once, not for every page
        rules = {} if prefix == "/" else {"color-contrast": {"enabled": False}}
        # Axe would first find out how long films are that begin by themselves: of those it only asks people to judge.
        options = json.dumps({"resultTypes": ["violations"], "rules": rules, "preload": False})
        self.question = f"axe.run({options}).then(found => found.violations)"

    def complaints(self, address: str, status: int = 200) -> list[str]:
        """Return what axe has to say about an address, which answers with a status."""
        address = self.prefix + address
        told = self.page.goto(address).status
        assert (address, told) == (address, 404 if "no-such-page" in address else status)
        assert not (self.is_known and "/sign-in/" in self.page.url), address  # not let in
        found = self.page.evaluate(self.question)
        return [f"{address} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.fixture(params=["/", "/en/"], ids=["ja", "en"])
def looker(request: pytest.FixtureRequest, new_page: Any, small_city: tuple[str, dict[str, Any]]) -> Any:
    """Return a maker of lookers at the pages of a language, each in a browser of its own."""
    return lambda: Looker(new_page(base_url=small_city[0]), request.param)


def test_axe_finds_nothing_on_any_page_that_is_open(looker: Any, small_city: tuple[str, dict[str, Any]]) -> None:
    open_to_all = [a for a in plain_addresses() if a not in NO_PAGES and not a.startswith(("my/", "desk/"))]
    _site, numbers = small_city
    own = [f"offers/DRAFTA/own/{OWN.of('DRAFTA')}/{step}" for step in ("", "card/", "contact/", "check/")]
    own += [f"consult/r/BOOKED/{RECEIPT.of('BOOKED')}/{step}" for step in ("", "move/")]
    own += [f"events/kouza/mine/{numbers['mine']}/{step}" for step in ("", "change/")]
    own += [questionnaire_address("kouza").lstrip("/") + step for step in ("", "thanks/")]
    own += [f"needs/NEEDAA/own/{OWN.of('NEEDAA')}/", f"offers/CARDAA/own/{OWN.of('CARDAA')}/"]
    own += [f"newsletters/own/READERAA/{links.signature_of('own').of('READERAA')}/{step}" for step in ("", "erase/")]
    own += [f"newsletters/leave/palette/READERAA/{links.signature_of('leave.palette').of('READERAA')}/"]
    stranger = looker()
    addresses = (*open_to_all, *SAMPLES, *own, *SIGN_IN)
    assert [word for address in addresses for word in stranger.complaints(address)] == []


def test_axe_finds_nothing_on_the_pages_of_those_who_work_here(
    looker: Any, small_city: tuple[str, dict[str, Any]]
) -> None:
    site, numbers = small_city
    told = []
    for role, addresses in ROLES.items():
        holder = looker()
        sign_in_on(holder.page, site, role)
        told += [word for address in addresses for word in holder.complaints(address.format(**numbers))]
    consultant = looker()
    consultant.is_known = True
    consultant.page.context.add_cookies([{"name": "sessionid", "value": numbers["consultant"], "url": site}])
    told += [word for address in CONSULTANT for word in consultant.complaints(address)]
    officer = looker()
    officer.is_known = True
    officer.page.context.add_cookies([{"name": "sessionid", "value": numbers["officer"], "url": site}])
    told += [word for address in OFFICER for word in officer.complaints(address.format(**numbers))]
    taken = f"rooms/hiroma/book/?day={numbers['taken']}&begins=10:00&ends=12:00"
    told += officer.complaints(taken, 409)
    assert told == []
