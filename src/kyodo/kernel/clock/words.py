"""Dates and times as people read them, in the active language.

A date in Japanese is ``2026年11月23日（月・祝）``, in English ``Mon 23 November 2026 (public holiday)``.
"""

from datetime import date, datetime, time

from django.utils import dateformat
from django.utils.translation import pgettext

from kyodo.kernel.clock.holidays import Holidays, calendar
from kyodo.kernel.clock.now import in_tokyo


def date_text(day: date, holidays: Holidays | None = None) -> str:
    """Return a date with its weekday, marked when it is a public holiday.

    ``holidays`` default to those in use (one small query, once for each request).
    """
    return _with_weekday(day, dateformat.format(day, pgettext("date format", "j F Y")), holidays)


def month_day_text(day: date, holidays: Holidays | None = None) -> str:
    """Return month, day and weekday, for dates whose year is plain."""
    return _with_weekday(day, plain_month_day(day), holidays)


def plain_date(day: date) -> str:
    """Return a date without its weekday."""
    return dateformat.format(day, pgettext("date format", "j F Y"))


def plain_month_day(day: date) -> str:
    """Return month and day alone."""
    return dateformat.format(day, pgettext("date format", "j F"))


def month_text(day: date) -> str:
    """Return the year and month of a date."""
    return dateformat.format(day, pgettext("date format", "F Y"))


def year_text(day: date) -> str:
    """Return the year of a date."""
    return dateformat.format(day, pgettext("date format", "Y"))


def weekday_text(weekday: int) -> str:
    """Return the full name of a weekday, 1-7 from Monday."""
    return dateformat.format(date(2024, 1, weekday), "l")  # 1 January 2024 was a Monday


def time_text(at: time) -> str:
    """Return a time of day such as ``9:00``."""
    return f"{at.hour}:{at.minute:02d}"


def moment_text(moment: datetime, holidays: Holidays | None = None) -> str:
    """Return date and time as Tokyo's clocks show them. Raises ``ValueError`` for a naive datetime."""
    local = in_tokyo(moment)
    return pgettext("moment", "%(date)s, %(time)s") % {
        "date": date_text(local.date(), holidays),
        "time": time_text(local.time()),
    }


def _with_weekday(day: date, text: str, holidays: Holidays | None) -> str:
    parts = {"date": text, "weekday": dateformat.format(day, "D")}
    if day in (holidays if holidays is not None else calendar()):
        return pgettext("date format", "%(weekday)s %(date)s (public holiday)") % parts
    return pgettext("date format", "%(weekday)s %(date)s") % parts
