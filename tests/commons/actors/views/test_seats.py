"""Seats at the desk: added, filled, handed over, vacated."""

from datetime import date
from typing import Any

import pytest

from kyodo.commons.actors.models import Actor, Holding, Seat
from kyodo.commons.people.models import Person
from kyodo.kernel.idempotency.keys import new_key
from tests.factories.actors import a_holding, a_seat, an_actor
from tests.factories.people import a_person, sign_in

pytestmark = pytest.mark.django_db


# --- seats at the desk ---------------------------------------------------------------------

DAY = {"since_era": "令和", "since_year": "8", "since_month": "４", "since_day": "１"}


def test_a_seat_is_added_filled_handed_over_and_vacated(send: Any, actor: Actor) -> None:
    desk = sign_in("coordinator").client
    base = f"/organizations/{actor.slug}/seats/"
    send(desk, base, {"title": "会計"})
    seat = Seat.objects.get()
    known = a_person("佐藤 花子", "サトウ ハナコ")
    assert "佐藤 花子" in desk.get(f"{base}{seat.pk}/?q=さとう").content.decode()
    send(desk, f"{base}{seat.pk}/", {"person": known.pk, "instead_of": "", **DAY})
    first = Holding.objects.get()
    assert (first.person, first.since) == (known, date(2026, 4, 1))
    newcomer = {
        "name": "鈴木 一郎",
        "name_reading": "すずき いちろう",
        "instead_of": first.pk,
        **DAY,
        "since_month": "10",
    }
    assert send(desk, f"{base}{seat.pk}/", newcomer).status_code == 302
    first.refresh_from_db()
    assert (first.until, Holding.objects.get(until=None).person.name) == (date(2026, 10, 1), "鈴木 一郎")
    shown = desk.get(base).content.decode()
    assert ("鈴木 一郎" in shown, "佐藤 花子" in shown) == (True, True)
    until = {"until_era": "", "until_year": "2026", "until_month": "11", "until_day": "1"}
    assert desk.post(f"{base}{seat.pk}/vacate/", until).status_code == 302
    assert Holding.objects.filter(until=None).count() == 0


def test_whoever_saw_an_empty_seat_is_told_that_it_is_taken(send: Any, actor: Actor) -> None:
    desk = sign_in("coordinator").client
    seat = a_seat(actor)
    a_holding(seat, a_person("早い人"), since=date(2026, 4, 1))
    late = a_person("遅い人")
    address = f"/organizations/{actor.slug}/seats/{seat.pk}/"
    told = send(desk, address, {"person": late.pk, "instead_of": "", **DAY, "since_month": "5"})
    assert (told.status_code, "早い人" in told.content.decode(), "遅い人" in told.content.decode()) == (422, True, True)
    assert Holding.objects.count() == 1


def test_nobody_chosen_and_nobody_named_is_said(send: Any, actor: Actor) -> None:
    seat = a_seat(actor)
    response = send(sign_in("coordinator").client, f"/organizations/{actor.slug}/seats/{seat.pk}/", DAY)
    assert (response.status_code, Person.objects.filter(holdings__seat=seat).count()) == (422, 0)


def test_a_seat_is_found_under_its_own_organization_only(actor: Actor) -> None:
    seat = a_seat(an_actor("別の会"))
    assert sign_in("coordinator").client.get(f"/organizations/{actor.slug}/seats/{seat.pk}/").status_code == 404


def test_a_form_that_is_sent_twice_seats_a_newcomer_once(actor: Actor) -> None:
    desk = sign_in("coordinator").client
    seat = a_seat(actor)
    sent = {"idempotency_key": new_key(), "name": "鈴木 一郎", "instead_of": "", **DAY}
    answers = [desk.post(f"/organizations/{actor.slug}/seats/{seat.pk}/", sent).status_code for _n in range(2)]
    assert (answers, Holding.objects.count(), Person.objects.filter(name="鈴木 一郎").count()) == ([302, 302], 1, 1)
