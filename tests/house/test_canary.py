"""What must not be seen is in no representation: a crawl of all that the site gives, for a secret word.

The secret stands in everything confidential that the house holds today. Whoever builds a
room adds its own secrets here.
"""

import io
import re
import subprocess
import zipfile
from datetime import time, timedelta
from urllib.parse import unquote, urlsplit

import pytest
from django.db import transaction
from django.test import RequestFactory
from django.test.client import ClientHandler
from django.utils import timezone
from django.utils.html import escape

from kyodo.center.bookings.actions.lottery import Wished, enter
from kyodo.center.bookings.actions.waiting import join
from kyodo.center.bookings.models import PartyMember, Round
from kyodo.center.consultations.actions.handing import hand_on
from kyodo.center.consultations.actions.notes import plan_follow_up
from kyodo.center.consultations.actions.notes import write_note as consultation_note
from kyodo.center.consultations.models import Appointment, Consultation
from kyodo.center.courses.actions.plans import start_plan, write_plan
from kyodo.center.courses.actions.questionnaires import open_questionnaire
from kyodo.center.courses.actions.reports import write_report
from kyodo.center.courses.models import Call
from kyodo.center.newsletters.models import CopyPlace, Wish
from kyodo.commons.actors.handover.actions import make_book, write_note
from kyodo.commons.actors.mandates.actions import revoke
from kyodo.commons.actors.models import Handover
from kyodo.commons.actors.states import NoteKind
from kyodo.commons.asks.actions import answer, write_call, write_other
from kyodo.commons.asks.figures import figures, lines_of
from kyodo.commons.asks.models import Ask
from kyodo.commons.asks.queries import address_of
from kyodo.commons.asks.sheets import slips
from kyodo.commons.asks.states import CallOutcome
from kyodo.commons.collaborations.actions import show_collaboration
from kyodo.commons.gatherings.actions.door import take_payment
from kyodo.commons.gatherings.actions.registering import Wishes, take_out
from kyodo.commons.people.actions import connect_line
from kyodo.commons.people.models import ContactPoint
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.now import moment
from kyodo.kernel.imports.models import SentFile, SentRow
from kyodo.kernel.notices.deliver import Delivery
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.search.index import rebuild
from kyodo.matching.actions.followups import ask_follow_up
from kyodo.matching.actions.forming import form_collaboration
from kyodo.matching.actions.letters import write_letter
from kyodo.matching.actions.notes import write_note as desk_note
from kyodo.matching.models import FollowUp, Introduction, Letter, Offer
from kyodo.matching.states import LetterKind, Role
from tests.factories.actors import a_holding, a_seat, an_actor
from tests.factories.asks import an_ask, an_officer
from tests.factories.bookings import a_booking, a_party, a_request, a_room, a_round
from tests.factories.cases import a_case
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.consultations import a_booked, a_consultant, a_consultation, a_service
from tests.factories.gatherings import a_coming_gathering
from tests.factories.mandates import a_drafted_mandate
from tests.factories.matching import a_draft, a_shown_offer, an_open_need
from tests.factories.matching_desk import a_host, a_meeting, an_asked, an_offer, an_offerer, say
from tests.factories.newsletters import a_reader, a_series, an_article, an_issue
from tests.factories.people import a_person, sign_in
from tests.factories.places import a_facility
from tests.factories.sign_ups import a_registration, a_sign_up
from tests.navigator.things import a_dataset, a_guide, a_programme

SECRET = "キンシチョウ"
ALSO = "kinshicho"
#: Where a stranger may begin: every kind of page, list, feed, export and API.
STARTS = [
    "/", "/en/", "/support/", "/support/table/", "/places/", "/organizations/", "/organizations/table/", "/guides/",
    "/events/", "/events.ics", "/events/month/", "/events/table/", "/figures/", "/videos/", "/desks/", "/feed.atom",
    "/sitemap.xml", "/api/v1/openapi.json", "/api/v1/support", "/api/v1/events",
    "/cases/", "/cases/table/", "/cases/open-case/", "/cases/open-case/case.json", "/api/v1/cases",
    "/api/v1/cases/open-case", f"/cases/?q={SECRET}",
    "/api/v1/places", "/api/v1/organizations", f"/api/v1/search?q={SECRET}", f"/search/?q={SECRET}",
    f"/search/?q={ALSO}", f"/organizations/?q={SECRET}", f"/en/search/?q={SECRET}", "/dev/outbox/",
    "/data/", "/data/all.zip", "/data/organizations.csv", "/data/organizations.json", "/data/facilities.csv",
    "/data/support.csv", "/data/collaborations.csv", "/data/ties.json", "/data/catalog.ttl",
    "/r/", f"/r/{ALSO}/", "/desk/asks/", "/desk/asks/figures.csv", "/desk/asks/line/", "/line/webhook",
    "/needs/", "/offers/", "/api/v1/needs", "/api/v1/offers", "/data/needs.csv", "/data/offers.json", "/desk/figures/",
    "/collaborations/", "/collaborations/table/", "/network/", f"/collaborations/?q={SECRET}", f"/network/?q={SECRET}",
    "/handover/", "/handover/ACEFHJ/",
    "/events/open-course/", "/events/open-course/join/", "/events/open-course.ics", "/events/open-course/poster.pdf",
    "/events/open-course/circular.pdf", "/events/calls/", f"/events/calls/{ALSO}-call/", "/data/events.csv",
    "/desk/events/open-course/people/", "/desk/events/open-course/people/table/",
    "/desk/events/open-course/people/list.pdf", "/desk/events/open-course/people/door/",
    "/desk/events/open-course/questions/", "/desk/events/open-course/report/", "/desk/events/open-course/plan/",
    "/handover/", "/handover/ACEFHJ/", "/rooms/", "/rooms/open-room/", "/rooms/open-room/door/", "/rooms/week/",
    "/rooms/month/", "/rooms/today/", "/rooms/lottery/", "/rooms/lottery/DRAWAA/",
    "/rooms/lottery/DRAWAA/list.txt",
    "/desk/rooms/lottery/DRAWAA/", "/rooms/fees/", "/rooms/figures/",
    "/rooms/find/?people=1", "/rooms/my/", "/desk/rooms/", "/desk/rooms/day.pdf",
    "/handover/", "/handover/ACEFHJ/",
    "/consult/", "/consult/figures/", "/consult/r/", "/desk/consultations/", "/desk/consultations/figures/",
    "/consult/times/?service=saposen",
    "/newsletters/", "/newsletters/open-news/1/", "/newsletters/open-news/1/issue.pdf", "/newsletters/open-news/2/",
    f"/newsletters/?q={SECRET}", "/newsletters/copies/", "/newsletters/feed.atom", "/api/v1/newsletters",
    "/data/newsletters.csv", "/desk/newsletters/", f"/newsletters/own/{ALSO}/{ALSO}/",
]  # fmt: skip
PASSED_BY = ("/static/", "/cms/", "/sign-in/", "/en/sign-in/")
LIMIT = 150
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(kept_world):
    """A small city with a secret in every confidential corner, and nothing public that holds it."""
    with kept_world.unblock():
        keep_secrets()
    return sign_in


def keep_secrets():
    """Put the secret into every confidential corner."""
    actor = an_actor("片平まちづくり会")
    officer = a_person(f"{SECRET} 太郎", f"{SECRET} タロウ", called=SECRET, note=f"{SECRET} は夜だけ")
    for kind, value in (("mail", f"{ALSO}@example.jp"), ("phone", f"022-{ALSO}"), ("line", f"U{ALSO}")):
        # Phone first: so no letter to the officer lies in the outbox that is open on machines without people.
        is_first = kind == "phone"
        ContactPoint.objects.create(person=officer, kind=kind, value=value, note=SECRET, is_preferred=is_first)
    seat = a_seat(actor)
    a_holding(seat, officer)
    by = {"by": SYSTEM, "channel": "phone"}
    open_ask, answered = [an_ask(seat, subject=SECRET, question=SECRET, at_end=SECRET) for _number in range(2)]
    answer(ask=answered, choice=answered.choices.get(key="no"), words=f"{SECRET} {ALSO}", **by)
    write_call(ask=open_ask, outcome=CallOutcome.LATER, note=f"{SECRET} {ALSO}", **by)
    write_other(actor=actor, on=timezone.localdate(), office=SECRET, what=ALSO, **by)
    write_note(seat=seat, kind=NoteKind.KEY, text=SECRET, by=SYSTEM, channel="test")
    make_book(seat=seat, by=SYSTEM, channel="test")
    Handover.objects.update(code="ACEFHJ")
    revoke(mandate=a_drafted_mandate(seat), words=SECRET, by=SYSTEM, channel="phone")
    an_actor(f"{SECRET}の会", state="draft", slug=f"{ALSO}-draft", purpose=SECRET)
    an_actor(f"もと{SECRET}会", state="withdrawn", slug=f"{ALSO}-old")
    work = a_collaboration("見える協働")
    a_partner(work, actor)
    a_partner(work, f"{SECRET}電機", confirmation="", role=SECRET, key=ALSO)
    a_collaboration(f"{SECRET}の計画", is_public=False, slug=f"{ALSO}-plan", aim=SECRET)
    a_facility("見える館", slug="open-house")
    hidden_place = a_facility(f"{SECRET}会場", is_public=False, slug=f"{ALSO}-venue", address=SECRET)
    hidden_actor = an_actor(f"{SECRET}団", state="draft", slug=f"{ALSO}-body")
    a_coming_gathering("見える催し", slug="open-event", place=hidden_place, organizer=hidden_actor)
    a_coming_gathering(f"{SECRET}講座", state="draft", slug=f"{ALSO}-event")
    a_facility(f"{SECRET}館", is_public=False, slug=f"{ALSO}-house")
    a_programme("見える助成")
    a_programme(f"{SECRET}助成", live=False, slug=f"{ALSO}-draft")
    a_programme(f"{SECRET}補助", is_public=False, slug=f"{ALSO}-hidden")
    a_dataset("見える数字")
    guide = a_guide("見える手引き")
    guide.title = f"{SECRET}の下書き"
    guide.save_revision()
    hidden = a_guide(f"{SECRET}の手引き", slug=f"{ALSO}-guide")
    hidden.unpublish()
    told = a_collaboration("見える協働")
    a_partner(told, actor)
    a_partner(told, f"{SECRET}商事", confirmation="", role=SECRET)
    a_case("見える事例", slug="open-case", collaboration=told)
    a_case(f"{SECRET}の事例", slug=f"{ALSO}-case", live=False)
    sent = SentFile.objects.create(kind="organizations", state="previewed", file_name=f"{SECRET}.csv", digest="0")
    SentRow.objects.create(file=sent, number=1, outcome="create", values={"name": SECRET}, notes=[SECRET])
    signed_up_in_secret()
    matched_in_secret(actor)
    booked_in_secret()
    told_by_letter_in_secret()
    with transaction.atomic():
        rebuild()


def signed_up_in_secret():
    """Let people sign up for a public course whose names, contacts, wishes and money only its organizer may see."""
    by = {"by": SYSTEM, "channel": "test"}
    course = a_sign_up(3, "見える講座", slug="open-course")
    told = {"group_name": f"{SECRET}班", "words": SECRET, "wishes": Wishes(["other"], SECRET, ALSO)}
    one = a_registration(course, 3, f"{SECRET} 三郎", mail=f"{ALSO}.saburo@example.jp", **told)
    for name in ("四郎", "五郎"):
        a_registration(course, 1, f"{SECRET} {name}", phone=f"080-{ALSO}")
    take_out(registration=one, number=2, **by)
    take_payment(registration=one, amount=500, note=SECRET, **by)
    plan = start_plan(gathering=course, **by)
    write_plan(plan=plan, purpose=SECRET, lead=SECRET, **by)
    open_questionnaire(gathering=course, **by).answers.create(channel="web", words=f"{SECRET} {ALSO}")
    write_report(gathering=course, came=3, happened=SECRET, learned=ALSO, **by)
    Call.objects.create(
        title=f"{SECRET}の募集", slug=f"{ALSO}-call", text=SECRET, who_may=SECRET, opens_at=timezone.now(),
        closes_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip


def booked_in_secret():
    """Book a room that everybody sees, by somebody whom and for what nobody outside the counter may see."""
    room, words = a_room("見える部屋", slug="open-room"), {"title": SECRET, "note": f"{SECRET} {ALSO}"}
    party = a_party(a_person(f"{SECRET} 三郎"), note=SECRET, activity=SECRET)
    PartyMember.objects.create(party=party, person=a_person(f"{SECRET} 四郎"))
    a_booking(room, party, day=timezone.localdate() + timedelta(days=1), **words)
    a_booking(room, party, reason=SECRET, **words)
    join(request=a_request(room, party), by=SYSTEM, channel="counter")
    a_room(f"{SECRET}室", slug=f"{ALSO}-room", is_public=False)
    round_ = a_round("見える抽選", a_room("見える研修室", slots=[["09:00", "12:00"]]))
    wished = Wished(round_.resources.get(), *(moment(round_.month, time(hour)) for hour in (9, 12)))
    enter(round_=round_, party=party, wishes=[wished], title=SECRET, by=SYSTEM, channel="counter")
    Round.objects.filter(pk=round_.pk).update(code="DRAWAA")


def told_by_letter_in_secret():
    """Keep readers, where copies go, and what is not published yet, beside a newsletter that everybody reads."""
    series = a_series("open-news")
    shown = an_issue(series, number=1)
    an_article(shown, "見える記事", slug="open")
    an_article(shown, f"{SECRET}の下書き", slug=f"{ALSO}-draft-article", live=False)
    hidden = an_issue(series, number=2, state="draft", title=f"{SECRET}の号")
    an_article(hidden, f"{SECRET}の記事", slug=f"{ALSO}-article")
    a_reader(f"{ALSO}.reader@example.jp", series)
    Wish.objects.create(address=f"{ALSO}.wish@example.jp", network="0")
    CopyPlace.objects.create(
        series=series, name="見える館", state="agreed", is_shown=True, address=SECRET, addressee=SECRET, phone=ALSO
    )
    CopyPlace.objects.create(series=series, name=f"{SECRET}の会", address=SECRET)


def matched_in_secret(actor):
    """Tell needs and offers whose own words, people and contacts nobody outside the desk may see."""
    contact = {"name": f"{SECRET} 次郎", "mail": f"{ALSO}.jiro@example.jp"}
    an_open_need("見える困りごと", told=f"{SECRET}に困っています", body=f"{SECRET}班", actor=None)
    an_open_need(f"{SECRET}の困りごと", is_public=False)
    a_shown_offer("見える申し出", body=f"{SECRET}大学", to=actor, **contact)
    a_draft(title=f"{SECRET}の申し出", **contact)
    introduced_in_secret()
    consulted_in_secret()
    # The receipt stands in the outbox, which shows letters to whoever develops and is no page of the site.
    Notice.objects.all().delete()


def consulted_in_secret():
    """Tell a desk what nobody but its consultants may read: who, how to reach them, what, notes, to whom handed on."""
    service = a_service()
    a_consultant(service.desk)
    told = {
        "words": SECRET,
        "name": f"{SECRET} 三郎",
        "body": SECRET,
        "phone": f"022-{ALSO}",
        "mail": f"{ALSO}@example.jp",
    }
    a_booked(service, **told)
    one = a_consultation(service.desk, **told)
    by = {"consultation": one, "by": SYSTEM, "channel": "test"}
    consultation_note(text=f"{SECRET} {ALSO}", **by)
    plan_follow_up(due_on=timezone.localdate(), what=SECRET, **by)
    hand_on(to="expert", whom=SECRET, words=ALSO, consented_on=timezone.localdate(), consent_channel="phone", **by)


def introduced_in_secret():
    """Bring sides together whose names, contacts and words, and what the desk wrote, only they and the desk may see."""
    by = an_offerer("見える大学", mail=f"{ALSO}.gaku@example.jp", phone=f"090-{ALSO}")
    for number, state in enumerate((a_meeting, an_asked, an_asked)):
        host = a_host(f"見える第{number}町内会", phone=f"022-{ALSO}-{number}", person=f"{SECRET} 会長")
        offer = an_offer(f"見える手伝い{number}", by, may_show=True, is_public=True, shown_at=timezone.now())
        introduction = state(host, offer)
        if number == 1:
            say(introduction, "host", "too_heavy", "phone", words=f"{SECRET} が入院した")
        for about in (introduction, offer, host):
            desk_note(about=about, words=f"{SECRET} さんは夜だけ", minutes=5, by=SYSTEM, channel="test")
    met = Introduction.objects.order_by("pk").first()
    work = form_collaboration(introduction=met, by=SYSTEM, channel="test", title="見える花だん")
    show_collaboration(collaboration=work, by=SYSTEM, channel="test")
    Offer.objects.filter(pk=met.offer_id).update(plain="見える手伝い")
    follow_up = FollowUp.objects.create(introduction=met, role="host", stage="weeks", due_on=timezone.localdate())
    asked = ask_follow_up(follow_up=follow_up, by=SYSTEM, channel="test")
    answer(ask=asked, choice=asked.choices.get(key="no"), words=f"{SECRET} に 3時間", by=SYSTEM, channel="phone")
    body = f"{SECRET} {ALSO}"
    write_letter(
        kind=LetterKind.THANKS, role=Role.HOST, introduction=met, subject=SECRET, body=body, by=SYSTEM, channel="test"
    )
    assert ALSO in "".join(Letter.objects.filter(kind="meeting").values_list("body", flat=True))


def desk_addresses():
    """Return where the desk reads of introductions: nothing of it exists for a stranger."""
    for pk in Introduction.objects.values_list("pk", flat=True):
        yield from (f"/introductions/{pk}/", f"/desk/introductions/{pk}/", f"/desk/introductions/{pk}/host/letter/")
    for pk in Letter.objects.values_list("pk", flat=True):
        yield from (f"/desk/letters/{pk}/", f"/desk/letters/{pk}/letter.pdf")
    for code in Consultation.objects.values_list("code", flat=True):
        yield from (f"/desk/consultations/{code}/", f"/desk/consultations/{code}/book/", f"/consult/r/{code}/")
    for pk in Appointment.objects.values_list("pk", flat=True):
        yield f"/desk/consultations/appointments/{pk}/sheet/"
    for slug, code in Introduction.objects.values_list("host__slug", "offer__code"):
        yield from (f"/desk/hosts/{slug}/", f"/desk/offers/{code}/", f"/organizations/{slug}/", f"/offers/{code}/")
        yield f"/offers/{code}/paper/"


def read(client, address):
    """Read an address as a client would, without the copies that the test client keeps of every context."""
    environ = RequestFactory().get(address).environ
    environ["HTTP_COOKIE"] = client.cookies.output(header="", sep=";").strip()
    answer = ClientHandler(enforce_csrf_checks=False)(environ)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"".join(packed.read(name) for name in packed.namelist())
    if body[:4] == b"%PDF":
        body = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True).stdout
    return answer.status_code, body.decode("utf-8", "replace") + repr(dict(answer.headers))


def links_in(text):
    """Yield the addresses of the site itself that a text leads to, with one question at the most."""
    for parts in re.findall(r'(?:href|action|src)="([^"]+)"|<loc>([^<]+)</loc>|"url": ?"([^"]+)"', text):
        split = urlsplit(next(part for part in parts if part).replace("&amp;", "&"))
        local = split.netloc in ("", "testserver", "127.0.0.1:8000") and split.path.startswith("/")
        if local and "&" not in split.query and not split.path.startswith(PASSED_BY):
            yield split.path + (f"?{split.query}" if split.query else "")


def crawl(client, starts):
    """Yield (address, status, text) for what can be reached by reading, breadth first."""
    queue = list(dict.fromkeys(starts))
    for number in range(LIMIT):
        if number == len(queue):
            return
        status, text = read(client, queue[number])
        yield queue[number], status, text
        queue += [link for link in dict.fromkeys(links_in(text)) if link not in queue]


def leaks(text, address):
    """Whether the secret stands in a text, other than as the visitor's own question."""
    asked = SECRET in unquote(address) or ALSO in address
    plain = text.replace(escape(SECRET), SECRET)
    return not asked and (SECRET in plain or ALSO in plain)


@pytest.mark.usefixtures("kept_for_all")
@pytest.mark.parametrize("role", [None, "writer"])
def test_no_page_list_feed_export_or_api_shows_the_secret(world, role, client):
    stranger = world(role).client if role else client
    pages = list(crawl(stranger, STARTS))
    pages += [(address, *read(stranger, address)) for address in desk_addresses()]
    assert [address for address, _status, text in pages if leaks(text, address)] == []
    assert [address for address, status, _text in pages if status >= 500] == []
    assert len(pages) > 40


@pytest.mark.parametrize("address", [f"/search/?q={SECRET}", f"/api/v1/search?q={SECRET}", f"/api/v1/search?q={ALSO}"])
def test_the_search_finds_nothing_secret_for_a_stranger(world, client, address):
    text = client.get(address).content.decode()
    ends = ("の会", "館</", "助成</", "太郎", "-draft", "-hidden", "-house")
    assert [end for end in ends if SECRET + end in text or ALSO + end in text] == []


def test_what_goes_to_others_and_the_audit_hold_none_of_it(world, line):
    """Another association's letters, slips and pages; the audit of everybody; what LINE is told of others."""
    other, person = an_officer(mail="other@example.jp", actor=an_actor("見える町内会", slug="open-association"))
    connect_line(person=person, value="U" + "a" * 32, by=SYSTEM, channel="test")
    ask = an_ask(other)
    told = [Notice.objects.values(), Entry.objects.values("facts", "by", "kind", "thing")]
    delivery = Delivery()
    delivery.run(lambda: False)
    delivery.close()
    sheet = subprocess.run(["pdftotext", "-", "-"], input=slips([ask]), capture_output=True, check=True).stdout
    figures_of_year = "".join(map(str, lines_of(figures(FiscalYear.current()))))
    page = read(world().client, f"/r/{ask.code}/")[1]
    texts = [*map(str, told[0]), *map(str, told[1]), str(line.pushed), sheet.decode(), figures_of_year, page]
    assert [text for text in texts if SECRET in text or ALSO in text] == []
    assert "見学を受けられますか" in str(line.pushed)


def test_who_has_the_code_sees_the_question_and_no_contact(world, client):
    """The signed page shows what was asked, which is its purpose, but no name, number, address or note of a call."""
    ask = Ask.objects.filter(state="open").get(subject=SECRET)
    page = read(client, address_of(ask))[1]
    assert (SECRET in page, ALSO in page, "太郎" in page, "は夜だけ" in page) == (True, False, False, False)


def test_the_secret_would_be_seen(world, client):
    """The crawl can fail: a public name that holds the secret is found."""
    an_actor(f"{SECRET}の公開の会", slug="seen")
    pages = crawl(client, ["/organizations/"])
    assert any(address == "/organizations/seen/" and leaks(text, address) for address, _status, text in pages)
