"""The present and the day it belongs to, in Tokyo, wherever the machine stands."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

TOKYO = ZoneInfo("Asia/Tokyo")


def now() -> datetime:
    """Return the present moment, aware, in Tokyo."""
    return timezone.localtime(timezone=TOKYO)


def today() -> date:
    """Return today's date in Tokyo."""
    return timezone.localdate(timezone=TOKYO)


def in_tokyo(moment: datetime) -> datetime:
    """Return the same moment as Tokyo's clocks show it. Raises ``ValueError`` for a naive datetime."""
    if moment.tzinfo is TOKYO:
        return moment
    if timezone.is_naive(moment):
        raise ValueError("a moment needs its time zone; make it with kyodo.kernel.clock.now.moment")
    return moment.astimezone(TOKYO)


def day_of(moment: datetime) -> date:
    """Return the date in Tokyo to which a moment belongs. Raises ``ValueError`` for a naive datetime."""
    return in_tokyo(moment).date()


def moment(day: date, at: time = time.min) -> datetime:
    """Return the moment at which Tokyo's clocks show this time on this day (default: its first)."""
    return datetime.combine(day, at.replace(tzinfo=None), tzinfo=TOKYO)
