"""When something takes place, in words; one way for pages, lists and papers."""

from datetime import date, timedelta

from django.utils.translation import pgettext

from kyodo.commons.gatherings.models import Occurrence
from kyodo.kernel.clock.now import day_of, in_tokyo
from kyodo.kernel.clock.words import date_text, month_day_text, time_text


def last_day(found: Occurrence) -> date:
    """Return the last day on which a date goes on; what ends at midnight belongs to the day before."""
    return day_of(found.ends_at - timedelta(microseconds=1))


def hours_text(found: Occurrence) -> str:
    """Return the hours of a date that stays within one day: 14:00–16:00, 14:00–24:00, all day."""
    if found.is_all_day:
        return pgettext("when", "all day")
    begins = time_text(in_tokyo(found.starts_at).time())
    if not found.is_end_known:
        return pgettext("when", "from %(time)s") % {"time": begins}
    ends = in_tokyo(found.ends_at)
    at_midnight = ends.date() > last_day(found)
    return pgettext("when", "%(begins)s–%(ends)s") % {
        "begins": begins,
        "ends": "24:00" if at_midnight else time_text(ends.time()),
    }


def date_and_hours(found: Occurrence, *, is_short: bool = False) -> str:
    """Return when a date takes place; ``is_short`` leaves the year out."""
    write = month_day_text if is_short else date_text
    first, last = day_of(found.starts_at), last_day(found)
    if first == last:
        return pgettext("when", "%(date)s, %(hours)s") % {"date": write(first), "hours": hours_text(found)}
    if found.is_all_day:
        return pgettext("when", "%(first)s to %(last)s") % {"first": write(first), "last": write(last)}
    begins = pgettext("when", "%(date)s, %(hours)s") % {
        "date": write(first),
        "hours": time_text(in_tokyo(found.starts_at).time()),
    }
    if not found.is_end_known:
        return pgettext("when", "%(first)s to %(last)s") % {"first": begins, "last": write(last)}
    ends = in_tokyo(found.ends_at)
    until = "24:00" if ends.date() > last else time_text(ends.time())
    end = pgettext("when", "%(date)s, %(hours)s") % {"date": write(last), "hours": until}
    return pgettext("when", "%(first)s to %(last)s") % {"first": begins, "last": end}
