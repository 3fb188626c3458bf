"""The dates of a gathering as they are given: a day or a stretch of days, with hours or without."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from kyodo.kernel.clock.now import moment
from kyodo.kernel.clock.times import at_minutes
from kyodo.kernel.errors import Unusable

#: No gathering lasts longer than this; a longer stretch is a slip of the pen.
LONGEST = timedelta(days=400)


@dataclass(frozen=True, order=True)
class DateDraft:
    """One date as it is to be kept; the columns of an ``Occurrence``."""

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool = False
    is_end_known: bool = True


def date_draft(
    day: date, begins: int | None = None, last_day: date | None = None, ends: int | None = None
) -> DateDraft:
    """Return a date from its day, its last day where that is another, and hours as minutes of the day.

    Without hours it is all day; without an hour of ending it lasts, as far as anybody knows, to the end
    of its last day. Raises ``Unusable``, saying what to write, for what ends before it begins: a late
    evening ends at 26:00 or has a last day of its own, nothing is guessed.
    """
    last = last_day or day
    if last < day:
        raise Unusable(_("The last day lies before the first. Please check the two dates."))
    midnight = moment(last + timedelta(days=1))
    if begins is None and ends is not None:
        raise Unusable(_("Please write the time at which it begins too."))
    if begins is None:
        found = DateDraft(moment(day), midnight, is_all_day=True)
    elif ends is None:
        starts = at_minutes(day, begins)
        found = DateDraft(starts, max(midnight, _end_of_day(starts)), is_end_known=False)
    else:
        found = DateDraft(at_minutes(day, begins), at_minutes(last, ends))
    if found.ends_at <= found.starts_at:
        raise Unusable(_("It ends before it begins. If it ends after midnight, please write 26:00 or the last day."))
    if found.ends_at - found.starts_at > LONGEST:
        raise Unusable(_("It would last longer than a year. Please check the last day."))
    return found


def _end_of_day(starts: datetime) -> datetime:
    return moment(starts.date() + timedelta(days=1))
