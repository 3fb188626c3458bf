"""Writes about rooms: a course takes its room through the same writer as everybody."""

from datetime import datetime

from django.db import transaction

from kyodo.center.bookings.public import Request, Resource, release, reserve
from kyodo.center.courses.models import TakenRoom
from kyodo.commons.gatherings.public import Occurrence
from kyodo.kernel.audit.record import record
from kyodo.kernel.permissions import Who


@transaction.atomic
def take_room(
    *, occurrence: Occurrence, resource: Resource, starts_at: datetime, ends_at: datetime, by: Who, channel: str,
    people: int | None = None,
) -> TakenRoom:  # fmt: skip
    """Take a room for a date. Raises ``Taken`` (a ``Conflict``) when somebody has it, ``Refused`` and ``Unusable``
    as the writer of bookings does."""
    gathering = occurrence.gathering
    request = Request(
        resource, starts_at, ends_at, title=gathering.title, people=people, is_block=True, is_demo=gathering.is_demo
    )
    booking = reserve(request=request, by=by, channel="course")
    record(verb="take_room", thing=gathering, by=by, channel=channel, facts={"booking": booking.pk})
    return TakenRoom.objects.create(occurrence=occurrence, booking=booking)


@transaction.atomic
def give_room_back(*, taken: TakenRoom, by: Who, channel: str) -> None:
    """Give a room back to whoever waits for it. Raises ``Conflict`` when the booking was dealt with already."""
    booking = taken.booking
    record(
        verb="give_room_back", thing=taken.occurrence.gathering, by=by, channel=channel, facts={"booking": booking.pk}
    )
    taken.delete()
    release(booking=booking, by=by, channel="course")
