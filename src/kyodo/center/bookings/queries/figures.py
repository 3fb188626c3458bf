"""How much the rooms are used: by room and hour of the day, and visits counted by hand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Sum

from kyodo.center.bookings.models import Booking, Resource, VisitCount
from kyodo.center.bookings.quarters import moment_of, quarters
from kyodo.center.bookings.states import ROOMS, BookingState
from kyodo.commons.places.public import HoursOfDay, hours
from kyodo.kernel.clock.now import moment

#: A room was in use when a booking of these stands.
USED = (BookingState.BOOKED, BookingState.USED)
#: Percent from which a cell of the heat map is one step darker.
STEPS = (1, 20, 40, 60, 80)


@dataclass(frozen=True)
class Rate:
    """One cell: quarter-hours in use of those on which the house was open."""

    used: int
    open: int

    @property
    def percent(self) -> int | None:
        """Return the rate in whole percent; None where the house was never open."""
        return self.used * 100 // self.open if self.open else None

    @property
    def step(self) -> int:
        """Return how dark the cell is, 0 to 5."""
        return sum((self.percent or 0) >= step for step in STEPS)


@dataclass(frozen=True)
class UseMap:
    """The rooms of a month: for each its rate in every hour, and over all hours."""

    hours: Sequence[int]
    rows: Sequence[tuple[Resource, Sequence[Rate], Rate]]


def month_after(first: date) -> date:
    """Return the first day of the next month."""
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)


def use_map(first: date) -> UseMap:
    """Return the use of all public rooms in a month; a constant number of queries for any number of bookings.

    A room is in use when one of its units is: a booking of the large room counts for the small ones it is made of.
    """
    rooms = list(
        Resource.objects.filter(kind__in=ROOMS, is_public=True, is_bookable=True)
        .select_related("facility").prefetch_related("units")
    )  # fmt: skip
    after = month_after(first)
    opened = {room.facility: _open(hours(room.facility, first, after)) for room in rooms}
    taken = _taken(first, after)
    shown = sorted({hour for quarters_ in opened.values() for hour in _by_hour(quarters_)})
    rows = []
    for room in rooms:
        used = set().union(*(taken[unit.pk] for unit in room.units.all()))
        rates = _rates(used, opened[room.facility], shown)
        rows.append((room, rates, Rate(sum(rate.used for rate in rates), sum(rate.open for rate in rates))))
    return UseMap(shown, rows)


def _open(days: Iterable[HoursOfDay]) -> set[int]:
    found: set[int] = set()
    for day in days:
        for span in day.spans if day.open else ():
            found |= set(quarters(_at(day.date, span.opens_at), _at(day.date, span.closes_at)))
    return found


def _at(day: date, clock: object) -> datetime:
    return moment(day, clock)  # type: ignore[arg-type]


def _by_hour(found: Iterable[int]) -> Mapping[int, int]:
    counts: dict[int, int] = defaultdict(int)
    for quarter in found:
        counts[moment_of(quarter).hour] += 1
    return counts


def _rates(used: set[int], opened: set[int], shown: Sequence[int]) -> list[Rate]:
    in_use, there = _by_hour(used & opened), _by_hour(opened)
    return [Rate(in_use.get(hour, 0), there.get(hour, 0)) for hour in shown]


def _taken(first: date, after: date) -> Mapping[int, set[int]]:
    """Return the quarter-hours in which each unit was booked; one query for bookings, one for their units."""
    rows = Booking.objects.filter(
        state__in=USED, is_block=False, starts_at__gte=moment(first), starts_at__lt=moment(after)
    ).values_list("resource_id", "starts_at", "ends_at")
    units: dict[int, list[int]] = defaultdict(list)
    for resource, unit in Resource.units.through._default_manager.values_list("resource_id", "unit_id"):
        units[resource].append(unit)
    found: dict[int, set[int]] = defaultdict(set)
    for resource, starts_at, ends_at in rows:
        for unit in units[resource]:
            found[unit] |= set(quarters(starts_at, ends_at))
    return found


def visits_of(first: date) -> list[tuple[str, int]]:
    """Return how many people came in a month, by the part of the house."""
    rows = VisitCount.objects.filter(day__gte=first, day__lt=month_after(first))
    return list(rows.values_list("where").annotate(sum=Sum("people")).order_by("where"))


def months_shown(today: date, count: int = 13) -> list[date]:
    """Return the first days of the months that can be looked at, the latest first."""
    found, here = [], today.replace(day=1)
    for _step in range(count):
        found.append(here)
        here = (here - timedelta(days=1)).replace(day=1)
    return found


def month_named(text: str, today: date) -> date:
    """Return the first day of a month written 2026-12, or of this month for anything else."""
    try:
        named = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return named if date(2000, 1, 1) <= named <= month_after(today) else today.replace(day=1)


def day_named(text: str, today: date) -> date:
    """Return a day written 2026-12-01, or today for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today


def visits_on(day: date) -> list[VisitCount]:
    """Return what was counted on a day."""
    return list(VisitCount.objects.filter(day=day).order_by("where"))
