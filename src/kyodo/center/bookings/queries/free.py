"""Which rooms are free: for one period, for "a Wednesday evening", and what else there is when one is full."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kyodo.center.bookings.models import Resource
from kyodo.center.bookings.queries.occupancy import DAY_PARTS, FREE, occupancy, public_rooms
from kyodo.kernel.clock.now import in_tokyo, today

#: How far "find me a room" looks, how much it shows, and how much of one day: else two days would fill the page.
DAYS_AHEAD, SHOWN, SHOWN_OF_DAY = 56, 30, 6


@dataclass(frozen=True)
class Offer:
    """A room that is free in a span of a day."""

    resource: Resource
    day: date
    begins: str
    ends: str


def seats(resource: Resource) -> int | None:
    """Return for how many people there is room at the most, or None where nobody said."""
    known = [layout.get("capacity") or 0 for layout in resource.layouts]
    most = max([*known, resource.capacity or 0])
    return most or None


def has_room_for(resource: Resource, people: int | None) -> bool:
    """Say whether so many people find room; where the capacity is not known, the answer is no once it matters."""
    return not people or (seats(resource) or 0) >= people


def free_resources(starts_at: datetime, ends_at: datetime, people: int | None = None) -> list[Resource]:
    """Return the rooms that are free for a whole period of one day, the smallest that suffices first."""
    begins, ends = in_tokyo(starts_at), in_tokyo(ends_at)
    found = [room for room in public_rooms() if has_room_for(room, people)]
    here = occupancy(found, begins.date(), begins.date() + timedelta(days=1))
    span = f"{begins:%H:%M}", f"{ends:%H:%M}"
    fits = [room for room in found if _suits_slots(room, *span) and here.is_free(room, begins.date(), *span)]
    return sorted(fits, key=lambda room: (seats(room) or 0, room.order))


def _suits_slots(room: Resource, begins: str, ends: str) -> bool:
    if not room.slots:
        return True
    return begins in {slot[0] for slot in room.slots} and ends in {slot[1] for slot in room.slots}


def find_rooms(*, people: int | None, weekday: int | None, part: str, start: date | None = None) -> list[Offer]:
    """Return the next free spans: for so many people, on a weekday (1-7 or any), in a part of the day (or any).

    Of a day those in the smallest rooms that suffice.
    """
    first = max(start or today(), today())
    rooms = sorted((room for room in public_rooms() if has_room_for(room, people)), key=lambda room: seats(room) or 0)
    here = occupancy(rooms, first, first + timedelta(days=DAYS_AHEAD))
    found: list[Offer] = []
    for day in here.days:
        if weekday and day.isoweekday() != weekday:
            continue
        of_day = [
            Offer(room, day, piece.begins, _end(room, here.day(room, day), piece.ends))
            for room in rooms
            for piece in here.parts(room, day)
            if piece.state == FREE and (not part or part_of(piece.begins) == part)
        ]
        found += of_day[:SHOWN_OF_DAY]
        if len(found) >= SHOWN:
            break
    return found[:SHOWN]


def _end(room: Resource, here: object, ends: str) -> str:
    spans = getattr(here, "spans", ())
    closes = max((f"{span.closes_at:%H:%M}" for span in spans), default=ends)
    return ends if room.slots else min(ends, closes)


def part_of(begins: str) -> str:
    """Return in which part of the day something begins."""
    return next((key for key, _name, _from, until in DAY_PARTS if begins < until), DAY_PARTS[-1][0])


@dataclass(frozen=True)
class Alternatives:
    """What else there is: other rooms at the same time, the same room at other times."""

    rooms: list[Offer]
    times: list[Offer]

    def __bool__(self) -> bool:
        return bool(self.rooms or self.times)


def alternatives(resource: Resource, starts_at: datetime, ends_at: datetime, people: int | None = None) -> Alternatives:
    """Return up to five of each, for a page that has to say no."""
    begins, ends = in_tokyo(starts_at), in_tokyo(ends_at)
    span = f"{begins:%H:%M}", f"{ends:%H:%M}"
    need = people or seats(resource)
    rooms = [room for room in free_resources(starts_at, ends_at, need) if room.pk != resource.pk]
    first = max(today(), begins.date() - timedelta(days=3))
    here = occupancy([resource], first, first + timedelta(days=14))
    times = [
        Offer(resource, day, piece.begins, _end(resource, here.day(resource, day), piece.ends))
        for day in here.days
        for piece in here.parts(resource, day)
        if piece.state == FREE
    ]
    times.sort(key=lambda offer: (abs((offer.day - begins.date()).days), offer.day, offer.begins))
    return Alternatives([Offer(room, begins.date(), *span) for room in rooms[:5]], times[:5])
