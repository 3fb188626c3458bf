"""What an event's page says to machines, in the words of schema.org."""

from typing import Any

from django.conf import settings

from kyodo.commons.gatherings import queries
from kyodo.commons.gatherings.models import Gathering, Occurrence
from kyodo.commons.gatherings.states import Attendance
from kyodo.kernel.clock.now import day_of, in_tokyo

_SCHEMA = "https://schema.org"
_MODES = {
    Attendance.ONSITE: "OfflineEventAttendanceMode",
    Attendance.ONLINE: "OnlineEventAttendanceMode",
    Attendance.HYBRID: "MixedEventAttendanceMode",
}


def event(gathering: Gathering) -> dict[str, Any]:
    """Return a gathering as schema.org's Event; one with several dates names each as a subEvent."""
    data: dict[str, Any] = {
        "@context": _SCHEMA,
        "@type": "EducationEvent" if gathering.kind == "course" else "Event",
        "@id": settings.SITE_URL + queries.address_of(gathering.slug),
        "name": gathering.title,
        "alternateName": gathering.title_latin,
        "description": gathering.description,
        "url": settings.SITE_URL + queries.address_of(gathering.slug),
        "inLanguage": "ja",
        "eventStatus": f"{_SCHEMA}/{'EventCancelled' if gathering.is_cancelled else 'EventScheduled'}",
        "eventAttendanceMode": f"{_SCHEMA}/{_MODES[Attendance(gathering.attendance)]}",
        "location": _locations(gathering),
        "isAccessibleForFree": gathering.is_free,
        "maximumAttendeeCapacity": gathering.capacity,
    }
    if organizer := queries.organizer_name(gathering):
        data["organizer"] = {"@type": "Organization", "name": organizer}
    if gathering.audience:
        data["audience"] = {"@type": "Audience", "audienceType": gathering.audience}
    dates = list(gathering.occurrences.all())
    if len(dates) == 1:
        data |= _times(dates[0])
    elif dates:
        data |= {"startDate": _times(dates[0])["startDate"]}
        data["subEvent"] = [_part(gathering, found) for found in dates]
    return {name: value for name, value in data.items() if value not in ("", None, [])}


def _part(gathering: Gathering, found: Occurrence) -> dict[str, Any]:
    is_off = gathering.is_cancelled or found.is_cancelled
    status = f"{_SCHEMA}/{'EventCancelled' if is_off else 'EventScheduled'}"
    return {"@type": "Event", "name": gathering.title, "eventStatus": status, **_times(found)}


def _times(found: Occurrence) -> dict[str, str]:
    if found.is_all_day:
        # schema.org's days are whole: the last one is named, not the one after.
        days = {"startDate": day_of(found.starts_at), "endDate": day_of(found.ends_at)}
        return {"startDate": days["startDate"].isoformat(), "endDate": _day_before(days["endDate"])}
    times = {"startDate": in_tokyo(found.starts_at).isoformat()}
    return times | ({"endDate": in_tokyo(found.ends_at).isoformat()} if found.is_end_known else {})


def _day_before(day: Any) -> str:
    return str(type(day).fromordinal(day.toordinal() - 1).isoformat())


def _locations(gathering: Gathering) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    name, address, at = queries.place_name(gathering), queries.address(gathering), queries.position(gathering)
    if gathering.attendance != Attendance.ONLINE and (name or address):
        place: dict[str, Any] = {"@type": "Place", "name": name or address}
        if address:
            place["address"] = {"@type": "PostalAddress", "streetAddress": address, "addressCountry": "JP"}
        if at:
            place["geo"] = {"@type": "GeoCoordinates", "latitude": float(at[0]), "longitude": float(at[1])}
        found.append(place)
    if gathering.attendance != Attendance.ONSITE:
        online = gathering.online_url or settings.SITE_URL + queries.address_of(gathering.slug)
        found.append({"@type": "VirtualLocation", "url": online})
    return found
