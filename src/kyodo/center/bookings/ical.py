"""Bookings as iCalendar (RFC 5545), for their own people's calendars."""

from collections.abc import Iterable

from django.conf import settings
from icalendar import Calendar, Event, Timezone

from kyodo.center.bookings.models import Booking
from kyodo.center.bookings.states import BookingState
from kyodo.kernel.clock.now import TOKYO, in_tokyo

_GONE = (BookingState.CANCELLED, BookingState.EXPIRED, BookingState.MOVED)


def calendar_of(bookings: Iterable[Booking]) -> bytes:
    """Return a calendar with these bookings; what was cancelled stays in it as ``CANCELLED``."""
    calendar = Calendar()
    calendar.add("prodid", "-//kyodo//rooms//JA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(Timezone.from_tzinfo(TOKYO))
    for booking in bookings:
        calendar.add_component(_event(booking))
    return bytes(calendar.to_ical())


def _event(booking: Booking) -> Event:
    event = Event()
    event.add("uid", f"booking-{booking.code}@{settings.SITE_URL.split('://', 1)[-1].split('/', 1)[0]}")
    event.add("dtstamp", booking.changed_at)
    event.add("sequence", max(0, int((booking.changed_at - booking.made_at).total_seconds())))
    event.add("dtstart", in_tokyo(booking.starts_at))
    event.add("dtend", in_tokyo(booking.ends_at))
    event.add("status", "CANCELLED" if booking.state in _GONE else "CONFIRMED")
    event.add("summary", f"{booking.resource.name} {booking.title}".strip())
    event.add("location", f"{booking.resource.facility.name} {booking.resource.name}")
    event.add("url", settings.SITE_URL + booking.get_absolute_url())
    return event
