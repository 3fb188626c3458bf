"""Bookings as their own people and the counter read them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import BigIntegerField, DateField, Q, QuerySet
from django.utils import timezone

from kyodo.center.bookings import rules
from kyodo.center.bookings.models import Booking, Party, PartyMember, PostedNotice, Resource, Wait
from kyodo.center.bookings.queries.occupancy import sharing
from kyodo.center.bookings.requests import Request
from kyodo.center.bookings.states import NOT_IN_FORCE, TAKING, BookingState, PartyState, WaitState
from kyodo.commons.actors.public import Holding, fold
from kyodo.kernel.clock.now import in_tokyo, moment
from kyodo.kernel.permissions import Who
from kyodo.kernel.prepared.reading import Prepared, Question, Slot

ONE_DAY = timedelta(days=1)
#: A key of the database has fewer.
MOST_DIGITS = 19


def with_parts(found: QuerySet[Booking]) -> QuerySet[Booking]:
    """Add what a page of bookings shows, so that rows ask no more."""
    return found.select_related("resource__facility", "resource__conditions", "party__actor", "party__contact", "seat")


def own_parties(who: Who) -> QuerySet[Party]:
    """Return the registrations with which somebody may book today; read afresh every time."""
    if who.pk is None:
        return Party.objects.none()
    return _registrations(who.pk, timezone.localdate())


def parties_of(who: Who) -> list[Party]:
    """Return what :func:`own_parties` finds, for the steps of booking: most who book ask this and little else."""
    return [] if who.pk is None else _PARTIES.all(person=who.pk, on=timezone.localdate())


def party_named(typed: str) -> Question[list[Party]] | None:
    """Return the question for the registration that a form names: one row instead of a search for all."""
    return _PARTY.asked(pk=int(typed)) if typed.isdecimal() and len(typed) < MOST_DIGITS else None


def party_for(who: Who, found: Iterable[Party]) -> Party | None:
    """Return the registration that was found, if somebody may book with it."""
    party = next(iter(found), None)
    if party is None or party.state in NOT_IN_FORCE or not rules.books_for(who, party):
        return None
    return party


def _registrations(person: int | Slot, on: date | Slot) -> QuerySet[Party]:
    # Three ways, each by an index: among thousands of registrations nobody else's is looked at.
    held = Holding.objects.filter(Q(until=None) | Q(until__gt=on), person=person, since__lte=on)
    booked_for = PartyMember.objects.filter(person=person)
    own = Q(contact=person) | Q(pk__in=booked_for.values("party"))
    in_force = Party.objects.exclude(state__in=NOT_IN_FORCE)
    found = in_force.filter(Q(actor__in=held.values("seat__actor")) | (Q(actor=None) & own))
    return found.select_related("actor", "contact")


_PARTY = Prepared(lambda: Party.objects.filter(pk=Slot("pk", BigIntegerField())))
_PARTIES = Prepared(lambda: _registrations(Slot("person", BigIntegerField()), Slot("on", DateField())))


def own_bookings(who: Who) -> QuerySet[Booking]:
    """Return the bookings of somebody's registrations, the next first."""
    return with_parts(Booking.objects.filter(party__in=own_parties(who).values("pk"))).order_by("starts_at", "pk")


def own_at(parties: Iterable[Party], resource: Resource, starts_at: datetime, ends_at: datetime) -> Booking | None:
    """Return what one of these registrations has or holds at exactly this time."""
    found = Booking.objects.filter(
        resource=resource, starts_at=starts_at, ends_at=ends_at, party__in=list(parties), state__in=TAKING
    )
    return found.exclude(state=BookingState.HELD, held_until__lte=timezone.now()).first()


def own_waits(who: Who) -> QuerySet[Wait]:
    """Return where somebody's registrations wait."""
    waiting = Wait.objects.filter(party__in=own_parties(who).values("pk"))
    shown = waiting.filter(state__in=(WaitState.WAITING, WaitState.OFFERED), starts_at__gt=timezone.now())
    return shown.select_related("resource", "party", "booking")


def of_day(day: date, facility_id: int | None = None) -> QuerySet[Booking]:
    """Return what keeps its cells on a day, in order; what is closed for everybody among it."""
    found = Booking.objects.filter(starts_at__gte=moment(day), starts_at__lt=moment(day + ONE_DAY), state__in=TAKING)
    found = found.exclude(state=BookingState.HELD, held_until__lte=timezone.now())
    if facility_id:
        found = found.filter(resource__facility=facility_id)
    return with_parts(found).prefetch_related("extras__resource").order_by("starts_at", "resource__order", "pk")


def plan_of(resource: Resource, day: date) -> list[tuple[datetime, datetime]]:
    """Return when a resource is taken on a day, and nothing of by whom: for the door and for everybody."""
    shared = Resource.objects.filter(units__in=resource.units.values("pk")).values("pk")
    found = of_day(day).filter(resource__in=shared).order_by("starts_at")
    return list(found.values_list("starts_at", "ends_at"))


def parties_named(typed: str, limit: int = 12) -> list[Party]:
    """Return the registrations that somebody may mean: by number, name, reading or phone."""
    text = fold(typed)
    if not text:
        return []
    found = Q(name_key__contains=text) | Q(code=typed.strip().upper()) | Q(contact__contact_points__value=typed.strip())
    return list(Party.objects.filter(found).select_related("actor", "contact").distinct()[:limit])


def posted_on(day: date, resource: Resource | None = None) -> QuerySet[PostedNotice]:
    """Return the notices that stand on a day: all, or those on one resource's page."""
    found = PostedNotice.objects.filter(shown_from__lte=day, shown_until__gte=day)
    if resource is not None:
        found = found.filter(Q(resource=resource) | Q(resource=None, facility=resource.facility_id))
    return found.select_related("resource")


def plans_of(resources: list[Resource], day: date) -> dict[int, list[tuple[datetime, datetime]]]:
    """Return :func:`plan_of` for many resources: two queries for any number."""
    found = of_day(day).prefetch_related(None).order_by("starts_at")
    rows = list(found.values_list("resource_id", "starts_at", "ends_at"))
    shared = sharing([resource.pk for resource in resources])
    plans: dict[int, list[tuple[datetime, datetime]]] = {resource.pk: [] for resource in resources}
    for resource_id, starts_at, ends_at in rows:
        for other in shared[resource_id]:
            plans[other].append((starts_at, ends_at))
    return plans


# --- one booking, and its own people's --------------------------------------------------------


def is_live(booking: Booking) -> bool:
    """Say whether it may still be confirmed, moved or cancelled."""
    if booking.state == BookingState.HELD:
        return booking.held_until is not None and booking.held_until > timezone.now()
    return booking.state == BookingState.BOOKED and booking.starts_at > timezone.now()


def layout_name(booking: Booking) -> str:
    """Return the name of the layout that was chosen."""
    return next((str(one["name"]) for one in booking.resource.layouts if one["key"] == booking.layout), "")


def request_of(booking: Booking, resource: Resource, starts_at: datetime, ends_at: datetime) -> Request:
    """Return a booking's own facts as a request for another room or time; its equipment goes with it."""
    return Request(
        resource, starts_at, ends_at, party=booking.party, seat=booking.seat, person=booking.person,
        purpose=booking.purpose, title=booking.title, people=booking.people,
        layout=booking.layout if resource.pk == booking.resource_id else "", note=booking.note, count=booking.count,
        extras={extra.resource: extra.count for extra in booking.extras.select_related("resource")},
    )  # fmt: skip


def own_by_time(who: Who, shown: int = 30) -> tuple[list[Booking], list[Booking]]:
    """Return what is to come and what is over of somebody's bookings."""
    now = timezone.now()
    coming = own_bookings(who).filter(ends_at__gt=now, state__in=(BookingState.HELD, BookingState.BOOKED))
    coming = coming.exclude(state=BookingState.HELD, held_until__lte=now)
    over = own_bookings(who).exclude(pk__in=coming.values("pk")).order_by("-starts_at")
    return list(coming[:100]), list(over[:shown])


# --- at the counter --------------------------------------------------------------------------


def day_address(base: str, booking: Booking) -> str:
    """Return the address of the counter's page of a booking's day."""
    return f"{base}?day={in_tokyo(booking.starts_at):%Y-%m-%d}"


def parties() -> QuerySet[Party]:
    """Return registrations with what their page shows (fetch by rule)."""
    return Party.objects.select_related("actor", "contact")


def members_of(party: Party) -> QuerySet[PartyMember]:
    """Return who books for a registered group besides its contact."""
    return party.people.filter(person__erased_at=None).select_related("person", "party")


def parties_found(sought: str) -> QuerySet[Party]:
    """Return the registrations that are looked for, or all: what waits for an answer first, the newest first."""
    found = parties().annotate(is_new=Q(state=PartyState.RECEIVED)).order_by("-is_new", "-made_at", "-pk")
    return found.filter(pk__in=[party.pk for party in parties_named(sought, 200)]) if sought else found


def received_parties() -> int:
    """Count the registrations that wait for an answer."""
    return Party.objects.filter(state=PartyState.RECEIVED).count()


def waiting_count() -> int:
    """Count who waits for a time to come."""
    return Wait.objects.filter(state=WaitState.WAITING, starts_at__gt=timezone.now()).count()


def posted_from(day: date) -> QuerySet[PostedNotice]:
    """Return the notices that stand from a day on."""
    return PostedNotice.objects.filter(shown_until__gte=day).select_related("resource")
