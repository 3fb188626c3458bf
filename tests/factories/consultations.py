"""Consultations: desks with services and consultants, written by the actions that people use."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from kyodo.center.consultations.actions.appointments import book
from kyodo.center.consultations.actions.consultations import write_consultation
from kyodo.center.consultations.models import Appointment, Consultant, Consultation, Service, Theme, WeeklyHours
from kyodo.center.consultations.queries.times import next_times
from kyodo.commons.places.models import Desk
from kyodo.kernel.permissions import SYSTEM
from tests.factories.people import Signed, sign_in
from tests.factories.places import a_desk, a_facility

BY: dict[str, Any] = {"by": SYSTEM, "channel": "test"}
#: A Monday morning before the desk opens.
MONDAY = "2026-12-07T08:00:00+09:00"
WAYS = ["counter", "phone", "meeting"]


def a_theme(slug: str = "starting", name: str = "活動を始めたい", **values: Any) -> Theme:
    """Return the theme of this slug, made where there is none."""
    return Theme.objects.get_or_create(slug=slug, defaults={"name": name, **values})[0]


def a_place_with_desk(name: str = "サポセンの相談カウンター", **values: Any) -> Desk:
    """Make a desk in a place that is open from 9 to 18 and closed every second and fourth Wednesday."""
    facility = a_facility(hours=(time(9), time(18)), closures=[{"days": "24We"}])
    return a_desk(name, facility=facility, **values)


def a_service(desk: Desk | None = None, slug: str = "saposen", **values: Any) -> Service:
    """Return the service of this slug, made where there is none."""
    found = Service.objects.filter(slug=slug).first()
    if found:
        return found
    values = {"name": "サポセンの相談", "ways": WAYS, "minutes": 60, **values}
    return Service.objects.create(slug=slug, desk=desk or a_place_with_desk(), **values)


def a_consultant(
    desk: Desk, role: str = "center_staff", *, hours: tuple[int, int] | None = (10, 12), **values: Any
) -> Signed:
    """Make somebody who is signed in and consults at a desk since yesterday, on weekdays within these hours."""
    signed = sign_in(role, **values)
    since = timezone.now() - timedelta(days=1)
    consultant = Consultant.objects.create(person=signed.person, desk=desk, since=since)
    if hours:
        WeeklyHours.objects.bulk_create(
            WeeklyHours(
                consultant=consultant, weekday=day, begins_at=time(hours[0]), ends_at=time(hours[1]), ways=WAYS,
                since=date(2026, 1, 1),
            )
            for day in range(1, 6)
        )  # fmt: skip
    return signed


def a_consultation(desk: Desk | None = None, **values: Any) -> Consultation:
    """Write down a call."""
    texts = {"words": "子ども食堂を始めたい", "name": "見本 太郎", "phone": "022-000-1111", **values}
    texts = {"came": "phone", "theme": texts.pop("theme", None) or a_theme(), **BY, **texts}
    return write_consultation(desk=desk or a_place_with_desk(), **texts)


def a_booked(service: Service | None = None, starts_at: datetime | None = None, **values: Any) -> Appointment:
    """Book the next free time of a service."""
    service = service or a_service()
    at = starts_at or next_times(service)[0].starts_at
    texts = {"words": "助成金のこと", "name": "見本 花子", "phone": "022-000-2222", **values}
    facts = {"way": "counter", "came": "form", "theme": a_theme(), **BY, **texts}
    return book(service=service, starts_at=at, **facts)
