"""The closed days of a place as iCalendar (RFC 5545), for a visitor's own calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from kyodo.commons.places.models import Facility
from kyodo.commons.places.queries import schedule_of
from kyodo.kernel.clock.now import today
from kyodo.kernel.clock.schedule import Day, days

#: How many days ahead the calendar reaches.
AHEAD = 366


def closures_calendar(facility: Facility, start: date | None = None) -> bytes:
    """Return a calendar of all-day events, one a closed day, from ``start`` (default: today) for a year.

    A day's UID is made from the place and the date, so a subscriber sees each day once,
    however often the file is read. A day that an exception opened after all stays in it as
    ``CANCELLED``, so that calendars which hold it already strike it out.
    """
    start = start or today()
    schedule = schedule_of(facility)
    by_rule = replace(schedule, exceptions={})
    end = start + timedelta(days=AHEAD)
    calendar = _empty(facility)
    for day, usual in zip(days(schedule, start, end), days(by_rule, start, end), strict=True):
        if day.is_open is False:
            calendar.add_component(_event(facility, day))
        elif usual.is_open is False and day.date in schedule.exceptions:
            calendar.add_component(_event(facility, usual, is_cancelled=True))
    return bytes(calendar.to_ical())


def _empty(facility: Facility) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//kyodo//places//{(get_language() or 'ja').upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = _("Closed days: %(place)s") % {"place": facility.name}
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    return calendar


def _event(facility: Facility, day: Day, *, is_cancelled: bool = False) -> Event:
    event = Event()
    event.add("uid", f"closed-{facility.slug}-{day.date:%Y%m%d}@{_host()}")
    # The same day always reads the same, so that a reader sees no change where there is none.
    event.add("dtstamp", datetime.combine(day.date, time.min, tzinfo=UTC))
    event.add("dtstart", day.date)
    event.add("dtend", day.date + timedelta(days=1))
    event.add("summary", _("%(place)s is closed") % {"place": facility.short_name or facility.name})
    event.add("description", day.reason)
    if facility.address:
        event.add("location", facility.address)
    event.add("transp", "TRANSPARENT")
    event.add("sequence", 1 if is_cancelled else 0)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("url", settings.SITE_URL + facility.get_absolute_url())
    return event


def _host() -> str:
    return settings.SITE_URL.split("://", 1)[-1].split("/", 1)[0]
