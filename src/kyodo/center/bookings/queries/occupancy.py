"""What is free: each day of a resource as bits, one a quarter-hour, so that whole weeks are compared in a few steps.

What a page shows is for looking; whether somebody gets a room is decided by the cells alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.models import Booking, Resource
from kyodo.center.bookings.states import ROOMS, TAKING, BookingState
from kyodo.commons.places.public import schedules_of
from kyodo.kernel.clock.now import TOKYO, in_tokyo, moment
from kyodo.kernel.clock.schedule import Day, days
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.registry import Text

ONE_DAY = timedelta(days=1)
QUARTERS = 96

FREE, PARTLY, FULL, CLOSED, OVER = "free", "partly", "full", "closed", "over"
#: State → (sign, word).
SIGNS: dict[str, tuple[str, Text]] = {
    FREE: ("○", pgettext_lazy("availability", "free")),
    PARTLY: ("△", pgettext_lazy("availability", "partly free")),
    FULL: ("×", pgettext_lazy("availability", "booked")),
    CLOSED: ("休", pgettext_lazy("availability", "closed")),
    OVER: ("－", pgettext_lazy("availability", "over")),
}
#: Parts of a day for what is booked by free quarter-hours.
DAY_PARTS: tuple[tuple[str, Text, str, str], ...] = (
    ("morning", pgettext_lazy("part of the day", "morning"), "09:00", "12:00"),
    ("afternoon", pgettext_lazy("part of the day", "afternoon"), "12:00", "17:00"),
    ("evening", pgettext_lazy("part of the day", "evening"), "17:00", "22:00"),
)


def bits(begin: int, end: int) -> int:
    """Return the bits of quarter-hours of a day, from one up to but not including another."""
    begin, end = max(begin, 0), min(end, QUARTERS)
    return ((1 << (end - begin)) - 1) << begin if end > begin else 0


def number(at: time) -> int:
    """Return the number of the quarter-hour of a time of day."""
    return at.hour * 4 + at.minute // 15


@lru_cache(maxsize=500)
def clock(text: str) -> time:
    """Return the time of day that a slot is written with, such as ``09:00``."""
    return time.fromisoformat(text)


class Part(NamedTuple):
    """A part of a day of a resource, and how it stands."""

    begins: str
    ends: str
    state: str
    name: Text = ""


@dataclass(frozen=True)
class Occupancy:
    """What is taken of resources from one day up to but not including another."""

    resources: Sequence[Resource]
    first: date
    last: date
    taken: dict[tuple[int, date], int]
    open_days: dict[int, dict[date, Day]]
    now: datetime

    @cached_property
    def days(self) -> list[date]:
        """The days, in order."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days)]

    @cached_property
    def today(self) -> date:
        """The day of ``now`` in Tokyo."""
        return self.now.astimezone(TOKYO).date()

    def day(self, resource: Resource, day: date) -> Day:
        """Return the opening hours of a resource's place on a day."""
        return self.open_days[resource.facility_id][day]

    def state(self, resource: Resource, day: date, begins: str, ends: str) -> str:
        """Return how a span of a day stands: with its buffers, within the opening hours."""
        begin, end = number(clock(begins)), number(clock(ends))
        inside = self._inside(resource, day, begin, end)
        if not inside:
            return CLOSED
        if day <= self.today and moment(day, clock(begins)) <= self.now:
            return OVER
        busy = self.taken.get((resource.pk, day), 0)
        if not busy & bits(begin - resource.before, end + resource.after):
            return FREE
        is_whole = bool(resource.slots)
        return FULL if is_whole or busy & inside == inside else PARTLY

    def _inside(self, resource: Resource, day: date, begin: int, end: int) -> int:
        """Return the bits of a span that lie in the opening hours; none where a slot does not wholly do so."""
        open_bits = 0
        for span in self.day(resource, day).spans:
            open_bits |= bits(number(span.opens_at), number(span.closes_at))
        wanted = bits(begin, end)
        return 0 if resource.slots and wanted & ~open_bits else wanted & open_bits

    def is_free(self, resource: Resource, day: date, begins: str, ends: str) -> bool:
        """Say whether a span may be asked for as a whole."""
        span = number(clock(begins)), number(clock(ends))
        wanted = bits(*span)
        return self.state(resource, day, begins, ends) == FREE and self._inside(resource, day, *span) == wanted

    def parts(self, resource: Resource, day: date) -> list[Part]:
        """Return the parts of a day of a resource: its slots, or morning, afternoon and evening."""
        return [
            Part(begins, ends, self.state(resource, day, begins, ends), name) for name, begins, ends in spans(resource)
        ]


def is_taken(resource: Resource, starts_at: datetime, ends_at: datetime) -> bool:
    """Say whether somebody has a part of this period of one day; what is closed or over is not taken."""
    begins, ends = in_tokyo(starts_at), in_tokyo(ends_at)
    here = occupancy([resource], begins.date(), begins.date() + ONE_DAY)
    return here.state(resource, begins.date(), f"{begins:%H:%M}", f"{ends:%H:%M}") in (PARTLY, FULL)


def spans(resource: Resource) -> list[tuple[Text, str, str]]:
    """Return (name, begins, ends) of the parts into which a resource's day falls."""
    if resource.slots:
        return [("", slot[0], slot[1]) for slot in resource.slots]
    return [(name, begins, ends) for _key, name, begins, ends in DAY_PARTS]


def public_rooms() -> QuerySet[Resource]:
    """Return the rooms that everybody may book, with what the grids read."""
    return Resource.objects.filter(kind__in=ROOMS, is_public=True, is_bookable=True).select_related(
        "facility", "conditions"
    )


def shown_rooms() -> list[Resource]:
    """Return the public rooms, kept in memory; nobody may change them."""
    return remember("bookings:rooms", lambda: list(public_rooms()))


def occupancy(resources: Sequence[Resource], first: date, last: date) -> Occupancy:
    """Return what is taken of resources between two days: two queries, and the opening hours from memory."""
    now = timezone.now()
    shared = sharing([resource.pk for resource in resources])
    taken: dict[tuple[int, date], int] = defaultdict(int)
    for resource_id, begins, ends, before, after in _rows(shared, first, last, now):
        local, until = begins.astimezone(TOKYO), ends.astimezone(TOKYO)
        day, end = local.date(), number(until.time()) or QUARTERS
        mask = bits(number(local.time()) - before, end + after)
        for other in shared[resource_id]:
            taken[other, day] |= mask
    return Occupancy(resources, first, last, taken, _open_days(resources, first, last), now)


def _rows(
    shared: dict[int, set[int]], first: date, last: date, now: datetime
) -> Iterable[tuple[int, datetime, datetime, int, int]]:
    found = Booking.objects.filter(
        starts_at__gte=moment(first), starts_at__lt=moment(last), state__in=TAKING, resource__in=list(shared)
    ).exclude(state=BookingState.HELD, held_until__lte=now)
    columns = ("resource_id", "starts_at", "ends_at", "resource__before", "resource__after")
    return found.order_by().values_list(*columns)


def sharing(ids: Sequence[int]) -> dict[int, set[int]]:
    """Return, by each resource that shares a unit with one of these, those of these that it shares one with."""
    links = remember(
        "bookings:links", lambda: list(Resource.units.through._default_manager.values_list("resource_id", "unit_id"))
    )
    wanted, by_unit = set(ids), defaultdict[int, set[int]](set)
    for resource_id, unit_id in links:
        if resource_id in wanted:
            by_unit[unit_id].add(resource_id)
    found: dict[int, set[int]] = defaultdict(set)
    for resource_id, unit_id in links:
        if unit_id in by_unit:
            found[resource_id] |= by_unit[unit_id]
    return found


def _open_days(resources: Sequence[Resource], first: date, last: date) -> dict[int, dict[date, Day]]:
    facilities = {resource.facility_id: resource.facility for resource in resources}
    key = ("bookings:days", tuple(sorted(facilities)), first, last)

    def read() -> dict[int, dict[date, Day]]:
        chosen = list(facilities.values())
        schedules = schedules_of(chosen)
        return {
            facility.pk: {day.date: day for day in days(schedule, first, last)}
            for facility, schedule in zip(chosen, schedules, strict=True)
        }

    return remember(key, read)
