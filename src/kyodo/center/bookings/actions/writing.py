"""The one writer: whoever takes, moves or gives back cells does it here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.bookings import rules
from kyodo.center.bookings.admission import Asked, admitted, check_period, first_of_month
from kyodo.center.bookings.errors import hold_is_over, taken_at
from kyodo.center.bookings.models import Booking, Party, Resource, Unit
from kyodo.center.bookings.requests import Request
from kyodo.center.bookings.states import BOOKING, COUNTED, BookingState
from kyodo.center.bookings.steps.cells import (
    drop_cells,
    free_units,
    insert,
    let_expired_go,
    lock,
    lock_resources,
    span_of,
    take_cells,
)
from kyodo.center.bookings.terms import Terms, terms_under_lock
from kyodo.kernel.audit.record import record_many
from kyodo.kernel.errors import Refused, Unusable
from kyodo.kernel.freshness.version import version_and_moment
from kyodo.kernel.permissions import Who
from kyodo.kernel.prepared.making import new
from kyodo.kernel.prepared.reading import beside
from kyodo.kernel.prepared.writing import next_keys

#: A hold without conditions of its own is kept so long.
HOLD_MINUTES = 30


def reserve(
    *,
    request: Request,
    by: Who,
    channel: str,
    hold: timedelta | bool = False,
    exception_reason: str = "",
) -> Booking:
    """Take the cells of a request, all or none, and return its booking: ``booked``, or ``held`` with ``hold``.

    One transaction: the party's row and the units' rows are locked in sorted order, hours, closures, buffers,
    limits and rights are checked under the lock, then the cells are inserted; the database refuses a cell that
    somebody has. ``hold`` is how long (True: as long as the conditions say), by the database's clock. Raises
    ``Taken`` (a ``Conflict``, 409) when a cell is not free, ``Refused`` with its reason when the conditions or
    the rights say no, ``Unusable`` when the period is none. With ``exception_reason`` staff go beyond the
    conditions, never beyond the cells.
    """
    (booking,) = reserve_all(requests=[request], by=by, channel=channel, hold=hold, exception_reason=exception_reason)
    return booking


def reserve_here(*, request: Request, by: Who, channel: str, hold: timedelta | bool = False) -> Booking:
    """Do as :func:`reserve` in the transaction of whoever calls, which must end when this raises."""
    return _write(_lock([request]), [request], by, channel, hold, "")[0]


@transaction.atomic
def reserve_all(
    *,
    requests: Sequence[Request],
    by: Who,
    channel: str,
    hold: timedelta | bool = False,
    exception_reason: str = "",
) -> list[Booking]:
    """Take the cells of several requests, all or none; see :func:`reserve`."""
    held = _lock(requests)
    return _write(held, requests, by, channel, hold, exception_reason)


@transaction.atomic
def move(*, booking: Booking, request: Request, by: Who, channel: str, exception_reason: str = "") -> Booking:
    """Take another period or resource in the place of a booking; the old one becomes ``moved``.

    All or nothing: when the new cells are not free, the old booking stays. Raises as :func:`reserve`, and
    ``Conflict`` when the booking was dealt with meanwhile, or is a hold that is over.
    """
    was = Booking.objects.select_related("resource").get(pk=booking.pk)
    request = replace(request, moved_from=was, is_block=was.is_block, series=was.series)
    held = _lock([request], was)
    held_for: timedelta | bool = False
    if was.state == BookingState.HELD and was.held_until:
        if was.held_until <= held.moment:
            raise hold_is_over()
        held_for = was.held_until - held.moment
    was = BOOKING.move(was, "move", by=by, channel=channel, ended_at=timezone.now())
    drop_cells([was])
    (taken,) = _write(held, [request], by, channel, held_for, exception_reason)
    return taken


@transaction.atomic
def release(*, booking: Booking, by: Who, channel: str, reason: str = "", by_house: bool = False) -> Booking:
    """Cancel a booking and give its cells back. Raises ``Conflict`` when it holds none any more.

    ``by_house``: the reason is the house's, so that nothing stays due. Whoever waits for the period is served by
    ``actions.waiting.cancel``, which calls this.
    """
    lock_resources(booking)
    why = {"cancelled_reason": reason[:200], "by_house": by_house}
    booking = BOOKING.move(
        booking, "cancel", by=by, channel=channel, facts={"by_house": by_house}, ended_at=timezone.now(), **why
    )
    drop_cells([booking])
    return booking


# --- under the lock --------------------------------------------------------------------------


@dataclass(frozen=True)
class _Held:
    """What is locked for a write, as it is under the lock; the terms, and the moment by the database's clock."""

    parties: Mapping[int, Party]
    units: Mapping[int, list[Unit]]
    terms: Mapping[int, Terms]
    moment: datetime
    #: Of the bookings that are to be written, in the order of their requests.
    keys: Sequence[int]


def _lock(requests: Sequence[Request], also: Booking | None = None) -> _Held:
    resources = [resource for request in requests for resource in (request.resource, *request.extras)]
    if also is not None:
        resources += [also.resource, *(extra.resource for extra in also.extras.select_related("resource"))]
    parties = (request.party.pk for request in requests if request.party)
    asked = beside(version_and_moment(), next_keys(Booking, len(requests)))
    known, units, (((version, moment), keys),) = lock(parties, resources, asked)
    return _Held(known, units, terms_under_lock((request.resource for request in requests), version), moment, keys)


def _write(
    held: _Held, requests: Sequence[Request], by: Who, channel: str, hold: timedelta | bool, exception_reason: str
) -> list[Booking]:
    _check(held, requests, by, exception_reason)
    bookings = []
    for request, key in zip(requests, held.keys, strict=True):
        booking = new(Booking, id=key, **_columns(held, request, channel, hold, exception_reason))
        _take(held, request, booking)
        bookings.append(booking)
    facts = {"to": str(bookings[0].state), "exception": bool(exception_reason)}
    record_many(verb="reserve", things=bookings, by=by, channel=channel, facts=facts)
    return bookings


def _columns(
    held: _Held, request: Request, channel: str, hold: timedelta | bool, exception_reason: str
) -> dict[str, Any]:
    conditions = request.resource.conditions
    until: datetime | None = None
    if hold:
        minutes = timedelta(minutes=conditions.hold_minutes if conditions else HOLD_MINUTES)
        until = held.moment + (minutes if hold is True else hold)
    columns = {name: value for name, value in vars(request).items() if name != "extras"}
    state = BookingState.HELD if hold else BookingState.BOOKED
    how = {"state": state, "held_until": until, "channel": channel, "exception_reason": exception_reason[:200]}
    return columns | how


def _take(held: _Held, request: Request, booking: Booking) -> None:
    """Insert one booking with its cells. Holds that are over make room once."""
    resources = [request.resource, *request.extras]
    spans = {resource.pk: span_of(resource, request.starts_at, request.ends_at) for resource in resources}
    if insert(booking, request.extras, _units(held, request, spans), spans):
        return
    if let_expired_go(spans, resources, booking):
        drop_cells([booking])
        taken = _units(held, request, spans)
        if taken and take_cells(booking, taken, spans):
            return
    raise taken_at(request.resource, request.starts_at, request.ends_at)


def _units(held: _Held, request: Request, spans: Mapping[int, range]) -> list[tuple[Resource, Sequence[Unit]]]:
    """Return the units that a request takes of each resource; none when so many are not free."""
    found: list[tuple[Resource, Sequence[Unit]]] = []
    wanted = [(request.resource, request.count), *request.extras.items()]
    for resource, count in wanted:
        units = held.units.get(resource.pk, [])
        if not resource.is_room:
            units = free_units(resource, units, spans[resource.pk])[:count]
            if len(units) < count:
                return []
        found.append((resource, units))
    return found


# --- what is asked before -------------------------------------------------------------------


def _check(held: _Held, requests: Sequence[Request], by: Who, exception_reason: str) -> None:
    now, counts = timezone.now(), _in_month(requests)
    for number, request in enumerate(requests):
        check_period(request.resource, request.starts_at, request.ends_at)
        _check_units(held, request)
        terms, party = held.terms[request.resource.pk], _party(held, request)
        rules.require_reserving(by, request.is_block, party, exception_reason)
        if exception_reason or request.is_block:
            continue
        asked = Asked(
            terms.resource, request.starts_at, request.ends_at, party, request.people, request.layout, counts[number]
        )
        answer = admitted(asked, terms.schedule, now)
        if not answer:
            raise Refused(answer.reason)


def _party(held: _Held, request: Request) -> Party | None:
    """Return the party as it stands under the lock."""
    return held.parties[request.party.pk] if request.party else None


def _check_units(held: _Held, request: Request) -> None:
    for resource in (request.resource, *request.extras):
        units = held.units.get(resource.pk, [])
        if not units or (resource.is_room and not request.is_block and any(unit.is_out_of_use for unit in units)):
            raise Unusable(_("%(name)s cannot be used now. Please ask at the counter.") % {"name": resource.name})


def _in_month(requests: Sequence[Request]) -> list[int]:
    """Count what each request's party has in its month under the same conditions, with the requests before it."""
    counts = []
    for number, request in enumerate(requests):
        conditions = request.resource.conditions
        if request.party is None or conditions is None or conditions.most_per_month is None:
            counts.append(0)
            continue
        first, after = first_of_month(request.starts_at)
        there = Q(party=request.party, state__in=COUNTED, starts_at__gte=first, starts_at__lt=after)
        known = Booking.objects.filter(there, resource__conditions=conditions).count()
        same = [other for other in requests[:number] if first <= other.starts_at < after]
        counts.append(known + sum(other.resource.conditions_id == conditions.pk for other in same))
    return counts
