"""What somebody asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kyodo.center.bookings.models import Booking, Party, Resource, Series
from kyodo.center.bookings.states import Purpose
from kyodo.commons.actors.public import Seat
from kyodo.commons.people.public import Person


@dataclass(frozen=True)
class Request:
    """A resource for a half-open period. ``extras`` are equipment and how many of it.

    Without ``party`` it must be ``is_block``: closed for everybody, for ``title``'s reason.
    """

    resource: Resource
    starts_at: datetime
    ends_at: datetime
    party: Party | None = None
    seat: Seat | None = None
    person: Person | None = None
    purpose: str = Purpose.MEETING
    title: str = ""
    people: int | None = None
    layout: str = ""
    note: str = ""
    count: int = 1
    extras: Mapping[Resource, int] = field(default_factory=dict)
    is_block: bool = False
    is_demo: bool = False
    series: Series | None = None
    moved_from: Booking | None = None
