"""The lottery's pages: what a group, a visitor and the counter see and do."""

import json
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
import time_machine
from django.test import Client

from kyodo.center.bookings.lottery_example import example
from kyodo.center.bookings.models import Entry, Round
from kyodo.kernel.clock.now import moment
from kyodo.kernel.draws.drawing import number_of
from kyodo.kernel.draws.record import check
from kyodo.kernel.idempotency.keys import new_key
from tests.factories.bookings import a_party, a_room
from tests.factories.people import a_person, sign_in

pytestmark = pytest.mark.django_db

OPENS, CLOSES = moment(date(2026, 12, 1)), moment(date(2026, 12, 16))
SLOTS = [["09:00", "12:00"], ["13:00", "17:00"]]
THROWS = "31415 26535 61544 32211"


def announced(client: Client, room: Any) -> Round:
    """Announce a round by the form of the counter."""
    days = {"month": (2027, 3, 1), "first_day": (2026, 12, 1), "last_day": (2026, 12, 15), "confirm_day": ("", "", "")}
    names = ("year", "month", "day")
    parts = {f"{name}_{part}": value for name, day in days.items() for part, value in zip(names, day, strict=True)}
    told = {"name": "研修室 3月分", "rooms": [room.pk], "source_kind": "dice", "source_named": "", **parts}
    answer = client.post("/desk/rooms/lottery/new/", {**told, "idempotency_key": new_key()})
    assert answer.status_code == 302, answer.context["form"].errors
    return Round.objects.get()


def test_a_group_enters_in_three_steps_and_the_counter_draws_with_dice_and_everybody_sees_the_proof() -> None:
    one, two, group = sign_in("center_staff"), sign_in("center_staff"), sign_in()
    room = a_room("研修室A", slots=SLOTS)
    party = a_party(group.person, "川平まちづくりの会")
    with time_machine.travel(OPENS + timedelta(days=1), tick=False):
        for signed in (one, two, group):
            signed.client.force_login(signed.account)
        round_ = announced(one.client, room)
        path = f"/rooms/lottery/{round_.code}/"
        assert "抽選に申し込む" in Client().get(path).content.decode()
        page = group.client.get(f"{path}enter/")
        assert page.status_code == 200
        first = {"party": party.code, "purpose": "meeting", "title": "総会", "people": "３０"}
        answer = group.client.post(f"{path}enter/", {"step": "1", "go": "next", "idempotency_key": new_key(), **first})
        assert answer.context["step"] == 2
        half = {**first, "room_1": room.slug, "day_1": "2027-03-06"}
        answer = group.client.post(f"{path}enter/", {"step": "2", "go": "next", "idempotency_key": new_key(), **half})
        assert (answer.status_code, answer.context["step"]) == (422, 2)
        whole = {**half, "slot_1": "09:00-12:00"}
        answer = group.client.post(f"{path}enter/", {"step": "2", "go": "next", "idempotency_key": new_key(), **whole})
        assert answer.context["step"] == 3
        assert "川平まちづくりの会" in answer.content.decode()
        sent = {"step": "3", "go": "send", "idempotency_key": new_key(), **whole}
        answers = [group.client.post(f"{path}enter/", sent) for _twice in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302]
        entry = Entry.objects.get()
        assert (entry.channel, entry.people, entry.wishes.count()) == ("web", 30, 1)
        other = a_party(a_person("電話 太郎"), "泉の合唱団")
        phone = {**sent, "party": other.code, "channel": "phone", "idempotency_key": new_key()}
        assert one.client.post(f"{path}enter/", phone).status_code == 302
        stranger = sign_in()
        assert stranger.client.get(entry.get_absolute_url()).status_code == 404
        assert Client().get(entry.get_absolute_url()).status_code == 302
    with time_machine.travel(CLOSES + timedelta(hours=10), tick=False):
        for signed in (one, two, group):
            signed.client.force_login(signed.account)
        desk = f"/desk/rooms/lottery/{round_.code}/"
        assert group.client.get(desk).status_code == 404
        one.client.post(f"{desk}close/")
        listing = Client().get(f"{path}list.txt").content
        round_.refresh_from_db()
        assert sha256(listing).hexdigest() == round_.commitment
        assert Client().get(f"{path}draw.json").status_code == 404
        assert one.client.post(f"{desk}seed/", {"seed": "12"}).status_code == 422
        for signed in (one, two):
            assert signed.client.post(f"{desk}seed/", {"seed": THROWS}).status_code == 302
        round_.refresh_from_db()
        shown = Client().get(path).content.decode()
        assert round_.proof in shown
        assert "川平" not in shown
        assert "合唱" not in shown
        record = Client().get(f"{path}draw.json").content.decode()
        assert [one.is_right for one in check(record)] == [True] * 7
        assert json.loads(record)["seed"] == THROWS.replace(" ", "")
        assert group.client.get(entry.get_absolute_url()).status_code == 200
        assert "研修室A" in one.client.get(desk).content.decode()


def test_the_example_on_the_page_comes_out_again_step_by_step() -> None:
    page = Client().get("/rooms/lottery/how/").content.decode()
    made = example()
    assert sha256(made.text.encode()).hexdigest() == made.commitment
    assert sha256(f"{made.commitment} {made.draw.seed}".encode()).hexdigest() == made.key
    tickets = {"001": 1, "002": 2, "003": 1}
    best = {key: min(number_of(made.key, key, n) for n in range(1, most + 1)) for key, most in tickets.items()}
    assert [row[0] for row in made.rows] == sorted(best, key=lambda key: best[key])
    for shown in (made.commitment, made.key, made.draw.proof, *best.values()):
        assert shown in page


def test_the_counter_is_asked_for_what_is_missing_in_a_round() -> None:
    staff, room = sign_in("center_staff"), a_room(slots=SLOTS)
    answer = staff.client.post("/desk/rooms/lottery/new/", {"idempotency_key": new_key(), "source_kind": "public"})
    assert answer.status_code == 422
    assert {"name", "month", "rooms", "first_day", "last_day", "source_named"} <= set(answer.context["form"].errors)
    assert sign_in().client.get("/desk/rooms/lottery/new/").status_code == 404
    assert room.slots == SLOTS
