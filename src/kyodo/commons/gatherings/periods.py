"""The stretches of days by which visitors look: today, this weekend, this month, one day, what is over."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from kyodo.kernel.clock.now import moment
from kyodo.kernel.registry import Text

TODAY, WEEKEND, MONTH, COMING, PAST = "today", "weekend", "month", "coming", "past"
#: In the order in which they are offered.
LABELS: dict[str, Text] = {
    COMING: _("All that is coming"),
    TODAY: _("Today"),
    WEEKEND: _("This weekend"),
    MONTH: _("This month"),
    PAST: _("Past events"),
}


@dataclass(frozen=True)
class Period:
    """From a moment up to but not including another; ``ends`` None has no end. ``is_past``: over by ``starts``."""

    starts: datetime
    ends: datetime | None = None
    is_past: bool = False


def days(first: date, end: date) -> Period:
    """Return the days from ``first`` up to but not including ``end``."""
    return Period(moment(first), moment(end))


def weekend(today: date) -> Period:
    """Return Saturday and Sunday of this week; on a Sunday what is left of it."""
    saturday = today + timedelta(days=5 - today.weekday()) if today.weekday() < 5 else today
    return days(saturday, today + timedelta(days=7 - today.weekday()))


def next_month(day: date) -> date:
    """Return the first day of the month after a day's own."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def period(when: str, now: datetime) -> Period:
    """Return the stretch that a word names, or the one day of an ISO date, as seen at this moment."""
    today = now.date()
    if when == TODAY:
        return days(today, today + timedelta(days=1))
    if when == WEEKEND:
        return weekend(today)
    if when == MONTH:
        return days(today, next_month(today))
    if when == PAST:
        return Period(now, is_past=True)
    if when in LABELS:
        return Period(now)
    day = date.fromisoformat(when)
    return days(day, day + timedelta(days=1))


def known(when: str) -> str:
    """Return a word or day that can be asked for; anything else is what is coming."""
    if when in LABELS:
        return when
    try:
        day = date.fromisoformat(when)
    except ValueError:
        return COMING
    return day.isoformat() if 1900 < day.year < 2200 else COMING
