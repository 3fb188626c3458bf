"""Events as iCalendar (RFC 5545), for people's own calendars."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from kyodo.commons.gatherings import queries
from kyodo.commons.gatherings.models import Gathering, Occurrence
from kyodo.kernel.clock.now import TOKYO, day_of, in_tokyo


def calendar_of(gatherings: Iterable[Gathering], name: str) -> bytes:
    """Return a calendar with every date of these gatherings, which come from ``queries.whole``.

    A date's UID is made from the gathering and the date's number, so a subscriber sees each date once,
    also when it was moved. What was cancelled stays in it as ``CANCELLED``, so that calendars which
    hold it strike it out.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//kyodo//events//{(get_language() or 'ja').upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    calendar.add_component(Timezone.from_tzinfo(TOKYO))
    for gathering in gatherings:
        for found in gathering.occurrences.all():
            calendar.add_component(_event(gathering, found))
    return bytes(calendar.to_ical())


def _event(gathering: Gathering, found: Occurrence) -> Event:
    event = Event()
    event.add("uid", f"event-{gathering.slug}-{found.number}@{_host()}")
    event.add("dtstamp", gathering.changed_at)
    event.add("last-modified", gathering.changed_at)
    event.add("created", gathering.made_at)
    # Whole seconds since it was made: rises with every change, whoever made it.
    event.add("sequence", max(0, int((gathering.changed_at - gathering.made_at).total_seconds())))
    _when(event, found)
    is_cancelled = gathering.is_cancelled or found.is_cancelled
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("summary", gathering.title)
    event.add("description", _description(gathering))
    where = "、".join(filter(None, [queries.place_name(gathering), queries.address(gathering), gathering.building]))
    if where:
        event.add("location", where)
    if at := queries.position(gathering):
        event.add("geo", (float(at[0]), float(at[1])))
    event.add("categories", [str(gathering.get_kind_display())])
    event.add("url", settings.SITE_URL + queries.address_of(gathering.slug))
    return event


def _when(event: Event, found: Occurrence) -> None:
    if found.is_all_day:
        event.add("dtstart", day_of(found.starts_at))
        event.add("dtend", day_of(found.ends_at))
        event.add("transp", "TRANSPARENT")
        return
    event.add("dtstart", in_tokyo(found.starts_at))
    if found.is_end_known:
        event.add("dtend", in_tokyo(found.ends_at))


def _description(gathering: Gathering) -> str:
    said = [gathering.description]
    if gathering.is_cancelled:
        said.insert(0, _("Cancelled: %(why)s") % {"why": gathering.cancelled_reason})
    if organizer := queries.organizer_name(gathering):
        said.append(_("Organizer: %(name)s") % {"name": organizer})
    return "\n".join(filter(None, said))


def _host() -> str:
    return settings.SITE_URL.split("://", 1)[-1].split("/", 1)[0]
