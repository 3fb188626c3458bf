"""Those who signed up, for who organizes it: list, call, door, paper, table, money, lots."""

import json
import subprocess
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from kyodo.commons.gatherings.actions.registering import Guest, Wishes, give_up
from kyodo.commons.gatherings.models import Occurrence, Payment, Presence, Registration, SignUp
from kyodo.kernel.draws.record import check
from kyodo.kernel.idempotency.keys import new_key
from tests.factories.actors import a_holding, a_seat, an_actor
from tests.factories.people import a_person, sign_in
from tests.factories.sign_ups import BY, a_registration, a_sign_up, states

pytestmark = pytest.mark.django_db
DESK = "/desk/events/kouza/people/"


def send(client: Client, address: str, **typed: Any) -> Any:
    return client.post(address, {"idempotency_key": new_key(), **typed})


def test_staff_open_the_sign_up_and_write_down_a_call_in_few_keys() -> None:
    desk = sign_in("center_staff").client
    a_sign_up(3, slug="kouza")
    settings = {
        "capacity": "５名", "method": "first_come", "most_at_once": "4", "answer_days": "2",
        "charges": "おとな 500\n学生　２００円", "asks_childcare": "on",
    }  # fmt: skip
    assert desk.post("/desk/events/kouza/sign-up/", settings)["Location"] == DESK
    sign_up = SignUp.objects.get()
    assert (sign_up.places, sign_up.answer_days, list(sign_up.charges.values_list("label", "amount"))) == (
        5, 2, [("おとな", 500), ("学生", 200)],
    )  # fmt: skip
    call = {"name": "佐藤", "size": "4", "others": "佐藤 一\n佐藤 二", "minors": "2", "channel": "phone"}
    page = send(desk, f"{DESK}new/", **call, charge=sign_up.charges.get(number=1).pk)
    assert page["Location"] == f"{DESK}new/"
    assert "受付番号 1。4人の参加が決まりました" in desk.get(f"{DESK}new/").content.decode()
    one = Registration.objects.get()
    assert list(one.participants.values_list("name", "is_minor", "charge__amount")) == [
        ("佐藤", False, 500), ("佐藤 一", False, 500), ("佐藤 二", True, 500), ("", True, 500),
    ]  # fmt: skip
    send(desk, f"{DESK}new/", name="鈴木", size="2", channel="counter")
    page = desk.get(DESK).content.decode()
    assert "定員5人のうち、4人分の席が決まっています。" in page
    assert "キャンセル待ちは2人です。" in page
    send(desk, f"{DESK}{one.code}/", amount="2000", paid_by="cash")
    assert "2,000円" in desk.get(f"{DESK}{one.code}/").content.decode()
    with pytest.raises(DatabaseError), transaction.atomic():
        Payment.objects.update(amount=1)


def test_at_the_door_people_are_ticked_by_list_and_by_code_and_walk_ins_come_in(travel: Any) -> None:
    course = a_sign_up(4, slug="kouza")
    family, single = a_registration(course, 2), a_registration(course, 1, "鈴木")
    waiting = a_registration(course, 2, "高橋")
    travel(Occurrence.objects.get().starts_at + timedelta(minutes=5))
    desk = sign_in("center_staff").client
    first = family.participants.get(number=1)
    desk.post(f"{DESK}door/tick/", {"participant": first.pk, "came": "yes", "date": "1"})
    desk.post(f"{DESK}{single.code}/in/", {"number": ["1"], "date": "1"})
    assert "3人のうち 2人が来ています" in desk.get(f"{DESK}door/").content.decode()
    desk.post(f"{DESK}door/tick/", {"participant": first.pk, "came": "no", "date": "1"})
    assert Presence.objects.count() == 1
    send(desk, f"{DESK}door/walk-in/", size="1", date="1")
    assert states(course)[3:] == [(1, "confirmed")]
    assert send(desk, f"{DESK}door/walk-in/", size="1", date="1").status_code == 422
    waiting.refresh_from_db()
    assert (waiting.state, SignUp.objects.get().taken) == ("waiting", 4)


def test_the_list_on_paper_is_ordered_by_reading_and_the_table_holds_what_is_needed() -> None:
    desk = sign_in("center_staff").client
    course = a_sign_up(9, slug="kouza")
    a_registration(course, guests=[Guest("渡辺", "ワタナベ"), Guest("青木", "アオキ")], wishes=Wishes(["captioning"]))
    a_registration(course, name="無名", phone="022-111-2222")
    paper = desk.get(f"{DESK}list.pdf").content
    words = subprocess.run(["pdftotext", "-layout", "-", "-"], input=paper, capture_output=True, check=True).stdout
    text = words.decode()
    assert text.index("青木") < text.index("渡辺") < text.index("無名")
    table = b"".join(desk.get(f"{DESK}table/").streaming_content).decode()
    assert table.splitlines()[1].split(",")[:5] == ["1", "参加決定", "渡辺", "ワタナベ", ""]
    assert "要約筆記" in table
    assert "022-111-2222" in table


def test_only_who_organizes_an_event_sees_its_people_and_everybody_else_a_404(visitor: Client) -> None:
    own = an_actor("主催の会")
    course = a_sign_up(9, slug="kouza", organizer=own)
    one = a_registration(course)
    officer, stranger, editor = sign_in(), sign_in(), sign_in("editor")
    a_holding(a_seat(own), officer.person)
    a_holding(a_seat(an_actor("別の会")), stranger.person)
    for address in (DESK, f"{DESK}{one.code}/", f"{DESK}table/", f"{DESK}list.pdf", f"{DESK}door/", f"{DESK}new/"):
        assert officer.client.get(address).status_code == 200
        assert (stranger.client.get(address).status_code, editor.client.get(address).status_code) == (404, 404)
        assert visitor.get(address).status_code == 302


def test_lots_are_drawn_from_a_list_closed_before_and_anybody_can_check_the_file(visitor: Client, travel: Any) -> None:
    one, two = sign_in("center_staff", person=a_person("青葉 花子")), sign_in("center_staff")
    desk, until = one.client, timezone.now() + timedelta(days=2)
    course = a_sign_up(3, slug="kouza", method="lottery", apply_until=until)
    found = [a_registration(course, size, f"家族{size}") for size in (2, 2, 1, 1, 1)]
    desk.post(f"{DESK}draw/", {"go": "close"})
    assert visitor.get("/events/kouza/draw.json").status_code == 404
    travel(until)
    desk.post(f"{DESK}draw/", {"go": "draw", "seed": "1" * 20})
    desk.post(f"{DESK}draw/", {"go": "close"})
    before = visitor.get("/events/kouza/draw.json").content.decode()
    give_up(registration=found[4], **BY)
    desk.post(f"{DESK}draw/", {"go": "draw", "seed": "31"})
    assert {state for _size, state in states(course)} == {"received", "cancelled"}
    throws = {"go": "draw", "seed": "31415 62653 16141 25364"}
    for typed in ("2" * 20, throws["seed"]):  # whoever types first may mend it; twice by one person is not drawn
        desk.post(f"{DESK}draw/", {"go": "draw", "seed": typed})
    assert "青葉 花子さんが" in two.client.get(DESK).text
    assert ("青葉 花子さんが" in desk.get(DESK).text, "打ち直す" in desk.get(DESK).text) == (False, True)
    refused = two.client.post(f"{DESK}draw/", {"go": "draw", "seed": "2" * 20})
    assert (refused.status_code, "二人の入力が違います" in refused.text, "2" * 20 in refused.text) == (422, True, True)
    assert (SignUp.objects.get().taken, SignUp.objects.get().drawn_by) == (0, None)
    two.client.post(f"{DESK}draw/", throws)
    drawn = SignUp.objects.get()
    assert (drawn.taken, drawn.thrown_by, drawn.drawn_by) == (3, one.person, two.person)
    assert sorted(state for _size, state in states(course)) == [
        "cancelled", "confirmed", "confirmed", "waiting", "waiting",
    ]  # fmt: skip
    after = visitor.get("/events/kouza/draw.json").content.decode()
    assert [finding.is_right for finding in check(after)] == [True] * 7
    assert json.loads(after)["commitment"] == json.loads(before)["commitment"]
    assert "家族" not in after
    page = visitor.get("/events/kouza/").text
    order = "、".join(line.split()[0].lstrip("0") for line in json.loads(after)["order"])
    for words in (json.loads(before)["commitment"], "31415626531614125364", order, "verify-draw"):
        assert words in page
    desk.post(f"{DESK}draw/", {"go": "draw", "seed": "1" * 20})
    assert visitor.get("/events/kouza/draw.json").content.decode() == after
