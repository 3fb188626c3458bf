"""Signing up on the web without an account, and the own page by a signed link."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kyodo.commons.gatherings.codes import token_of
from kyodo.commons.gatherings.models import Registration
from kyodo.kernel.idempotency.keys import new_key
from kyodo.kernel.notices.models import Notice
from tests.factories.sign_ups import a_registration, a_sign_up

pytestmark = pytest.mark.django_db


def step(client: Client, number: int, go: str = "next", **typed: Any) -> Any:
    first = {"idempotency_key": new_key(), "step": str(number), "go": go, "rows": "2"}
    return client.post("/events/kouza/join/", {**first, **typed})


FAMILY = {
    "name_1": "佐藤　花子", "reading_1": "さとう はなこ", "name_2": "佐藤 ひな", "minor_2": "on",
    "mail": "hanako@example.jp", "wishes": ["sign_language"], "wish_words": "前の席", "words": "会計は初めてです",
}  # fmt: skip


def test_a_family_signs_up_in_four_steps_and_nothing_typed_is_lost_on_the_way(visitor: Client) -> None:
    a_sign_up(10, slug="kouza", charges=[("おとな", 500)])
    page = visitor.get("/events/kouza/").content.decode()
    assert ("空きがあります" in page, "/events/kouza/join/" in page, "おとな: 500円" in page) == (True, True, True)
    html = step(visitor, 1, "more", **FAMILY).content.decode()
    assert 'name="name_3"' in html
    assert 'value="佐藤　花子"' in html
    html = step(visitor, 1, **FAMILY).content.decode()
    assert ('<input type="hidden" name="name_1" value="佐藤　花子"' in html, "メールアドレス" in html) == (True, True)
    html = step(visitor, 2, **{**FAMILY, "mail": ""}).content.decode()
    assert "どちらかを書いてください" in html
    html = step(visitor, 3, **FAMILY).content.decode()
    assert "この内容でよろしいですか" in html
    assert "手話通訳" in html
    assert Registration.objects.count() == 0
    answer = step(visitor, 4, "send", **FAMILY)
    one = Registration.objects.get()
    assert answer["Location"] == f"/events/kouza/mine/{token_of(one.code)}/"
    assert (one.state, one.size, one.channel, one.person.name, one.accommodation.words) == (
        "confirmed", 2, "web", "佐藤 花子", "前の席",
    )  # fmt: skip
    people = list(one.participants.values_list("name", "reading", "is_minor", "charge__label"))
    assert people == [("佐藤 花子", "サトウ　ハナコ", False, None), ("佐藤 ひな", "", True, None)]
    [notice] = Notice.objects.all()
    assert (notice.address, notice.subject) == ("hanako@example.jp", "参加のお申し込みを承りました（会計講座）")
    assert f"/events/kouza/mine/{token_of(one.code)}/" in notice.body
    assert "/events/kouza.ics" in notice.body


def test_minors_alone_need_a_guardian_and_a_group_too_large_is_asked_to_phone(visitor: Client) -> None:
    a_sign_up(10, slug="kouza", most_at_once=2)
    alone = {"name_1": "佐藤 ひな", "minor_1": "on", "phone": "022-111-2222", "rows": "1"}
    assert "保護者のお名前を書いてください" in step(visitor, 2, **alone).content.decode()
    step(visitor, 4, "send", **alone, guardian="佐藤 花子")
    one = Registration.objects.get()
    assert (one.guardian, one.person.name) == ("佐藤 花子", "佐藤 花子")
    html = step(visitor, 1, "more", **FAMILY).content.decode()
    assert 'name="name_3"' not in html


def test_sign_up_opens_and_closes_by_the_clock_and_says_so(visitor: Client, travel: Any) -> None:
    now = timezone.now()
    a_sign_up(1, slug="kouza", opens_at=now + timedelta(hours=1), apply_until=now + timedelta(hours=2))
    assert "申し込みの受付は" in visitor.get("/events/kouza/").content.decode()
    assert Registration.objects.count() == 0
    travel(now + timedelta(hours=1))
    assert "空きがあります" in visitor.get("/events/kouza/").content.decode().replace(
        "残りわずかです", "空きがあります"
    )
    travel(now + timedelta(hours=2))
    assert "申し込みの受付は終わりました" in step(visitor, 4, "send", **FAMILY).content.decode()
    assert Registration.objects.count() == 0


def test_full_is_said_in_words_and_the_public_page_names_nobody(visitor: Client) -> None:
    course = a_sign_up(1, slug="kouza")
    a_registration(course, name="秘密太郎")
    page = visitor.get("/events/kouza/").content.decode()
    assert ("満席です" in page, "キャンセル待ちに申し込む" in page, "秘密太郎" in page) == (True, True, False)


def test_the_own_page_shows_the_place_in_line_takes_one_out_and_cancels(visitor: Client) -> None:
    course = a_sign_up(3, slug="kouza")
    a_registration(course, 3)
    one = a_registration(course, 2, "鈴木")
    own = f"/events/kouza/mine/{token_of(one.code)}/"
    page = visitor.get(own).content.decode()
    assert "キャンセル待ちです" in page
    assert "次があなたの番です" in page
    visitor.post(f"{own}change/", {"name_1": "鈴木 一郎", "reading_1": "すずき いちろう", "name_2": "鈴木 二郎"})
    assert list(one.participants.values_list("name", flat=True)) == ["鈴木 一郎", "鈴木 二郎"]
    visitor.post(f"{own}out/2/")
    one.refresh_from_db()
    assert (one.size, one.state) == (1, "waiting")
    visitor.post(f"{own}cancel/")
    assert "申し込みを取り消しました" in visitor.get(own).content.decode()
    assert visitor.get(f"{own}code.svg")["Content-Type"] == "image/svg+xml"
    for wrong in (f"/events/kouza/mine/{one.code}/", f"/events/kouza/mine/{one.code}-00000000000000000000/"):
        assert visitor.get(wrong).status_code == 404


def test_the_same_form_sent_twice_is_one_registration(visitor: Client) -> None:
    a_sign_up(10, slug="kouza")
    key = new_key()
    for _number in range(2):
        step(visitor, 4, "send", **FAMILY, idempotency_key=key)
    assert Registration.objects.count() == 1


def test_an_event_without_sign_up_has_no_such_page(visitor: Client) -> None:
    assert visitor.get("/events/nothing/join/").status_code == 404
    assert re.search("申し込む", visitor.get("/events/").content.decode()) is None


def test_the_table_of_events_says_where_one_signs_up(visitor: Client) -> None:
    a_sign_up(10, slug="kouza")
    table = b"".join(visitor.get("/events/table/").streaming_content).decode()
    assert "/events/kouza/join/" in table
