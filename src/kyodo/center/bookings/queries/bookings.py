"""Bookings as their own people and the counter read them."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from kyodo.center.bookings.models import Booking, Party, PostedNotice, Resource, Wait
from kyodo.center.bookings.states import TAKING, BookingState, PartyState, WaitState
from kyodo.commons.actors.public import fold
from kyodo.kernel.clock.now import moment
from kyodo.kernel.permissions import Who

ONE_DAY = timedelta(days=1)


def with_parts(found: QuerySet[Booking]) -> QuerySet[Booking]:
    """Add what a page of bookings shows, so that rows ask no more."""
    return found.select_related("resource__facility", "resource__conditions", "party__actor", "party__contact", "seat")


def own_parties(who: Who) -> QuerySet[Party]:
    """Return the registrations with which somebody may book today; read afresh every time."""
    if who.pk is None:
        return Party.objects.none()
    on = timezone.localdate()
    open_seat = Q(actor__seats__holdings__until=None) | Q(actor__seats__holdings__until__gt=on)
    seat = Q(actor__seats__holdings__person=who.pk, actor__seats__holdings__since__lte=on) & open_seat
    own = Q(actor=None, contact=who.pk) | Q(actor=None, people__person=who.pk)
    in_force = Party.objects.exclude(state__in=(PartyState.REFUSED, PartyState.ENDED))
    return in_force.filter(seat | own).select_related("actor", "contact").distinct()


def own_bookings(who: Who) -> QuerySet[Booking]:
    """Return the bookings of somebody's registrations, the next first."""
    return with_parts(Booking.objects.filter(party__in=own_parties(who).values("pk"))).order_by("starts_at", "pk")


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
