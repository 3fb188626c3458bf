"""A question by LINE from end to end: sent, answered by a button, read back; connected and ended by the person."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from kyodo.commons.asks.actions import answer
from kyodo.commons.asks.clockwork import go_on
from kyodo.commons.asks.guesses import MOST_BY_LINE
from kyodo.commons.asks.models import LineEvent, Reply
from kyodo.commons.asks.queries import unsent, waiting
from kyodo.commons.people.actions import offer_connecting, prefer_contact_point
from kyodo.commons.people.models import Consent, ContactPoint
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.notices import quota
from kyodo.kernel.notices.deliver import Delivery
from kyodo.kernel.notices.digest import gather
from kyodo.kernel.notices.line import signature_of
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.permissions import SYSTEM
from tests.factories.asks import an_ask, an_officer, in_days
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
HANA, OTHER = "U" + "a" * 32, "U" + "b" * 32
BY: dict[str, Any] = {"by": SYSTEM, "channel": "test"}
_numbers = iter(range(10_000))


@pytest.fixture(autouse=True)
def _at_line(line: Any) -> None:
    """Every test here has LINE."""


def post(*events: Any, body: bytes | None = None, signature: str | None = None) -> int:
    """Tell us events as LINE does; returns the status."""
    body = json.dumps({"destination": "U", "events": events}).encode() if body is None else body
    client = Client(enforce_csrf_checks=True)
    answered = client.post(
        "/line/webhook", body, content_type="application/json",
        headers={"x-line-signature": signature_of(body) if signature is None else signature},
    )  # fmt: skip
    return answered.status_code


def event(kind: str, line_id: str = HANA, **more: Any) -> dict[str, Any]:
    number = next(_numbers)
    return {
        "type": kind, "mode": "active", "webhookEventId": f"event{number}", "replyToken": f"token{number}",
        "source": {"type": "user", "userId": line_id}, **more,
    }  # fmt: skip


def text(words: str, line_id: str = HANA) -> dict[str, Any]:
    return event("message", line_id, message={"type": "text", "text": words})


def press(action: dict[str, Any], line_id: str = HANA) -> dict[str, Any]:
    return event("postback", line_id, postback={"data": action["data"]})


def deliver() -> None:
    delivery = Delivery()
    delivery.run(lambda: False)
    delivery.close()


def connected(mail: str = "") -> tuple[Any, Any]:
    """Make an officer who connected the LINE of Hana."""
    seat, person = an_officer(mail=mail)
    post(text(offer_connecting(person=person, **BY).code))
    return seat, person


def test_from_the_question_to_the_answer_and_no_reminder_after_it(line: Any) -> None:
    seat, _person = connected(mail="hana@example.jp")
    ask = an_ask(seat)
    deliver()
    [push] = line.pushed
    assert (push["to"], Notice.objects.get(about_id=str(ask.pk)).channel) == (HANA, "line")
    assert "見学を受けられますか。" in str(push["messages"])
    assert [action["label"] for action in line.buttons()] == [
        "1 はい、できます", "2 話を聞いてから決めたい", "3 今回は見送ります", "ページで答える",
    ]  # fmt: skip
    assert f"/r/{ask.code}/" in line.buttons()[3]["uri"]
    assert post(press(line.buttons()[2])) == 200
    reply = Reply.objects.get()
    assert (reply.choice.key, reply.channel, reply.typed_by) == ("no", "line", None)
    deliver()
    assert "「今回は見送ります」" in line.said()
    assert f"/r/{ask.code}/" in line.said()
    for day in (10, 25, 50):
        go_on(in_days(day))
    assert Notice.objects.filter(kind="asks.reminder").count() == 0
    row = Entry.objects.get(kind="asks.ask", verb="answer")
    assert (row.channel, row.by, HANA in str(row.facts)) == ("line", "-", False)


def test_another_button_corrects_for_a_day_and_then_says_whom_to_phone(line: Any) -> None:
    seat, _person = connected()
    ask = an_ask(seat)
    deliver()
    yes, _talk, no, _page = line.buttons()
    post(press(yes))
    post(press(no))
    assert [reply.choice.key for reply in Reply.objects.filter(is_current=True)] == ["no"]
    with time_machine.travel(in_days(3)):
        post(press(yes))
        deliver()
    assert "1日以上" in line.said()
    assert Reply.objects.get(ask=ask, is_current=True).choice.key == "no"


@pytest.mark.both_databases
def test_what_line_tells_twice_happens_once(line: Any) -> None:
    seat, _person = connected()
    an_ask(seat)
    deliver()
    told = press(line.buttons()[0])
    assert (post(told, told), post(told)) == (200, 200)
    deliver()
    assert (Reply.objects.count(), len([r for r in line.replied if "記録しました" in str(r)])) == (1, 1)
    assert LineEvent.objects.count() == 2


@pytest.mark.both_databases
def test_a_button_is_of_no_use_to_another_line_nor_after_the_office_changed_hands(line: Any) -> None:
    seat, person = connected()
    an_ask(seat)
    deliver()
    post(press(line.buttons()[0], OTHER))
    forged = {"data": line.buttons()[0]["data"].replace(":1:", ":2:")}
    post(press(forged))
    person.holdings.update(until=timezone.localdate())
    post(press(line.buttons()[0]))
    assert Reply.objects.count() == 0
    deliver()
    assert "ほかの方がお返事をなさいます" in line.said()


@pytest.mark.parametrize(("how", "status"), [
    ({"signature": ""}, 401), ({"signature": "AAAA"}, 401), ({"body": b"no json"}, 400), ({"body": b"[]"}, 400),
    ({"body": b'{"events": 5}'}, 200), ({"body": b" " * 1_000_001}, 413),
])  # fmt: skip
def test_only_what_line_signed_is_heard(how: dict[str, Any], status: int) -> None:
    assert post(**how) == status
    assert LineEvent.objects.count() == 0


@pytest.mark.parametrize("odd", [
    5, {}, {"type": "message"}, event("message", message=7), event("message", "Uxyz"), event("things"),
    {**event("message"), "source": {"type": "group", "userId": HANA}}, {**event("follow"), "mode": "standby"},
    {**event("postback"), "postback": None}, {**event("follow"), "webhookEventId": "x" * 65},
])  # fmt: skip
def test_odd_events_do_no_harm(odd: Any) -> None:
    assert post(odd) == 200
    assert ContactPoint.objects.count() == 0


def test_only_posts_are_taken_and_without_an_account_there_is_nothing(visitor: Client, settings: Any) -> None:
    assert visitor.get("/line/webhook").status_code == 405
    settings.LINE_TOKEN = settings.LINE_SECRET = ""
    assert post(event("follow")) == 404
    assert post(event("follow"), signature="") == 404


def test_whoever_adds_us_is_told_how_to_connect_and_a_code_connects_with_consent(line: Any) -> None:
    post(event("follow"))
    deliver()
    assert "数字8桁" in line.said()
    _seat, person = an_officer(mail="hana@example.jp")
    code = offer_connecting(person=person, **BY).code
    post(text(f"　{code[:4]} {code[4:]} "))
    deliver()
    assert "片平町内会　会長 様" in line.said()
    point = ContactPoint.objects.get(kind="line")
    assert (point.person, point.value, point.is_preferred) == (person, HANA, True)
    assert point.verified_at
    assert Consent.objects.filter(person=person, purpose="line_messages", channel="line", until=None).count() == 1
    post(text(code, OTHER))
    assert ContactPoint.objects.filter(kind="line").count() == 1


def test_a_code_holds_half_an_hour_and_nobody_finds_one_by_trying(line: Any) -> None:
    person = a_person()
    with time_machine.travel(timezone.now() - timedelta(minutes=31)):
        late = offer_connecting(person=person, **BY).code
    post(text(late))
    for _attempt in range(MOST_BY_LINE - 1):
        post(text("00000000"))
    post(text(offer_connecting(person=person, **BY).code))
    deliver()
    assert ContactPoint.objects.count() == 0
    assert len(line.replied) == MOST_BY_LINE


def test_the_letters_of_a_slip_connect_and_show_the_question(line: Any) -> None:
    seat, person = an_officer(phone="022-000-0000")
    ask = an_ask(seat)
    post(text(ask.code.lower()))
    deliver()
    assert "防災訓練の見学" in line.said()
    assert ContactPoint.objects.get(kind="line").person == person
    [_welcome, card] = line.replied[-1]["messages"]
    post(press(card["contents"]["footer"]["contents"][0]["action"]))
    assert Reply.objects.get().choice.key == "yes"
    post(text(ask.code, OTHER))
    deliver()
    assert "つながっています" in line.said()
    assert ContactPoint.objects.filter(kind="line").count() == 1


def test_what_strangers_write_is_answered_with_the_phone_and_kept_nowhere(line: Any) -> None:
    post(text("ひみつの相談です"))
    deliver()
    assert "窓口には届きません" in line.said()
    kept = [str(row) for model in (Notice, LineEvent, Entry) for row in model.objects.values()]
    assert [row for row in kept if "ひみつ" in row] == []


@pytest.mark.parametrize("how", [event("unfollow"), text("やめる")])
def test_whoever_blocks_us_or_says_so_gets_what_waits_by_another_way(how: Any, line: Any) -> None:
    seat, person = connected(mail="hana@example.jp")
    an_ask(seat)
    post(how)
    deliver()
    assert Notice.objects.get(kind="asks.first").channel == "mail"
    assert line.pushed == []
    assert list(person.contact_points.values_list("kind", "is_preferred")) == [("mail", True)]
    assert Consent.objects.get(person=person).until is not None
    an_ask(seat)
    assert set(Notice.objects.filter(kind="asks.first").values_list("channel", flat=True)) == {"mail"}


def test_the_first_choice_of_the_person_decides() -> None:
    seat, person = connected(mail="hana@example.jp")
    prefer_contact_point(point=person.contact_points.get(kind="mail"), **BY)
    an_ask(seat)
    first = Notice.objects.get(kind="asks.first")
    assert (first.channel, first.other_channel) == ("mail", "line")
    phone = ContactPoint.objects.create(person=person, kind="phone", value="022-000-0000")
    prefer_contact_point(point=phone, **BY)
    an_ask(seat)
    assert Notice.objects.filter(kind="asks.first").count() == 1
    assert [item.needs_paper for item in waiting()] == [True, True]


@pytest.mark.both_databases
def test_when_the_quota_is_spent_the_question_stands_on_the_list_of_slips() -> None:
    seat, _person = connected()
    quota.set_quota(of="line", most=0, **BY)
    ask = an_ask(seat)
    assert [item.needs_paper for item in waiting()] == [False]
    deliver()
    assert unsent([ask]) == {ask.pk}
    assert [(item.needs_paper, item.has_failed) for item in waiting()] == [(True, True)]


def test_a_reminder_by_line_comes_with_the_digest_and_answers_too(line: Any) -> None:
    seat, _person = connected()
    ask = an_ask(seat)
    deliver()
    go_on(in_days(10))
    Notice.objects.filter(kind="asks.reminder").update(not_before=timezone.now())
    gather()
    deliver()
    assert len(line.pushed) == 2
    post(press(line.buttons()[1]))
    assert Reply.objects.get(ask=ask).choice.key == "talk"
    answer(ask=ask, choice=ask.choices.get(key="no"), **{**BY, "channel": "phone"})
    assert Reply.objects.filter(is_current=True).get().channel == "phone"
