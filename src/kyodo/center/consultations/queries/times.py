"""Free times of a desk, read from the database: a constant number of queries for any stretch of days."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from kyodo.center.consultations.models import Absence, Consultant, Service, TakenQuarter, WeeklyHours
from kyodo.center.consultations.queries.slots import Pattern, Slot, free, offered
from kyodo.center.consultations.rules import STAFF
from kyodo.commons.places.public import Desk, schedule_of
from kyodo.kernel.clock.holidays import calendar
from kyodo.kernel.clock.now import in_tokyo, moment, now
from kyodo.kernel.clock.schedule import Day, Schedule, days

#: Nobody books by themselves what begins within the hour.
NOTICE = timedelta(hours=1)
#: So many days are looked through for the next free times.
LOOKED = 100


def present(desk: Desk, at: datetime | None = None) -> QuerySet[Consultant]:
    """Return the consultants of a desk whose term and role hold now."""
    at = at or now()
    term = Q(until=None) | Q(until__gt=at)
    role = Q(person__grants__until=None) | Q(person__grants__until__gt=at)
    held = Consultant.objects.filter(term, desk=desk, since__lte=at)
    held = held.filter(role, person__grants__role__in=STAFF, person__grants__since__lte=at)
    return held.select_related("person").order_by("pk").distinct()


def days_of(desk: Desk, since: date, until: date) -> list[Day]:
    """Return the days of a desk: those of its place, else days of which no hours are known; ``until`` not included."""
    schedule = schedule_of(desk.facility) if desk.facility else Schedule({}, holidays=calendar())
    return days(schedule, since, until)


def patterns_of(desk: Desk) -> list[Pattern]:
    """Return the weekly hours of those who consult at a desk now; one query."""
    rows = WeeklyHours.objects.filter(consultant__in=present(desk)).order_by("pk")
    return [
        Pattern(row.consultant_id, row.weekday, row.begins_at, row.ends_at, tuple(row.ways), row.since, row.until)
        for row in rows
    ]


def offered_times(service: Service, since: date, until: date) -> list[Slot]:
    """Return all times that a service has on these days, free or not; ``until`` not included."""
    slots = offered(patterns_of(service.desk), days_of(service.desk, since, until), service.minutes)
    known = set(service.ways)
    cut = (Slot(s.starts_at, s.ends_at, s.consultant, tuple(w for w in s.ways if w in known)) for s in slots)
    return [slot for slot in cut if slot.ways]


def free_times(
    service: Service, since: date, until: date, *, after: datetime, way: str = "", leave: int | None = None
) -> list[Slot]:
    """Return the free times of a service that begin after a moment; ``leave`` is an appointment that does not count."""
    stretch = (moment(since), moment(until))
    rows = TakenQuarter.objects.filter(consultant__desk=service.desk_id, at__gte=stretch[0], at__lt=stretch[1])
    rows = rows.exclude(appointment=leave) if leave else rows
    taken = {(consultant, in_tokyo(at)) for consultant, at in rows.values_list("consultant", "at")}
    away = Absence.objects.filter(consultant__desk=service.desk_id, on__gte=since, on__lt=until)
    absent = set(away.values_list("consultant", "on"))
    return free(offered_times(service, since, until), taken=taken, absent=absent, after=after, way=way)


def first_day(service: Service, slip_on: date) -> date:
    """Return the first day on which a consultation can be whose slip is handed in on a day."""
    return slip_on + timedelta(days=service.days_before)


def next_times(service: Service, *, way: str = "", slip_on: date | None = None, leave: int | None = None) -> list[Slot]:
    """Return the next free times that anybody may take by themselves, within the days ahead of the service."""
    at = now()
    since = max(at.date(), first_day(service, slip_on or at.date()))
    until = at.date() + timedelta(days=min(service.days_ahead, LOOKED) + 1)
    return free_times(service, since, until, after=at + NOTICE, way=way, leave=leave)
