"""The desk's day: what to do today, this week, who waits; a constant number of queries. Nothing sealed is opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet

from kyodo.center.consultations.models import Absence, Appointment, Consultant, Consultation, FollowUp, WeeklyHours
from kyodo.center.consultations.queries.slots import Pattern, Slot, offered
from kyodo.center.consultations.queries.times import days_of, present
from kyodo.center.consultations.rules import sharings_of, terms_of
from kyodo.center.consultations.states import AT_WORK, AppointmentState, ConsultationState
from kyodo.commons.places.public import Desk
from kyodo.kernel.clock.now import in_tokyo, moment
from kyodo.kernel.clock.schedule import Day
from kyodo.kernel.permissions import Who

ROWS = 100
CLOSED_SHOWN = 20


@dataclass(frozen=True)
class TheDay:
    """What stands at the desks of somebody."""

    desks: list[Desk]
    today: list[Appointment]
    unsaid: list[Appointment]
    due: list[FollowUp]
    waiting: list[Consultation]
    week: list[Appointment]
    open: list[Consultation]
    shared: list[Consultation]
    closed: list[Consultation]


def desks_of(who: Who) -> list[Desk]:
    """Return the desks at which somebody consults; one query."""
    return list(Desk.objects.filter(pk__in=terms_of(who).values("desk")).select_related("facility"))


def the_day(who: Who, on: date) -> TheDay:
    """Return what is to be done on a day."""
    desks = desks_of(who)
    own = Consultation.objects.filter(desk__in=desks).select_related("theme", "desk", "service", "keeper")
    booked = _appointments(desks).filter(state=AppointmentState.BOOKED)
    day = (moment(on), moment(on + timedelta(days=1)))
    due = FollowUp.objects.filter(done_at=None, due_on__lte=on, consultation__desk__in=desks)
    without = own.filter(state=ConsultationState.WAITING).exclude(appointments__state=AppointmentState.BOOKED)
    shared = Consultation.objects.filter(pk__in=sharings_of(who).values("consultation"), state__in=AT_WORK)
    return TheDay(
        desks=desks,
        today=list(_appointments(desks).filter(starts_at__gte=day[0], starts_at__lt=day[1])),
        unsaid=list(booked.filter(starts_at__lt=day[0])[:ROWS]),
        due=list(due.select_related("consultation__theme", "consultation__desk", "consultation__keeper")[:ROWS]),
        waiting=list(without.order_by("came_at", "pk")[:ROWS]),
        week=list(booked.filter(starts_at__gte=day[1], starts_at__lt=day[0] + timedelta(days=7))[:ROWS]),
        open=list(own.filter(state=ConsultationState.OPEN).order_by("came_at", "pk")[:ROWS]),
        shared=list(shared.select_related("theme", "desk", "keeper").order_by("came_at", "pk")[:ROWS]),
        closed=list(own.filter(state=ConsultationState.CLOSED).order_by("-closed_at", "-pk")[:CLOSED_SHOWN]),
    )


def _appointments(desks: Sequence[Desk]) -> QuerySet[Appointment]:
    kept = Appointment.objects.filter(consultant__desk__in=desks).exclude(state=AppointmentState.CANCELLED)
    return kept.select_related(
        "consultation__theme", "consultation__service", "consultation__desk", "consultant__person"
    ).order_by("starts_at", "pk")


def print_of(who: Who, on: date) -> list[Appointment]:
    """Return the appointments of a day for a sheet of paper: no name and no word of what it is about."""
    day = (moment(on), moment(on + timedelta(days=1)))
    return list(_appointments(desks_of(who)).filter(starts_at__gte=day[0], starts_at__lt=day[1]))


def appointments_of(consultation: Consultation) -> list[Appointment]:
    """Return the appointments of a consultation with their sheets, the next first; one query."""
    return list(consultation.appointments.select_related("consultant__person", "sheet").order_by("-starts_at", "-pk"))


# --- the calendar of times ----------------------------------------------------------------------


@dataclass(frozen=True)
class Time:
    """One time of a consultant in the calendar: free, or with its appointment."""

    starts_at: datetime
    ends_at: datetime
    appointment: Appointment | None = None


@dataclass(frozen=True)
class Row:
    """A consultant's week: for each day its times, and whether they are away."""

    consultant: Consultant
    days: list[tuple[Day, list[Time], bool]]
    hours: list[WeeklyHours]


def week_of(desk: Desk, monday: date, minutes: int) -> list[Row]:
    """Return the week of a desk, a row for each consultant; a constant number of queries."""
    until = monday + timedelta(days=7)
    people = present(desk).prefetch_related(
        Prefetch("weekly_hours", WeeklyHours.objects.filter(Q(until=None) | Q(until__gt=monday)))
    )
    week = days_of(desk, monday, until)
    booked = _appointments([desk]).filter(starts_at__gte=moment(monday), starts_at__lt=moment(until))
    held: dict[int, list[Appointment]] = {}
    for one in booked:
        held.setdefault(one.consultant_id, []).append(one)
    away = set(
        Absence.objects.filter(consultant__desk=desk, on__gte=monday, on__lt=until).values_list("consultant", "on")
    )
    return [_row(person, week, minutes, held.get(person.pk, []), away) for person in people]


def _row(
    person: Consultant, week: list[Day], minutes: int, held: list[Appointment], away: set[tuple[int, date]]
) -> Row:
    hours = list(person.weekly_hours.all())
    patterns = [Pattern(person.pk, h.weekday, h.begins_at, h.ends_at, tuple(h.ways), h.since, h.until) for h in hours]
    slots = list(offered(patterns, week, minutes))
    days = []
    for day in week:
        is_away = (person.pk, day.date) in away
        mine = [one for one in held if in_tokyo(one.starts_at).date() == day.date]
        days.append((day, _times(day.date, [] if is_away else slots, mine), is_away))
    return Row(person, days, hours)


def _times(day: date, slots: list[Slot], held: list[Appointment]) -> list[Time]:
    taken = [Time(in_tokyo(one.starts_at), in_tokyo(one.ends_at), one) for one in held]
    free = [
        Time(slot.starts_at, slot.ends_at)
        for slot in slots
        if slot.starts_at.date() == day
        and not any(slot.starts_at < one.ends_at and one.starts_at < slot.ends_at for one in taken)
    ]
    return sorted([*taken, *free], key=lambda time: (time.starts_at, time.ends_at))


def all_desks() -> list[tuple[Desk, list[Consultant]]]:
    """Return the desks with those who consult there, for whoever appoints them; two queries."""
    open_terms = Consultant.objects.filter(until=None).select_related("person").order_by("since", "pk")
    desks = Desk.objects.prefetch_related(Prefetch("consultants", open_terms, to_attr="open_terms"))
    return [(desk, desk.open_terms) for desk in desks]
