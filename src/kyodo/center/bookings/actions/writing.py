"""The one writer: whoever takes, moves or gives back cells does it here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kyodo.center.bookings.models import Booking, Party, Resource, Series
from kyodo.center.bookings.states import Purpose
from kyodo.commons.actors.public import Seat
from kyodo.commons.people.public import Person
from kyodo.kernel.permissions import Who


@dataclass(frozen=True)
class Request:
    """What somebody asks for. ``extras`` are pairs of equipment and how many."""

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


def reserve(
    *,
    request: Request,
    by: Who,
    channel: str,
    hold: bool = False,
    exception_reason: str = "",
    series: Series | None = None,
    moved_from: Booking | None = None,
) -> Booking:
    """Take the cells of a request, all or none, and return its booking (``held`` with ``hold``, else ``booked``).

    One transaction: the party's row and the units' rows are locked in sorted order, hours, closures, buffers,
    limits and rights are checked under the lock, then the cells are inserted; the database refuses a cell that
    somebody has. Raises ``Taken`` (a ``Conflict``, 409) when a cell is not free, ``Refused`` with its reason when
    the conditions say no, ``Unusable`` when the period is none. ``exception_reason`` lets staff go beyond the
    conditions (never beyond the cells).
    """
    raise NotImplementedError
