"""When a door is closed, as people write it down: a list of small entries, pleasant in YAML.

.. code-block:: yaml

    closures:
      - days: 24We                # second and fourth Wednesday (kyodo.kernel.clock.repeats)
        on_holiday: next_day      # if it is a public holiday, the day after instead
      - yearly: 12-29/01-03       # every year, both ends closed, over New Year if need be
        reason: 年末年始
      - holidays: closed          # on every public holiday
      - after_holiday: closed     # on the day after one, unless Saturday, Sunday or a holiday
      - date: 2026-05-07          # once; or 2026-05-07/2026-05-09
        reason: 設備点検
      - date: 2026-05-11          # open after all
        open: true
        hours: 10:00-16:00

Every entry may carry ``reason`` (shown to people), ``first_day`` and ``last_day`` (both
inclusive: between them the entry holds). What the entries mean together is computed by
:mod:`kyodo.kernel.clock.schedule`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, time
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from django.utils.translation import gettext as _
from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, RootModel, Tag, model_validator

from kyodo.kernel.clock.repeats import Repeat, read_repeat

#: ``SingleDay`` has a field called ``date``; inside its class the type needs another name.
type Day = date


class OnHoliday(StrEnum):
    """What happens when a repeating closed day D is a public holiday.

    ``NONE``: nothing, D is closed all the same.
    ``OPEN``: the closing lapses, and no other day is closed for it.
    ``NEXT_DAY``: the closing moves to D+1. With ``skip_further_holidays`` it goes on past
    days that are holidays, with ``skip_closed_days`` past days that are closed anyway.
    ``OPEN_THEN_NEXT_DAY``: as ``NEXT_DAY``, and D is open even where a ``holidays`` or
    ``after_holiday`` entry would close it.
    ``NEXT_WEEKDAY``: the closing moves to the first later day that is Monday to Friday,
    no holiday and not closed anyway.

    "Closed anyway" means: by any entry's own days or a weekday without hours; closings
    that other days have moved there do not count, so the answer for a day never hangs on
    where one began to count. A closing whose day D lies in a ``yearly`` or ``date`` entry
    is not moved, because the door is shut then for another reason. A closing that finds no
    day within ``FURTHEST_MOVE`` days lapses.
    """

    NONE = "none"
    OPEN = "open"
    NEXT_DAY = "next_day"
    NEXT_WEEKDAY = "next_weekday"
    OPEN_THEN_NEXT_DAY = "open_then_next_day"


#: How many days ahead a closing may move: more than New Year and a week of holidays together.
FURTHEST_MOVE = 31

_MOVING = (OnHoliday.NEXT_DAY, OnHoliday.NEXT_WEEKDAY, OnHoliday.OPEN_THEN_NEXT_DAY)
_MONTH_DAY = r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_TIMES = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


def _as_text(value: Any) -> Any:
    # YAML reads an unquoted 2026-05-07 as a date; a period "a/b" stays text.
    return value.isoformat() if isinstance(value, date) else value


class Entry(BaseModel):
    """What every entry may carry."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reason: str = Field("", max_length=100, description="shown to people instead of the rule in words")
    first_day: date | None = Field(None, description="the entry holds from this day on")
    last_day: date | None = Field(None, description="the entry holds up to and including this day")

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValueError(_("last_day lies before first_day"))
        return self

    def holds_on(self, day: date) -> bool:
        """Say whether the entry is in force on this day at all."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


class RepeatingClosure(Entry):
    """Closed on repeating days, with what happens on a public holiday."""

    days: str = Field(description="GIF 441, such as 24We, 0Mo, 6Fr, 14Tu4Th, 7Su")
    anchor: date | None = Field(None, description="one date on which an every-second-week day (7Su) falls")
    on_holiday: OnHoliday = OnHoliday.NONE
    skip_further_holidays: bool = Field(False, description="a moved closing goes past days that are holidays too")
    skip_closed_days: bool = Field(False, description="a moved closing goes past days that are closed anyway")

    @cached_property
    def repeat(self) -> Repeat:
        """The days that the notation names."""
        return read_repeat(self.days, self.anchor)

    @property
    def moves(self) -> bool:
        """Whether a closing on a holiday moves to another day."""
        return self.on_holiday in _MOVING

    @model_validator(mode="after")
    def _complete(self) -> Self:
        read_repeat(self.days, self.anchor)
        skips = self.skip_further_holidays or self.skip_closed_days
        if skips and self.on_holiday not in (OnHoliday.NEXT_DAY, OnHoliday.OPEN_THEN_NEXT_DAY):
            raise ValueError(_("the skip settings belong to on_holiday: next_day or open_then_next_day"))
        return self

    def names(self, day: date) -> bool:
        """Say whether this is one of the entry's own days, moved or not."""
        return self.holds_on(day) and self.repeat.names(day)


class HolidayClosure(Entry):
    """Closed on public holidays; with ``unless_weekend`` not on those that fall on Saturday or Sunday."""

    holidays: Literal["closed"]
    unless_weekend: bool = False


class AfterHolidayClosure(Entry):
    """Closed on the day after a public holiday, unless that day is Saturday, Sunday or a holiday."""

    after_holiday: Literal["closed"]
    unless_weekend: bool = Field(True, description="not on a Saturday or Sunday")
    unless_holiday: bool = Field(True, description="not on a day that is itself a holiday")


class YearlyClosure(Entry):
    """Closed every year from one day to another, both inclusive; it may run over New Year.

    29 February counts as 28 February at the end and as 1 March at the beginning of a range
    in a year that has none.
    """

    yearly: str = Field(pattern=f"^{_MONTH_DAY}(/{_MONTH_DAY})?$", description="MM-DD or MM-DD/MM-DD")

    @property
    def ends(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """First and last day as (month, day)."""
        first, _, last = self.yearly.partition("/")
        return _month_day(first), _month_day(last or first)

    @property
    def is_over_new_year(self) -> bool:
        """Whether the range begins in one year and ends in the next."""
        first, last = self.ends
        return last < first

    @model_validator(mode="after")
    def _real_days(self) -> Self:
        for month, day in self.ends:
            date(2024, month, day)  # a leap year; raises ValueError for 02-30
        return self

    def includes(self, day: date) -> bool:
        """Say whether this day lies in the range."""
        first, last = self.ends
        here = (day.month, day.day)
        inside = (here >= first or here <= last) if self.is_over_new_year else first <= here <= last
        return inside and self.holds_on(day)


class SingleDay(Entry):
    """One date, or a period of dates with both ends, that is closed, or open after all."""

    date: Annotated[str, BeforeValidator(_as_text)] = Field(
        pattern=r"^\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?$", description="YYYY-MM-DD or YYYY-MM-DD/YYYY-MM-DD"
    )
    open: bool = False
    hours: str = Field("", description="H:MM-H:MM on such an open day; empty means the usual hours")

    @property
    def ends(self) -> tuple[Day, Day]:
        """First and last day."""
        first, _, last = self.date.partition("/")
        return date.fromisoformat(first), date.fromisoformat(last or first)

    @property
    def times(self) -> tuple[time, time] | None:
        """Opening and closing time of an open day, or None for the usual hours."""
        found = _TIMES.fullmatch(self.hours.replace(" ", ""))
        if not found:
            return None
        hour, minute, to_hour, to_minute = (int(part) for part in found.groups())
        return time(hour, minute), time(to_hour, to_minute)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        first, last = self.ends
        if last < first:
            raise ValueError(_("the period ends before it begins"))
        if self.hours and not self.open:
            raise ValueError(_("hours belong to a day that is open: true"))
        if self.hours and (self.times is None or self.times[0] >= self.times[1]):
            raise ValueError(_("write hours as 10:00-16:00"))
        return self

    def includes(self, day: Day) -> bool:
        """Say whether the entry speaks of this day."""
        first, last = self.ends
        return first <= day <= last and self.holds_on(day)


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


_KEYS = {
    "days": RepeatingClosure,
    "holidays": HolidayClosure,
    "after_holiday": AfterHolidayClosure,
    "yearly": YearlyClosure,
    "date": SingleDay,
}


def _key_of(value: Any) -> str | None:
    names = value if isinstance(value, dict) else getattr(type(value), "model_fields", {})
    return next((key for key in _KEYS if key in names), None)


Closure = Annotated[
    Annotated[RepeatingClosure, Tag("days")]
    | Annotated[HolidayClosure, Tag("holidays")]
    | Annotated[AfterHolidayClosure, Tag("after_holiday")]
    | Annotated[YearlyClosure, Tag("yearly")]
    | Annotated[SingleDay, Tag("date")],
    Discriminator(
        _key_of,
        custom_error_type="closure_kind",
        custom_error_message="each entry begins with one of: days, yearly, holidays, after_holiday, date",
    ),
]


class ClosureRules(RootModel[tuple[Closure, ...]]):
    """All closing rules of one place, in order. An empty list means: no regular closing is known."""

    root: tuple[Closure, ...] = ()

    def __iter__(self) -> Iterator[Closure]:  # type: ignore[override]
        return iter(self.root)

    def __len__(self) -> int:
        return len(self.root)

    def stored(self) -> list[dict[str, Any]]:
        """Return the rules as plain JSON values, shortest form, as a JSONField keeps them."""
        return [entry.model_dump(mode="json", exclude_defaults=True) for entry in self.root]


def read_rules(value: Sequence[Any] | None) -> ClosureRules:
    """Read stored or typed rules. Raises ``pydantic.ValidationError`` naming entry and field."""
    return ClosureRules.model_validate(value or [])
