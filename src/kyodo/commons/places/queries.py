"""Reads about places: lists at a constant number of queries, and the days on which they are open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet, prefetch_related_objects
from pydantic import ValidationError

from kyodo.commons.places.models import Desk, Facility, HoursException, Ward
from kyodo.kernel.clock.closures import ClosureRules, read_rules
from kyodo.kernel.clock.holidays import Holidays, calendar
from kyodo.kernel.clock.now import in_tokyo, now, today
from kyodo.kernel.clock.schedule import Day, ExceptionalDay, Schedule, Span, days
from kyodo.kernel.clock.schedule import next_closed as next_closed_of
from kyodo.kernel.clock.state import State, state
from kyodo.kernel.clock.wording import rules_text

#: The longest stretch of days that is computed for one question.
LONGEST = 400


@dataclass(frozen=True)
class HoursOfDay:
    """One day of a place. ``open`` is None where its hours are not known.

    ``opens_at`` and ``closes_at`` are the first and last time of the day; ``spans`` holds
    every stretch where there are several. ``reason`` says why it is closed, ``holiday``
    names the public holiday.
    """

    date: date
    open: bool | None
    opens_at: time | None
    closes_at: time | None
    reason: str
    holiday: str = ""
    spans: tuple[Span, ...] = ()


def public_facilities() -> QuerySet[Facility]:
    """Return the places shown in public, each with its ward, hours and exceptions: three queries for any number."""
    return with_hours(Facility.objects.filter(is_public=True))


def with_hours(facilities: QuerySet[Facility]) -> QuerySet[Facility]:
    """Add what :func:`schedule_of` needs, so that it asks the database no more."""
    return facilities.select_related("ward").prefetch_related("hours", "exceptions")


def facility_page() -> QuerySet[Facility]:
    """Return all places, public or not, with everything that a place's own page shows (fetch by rule)."""
    return with_hours(Facility.objects.all()).prefetch_related("spaces", "desks__ward")


def wards() -> QuerySet[Ward]:
    """Return the wards in their order."""
    return Ward.objects.all()


def desks() -> QuerySet[Desk]:
    """Return the desks with their ward and place; a place that is not public is not named."""
    return Desk.objects.select_related("ward", "facility")


# --- days ---------------------------------------------------------------------------------


def schedule_of(facility: Facility, holidays: Holidays | None = None) -> Schedule:
    """Return all that decides a place's days.

    Costs two queries unless the place came from :func:`with_hours`, and one small one for
    the holidays unless they are given. Where the stored rules cannot be read, the hours
    count as not known: better no answer than a wrong one (``./kyodo check`` names the place).
    """
    prefetch_related_objects([facility], "hours", "exceptions")
    return _schedule(facility, holidays if holidays is not None else calendar())


def schedules_of(facilities: Sequence[Facility]) -> list[Schedule]:
    """Return the schedules of many places at once: at most three queries for any number."""
    prefetch_related_objects(list(facilities), "hours", "exceptions")
    holidays = calendar()
    return [_schedule(facility, holidays) for facility in facilities]


def _schedule(facility: Facility, holidays: Holidays) -> Schedule:
    try:
        rules = read_rules(facility.closures)
    except ValidationError:
        return Schedule({}, ClosureRules(()), {}, holidays)
    hours: dict[int, list[Span]] = {}
    for row in facility.hours.all():
        hours.setdefault(row.weekday, []).append(Span(row.opens_at, row.closes_at))
    return Schedule(hours, rules, {row.date: _exceptional(row) for row in facility.exceptions.all()}, holidays)


def _exceptional(row: HoursException) -> ExceptionalDay:
    spans = (Span(row.opens_at, row.closes_at),) if row.opens_at and row.closes_at else ()
    return ExceptionalDay(row.is_open, row.reason, spans)


def hours(facility: Facility, start: date, end: date) -> list[HoursOfDay]:
    """Return the days of a place from ``start`` up to but not including ``end``, at most ``LONGEST`` of them."""
    end = min(end, start + timedelta(days=LONGEST)) if end > start else start
    return [_hours_of(one) for one in days(schedule_of(facility), start, end)]


def week_of(facility: Facility, on: date | None = None) -> list[HoursOfDay]:
    """Return the seven days, Monday to Sunday, of the week that holds ``on`` (default: today)."""
    on = on or today()
    monday = on - timedelta(days=on.weekday())
    return hours(facility, monday, monday + timedelta(days=7))


def next_closed_days(facility: Facility, start: date | None = None, count: int = 5) -> list[HoursOfDay]:
    """Return the next closed days from ``start`` (default: today) on, within a year."""
    return [_hours_of(one) for one in next_closed_of(schedule_of(facility), start or today(), count)]


def open_now(facility: Facility, when: datetime | None = None) -> State:
    """Return how a place stands at a moment (default: now): ``is_open``, ``text``, ``closes_at``, ``opens_next``."""
    return state(schedule_of(facility), in_tokyo(when) if when else now())


def states_of(facilities: Sequence[Facility], when: datetime | None = None) -> list[tuple[Facility, State]]:
    """Return how each of many places stands at a moment (default: now), in the order given."""
    when = in_tokyo(when) if when else now()
    return list(zip(facilities, (state(schedule, when) for schedule in schedules_of(facilities)), strict=True))


def closures_text(facility: Facility) -> str:
    """Return the closed days in words: as somebody wrote them, otherwise made from the rules, or ""."""
    if facility.closures_text:
        return facility.closures_text
    try:
        return rules_text(read_rules(facility.closures))
    except ValidationError:
        return ""


def unreadable_closures() -> Iterable[str]:
    """Yield a line for each place whose stored closing rules cannot be read."""
    for facility in Facility.objects.only("slug", "closures").order_by("slug").iterator():
        try:
            read_rules(facility.closures)
        except ValidationError as error:
            yield f"places: the closing rules of {facility.slug} cannot be read ({error.error_count()} faults)"


def _hours_of(one: Day) -> HoursOfDay:
    return HoursOfDay(one.date, one.is_open, one.opens_at, one.closes_at, one.reason, one.holiday, one.spans)
