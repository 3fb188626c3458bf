"""What something will cost, said before it is booked, and what stays due before it is cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kyodo.center.bookings.fees import due_after
from kyodo.center.bookings.models import Booking, Party, Resource
from kyodo.center.bookings.queries.money import (
    common_grants,
    fee_with,
    grants_of,
    has_sample_fees,
    lines_of,
    paid,
    standing_charge,
    table_fee,
)
from kyodo.center.bookings.states import BookingState, Purpose
from kyodo.kernel.clock.now import day_of, today


@dataclass(frozen=True)
class Cost:
    """What a period costs a party: the same for each purpose, or from ``least`` to ``most``."""

    party: Party
    least: int
    most: int
    is_sample: bool = False


def costs_of(resource: Resource, starts_at: datetime, ends_at: datetime, parties: Sequence[Party]) -> list[Cost]:
    """Return what a period costs each party; nothing where the fee table has no answer. Four queries for any number."""
    lines = lines_of(resource)
    if not lines:
        return []
    grants, common, costs = grants_of(parties), common_grants(resource), []
    is_sample = has_sample_fees(resource)
    for party in parties:
        asked = [
            Booking(resource=resource, starts_at=starts_at, ends_at=ends_at, party=party, purpose=purpose)
            for purpose in Purpose.values
        ]
        fees = [fee for one in asked if (fee := fee_with(lines, [*grants[party.pk], *common], one)) is not None]
        if len(fees) == len(asked):
            costs.append(Cost(party, min(fees), max(fees), is_sample))
    return costs


@dataclass(frozen=True)
class Ending:
    """What a cancellation today costs: what stays ``due``, what is ``back`` and what is still ``owed`` after it."""

    fee: int
    due: int
    back: int
    owed: int


def ending_of(booking: Booking) -> Ending | None:
    """Return what cancelling a booking today would cost; None where no fee is known."""
    fee = standing_charge(booking) or table_fee(booking)
    if fee is None:
        return None
    conditions = booking.resource.conditions
    steps = conditions.cancellation if conditions else []
    is_held = booking.state == BookingState.HELD  # what was never confirmed costs nothing
    due = 0 if is_held else due_after(fee, steps, today(), day_of(booking.starts_at))
    given = paid(booking)
    return Ending(fee, due, max(given - due, 0), max(due - given, 0))
