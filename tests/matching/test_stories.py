"""What becomes of an offer when life comes between: a no, silence, full hands, a revoked mandate, April, LINE."""

import subprocess
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from kyodo.commons.actors.actions import seat_person
from kyodo.commons.actors.handover.actions import make_book
from kyodo.commons.actors.handover.clockwork import go_on as go_on_with_handovers
from kyodo.commons.actors.mandates.clockwork import go_on as go_on_with_mandates
from kyodo.commons.actors.models import Mandate
from kyodo.commons.actors.public import in_force
from kyodo.commons.asks.clockwork import go_on
from kyodo.commons.asks.codes import LINK
from kyodo.commons.asks.models import Ask
from kyodo.commons.collaborations.models import Collaboration
from kyodo.commons.people.actions import offer_connecting
from kyodo.kernel.clock.now import TOKYO
from kyodo.kernel.notices.models import Notice
from kyodo.matching.actions.letters import write_letter
from kyodo.matching.models import Introduction, Letter, Offer, Side
from kyodo.matching.steps.mandated import sweep_mandates
from tests.commons.asks.test_line import deliver, post, press, text
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.matching import a_draft
from tests.factories.matching_desk import (
    BY,
    a_host,
    a_mandate,
    an_accepted,
    an_asked,
    an_offer,
    reach,
    say,
    with_capacity,
)
from tests.factories.people import a_person
from tests.factories.places import a_ward
from tests.matching.test_needs_pages import key_in
from tests.matching.test_offers_pages import own

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 11, 24, 10, tzinfo=TOKYO)
MAIL = "kaicho@example.jp"


@pytest.fixture(autouse=True)
def clock() -> Any:
    """It is a Tuesday in November; ``clock.move_to`` leads on."""
    with time_machine.travel(BEGIN, tick=False) as moving:
        yield moving


def after(clock: Any, **more: int) -> None:
    """Let so much time pass since the beginning."""
    clock.move_to(BEGIN + timedelta(**more))


def side_of(introduction: Introduction, role: str = "host") -> Side:
    return Side.objects.select_related("seat__actor", "mandate", "ask").get(introduction=introduction, role=role)


def ask_of(introduction: Introduction, role: str = "host") -> Ask:
    ask = side_of(introduction, role).ask
    assert ask is not None
    return ask


def tap(visitor: Client, ask: Ask, key: str) -> str:
    """Answer by the signed link as an officer does; return what the page reads back."""
    page = f"/r/{ask.code}/{LINK.of(ask.code)}/"
    assert ask.question.splitlines()[0] in visitor.get(page).content.decode()
    return visitor.post(page, {"choice": ask.choices.get(key=key).pk}, follow=True).content.decode()


def test_a_no_is_one_tap_and_the_offerer_hears_why_and_who_else_there_is(visitor: Client) -> None:
    ward, offer = a_ward(), an_offer()
    offer.wards.add(ward)
    hosts = [a_host(f"見本第{n}町内会", mail=MAIL if n == 1 else "") for n in range(1, 6)]
    for host in hosts:
        host.wards.add(ward)
    introduction = an_asked(hosts[0], offer)
    assert "「今の活動で手いっぱいなので、見送ります」と承りました" in tap(
        visitor, ask_of(introduction), "already_full"
    )
    told = Notice.objects.get(about_kind="matching.letter", address="gakusei@example.jp").body
    assert "「今取り組んでいる活動で手いっぱいのため、お受けすることが難しい」とのお返事でした。" in told
    assert [n for n in range(1, 6) if f"・見本第{n}町内会" in told] == [2, 3, 4]
    assert MAIL not in told
    assert ask_of(introduction, "guest").state == "withdrawn"
    offer.refresh_from_db()
    assert (offer.state, offer.answered_at) == ("open", BEGIN)


def test_nobody_answers_and_on_day_forty_six_an_honest_letter_is_written(clock: Any, someone: Any) -> None:
    introduction = an_asked(a_host(mail=MAIL))
    say(introduction, "guest", "yes")
    reminded = []
    for day in range(47):
        after(clock, days=day, hours=9)
        steps = ask_of(introduction).step
        go_on()
        if ask_of(introduction).step > steps:
            reminded.append(day)
    assert (reminded, ask_of(introduction).state) == ([9, 21, 45], "ended")
    desk = someone("coordinator").client
    day = desk.get("/desk/").content.decode()
    assert "連絡がつかないもの" in day
    assert "もう一度尋ねるか終える" in day
    here = f"/desk/introductions/{introduction.pk}/guest/letter/"
    page = desk.get(here).content.decode()
    assert "お返事をいただくことができませんでした" in page
    assert "お申し出の内容によるものとは考えておりません。" in page
    sent = {"subject": "ご報告", "body": "お返事がありませんでした。", "idempotency_key": key_in(desk.get(here))}
    desk.post(here, {**sent, "way": "send"})
    assert Letter.objects.get().kind == "unreached"
    assert Notice.objects.get(about_kind="matching.letter").address == "gakusei@example.jp"
    assert ask_of(introduction).next_at is None


def test_who_waits_longer_than_was_promised_is_told_in_time(clock: Any, someone: Any) -> None:
    introduction = an_asked(a_host(mail=MAIL))
    day = someone("coordinator").client.get("/desk/").content.decode()
    assert "1週間以内に期限が来るものはありません。" in day
    after(clock, days=16)
    desk = someone("coordinator").client
    day = desk.get("/desk/").content.decode()
    assert "期限が近いもの" in day
    assert "あと5日" in day
    offer = introduction.offer
    assert offer is not None
    write_letter(kind="in_turn", role="guest", offer=offer, **BY)  # type: ignore[arg-type]
    assert "期限が近いもの" not in desk.get("/desk/").content.decode()


def test_full_hands_are_seen_before_writing_and_the_offer_comes_up_when_they_are_free(
    visitor: Client, someone: Any
) -> None:
    host = with_capacity(a_host(), most_open=1)
    work = a_collaboration("花だん", state="active")
    a_partner(work, host)
    assert "いまは手いっぱいです。" in visitor.get(f"/offers/new/?host={host.slug}").content.decode()
    draft = a_draft(to=host)
    assert "送って、順番を待つ" in visitor.get(f"{own(draft)}check/").content.decode()
    visitor.post(f"{own(draft)}check/", {"how": "wait"})
    assert "申し出は順番を待っています。" in visitor.get(own(draft)).content.decode()
    desk = someone("coordinator").client
    assert "順番待ちで、今日進められるものはありません。" in desk.get("/desk/").content.decode()
    draft_page = f"/desk/offers/{draft.code}/introduce/{host.slug}/"
    form = {"first_step": "公園を見る", "first_minutes": "30", "idempotency_key": key_in(desk.get(draft_page))}
    refused = desk.post(draft_page, form)
    assert refused.status_code == 409
    assert "一度に受けられるのは1件までです" in refused.content.decode()
    Collaboration.objects.filter(pk=work.pk).update(state="done")
    assert f"/desk/offers/{draft.code}/introduce/" in desk.get("/desk/day/hands/").content.decode()
    form["idempotency_key"] = key_in(desk.get(draft_page))
    assert desk.post(draft_page, form).status_code == 302
    assert Introduction.objects.get().offer == Offer.objects.get()


def test_a_mandate_is_revoked_by_phone_and_the_association_is_asked_itself(visitor: Client, someone: Any) -> None:
    host = a_host(mail=MAIL)
    mandate = a_mandate(host)
    introduction = an_asked(host)
    former = ask_of(introduction)
    desk = someone("coordinator").client
    revoked = desk.post(f"{mandate.get_absolute_url()}revoke/", {"channel": "phone", "words": "自分たちで返事をします"})
    assert revoked.status_code == 302
    former.refresh_from_db()
    assert former.state == "withdrawn"
    gone = visitor.get(f"/r/{former.code}/{LINK.of(former.code)}/")
    assert "会って話を聞きます" not in gone.content.decode()
    assert Notice.objects.filter(about_kind="asks.ask", about_id=str(former.pk), state="queued").count() == 0
    now = side_of(introduction)
    assert now.seat is not None
    assert (now.seat.actor, now.mandate) == (host, None)
    assert Notice.objects.get(about_kind="asks.ask", about_id=str(ask_of(introduction).pk)).address == MAIL
    assert "と承りました" in tap(visitor, ask_of(introduction), "yes")
    assert side_of(introduction).answer == "yes"


def test_in_april_the_open_question_goes_to_the_new_chair_and_the_book_is_confirmed(
    visitor: Client, clock: Any
) -> None:
    host = a_host(mail=MAIL)
    seat, former = host.seats.get(), host.seats.get().holdings.get()
    mandate = a_mandate(host)
    Mandate.objects.filter(pk=mandate.pk).update(until=date(2027, 10, 1))
    clock.move_to(datetime(2027, 3, 20, 10, tzinfo=TOKYO))
    offer = an_offer(ends_on=date(2027, 12, 31))
    introduction = an_asked(host, offer)
    assert side_of(introduction).mandate == mandate
    book = make_book(seat=seat, **BY)
    successor = a_person("見本 次郎")
    reach(successor, "tsugi@example.jp")
    seat_person(seat=seat, person=successor, since=date(2027, 4, 1), instead_of=former, **BY)
    assert side_of(introduction).mandate == mandate
    clock.move_to(datetime(2027, 4, 1, 9, tzinfo=TOKYO))
    go_on_with_mandates()
    sweep_mandates()
    assert not in_force().filter(pk=mandate.pk).exists()
    now = side_of(introduction)
    assert (now.seat, now.mandate) == (seat, None)
    letter = Notice.objects.get(about_kind="asks.ask", about_id=str(ask_of(introduction).pk))
    assert letter.address == "tsugi@example.jp"
    page = visitor.get(f"/handover/{book.code}/").content.decode()
    assert "kaicho" not in page
    visitor.post(f"/handover/{book.code}/")
    book.refresh_from_db()
    assert book.state == "confirmed"
    go_on_with_handovers()
    assert set(Ask.objects.filter(person=successor).values_list("kind", flat=True)) == {"asks.mandate", "asks.contact"}
    assert "と承りました" in tap(visitor, ask_of(introduction), "yes")


def test_a_button_in_line_moves_the_introduction(clock: Any, line: Any, one_clock: None) -> None:
    host = a_host(phone="")
    post(text(offer_connecting(person=host.seats.get().holdings.get().person, **BY).code))
    introduction = an_asked(host)
    deliver()
    assert line.pushed == []  # it can still be undone
    after(clock, minutes=11)
    deliver()
    assert "青葉大学からの申し出" in str(line.pushed)
    yes, heavy, *_others = line.buttons()
    assert post(press(yes)) == 200
    introduction.refresh_from_db()
    assert (introduction.state, side_of(introduction).answer, side_of(introduction).channel) == ("asked", "yes", "line")
    assert post(press(heavy)) == 200
    introduction.refresh_from_db()
    assert (introduction.state, introduction.decline_reason) == ("declined", "too_heavy")
    deliver()
    assert "手が足りないので、見送ります" in line.said()
    assert "今は担い手が足りず" in Letter.objects.get().body


def test_a_letter_in_easy_japanese_is_printed(clock: Any, someone: Any) -> None:
    introduction = an_accepted(a_host(name="見本町内会"))
    desk = someone("coordinator").client
    after(clock, hours=1)
    here = f"/desk/introductions/{introduction.pk}/host/letter/?kind=thanks&easy=1"
    page = desk.get(here)
    assert "会って くださり、うれしいです。" in page.content.decode()
    sent = {"subject": "ありがとうございました", "body": "会って くださり、うれしいです。", "way": "paper"}
    answer = desk.post(here, {**sent, "idempotency_key": key_in(page)})
    sheet = desk.get(f"{answer.headers['Location']}letter.pdf").content
    words = subprocess.run(["pdftotext", "-", "-"], input=sheet, capture_output=True, check=True).stdout.decode()
    assert "見本町内会" in words
    assert "うれしい" in words
    assert "あ" in words
    desk.post(f"{answer.headers['Location']}printed/")
    assert Letter.objects.get().printed_at is not None
