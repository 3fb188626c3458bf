"""Closing rules in words: why a day is closed, and all rules in one line."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kyodo.kernel.clock.closures import (
    AfterHolidayClosure,
    Closure,
    ClosureRules,
    HolidayClosure,
    OnHoliday,
    RepeatingClosure,
    SingleDay,
    YearlyClosure,
)
from kyodo.kernel.clock.holidays import Holidays
from kyodo.kernel.clock.repeats import ALTERNATE, EVERY, LAST, Group, Repeat
from kyodo.kernel.clock.words import month_day_text, plain_date, plain_month_day, weekday_text


def exception_reason() -> str:
    """Why a single day without a reason of its own is closed."""
    return _("closed on this day only")


def unknown_hours() -> str:
    """What is said where no opening hours are known."""
    return _("The opening hours are not known here. Please ask the place itself.")


def weekday_reason(day: date) -> str:
    """Why a weekday without hours is closed."""
    return _("closed on %(weekday)s") % {"weekday": weekday_text(day.isoweekday())}


def yearly_reason(entry: YearlyClosure) -> str:
    """Why a day in a yearly range is closed."""
    if entry.is_over_new_year:
        return _("year-end and New Year holidays")
    return _("closed every year (%(range)s)") % {"range": range_text(entry)}


def repeating_reason(entry: RepeatingClosure) -> str:
    """Why a repeating day is closed."""
    return repeat_text(entry.repeat)


def moved_reason(entry: RepeatingClosure, was: date, holidays: Holidays) -> str:
    """Why a day is closed to which a holiday has moved the closing."""
    return _("instead of %(day)s") % {"day": month_day_text(was, holidays)}


def holiday_reason(entry: HolidayClosure | AfterHolidayClosure) -> str:
    """Why a holiday or the day after it is closed."""
    return (
        pgettext("closing rules", "public holiday")
        if isinstance(entry, HolidayClosure)
        else _("day after a public holiday")
    )


def repeat_text(repeat: Repeat) -> str:
    """Return repeating days in words: 第2・第4水曜日."""
    return pgettext("closing rules", ", ").join(_group_text(group) for group in repeat.groups)


def _group_text(group: Group) -> str:
    weekday = weekday_text(group.weekday)
    if EVERY in group.weeks:
        return _("every %(weekday)s") % {"weekday": weekday}
    if ALTERNATE in group.weeks:
        return _("every second %(weekday)s") % {"weekday": weekday}
    weeks = pgettext("between weeks of a month", " and ").join(_week_text(week) for week in group.weeks)
    return pgettext("closing rules", "%(weeks)s %(weekday)s") % {"weeks": weeks, "weekday": weekday}


def _week_text(week: int) -> str:
    names = {
        1: pgettext("week of a month", "first"),
        2: pgettext("week of a month", "second"),
        3: pgettext("week of a month", "third"),
        4: pgettext("week of a month", "fourth"),
        5: pgettext("week of a month", "fifth"),
        LAST: pgettext("week of a month", "last"),
    }
    return names[week]


def range_text(entry: YearlyClosure) -> str:
    """Return a yearly range: 12月29日〜1月3日."""
    (first_month, first_day), (last_month, last_day) = entry.ends
    first = plain_month_day(date(2024, first_month, first_day))
    last = plain_month_day(date(2024, last_month, last_day))
    return (
        first if first == last else pgettext("closing rules", "%(first)s to %(last)s") % {"first": first, "last": last}
    )


def rules_text(rules: ClosureRules) -> str:
    """Return all regular closings in one line, or "" where there are none; single days are left out."""
    return pgettext("closing rules", "; ").join(
        entry_text(entry) for entry in rules if not isinstance(entry, SingleDay)
    )


def entry_text(entry: Closure) -> str:
    """Return one entry in words, with what happens on holidays and how long it holds."""
    text = _entry_text(entry)
    if entry.first_day:
        text = _("%(rule)s (from %(day)s)") % {"rule": text, "day": plain_date(entry.first_day)}
    if entry.last_day:
        text = _("%(rule)s (until %(day)s)") % {"rule": text, "day": plain_date(entry.last_day)}
    return text


def _entry_text(entry: Closure) -> str:
    if isinstance(entry, RepeatingClosure):
        return _repeating_text(entry)
    if isinstance(entry, YearlyClosure):
        if entry.reason or entry.is_over_new_year:
            facts = {"reason": entry.reason or yearly_reason(entry), "range": range_text(entry)}
            return pgettext("closing rules", "%(reason)s (%(range)s)") % facts
        return range_text(entry)
    if isinstance(entry, HolidayClosure):
        return _("public holidays except on Saturday and Sunday") if entry.unless_weekend else _("public holidays")
    if isinstance(entry, AfterHolidayClosure):
        return _after_holiday_text(entry)
    return entry.date


def _after_holiday_text(entry: AfterHolidayClosure) -> str:
    if entry.unless_weekend and entry.unless_holiday:
        return _("the day after a public holiday, unless that is Saturday, Sunday or a public holiday")
    if entry.unless_weekend:
        return _("the day after a public holiday, unless that is Saturday or Sunday")
    if entry.unless_holiday:
        return _("the day after a public holiday, unless that is a public holiday too")
    return _("the day after a public holiday")


def _repeating_text(entry: RepeatingClosure) -> str:
    days = repeat_text(entry.repeat)
    if entry.on_holiday is OnHoliday.OPEN:
        return _("%(days)s (open if it is a public holiday)") % {"days": days}
    if entry.on_holiday is OnHoliday.NEXT_WEEKDAY:
        return _("%(days)s (if it is a public holiday, the next weekday that is open)") % {"days": days}
    if entry.moves:
        return _moved_text(entry, days)
    return days


def _moved_text(entry: RepeatingClosure, days: str) -> str:
    if entry.skip_further_holidays and entry.skip_closed_days:
        return _("%(days)s (if it is a public holiday, the next day that is open and no holiday)") % {"days": days}
    if entry.skip_further_holidays:
        return _("%(days)s (if it is a public holiday, the next day that is none)") % {"days": days}
    if entry.skip_closed_days:
        return _("%(days)s (if it is a public holiday, the next day that is open)") % {"days": days}
    return _("%(days)s (if it is a public holiday, the next day)") % {"days": days}
