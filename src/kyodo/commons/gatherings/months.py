"""The month as a table: its weeks, and what takes place on each day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language

from kyodo.commons.gatherings.models import Occurrence
from kyodo.commons.gatherings.periods import days, next_month
from kyodo.commons.gatherings.queries import dates_between
from kyodo.kernel.clock.holidays import calendar
from kyodo.kernel.clock.now import day_of
from kyodo.kernel.freshness.memo import remember


@dataclass(frozen=True)
class MonthDay:
    """A day of the table; ``is_inside``: it belongs to the month."""

    date: date
    is_inside: bool
    holiday: str
    occurrences: list[Occurrence]


@dataclass(frozen=True)
class Month:
    """A month with its weeks, Sunday first as on the calendars on people's walls."""

    first: date
    weeks: list[list[MonthDay]]

    @property
    def before(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """The first day of the month after."""
        return next_month(self.first)

    @property
    def busy_days(self) -> list[MonthDay]:
        """The days of the month on which something takes place: the table as a list."""
        return [day for week in self.weeks for day in week if day.is_inside and day.occurrences]


def month(first: date) -> Month:
    """Return the month that begins on this day; two queries at the most, kept while no public data changes."""
    return remember(("events:month", first, get_language()), lambda: _month(first))


def _month(first: date) -> Month:
    end = next_month(first)
    holidays = calendar()
    on: dict[date, list[Occurrence]] = {}
    period = days(first, end)
    for found in dates_between(period.starts, period.ends or period.starts).filter(is_cancelled=False):
        day, last = max(day_of(found.starts_at), first), day_of(found.ends_at - timedelta(microseconds=1))
        while day <= min(last, end - timedelta(days=1)):
            on.setdefault(day, []).append(found)
            day += timedelta(days=1)
    sunday = first - timedelta(days=first.isoweekday() % 7)
    weeks = []
    while sunday < end:
        week = [sunday + timedelta(days=n) for n in range(7)]
        weeks.append(
            [
                MonthDay(day, first <= day < end, holidays.name(day) if first <= day < end else "", on.get(day, []))
                for day in week
            ]
        )
        sunday += timedelta(days=7)
    return Month(first, weeks)
