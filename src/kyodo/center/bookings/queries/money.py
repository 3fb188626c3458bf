"""Reads of the ledger: what a booking costs, what was paid, what a day's cash should be."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from kyodo.center.bookings.fees import Grant, Line, Use, due_after, fee_of, reduced
from kyodo.center.bookings.models import Booking, Closing, CommonReduction, Fee, Party, Posting, Reduction, Resource
from kyodo.center.bookings.states import BookingState, Method, PostingKind
from kyodo.commons.places.public import Facility
from kyodo.kernel.clock.now import day_of, in_tokyo, moment, today

#: What a booking costs only in part, or not at all.
GIVEN_UP = (BookingState.CANCELLED, BookingState.EXPIRED)
#: For what was kept a fee is due, whether or not somebody came.
COME = (BookingState.BOOKED, BookingState.USED, BookingState.NO_SHOW)
LOOK_BACK = timedelta(days=31)
#: What a :class:`~kyodo.center.bookings.fees.Line` is made of.
LINE = ("per", "slot_from", "slot_until", "user_kind", "purpose", "yen", "since")


def root_of(booking: Booking) -> Booking:
    """Return the booking on which the ledger stands: the first of those that took each other's place."""
    while booking.moved_from is not None:
        booking = booking.moved_from
    return booking


def last_of(booking: Booking) -> Booking:
    """Return the booking that took the place of all before it, as it stands now."""
    found = Booking.objects.select_related("resource__conditions", "resource__facility", "party")
    while (later := found.filter(moved_from=booking).first()) is not None:
        booking = later
    return found.get(pk=booking.pk)


def postings(booking: Booking) -> QuerySet[Posting]:
    """Return the lines of a booking's ledger."""
    found = Posting.objects.filter(booking=root_of(booking))
    return found.select_related("reversed_by", "paper").order_by("pk")


def balance(booking: Booking) -> int:
    """Return what is still owed: positive by the party, negative by the house, zero when all is settled."""
    return int(postings(booking).aggregate(sum=Sum("yen"))["sum"] or 0)


def charged(booking: Booking) -> QuerySet[Posting]:
    """Return the charges that stand."""
    return postings(booking).filter(kind=PostingKind.CHARGE, reversed_by=None)


def table_fee(booking: Booking) -> int | None:
    """Return what the fee table says for a booking as it was made, with its reductions; None: no answer."""
    party = booking.party
    if party is None:
        return 0
    grants = [*grants_of([party])[party.pk], *common_grants(booking.resource)]
    return fee_with(lines_of(booking.resource), grants, booking)


def fee_with(lines: Iterable[Line], grants: Iterable[Grant], booking: Booking) -> int | None:
    """Return what these lines of the table and these reductions say for a booking of somebody; it may be unsaved."""
    use = use_of(booking)
    if use is None:
        return 0
    yen = fee_of(lines, use)
    return None if yen is None else reduced(yen, grants, use)


def use_of(booking: Booking) -> Use | None:
    """Return what a booking of somebody is, as the fee table sees it; None where it is nobody's."""
    party, resource = booking.party, booking.resource
    if party is None:
        return None
    begin, end = in_tokyo(booking.starts_at), in_tokyo(booking.ends_at)
    return Use(
        begin.date(), f"{begin:%H:%M}", f"{end:%H:%M}", party.user_kind, booking.purpose,
        1 if resource.is_room else booking.count, _months(begin.date(), end.date()) if resource.is_yearly else 0,
    )  # fmt: skip


def lines_of(resource: Resource) -> list[Line]:
    """Return the lines of the fee table for a resource."""
    return [Line(*row) for row in resource.fees.values_list(*LINE)]


@dataclass(frozen=True)
class RoomFees:
    """The lines of the fee table for one resource."""

    resource: Resource
    lines: list[Fee]

    @property
    def is_sample(self) -> bool:
        """Say whether every line is an invented sample."""
        return all(line.is_demo for line in self.lines)

    @property
    def since(self) -> date | None:
        """Return from when all lines are in force; None where they differ."""
        found = {line.since for line in self.lines}
        return found.pop() if len(found) == 1 else None


def fees_by_room(fees: QuerySet[Fee]) -> list[RoomFees]:
    """Return the lines of the fee table room by room; one query."""
    read = fees.select_related("resource")
    return [RoomFees(room, list(lines)) for room, lines in groupby(read, lambda fee: fee.resource)]


def grants_of(parties: Iterable[Party]) -> dict[int, list[Grant]]:
    """Return the reductions of parties by their keys: one query for any number."""
    found: dict[int, list[Grant]] = defaultdict(list)
    for one in Reduction.objects.filter(party__in=[party.pk for party in parties]):
        found[one.party_id].append(Grant(one.percent, one.since, one.until))
    return found


def common_reductions(resource: Resource) -> QuerySet[CommonReduction]:
    """Return the reductions for everybody that a resource has, over or not."""
    return CommonReduction.objects.filter(Q(resources=None) | Q(resources=resource))


def common_of(booking: Booking) -> list[CommonReduction]:
    """Return the reductions for everybody that are in force for a booking."""
    use = use_of(booking)
    return [one for one in common_reductions(booking.resource) if grant_of(one).suits(use)] if use else []


def reductions_shown() -> QuerySet[CommonReduction]:
    """Return the reductions for everybody that are in force or announced."""
    in_time = CommonReduction.objects.filter(Q(until=None) | Q(until__gt=today()))
    return in_time.prefetch_related("resources")


def grant_of(reduction: CommonReduction) -> Grant:
    """Return a reduction for everybody as the fee table counts with it."""
    return Grant(reduction.percent, reduction.since, reduction.until, reduction.user_kind, reduction.purpose)


def common_grants(resource: Resource) -> list[Grant]:
    """Return the reductions for everybody that a resource has."""
    return [grant_of(one) for one in common_reductions(resource)]


def has_sample_fees(resource: Resource) -> bool:
    """Say whether what a resource costs is an invented sample."""
    return resource.fees.filter(is_demo=True).exists()


def standing_charge(booking: Booking) -> int:
    """Return what was charged for a booking and not taken back."""
    return int(charged(booking).aggregate(sum=Sum("yen"))["sum"] or 0)


def paid(booking: Booking) -> int:
    """Return how much money came in for a booking, less what went out."""
    return -int(postings(booking).exclude(method=Method.NONE).aggregate(sum=Sum("yen"))["sum"] or 0)


def _months(first: date, after: date) -> int:
    """Return the months of a yearly use; part of a month counts as a month."""
    return (after.year - first.year) * 12 + after.month - first.month + (after.day > first.day)


def owed_for(booking: Booking) -> int | None:
    """Return what is due for a booking as it stands now: its fee, or the part that stays after a cancellation.

    What staff charged by hand before the cancellation counts instead of the table. None: the table has no answer.
    """
    now = last_of(booking)
    if now.state not in GIVEN_UP:
        return table_fee(now)
    if now.state == BookingState.EXPIRED or now.ended_at is None or now.held_until is not None:
        return 0  # nobody ever confirmed it
    if now.by_house:
        return 0
    yen = _charged_before(now) or table_fee(now)
    if yen is None:
        return None
    steps = now.resource.conditions.cancellation if now.resource.conditions else []
    return due_after(yen, steps, day_of(now.ended_at), day_of(now.starts_at))


def _charged_before(booking: Booking) -> int:
    stood = Q(reversed_by=None) | Q(reversed_by__at__gte=booking.ended_at)
    before = postings(booking).filter(stood, kind=PostingKind.CHARGE, at__lt=booking.ended_at)
    return int(before.aggregate(sum=Sum("yen"))["sum"] or 0)


def uncharged(limit: int = 100) -> list[tuple[Booking, int | None]]:
    """Return the uses of the last month until tonight of which nothing is charged yet, with what the table says.

    The oldest first; None: the table has no answer. What costs nothing is left out.
    """
    begin, end = moment(today() - LOOK_BACK), moment(today() + timedelta(days=1))
    has_fees = Exists(Fee.objects.filter(resource=OuterRef("resource")))
    found = Booking.objects.filter(has_fees, state__in=COME, starts_at__gte=begin, starts_at__lt=end, postings=None)
    parts = found.exclude(party=None).select_related("resource", "party", "moved_from").order_by("starts_at", "pk")
    uses = list(parts)
    roots = {one.pk: root_of(one).pk for one in uses if one.moved_from is not None}
    charged = set(Posting.objects.filter(booking__in=roots.values()).values_list("booking", flat=True))
    fees = fees_of([one for one in uses if roots.get(one.pk) not in charged])
    return [(one, yen) for one, yen in fees if yen != 0][:limit]


def fees_of(bookings: Sequence[Booking]) -> list[tuple[Booking, int | None]]:
    """Return each booking with what the table says; four queries for any number."""
    rooms = {one.resource_id for one in bookings}
    lines: dict[int, list[Line]] = defaultdict(list)
    for resource, *row in Fee.objects.filter(resource__in=rooms).values_list("resource", *LINE):
        lines[resource].append(Line(*row))
    common: dict[int, list[Grant]] = defaultdict(list)
    for one in CommonReduction.objects.prefetch_related("resources"):
        for pk in {room.pk for room in one.resources.all()} or rooms:
            common[pk].append(grant_of(one))
    grants = grants_of({one.party for one in bookings if one.party})
    return [
        (one, fee_with(lines[one.resource_id], [*grants[one.party_id or 0], *common[one.resource_id]], one))
        for one in bookings
    ]


def open_accounts(limit: int = 200) -> list[Booking]:
    """Return the bookings on which something is owed by one side or the other, with ``owed``; the oldest first."""
    found = Booking.objects.annotate(owed=Sum("postings__yen")).exclude(owed=None).exclude(owed=0)
    return list(found.select_related("resource", "party").order_by("starts_at", "pk")[:limit])


def of_book_day(facility: Facility, day: date) -> QuerySet[Posting]:
    """Return what moved on a day of the cash book."""
    found = Posting.objects.filter(book_day=day, booking__resource__facility=facility).exclude(method=Method.NONE)
    return found.select_related("booking__resource", "booking__party").order_by("pk")


def taken_in(lines: Iterable[Posting], method: str) -> int:
    """Return how much money came in one way, less what went out."""
    return -sum(line.yen for line in lines if line.method == method)


def is_closed(facility: Facility, day: date) -> bool:
    """Say whether a day of the cash book was counted."""
    return Closing.objects.filter(facility=facility, day=day).exists()


def unsound_lines() -> Iterator[str]:
    """Yield one line for each reversal that does not take back exactly what it names."""
    wrong = Posting.objects.filter(reverses__isnull=False).exclude(
        yen=-F("reverses__yen"), booking=F("reverses__booking")
    )
    for line in wrong.iterator(chunk_size=200):
        yield f"ledger: line {line.pk} does not take back line {line.reverses_id}"
