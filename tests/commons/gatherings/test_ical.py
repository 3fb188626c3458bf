"""Calendars as an independent reader reads them."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from kyodo.commons.gatherings.actions import cancel_gathering, edit_gathering
from kyodo.commons.gatherings.models import Gathering
from kyodo.kernel.clock.now import TOKYO
from kyodo.kernel.permissions import SYSTEM
from tests.commons.gatherings.conftest import NOW
from tests.factories.gatherings import a_gathering, on
from tests.factories.places import a_facility

pytestmark = pytest.mark.django_db
BY: dict[str, Any] = {"by": SYSTEM, "channel": "web"}


def events(path: str = "/events.ics") -> list[Any]:
    response = Client().get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def uid(event: Any) -> str:
    return str(event["UID"])


def test_a_calendar_lists_the_dates_of_the_database():
    a_gathering(
        "夜から朝", on(date(2026, 11, 27), 1320, 1560), slug="night", place=a_facility("会館", address="一番町1")
    )
    a_gathering("終日", on(date(2026, 12, 5), None, None, last_day=date(2026, 12, 6)), slug="day")
    a_gathering("終わり不明", on(date(2026, 12, 7), 600, None), slug="open")
    found = {uid(event): event for event in events()}
    night, day, opened = (found[f"event-{slug}-1@127.0.0.1:8000"] for slug in ("night", "day", "open"))
    assert night["DTSTART"].dt == datetime(2026, 11, 27, 22, tzinfo=TOKYO)
    assert night["DTEND"].dt == datetime(2026, 11, 28, 2, tzinfo=TOKYO)
    assert night["DTSTART"].params["TZID"] == "Asia/Tokyo"
    assert night["LOCATION"] == "会館、一番町1"
    assert (day["DTSTART"].dt, day["DTEND"].dt) == (date(2026, 12, 5), date(2026, 12, 7))
    assert (opened["DTSTART"].dt, "DTEND" in opened) == (datetime(2026, 12, 7, 10, tzinfo=TOKYO), False)
    assert {str(event["STATUS"]) for event in found.values()} == {"CONFIRMED"}


def test_a_change_keeps_the_uid_and_raises_the_sequence():
    made = a_gathering("講座", on(), slug="kouza")
    (before,) = events("/events/kouza.ics")
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        edit_gathering(gathering=made, dates=[on(date(2026, 12, 5))], **BY)
    (after,) = events("/events/kouza.ics")
    assert uid(after) == uid(before)
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 7200)
    assert after["DTSTART"].dt == datetime(2026, 12, 5, 14, tzinfo=TOKYO)


def test_what_is_cancelled_stays_and_says_so():
    made = a_gathering("講座", on(), on(date(2026, 12, 5)), slug="kouza")
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        edit_gathering(gathering=made, dates=[on()], **BY)
    assert [str(event["STATUS"]) for event in events()] == ["CONFIRMED", "CANCELLED"]
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        cancel_gathering(gathering=made, reason="台風のため", **BY)
    found = events()
    assert [(str(event["STATUS"]), event["SEQUENCE"]) for event in found] == [("CANCELLED", 7200), ("CANCELLED", 7200)]
    assert "台風のため" in found[0]["DESCRIPTION"]


def test_a_subscription_can_be_narrowed_and_forgets_what_is_long_past():
    a_gathering("講座", kind="course", slug="kouza")
    a_gathering("催し", slug="moyooshi")
    a_gathering("去年", on(date(2025, 11, 1)), slug="old", kind="course")
    assert [str(event["SUMMARY"]) for event in events("/events.ics?kind=course")] == ["講座"]


def test_a_draft_is_in_no_calendar():
    a_gathering("下書き", slug="draft", state="draft")
    assert events() == []
    assert Client().get("/events/draft.ics").status_code == 404
    assert Gathering.objects.count() == 1
