"""The desk's questions: whom to phone, what to print, a new question with the meter above it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from kyodo.commons.actors.models import Holding
from kyodo.commons.asks.actions import answer
from kyodo.commons.asks.clockwork import go_on
from kyodo.commons.asks.models import Ask, Call, OtherAsk
from kyodo.kernel.idempotency.keys import new_key
from kyodo.kernel.permissions import SYSTEM
from tests.factories.asks import an_ask, an_officer, in_days

pytestmark = pytest.mark.django_db


def send(client: Any, address: str, **data: Any) -> Any:
    return client.post(address, {"idempotency_key": new_key(), **data})


def section(page: Any, name: str) -> str:
    """Return what stands in one section of the day's page."""
    return str(page.content.decode().split(f'id="{name}"')[1].split("</section>")[0])


def test_the_day_says_what_to_print_whom_to_phone_and_what_waits_by_itself(someone: Callable[..., Any]) -> None:
    desk = someone("coordinator").client
    an_ask(subject="紙のお願い")
    seat, _person = an_officer(mail="kaicho@example.jp")
    an_ask(seat, subject="メールのお願い")
    page = desk.get("/desk/asks/")
    assert ("紙のお願い" in section(page, "papers"), "メールのお願い" in section(page, "others")) == (True, True)
    assert send(desk, "/desk/asks/slips.pdf")["Content-Type"] == "application/pdf"
    with time_machine.travel(in_days(10)):
        go_on()
        page = desk.get("/desk/asks/")
        assert "紙のお願い" in section(page, "calls")
        assert "022-000-0000" in section(page, "calls")
        assert "メールのお願い" in section(page, "others")
        send(desk, f"/desk/asks/{Ask.objects.get(subject='紙のお願い').pk}/call/", outcome="later", note="夕方に")
        page = desk.get("/desk/asks/")
        assert ("紙のお願い" in section(page, "calls"), "夕方に" in section(page, "others")) == (False, True)


def test_a_vacant_seat_is_seen(someone: Callable[..., Any]) -> None:
    an_ask()
    Holding.objects.all().delete()
    assert "空席" in someone("center_staff").client.get("/desk/asks/").content.decode()


def test_a_question_is_put_with_the_meter_above_it(someone: Callable[..., Any]) -> None:
    desk = someone("city_staff").client
    seat, _person = an_officer()
    for _number in range(4):
        an_ask(seat)
    page = desk.get(f"/desk/asks/new/{seat.pk}/").content.decode()
    assert "今月すでに4件のお願いをしています" in page
    day = in_days(21).date()
    answered = send(
        desk, f"/desk/asks/new/{seat.pk}/", subject="花だん", question="水やりをお願いできますか。",
        choices="はい\nいいえ", last_day_year=day.year, last_day_month=day.month, last_day_day=day.day,
    )  # fmt: skip
    ask = Ask.objects.get(subject="花だん")
    assert (answered.status_code, answered["Location"]) == (302, f"/desk/asks/{ask.pk}/")
    assert (list(ask.choices.values_list("number", "label")), ask.answer_by) == (
        [(1, "はい"), (2, "いいえ")], in_days(22),
    )  # fmt: skip


def test_a_question_with_one_answer_only_is_asked_for_again_and_nothing_is_lost(someone: Callable[..., Any]) -> None:
    seat, _person = an_officer()
    page = send(someone("city_staff").client, f"/desk/asks/new/{seat.pk}/", question="来られますか。", choices="はい")
    assert (page.status_code, "来られますか。" in page.content.decode(), Ask.objects.count()) == (422, True, 0)


def test_what_another_office_asked_is_counted_too(someone: Callable[..., Any]) -> None:
    desk, (seat, _person) = someone("city_staff").client, an_officer()
    send(
        desk,
        f"/desk/asks/new/{seat.pk}/other/",
        on_year="令和8",
        on_month="11",
        on_day="2",
        office="見本課",
        what="調査",
    )
    assert OtherAsk.objects.get().actor == seat.actor
    assert seat.actor.name in desk.get("/desk/asks/meter/").content.decode()


def test_a_call_is_written_down_with_who_called(someone: Callable[..., Any]) -> None:
    desk, ask = someone("coordinator"), an_ask()
    send(desk.client, f"/desk/asks/{ask.pk}/call/", outcome="nobody")
    call = Call.objects.get()
    assert (call.outcome, call.by) == ("nobody", desk.person)


def test_a_mistake_is_taken_back_from_the_question_s_page(someone: Callable[..., Any]) -> None:
    desk, ask = someone("coordinator").client, an_ask()
    answer(ask=ask, choice=ask.choices.get(key="yes"), by=SYSTEM, channel="phone")
    assert "返事を取り消す" in desk.get(f"/desk/asks/{ask.pk}/").content.decode()
    send(desk, f"/desk/asks/{ask.pk}/reopen/")
    ask.refresh_from_db()
    assert ask.state == "open"
    send(desk, f"/desk/asks/{ask.pk}/withdraw/")
    ask.refresh_from_db()
    assert ask.state == "withdrawn"


def test_an_editor_sees_none_of_it(someone: Callable[..., Any]) -> None:
    ask = an_ask()
    client = someone("editor").client
    assert {client.get(a).status_code for a in ("/desk/asks/", f"/desk/asks/{ask.pk}/", "/desk/replies/")} == {404}


def test_the_day_costs_the_same_with_one_question_and_with_thirty(someone: Callable[..., Any]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    desk = someone("coordinator").client
    counts = []
    for number in (1, 29):
        for _ask in range(number):
            an_ask(answer_by=in_days(30) + timedelta(seconds=number))
        with CaptureQueriesContext(connection) as queries:
            desk.get("/desk/asks/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
