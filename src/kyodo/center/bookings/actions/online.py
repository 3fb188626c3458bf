"""Paying online: begun with our reference, settled by what the provider's own books say, as often as it is asked."""

from django.db import transaction
from django.utils.translation import gettext as _

from kyodo.center.bookings.actions.money import charge, settle_online
from kyodo.center.bookings.models import Booking, OnlinePayment
from kyodo.center.bookings.paying import Provider, Standing
from kyodo.center.bookings.queries import online as queries
from kyodo.center.bookings.queries.money import root_of
from kyodo.center.bookings.states import ONLINE, OnlineState
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import Who


def begin_online(*, booking: Booking, provider: Provider, back_to: str, by: Who, channel: str) -> OnlinePayment:
    """Begin to pay what is owed, or go on with what is under way. Raises ``Unusable`` where nothing is owed.

    The provider is asked after the row is written: broken off in between, the same reference is begun again.
    """
    payment = _write(booking, provider, by, channel)
    if payment.reference:
        return payment
    begun = provider.begin(ours=payment.ours, yen=payment.yen, back_to=back_to)
    OnlinePayment.objects.filter(pk=payment.pk).update(reference=begun.reference, url=begun.url)
    payment.refresh_from_db()
    return payment


@transaction.atomic
def _write(booking: Booking, provider: Provider, by: Who, channel: str) -> OnlinePayment:
    root = Booking.objects.select_for_update().get(pk=root_of(booking).pk)
    owed = queries.payable(booking, provider)
    if not owed:
        raise Unusable(_("Nothing is owed for this booking."))
    under_way = queries.under_way(root)
    if under_way is not None:
        if (under_way.yen, under_way.provider) == (owed, provider.key):
            return under_way
        ONLINE.move(under_way, "fail_online", by=by, channel=channel)
    if not root.postings.exists():
        charge(booking=booking, by=by, channel=channel)
    ours = f"{root.code}-{root.online_payments.count() + 1}"
    payment = OnlinePayment.objects.create(booking=root, provider=provider.key, ours=ours, yen=owed)
    record(verb="begin_online", thing=payment, by=by, channel=channel, facts={"yen": owed})
    return payment


def settle(*, payment: OnlinePayment, provider: Provider, by: Who, channel: str) -> str:
    """Ask the provider and follow its books; returns how the payment stands then. Once more changes nothing."""
    return _follow(payment, provider, queries.standing_of(payment, provider), by, channel)


@transaction.atomic
def _follow(payment: OnlinePayment, provider: Provider, standing: Standing, by: Who, channel: str) -> str:
    # The booking first, as whoever begins a payment does: so nobody waits for each other in a ring.
    root = Booking.objects.select_for_update().get(pk=payment.booking_id)
    row = OnlinePayment.objects.select_for_update().get(pk=payment.pk)
    if row.state == OnlineState.PAID:
        return row.state
    if settle_online(booking=root, provider=provider, standing=standing, by=by, channel=channel):
        row = ONLINE.move(row, "settle_online", by=by, channel=channel)
    elif standing.state == "failed" and row.state == OnlineState.BEGUN:
        row = ONLINE.move(row, "fail_online", by=by, channel=channel)
    return row.state


def give_up(*, payment: OnlinePayment, by: Who, channel: str) -> None:
    """Count a payment as broken off. Raises ``Conflict`` when it stands otherwise already."""
    ONLINE.move(payment, "fail_online", by=by, channel=channel)
