"""Which days a door is open, and until when: pure functions over hours, closing rules and holidays.

The order in which a day is decided:

1. an exception for this very date (kept apart, or a ``date`` entry of the rules; of several
   entries the last one) decides alone;
2. any closing by a ``yearly`` range, a repeating day, a closing moved here from a holiday,
   ``holidays`` or ``after_holiday``, in this order of reasons;
3. the hours of the weekday, or the holiday's own hours on a public holiday; a weekday
   without hours is closed.

Where no hours are known at all, a day that no rule closes is neither open nor closed:
``is_open`` is None, and the page says whom to ask.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from kyodo.kernel.clock import wording
from kyodo.kernel.clock.closures import (
    FURTHEST_MOVE,
    AfterHolidayClosure,
    ClosureRules,
    HolidayClosure,
    OnHoliday,
    RepeatingClosure,
    SingleDay,
    YearlyClosure,
)
from kyodo.kernel.clock.holidays import Holidays
from kyodo.kernel.clock.now import in_tokyo, moment

#: The key of ``Schedule.hours`` for the own hours of public holidays; 1-7 are Monday to Sunday.
HOLIDAY = 8
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Span:
    """Opening hours of one stretch: from ``opens_at`` up to but not including ``closes_at``."""

    opens_at: time
    closes_at: time

    def __post_init__(self) -> None:
        if self.closes_at <= self.opens_at:
            raise ValueError("a span ends after it begins, on the same day")


@dataclass(frozen=True)
class ExceptionalDay:
    """One date on which the rules do not hold. No ``spans`` on an open day means: the usual hours."""

    is_open: bool
    reason: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Day:
    """One date: open or closed (None: hours not known), its hours, why it is closed, and its holiday's name."""

    date: date
    is_open: bool | None
    spans: tuple[Span, ...] = ()
    reason: str = ""
    holiday: str = ""

    @property
    def opens_at(self) -> time | None:
        """When the first stretch begins."""
        return self.spans[0].opens_at if self.spans else None

    @property
    def closes_at(self) -> time | None:
        """When the last stretch ends."""
        return self.spans[-1].closes_at if self.spans else None


@dataclass(frozen=True)
class Schedule:
    """All that decides a place's days. ``hours`` by weekday 1-7 and ``HOLIDAY``, spans in order."""

    hours: Mapping[int, Sequence[Span]]
    rules: ClosureRules = field(default_factory=ClosureRules)
    exceptions: Mapping[date, ExceptionalDay] = field(default_factory=dict)
    holidays: Holidays = field(default_factory=Holidays)

    @property
    def has_hours(self) -> bool:
        """Whether any opening hours are known."""
        return any(self.hours.values())

    @cached_property
    def repeating(self) -> tuple[RepeatingClosure, ...]:
        return tuple(entry for entry in self.rules if isinstance(entry, RepeatingClosure))

    @cached_property
    def yearly(self) -> tuple[YearlyClosure, ...]:
        return tuple(entry for entry in self.rules if isinstance(entry, YearlyClosure))

    @cached_property
    def single(self) -> tuple[SingleDay, ...]:
        return tuple(entry for entry in self.rules if isinstance(entry, SingleDay))

    @cached_property
    def on_holidays(self) -> tuple[HolidayClosure | AfterHolidayClosure, ...]:
        return tuple(entry for entry in self.rules if isinstance(entry, (HolidayClosure, AfterHolidayClosure)))


def day(schedule: Schedule, on: date) -> Day:
    """Return one day of a schedule."""
    return next(_each(schedule, on, on + ONE_DAY))


def days(schedule: Schedule, start: date, end: date) -> list[Day]:
    """Return the days from ``start`` up to but not including ``end``."""
    return list(_each(schedule, start, end))


def next_closed(schedule: Schedule, start: date, count: int = 5, within: int = 366) -> list[Day]:
    """Return the first ``count`` closed days from ``start`` on, looking ``within`` days ahead at most."""
    found = []
    for here in _each(schedule, start, start + timedelta(days=within)):
        if here.is_open is False:
            found.append(here)
            if len(found) == count:
                break
    return found


def is_open_at(schedule: Schedule, when: datetime) -> bool | None:
    """Say whether the door is open at a moment; None where the hours are not known.

    Raises ``ValueError`` for a naive datetime.
    """
    local = in_tokyo(when)
    here = day(schedule, local.date())
    if here.is_open is False:
        return False
    if not here.spans:
        return None
    return any(span.opens_at <= local.time() < span.closes_at for span in here.spans)


def closes_at(schedule: Schedule, when: datetime) -> datetime | None:
    """Return when the stretch that is open at ``when`` ends, or None when the door is not open then."""
    local = in_tokyo(when)
    for span in day(schedule, local.date()).spans:
        if span.opens_at <= local.time() < span.closes_at:
            return moment(local.date(), span.closes_at)
    return None


def opens_next(schedule: Schedule, when: datetime, within: int = 60) -> datetime | None:
    """Return the next moment after ``when`` at which the door opens, within so many days, or None."""
    if not schedule.hours and not any(day.spans for day in schedule.exceptions.values()) and not schedule.single:
        return None  # no hour is known, so sixty days need not be asked
    local = in_tokyo(when)
    for here in _each(schedule, local.date(), local.date() + timedelta(days=within)):
        for span in here.spans:
            opening = moment(here.date, span.opens_at)
            if opening > local:
                return opening
    return None


# --- how one day is decided ---------------------------------------------------------------


def _each(schedule: Schedule, start: date, end: date) -> Iterator[Day]:
    moved = _Moved(schedule)
    here = start
    while here < end:
        yield _decide(schedule, here, moved)
        here += ONE_DAY


def _decide(schedule: Schedule, here: date, moved: "_Moved") -> Day:
    name = schedule.holidays.name(here)
    exception = _exception(schedule, here)
    if exception and not exception.is_open:
        return Day(here, False, (), exception.reason or wording.exception_reason(), name)
    if exception:
        spans = exception.spans or _usual(schedule, here)
        return Day(here, True, tuple(sorted(spans)), exception.reason, name)
    reason = _closed_reason(schedule, here, moved)
    if reason:
        return Day(here, False, (), reason, name)
    if not schedule.has_hours:
        return Day(here, None, (), wording.unknown_hours(), name)
    spans = _usual(schedule, here)
    return Day(here, True, spans, "", name) if spans else Day(here, False, (), wording.weekday_reason(here), name)


def _exception(schedule: Schedule, here: date) -> ExceptionalDay | None:
    if here in schedule.exceptions:
        return schedule.exceptions[here]
    for entry in reversed(schedule.single):
        if entry.includes(here):
            spans = (Span(*entry.times),) if entry.times else ()
            return ExceptionalDay(entry.open, entry.reason, spans)
    return None


def _usual(schedule: Schedule, here: date) -> tuple[Span, ...]:
    if here in schedule.holidays and schedule.hours.get(HOLIDAY):
        return tuple(sorted(schedule.hours[HOLIDAY]))
    return tuple(sorted(schedule.hours.get(here.isoweekday(), ())))


def _closed_reason(schedule: Schedule, here: date, moved: "_Moved") -> str:
    for yearly in schedule.yearly:
        if yearly.includes(here):
            return yearly.reason or wording.yearly_reason(yearly)
    for repeating in schedule.repeating:
        if _stays(schedule, repeating, here):
            return repeating.reason or wording.repeating_reason(repeating)
    origin = moved.to(here)
    if origin:
        entry, was = origin
        return wording.moved_reason(entry, was, schedule.holidays)
    if not _is_forced_open(schedule, here):
        for closure in schedule.on_holidays:
            if _is_closed_by(schedule, closure, here):
                return closure.reason or wording.holiday_reason(closure)
    return ""


def _stays(schedule: Schedule, entry: RepeatingClosure, here: date) -> bool:
    """Whether the entry closes its own day ``here``, holiday or not."""
    return (entry.on_holiday is OnHoliday.NONE or here not in schedule.holidays) and entry.names(here)


def _is_forced_open(schedule: Schedule, here: date) -> bool:
    """Whether an ``open_then_next_day`` entry keeps this holiday open."""
    return here in schedule.holidays and any(
        entry.on_holiday is OnHoliday.OPEN_THEN_NEXT_DAY and entry.names(here) for entry in schedule.repeating
    )


def _is_closed_by(schedule: Schedule, entry: HolidayClosure | AfterHolidayClosure, here: date) -> bool:
    if not entry.holds_on(here):
        return False
    is_weekend = here.isoweekday() >= 6
    is_holiday = here in schedule.holidays
    if isinstance(entry, HolidayClosure):
        return is_holiday and not (entry.unless_weekend and is_weekend)
    return (
        here - ONE_DAY in schedule.holidays
        and not (entry.unless_weekend and is_weekend)
        and not (entry.unless_holiday and is_holiday)
    )


def _is_closed_anyway(schedule: Schedule, here: date) -> bool:
    """Whether a day is closed whatever was moved there (see ``OnHoliday``)."""
    exception = _exception(schedule, here)
    if exception:
        return not exception.is_open
    return (
        any(entry.includes(here) for entry in schedule.yearly)
        or any(_stays(schedule, entry, here) for entry in schedule.repeating)
        or (
            not _is_forced_open(schedule, here)
            and any(_is_closed_by(schedule, entry, here) for entry in schedule.on_holidays)
        )
        or (schedule.has_hours and not _usual(schedule, here))
    )


class _Moved:
    """Closings that holidays have moved, each computed once."""

    def __init__(self, schedule: Schedule):
        self.schedule = schedule
        self.moving = [entry for entry in schedule.repeating if entry.moves]
        self.targets: dict[tuple[int, date], date | None] = {}

    def to(self, here: date) -> tuple[RepeatingClosure, date] | None:
        """Return the entry and the day whose closing has moved to ``here``; of several the latest day."""
        if not self.moving:
            return None
        for back in range(1, FURTHEST_MOVE + 1):
            was = here - timedelta(days=back)
            if was not in self.schedule.holidays:
                continue
            for number, entry in enumerate(self.moving):
                if entry.names(was) and self._target(number, was) == here:
                    return entry, was
        return None

    def _target(self, number: int, was: date) -> date | None:
        key = (number, was)
        if key not in self.targets:
            self.targets[key] = _target(self.schedule, self.moving[number], was)
        return self.targets[key]


def _target(schedule: Schedule, entry: RepeatingClosure, was: date) -> date | None:
    """Return the day to which the closing of the holiday ``was`` moves, or None when it lapses."""
    if any(yearly.includes(was) for yearly in schedule.yearly):
        return None
    exception = _exception(schedule, was)
    if exception and not exception.is_open:
        return None
    for ahead in range(1, FURTHEST_MOVE + 1):
        here = was + timedelta(days=ahead)
        if _suits(schedule, entry, here):
            return here
    return None


def _suits(schedule: Schedule, entry: RepeatingClosure, here: date) -> bool:
    is_strict = entry.on_holiday is OnHoliday.NEXT_WEEKDAY
    if is_strict and here.isoweekday() >= 6:
        return False
    if (is_strict or entry.skip_further_holidays) and here in schedule.holidays:
        return False
    return not ((is_strict or entry.skip_closed_days) and _is_closed_anyway(schedule, here))
