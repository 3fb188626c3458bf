"""Locks, and cells under them. Only the writer and what gives cells back use this.

The order of locks is the same for everybody: rows of parties, then rows of units, each sorted; then bookings, cells
and the audit chain. On SQLite the transaction itself (BEGIN IMMEDIATE) is the lock.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import IntegrityError
from django.db.models import BigIntegerField, Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from kyodo.center.bookings.models import Booking, Cell, Extra, Party, Resource, Unit, Wait, YearCell
from kyodo.center.bookings.quarters import quarters, year_of
from kyodo.center.bookings.states import BookingState, WaitState
from kyodo.kernel.audit.record import record_many
from kyodo.kernel.clock.now import in_tokyo
from kyodo.kernel.permissions import SYSTEM, Who
from kyodo.kernel.prepared.reading import Prepared, Question, Slot, together
from kyodo.kernel.prepared.writing import inserting, inserting_rows
from kyodo.kernel.text.letters import TRIES

#: Rows in one statement: SQLite allows only so many values.
BATCH = 500


class Locked(NamedTuple):
    """Parties and units by key as they are under the lock, and the answers to what was asked then."""

    parties: dict[int, Party]
    units: dict[int, list[Unit]]
    told: list[Any]


_PARTY = Prepared(lambda: Party.objects.select_for_update().filter(pk=Slot("pk", BigIntegerField())))


def lock_parties(ids: Iterable[int]) -> dict[int, Party]:
    """Lock the rows of parties in sorted order and return them."""
    return {pk: party for pk in sorted(set(ids)) for party in _PARTY.all(pk=pk)}


def lock_units(resources: Iterable[Resource]) -> dict[int, list[Unit]]:
    """Lock the units of resources in sorted order; return them by the resource's key."""
    wanted = {resource.pk for resource in resources}
    if len(wanted) == 1:
        (one,) = wanted
        return {one: _UNITS_OF_ONE.all(resource=one)}
    links = Resource.units.through._default_manager.select_for_update(of=("unit",)).filter(resource_id__in=wanted)
    found: dict[int, list[Unit]] = defaultdict(list)
    for link in links.select_related("unit").order_by("unit_id", "resource_id"):
        found[link.resource_id].append(link.unit)
    return found


_UNITS_OF_ONE = Prepared(
    lambda: (
        Unit.objects.select_for_update(of=("self",))
        .filter(resources=Slot("resource", BigIntegerField()))
        .order_by("pk")
    )
)


def lock(parties: Iterable[int], resources: Iterable[Resource], *then: Question[Any]) -> Locked:
    """Lock parties and units as the two functions above do, and ask something once all are locked.

    Most bookings are of one room: then all of it is one way to the database.
    """
    ids, things = sorted(set(parties)), list(resources)
    wanted = {resource.pk for resource in things}
    if len(wanted) != 1:
        return Locked(lock_parties(ids), lock_units(things), together(*then))
    (one,) = wanted
    asked: list[Question[Any]] = [*(_PARTY.asked(pk=pk) for pk in ids), _UNITS_OF_ONE.asked(resource=one)]
    told = together(*asked, *then)
    known = {party.pk: party for found in told[: len(ids)] for party in found}
    return Locked(known, {one: told[len(ids)]}, told[len(asked) :])


def lock_resources(booking: Booking) -> None:
    """Lock what a booking has: its resource's units and those of its equipment."""
    extras = [extra.resource for extra in booking.extras.select_related("resource")]
    lock_units([booking.resource, *extras])


def span_of(resource: Resource, starts_at: datetime, ends_at: datetime) -> range:
    """Return the numbers of the cells of a period: quarter-hours with buffers, or the year."""
    if resource.is_yearly:
        year = year_of(in_tokyo(starts_at).date(), resource.year_from)
        return range(year, year + 1)
    return quarters(starts_at, ends_at, resource.before, resource.after)


def free_units(resource: Resource, units: Sequence[Unit], span: range) -> list[Unit]:
    """Return the units in use of which nobody has a cell in this span, to be called under their lock."""
    usable = [unit for unit in units if not unit.is_out_of_use]
    taken = set(_taken(resource, usable, span).values_list("unit_id", flat=True))
    return [unit for unit in usable if unit.pk not in taken]


def _taken(resource: Resource, units: Sequence[Unit], span: range) -> QuerySet[Any]:
    if resource.is_yearly:
        return YearCell.objects.filter(unit__in=units, year__gte=span.start, year__lt=span.stop)
    return Cell.objects.filter(unit__in=units, quarter__gte=span.start, quarter__lt=span.stop)


def insert(
    booking: Booking,
    extras: Mapping[Resource, int],
    taken: Iterable[tuple[Resource, Sequence[Unit]]],
    spans: Mapping[int, range],
) -> bool:
    """Insert a new booking, its equipment and its cells; return whether it has all its cells.

    It has not when somebody has one of them: the primary key says so, whoever writes. What was inserted stays then,
    so that the caller either drops it or lets the transaction end. A receipt number that is taken is drawn again.
    """
    cells = [*_cells(booking, taken, spans)]
    for _try in range(TRIES):
        there, *counts = together(inserting(booking, once_by=["code"]), *map(_inserting, cells))
        if there:
            break
        drop_cells([booking])
        booking.code = Booking._meta.get_field("code").get_default()
    else:
        raise IntegrityError("no number is free for this booking")
    if extras:
        Extra.objects.bulk_create(Extra(booking=booking, resource=one, count=count) for one, count in extras.items())
    return bool(cells) and counts == [len(part.rows) for part in cells]


def take_cells(booking: Booking, taken: Iterable[tuple[Resource, Sequence[Unit]]], spans: Mapping[int, range]) -> bool:
    """Insert the cells of a booking that is there; see :func:`insert`."""
    parts = [*_cells(booking, taken, spans)]
    return bool(parts) and all(together(_inserting(part))[0] == len(part.rows) for part in parts)


class _Part(NamedTuple):
    table: type[Model]
    once: tuple[str, str]
    rows: list[tuple[int, int, int]]


def _cells(
    booking: Booking, taken: Iterable[tuple[Resource, Sequence[Unit]]], spans: Mapping[int, range]
) -> Iterator[_Part]:
    for resource, units in taken:
        table: type[Model] = YearCell if resource.is_yearly else Cell
        once = ("unit", "year" if resource.is_yearly else "quarter")
        rows = [(unit.pk, number, booking.pk) for unit in units for number in spans[resource.pk]]
        for begin in range(0, len(rows), BATCH):
            yield _Part(table, once, rows[begin : begin + BATCH])


def _inserting(part: _Part) -> Question[int]:
    return inserting_rows(part.table, (*part.once, "booking"), part.rows, part.once)


def drop_cells(bookings: Collection[Booking]) -> None:
    """Give back the cells of bookings; their units are locked by the caller."""
    ids = [booking.pk for booking in bookings]
    Cell.objects.filter(booking__in=ids).delete()
    YearCell.objects.filter(booking__in=ids).delete()


def let_expired_go(spans: Mapping[int, range], resources: Iterable[Resource], but: Booking) -> bool:
    """End the holds on these cells that the database's clock says are over, ``but`` not this one.

    Say whether there were any.
    """
    ids: set[int] = set()
    for resource in resources:
        asked = {"resource": resource.pk, "begin": spans[resource.pk].start, "end": spans[resource.pk].stop}
        ids |= {cell.booking_id for cell in (_OVER_YEARS if resource.is_yearly else _OVER).all(**asked)}
    ids.discard(but.pk)
    return bool(ids) and bool(expire(ids))


def _over(table: Any, number: str) -> QuerySet[Any]:
    """Return the cells of holds that are over, on the units of a resource in a span."""
    # What somebody waits for goes to them by the clock's draw, not to whoever comes first now: also when they wait for
    # a large room and the hold lies on half of it.
    waits = Wait.objects.filter(
        resource__units__resources=OuterRef("booking__resource"), starts_at__lt=OuterRef("booking__ends_at"),
        ends_at__gt=OuterRef("booking__starts_at"), state__in=(WaitState.WAITING, WaitState.OFFERED),
    )  # fmt: skip
    of_units = Q(
        unit__in=Resource.units.through.objects.filter(resource_id=Slot("resource", BigIntegerField())).values("unit")
    )
    in_span = {f"{number}__gte": Slot("begin", BigIntegerField()), f"{number}__lt": Slot("end", BigIntegerField())}
    over = Q(booking__state=BookingState.HELD, booking__held_until__lte=Now())
    found: QuerySet[Any] = table.objects.filter(of_units, over, ~Exists(waits), **in_span)
    return found


_OVER, _OVER_YEARS = Prepared(lambda: _over(Cell, "quarter")), Prepared(lambda: _over(YearCell, "year"))


def expire(ids: Iterable[int], by: Who = SYSTEM, channel: str = "clock") -> list[Booking]:
    """End holds that are over by the database's clock, and give their cells back; returns them."""
    over = Booking.objects.select_for_update().filter(pk__in=set(ids), state=BookingState.HELD, held_until__lte=Now())
    found = list(over.order_by("pk"))
    if found:
        Booking.objects.filter(pk__in=[one.pk for one in found]).update(state=BookingState.EXPIRED, ended_at=Now())
        drop_cells(found)
        record_many(verb="expire", things=found, by=by, channel=channel, facts={"from": "held", "to": "expired"})
    return found
