"""Calendars and the feed, read by programs that did not write them."""

from collections.abc import Callable
from datetime import date

import feedparser
import pytest
import vobject
from icalendar import Calendar

from kyodo.commons.places.models import Facility, HoursException

Read = Callable[..., bytes]
pytestmark = pytest.mark.django_db


def test_two_readers_of_calendars_see_the_same_closed_days(read: Read) -> None:
    place = Facility.objects.get(slug="center")
    HoursException.objects.create(facility=place, date=date(2026, 12, 8), reason="設備点検")
    body = read("/places/center/closures.ics")
    ours = {(str(e["UID"]), e["DTSTART"].dt, str(e["STATUS"])) for e in Calendar.from_ical(body).walk("VEVENT")}
    calendar = vobject.readOne(body.decode())
    calendar.validate(raiseException=True)
    theirs = {(e.uid.value, e.dtstart.value, e.status.value) for e in calendar.vevent_list}
    assert theirs == ours
    assert len(theirs) > 20


def test_a_reader_of_feeds_finds_every_entry_with_its_day_and_address(read: Read) -> None:
    feed = feedparser.parse(read("/feed.atom"))
    assert (feed.bozo, feed.version, feed.feed.language) == (False, "atom10", "ja")
    told = {entry.title: entry.link.partition("/")[2].partition("/")[2].partition("/")[2] for entry in feed.entries}
    assert told["広瀬川をきれいに"].startswith("collaborations/")
    assert [entry.title for entry in feed.entries if not entry.updated_parsed or not entry.id] == []
