"""A series: the same hours every week, or on the same weekday of every month; what cannot be is shown before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.bookings.actions.writing import reserve_all
from kyodo.center.bookings.admission import Asked, admitted, first_of_month
from kyodo.center.bookings.models import Booking, Cell, Series
from kyodo.center.bookings.quarters import quarters
from kyodo.center.bookings.requests import Request
from kyodo.center.bookings.states import COUNTED
from kyodo.commons.places.public import schedule_of
from kyodo.kernel.clock.now import in_tokyo, moment
from kyodo.kernel.clock.repeats import read_repeat
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import Who

#: So many dates in one series at the most.
MOST = 53


@dataclass(frozen=True)
class Date:
    """One date of a series: ``reason`` is empty when it can be booked."""

    request: Request
    reason: str = ""

    @property
    def day(self) -> date:
        """The date in Tokyo."""
        return in_tokyo(self.request.starts_at).date()


def weekly(day: date) -> str:
    """Return the notation of "every week on this weekday"."""
    return f"0{_letters(day)}"


def monthly(day: date) -> str:
    """Return the notation of "every month on the same weekday": the nth, or the last where it is the fifth."""
    nth = (day.day - 1) // 7 + 1
    return f"{nth if nth < 5 else 6}{_letters(day)}"


def _letters(day: date) -> str:
    return ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")[day.weekday()]


def days_of(repeat: str, first: date, until: date) -> list[date]:
    """Return the days that a notation names, from the first to the last, at most ``MOST``."""
    rule = read_repeat(repeat)
    return list(_named(rule.names, first, until))[:MOST]


def _named(names: object, first: date, until: date) -> Iterator[date]:
    here = first
    while here <= until:
        if callable(names) and names(here):
            yield here
        here += timedelta(days=1)


def plan(request: Request, repeat: str, until: date) -> list[Date]:
    """Return every date of a series with the reason why it cannot be booked, or none; five queries for any number."""
    requests = [_on(request, day) for day in days_of(repeat, in_tokyo(request.starts_at).date(), until)]
    if not requests:
        return []
    schedule, now, counts = schedule_of(request.resource.facility), timezone.now(), _counts(requests)
    taken = _taken(requests)
    dates: list[Date] = []
    planned: dict[date, int] = {}
    for one in requests:
        month = first_of_month(one.starts_at)[0].date()
        in_month = counts.get(month, 0) + planned.get(month, 0)
        asked = Asked(one.resource, one.starts_at, one.ends_at, one.party, one.people, one.layout, in_month)
        answer = admitted(asked, schedule, now)
        span = quarters(one.starts_at, one.ends_at, one.resource.before, one.resource.after)
        reason = str(answer.reason) if not answer else ""
        if not reason and not taken.isdisjoint(span):
            reason = _("Already booked.")
        if not reason:
            planned[month] = planned.get(month, 0) + 1
        dates.append(Date(one, reason))
    return dates


def _on(request: Request, day: date) -> Request:
    begins, ends = in_tokyo(request.starts_at), in_tokyo(request.ends_at)
    return replace(request, starts_at=moment(day, begins.time()), ends_at=moment(day, begins.time()) + (ends - begins))


def _taken(requests: Sequence[Request]) -> set[int]:
    first, last = requests[0], requests[-1]
    units = first.resource.units.values("pk")
    span = quarters(first.starts_at, last.ends_at, first.resource.before, first.resource.after)
    there = Cell.objects.filter(unit__in=units, quarter__gte=span.start, quarter__lt=span.stop)
    return set(there.values_list("quarter", flat=True))


def _counts(requests: Sequence[Request]) -> dict[date, int]:
    first, last = requests[0], requests[-1]
    begin, end = first_of_month(first.starts_at)[0], first_of_month(last.starts_at)[1]
    there = Q(starts_at__gte=begin, starts_at__lt=end, resource__conditions=first.resource.conditions_id)
    counts: dict[date, int] = {}
    for starts_at in Booking.objects.filter(there, party=first.party, state__in=COUNTED).values_list(
        "starts_at", flat=True
    ):
        month = first_of_month(starts_at)[0].date()
        counts[month] = counts.get(month, 0) + 1
    return counts


@transaction.atomic
def reserve_series(
    *, requests: Sequence[Request], repeat: str, by: Who, channel: str, exception_reason: str = ""
) -> list[Booking]:
    """Book the dates of a series that somebody saw and chose, all or none.

    Raises as ``reserve``: ``Taken`` names the date that somebody took meanwhile.
    """
    if not requests:
        raise Unusable(_("No date of this series can be booked. Please choose other days or another room."))
    series = Series.objects.create(repeat=repeat)
    return reserve_all(
        requests=[replace(request, series=series) for request in requests[:MOST]],
        by=by, channel=channel, exception_reason=exception_reason,
    )  # fmt: skip
