"""Free times: pure functions over weekly hours, open days, absences and what is taken."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kyodo.kernel.clock.now import moment
from kyodo.kernel.clock.schedule import Day

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Pattern:
    """Weekly hours of a consultant, half-open, from ``since`` up to and not including ``until``."""

    consultant: int
    weekday: int
    begins: time
    ends: time
    ways: tuple[str, ...]
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether these hours are of this day."""
        return self.weekday == day.isoweekday() and self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, order=True)
class Slot:
    """A time that one consultant has, half-open."""

    starts_at: datetime
    ends_at: datetime
    consultant: int
    ways: tuple[str, ...] = ()


def quarters(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """Return the quarters of an hour that a time takes, in their order."""
    found, here = [], starts_at
    while here < ends_at:
        found.append(here)
        here += QUARTER
    return found


def offered(patterns: Iterable[Pattern], days: Sequence[Day], minutes: int) -> Iterator[Slot]:
    """Yield the times that weekly hours offer on days, one after the other from the beginning of each stretch.

    A closed day offers nothing; where the hours of the place are known, a time lies wholly within them.
    """
    known = list(patterns)
    for day in days:
        if day.is_open is False:
            continue
        for pattern in known:
            if pattern.holds_on(day.date):
                yield from _within(pattern, day, timedelta(minutes=minutes))


def _within(pattern: Pattern, day: Day, length: timedelta) -> Iterator[Slot]:
    here, last = moment(day.date, pattern.begins), moment(day.date, pattern.ends)
    spans = [(moment(day.date, span.opens_at), moment(day.date, span.closes_at)) for span in day.spans]
    while here + length <= last:
        if not spans or any(opens <= here and here + length <= closes for opens, closes in spans):
            yield Slot(here, here + length, pattern.consultant, pattern.ways)
        here += length


def free(
    slots: Iterable[Slot],
    *,
    taken: frozenset[tuple[int, datetime]] | set[tuple[int, datetime]],
    absent: frozenset[tuple[int, date]] | set[tuple[int, date]],
    after: datetime,
    way: str = "",
) -> list[Slot]:
    """Return the slots that begin after a moment, whose consultant is there, and of which no quarter is taken."""
    return sorted(
        {
            slot
            for slot in slots
            if slot.starts_at > after
            and (not way or way in slot.ways)
            and (slot.consultant, slot.starts_at.date()) not in absent
            and not any((slot.consultant, at) in taken for at in quarters(slot.starts_at, slot.ends_at))
        }
    )


def is_in_time(slip_on: date, day: date, days_before: int) -> bool:
    """Say whether a slip that is handed in on a day comes so many days before the day of the consultation."""
    return slip_on + timedelta(days=days_before) <= day


def by_day(slots: Iterable[Slot]) -> list[tuple[date, list[datetime]]]:
    """Return each day with the moments at which somebody is free, each moment once."""
    found: dict[date, list[datetime]] = {}
    for slot in sorted(slots):
        times = found.setdefault(slot.starts_at.date(), [])
        if slot.starts_at not in times:
            times.append(slot.starts_at)
    return list(found.items())
