"""Half-open periods of dates or of moments: the start belongs to them, the end does not."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import pgettext

from kyodo.kernel.clock.now import in_tokyo
from kyodo.kernel.clock.words import date_text, moment_text, month_day_text, time_text


@dataclass(frozen=True)
class Period[T: (date, datetime)]:
    """From ``start`` up to but not including ``end``; None leaves that side open.

    A period of days from Monday to Sunday ends with the next Monday. Raises ``ValueError``
    when it would be empty or turned round, mixes dates with moments, or holds a moment
    without a time zone.
    """

    start: T | None
    end: T | None = None

    def __post_init__(self) -> None:
        for edge in (self.start, self.end):
            if isinstance(edge, datetime) and timezone.is_naive(edge):
                raise ValueError("a period of moments needs time zones")
        if self.start is None or self.end is None:
            return
        if isinstance(self.start, datetime) is not isinstance(self.end, datetime):
            raise ValueError("a period has two dates or two moments")
        if self.end <= self.start:
            raise ValueError("a period ends after it begins")

    def contains(self, when: T) -> bool:
        """Say whether a date or moment lies in the period."""
        return (self.start is None or self.start <= when) and (self.end is None or when < self.end)

    __contains__ = contains

    def overlaps(self, other: "Period[T]") -> bool:
        """Say whether the two share any time; periods that only touch do not."""
        return _before(self.start, other.end) and _before(other.start, self.end)

    def common(self, other: "Period[T]") -> "Period[T] | None":
        """Return the time that both share, or None."""
        if not self.overlaps(other):
            return None
        starts = [edge for edge in (self.start, other.start) if edge is not None]
        ends = [edge for edge in (self.end, other.end) if edge is not None]
        return Period(max(starts, default=None), min(ends, default=None))

    @property
    def iso(self) -> str:
        """``a/b`` as in ISO 8601, an open side written ``..``; days end with their last day."""
        start, end = self.start, self.end
        if end is not None and not isinstance(end, datetime):
            end = end - timedelta(days=1)
        return f"{start.isoformat() if start else '..'}/{end.isoformat() if end else '..'}"

    def text(self) -> str:
        """Return the period as people read it, with its last day or its closing time."""
        if self.end is None:
            from_then_on = pgettext("period", "from %(start)s")
            return from_then_on % {"start": _start_text(self.start)} if self.start else pgettext("period", "always")
        if self.start is None:
            return pgettext("period", "until %(end)s") % {"end": _end_text(self.end, self.start)}
        if not isinstance(self.end, datetime) and self.end - self.start == timedelta(days=1):
            return _start_text(self.start)
        return pgettext("period", "%(start)s to %(end)s") % {
            "start": _start_text(self.start),
            "end": _end_text(self.end, self.start),
        }


def days(first: date, last: date) -> Period[date]:
    """Return the period of days from ``first`` to ``last``, both inclusive."""
    return Period(first, last + timedelta(days=1))


def _before(start: date | datetime | None, end: date | datetime | None) -> bool:
    return start is None or end is None or start < end


def _start_text(start: date | datetime) -> str:
    return moment_text(start) if isinstance(start, datetime) else date_text(start)


def _end_text(end: date | datetime, start: date | datetime | None) -> str:
    if isinstance(end, datetime):
        local = in_tokyo(end)
        # A day ends at 24:00 for people, not at 0:00 of the next one.
        is_midnight = local.timetz().replace(tzinfo=None) == datetime.min.time()
        last = local.date() - timedelta(days=1) if is_midnight else local.date()
        at = "24:00" if is_midnight else time_text(local.timetz())
        if isinstance(start, datetime) and in_tokyo(start).date() == last:
            return at
        return pgettext("moment", "%(date)s, %(time)s") % {"date": date_text(last), "time": at}
    last = end - timedelta(days=1)
    is_same_year = start is not None and start.year == last.year
    return month_day_text(last) if is_same_year else date_text(last)
