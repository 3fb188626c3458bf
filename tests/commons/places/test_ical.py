"""The closed days as iCalendar."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation
from icalendar import Calendar

from kyodo.commons.places.models import Facility, HoursException
from kyodo.commons.places.public import closures_calendar
from tests.commons.places.places import support_center

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def address(monkeypatch: pytest.MonkeyPatch) -> None:
    # The pages belong to another room, which gives them their address.
    monkeypatch.setattr(Facility, "get_absolute_url", lambda self: f"/places/{self.slug}/")


def events(facility: Any, start: date) -> list[Any]:
    with translation.override("ja"):
        calendar = Calendar.from_ical(closures_calendar(facility, start))
    return list(calendar.walk("VEVENT"))


def test_each_closed_day_of_a_year_is_an_all_day_event() -> None:
    found = events(support_center(), date(2026, 11, 23))
    assert len(found) == 24 + 6
    first = found[0]
    assert (first["SUMMARY"], first["DESCRIPTION"], first["STATUS"], first["TRANSP"]) == (
        "市民活動サポートセンター 休館", "第2・第4水曜日", "CONFIRMED", "TRANSPARENT",
    )  # fmt: skip
    assert (first.decoded("DTSTART"), first.decoded("DTEND")) == (date(2026, 11, 25), date(2026, 11, 26))
    assert first["UID"] == "closed-sapo-sen-20261125@127.0.0.1:8000"
    assert first["URL"] == "http://127.0.0.1:8000/places/sapo-sen/"


def test_a_day_reads_the_same_whenever_the_file_is_read() -> None:
    facility = support_center()
    today = {event["UID"]: event.to_ical() for event in events(facility, date(2026, 11, 23))}
    later = {event["UID"]: event.to_ical() for event in events(facility, date(2026, 12, 24))}
    shared = set(today) & set(later)
    assert len(shared) > 20
    assert all(today[uid] == later[uid] for uid in shared)


def test_a_day_opened_after_all_is_cancelled_and_a_day_closed_after_all_is_there() -> None:
    facility = support_center()
    HoursException.objects.create(facility=facility, date=date(2026, 11, 25), is_open=True, reason="臨時開館")
    HoursException.objects.create(facility=facility, date=date(2026, 11, 26), reason="大雪のため")
    first, second = events(facility, date(2026, 11, 23))[:2]
    assert (first["UID"], first["STATUS"], first["SEQUENCE"]) == (
        "closed-sapo-sen-20261125@127.0.0.1:8000",
        "CANCELLED",
        1,
    )
    assert (second["UID"], second["STATUS"], second["DESCRIPTION"]) == (
        "closed-sapo-sen-20261126@127.0.0.1:8000",
        "CONFIRMED",
        "大雪のため",
    )


def test_it_is_a_file_by_the_book() -> None:
    text = closures_calendar(support_center(), date(2026, 11, 23))
    lines = text.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert max(len(line) for line in lines) <= 75
    assert b"DTSTART;VALUE=DATE:20261125" in lines


def test_a_year_without_closed_days_is_an_empty_calendar() -> None:
    facility = support_center(closures=[])
    assert events(facility, date(2026, 11, 23)) == []
    assert date(2026, 11, 23) + timedelta(days=366) == date(2027, 11, 24)
