"""Reads of payments made online: what can be paid, what is under way, how it stands."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from kyodo.center.bookings.models import Booking, OnlinePayment, Paper
from kyodo.center.bookings.paying import Provider, Standing, provider_set
from kyodo.center.bookings.queries.money import (
    balance,
    has_sample_fees,
    last_of,
    owed_for,
    paid,
    postings,
    root_of,
    table_fee,
)
from kyodo.center.bookings.states import BookingState, Method, OnlineState

#: So long a provider is asked after a payment that was given up; one under way counts as broken off after a day.
ASKED_FOR, BROKEN_OFF = timedelta(days=7), timedelta(days=1)


def payable(booking: Booking, provider: Provider) -> int:
    """Return how many yen can be paid online for a booking now: what is owed, or what the table says before a charge.

    A fee that is a sample is nothing to pay with money.
    """
    if postings(booking).exists():
        return max(open_sum(booking), 0)
    now = last_of(booking)
    if now.state != BookingState.BOOKED or (has_sample_fees(now.resource) and not provider.is_sample):
        return 0
    return table_fee(now) or 0


def open_sum(booking: Booking) -> int:
    """Return what is still owed, or below zero what is given back: the balance of the ledger.

    After a cancellation it is what stays due, also before the counter has charged that.
    """
    now = last_of(booking)
    if now.state != BookingState.CANCELLED or now.ended_at is None:
        return balance(booking)
    due = owed_for(booking)
    is_charged = postings(booking).filter(method=Method.NONE, at__gte=now.ended_at).exists()
    return balance(booking) if is_charged or due is None else due - paid(booking)


def under_way(booking: Booking) -> OnlinePayment | None:
    """Return the payment of a booking that is under way."""
    return OnlinePayment.objects.filter(booking=root_of(booking), state=OnlineState.BEGUN).first()


def last_payment(booking: Booking) -> OnlinePayment | None:
    """Return the payment of a booking that was begun last."""
    return OnlinePayment.objects.filter(booking=root_of(booking)).last()


def standing_of(payment: OnlinePayment, provider: Provider) -> Standing:
    """Return how a payment stands by the provider's books; one that it does not know is open."""
    unknown = Standing(payment.reference, "open", payment.yen)
    try:
        return provider.standing(payment.reference) if payment.reference else unknown
    except LookupError:
        return unknown


def unsettled(provider: Provider) -> QuerySet[OnlinePayment]:
    """Return the payments of a provider after which it is asked: under way, or given up not long ago."""
    recent = OnlinePayment.objects.filter(provider=provider.key, made_at__gt=timezone.now() - ASKED_FOR)
    return recent.exclude(state=OnlineState.PAID).order_by("pk")


def is_broken_off(payment: OnlinePayment) -> bool:
    """Say whether a payment under way is too old to be waited for."""
    return payment.state == OnlineState.BEGUN and payment.made_at < timezone.now() - BROKEN_OFF


def offered_online(booking: Booking) -> str:
    """Return what the page for paying is for now: to ``pay``, to ``print`` what was paid, or nothing."""
    provider = provider_set()
    if provider is None:
        return ""
    if payable(booking, provider):
        return "pay"
    return "print" if receipts_of(booking).exists() else ""


def receipts_of(booking: Booking) -> QuerySet[Paper]:
    """Return the receipts of a booking."""
    found = Paper.objects.filter(booking=root_of(booking), kind=Paper.Kind.RECEIPT).order_by("pk")
    return found.select_related("posting__reversed_by", "booking__party__actor")
