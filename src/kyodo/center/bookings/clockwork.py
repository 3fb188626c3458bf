"""What comes due by the clock: holds that are over, waiting lists whose time has come, payments."""

from django.db.models.functions import Now

from kyodo.center.bookings.actions.online import give_up, settle
from kyodo.center.bookings.actions.waiting import close_over, let_go
from kyodo.center.bookings.models import Booking
from kyodo.center.bookings.paying import Unreachable, provider_set
from kyodo.center.bookings.queries.online import is_broken_off, unsettled
from kyodo.center.bookings.states import BookingState, OnlineState
from kyodo.kernel.permissions import SYSTEM

AT_ONCE = 200


def end_holds() -> str:
    """Give back what was held and not confirmed, by the database's clock; each in a transaction of its own."""
    over = Booking.objects.filter(state=BookingState.HELD, held_until__lte=Now()).order_by("held_until")[:AT_ONCE]
    ended = sum(let_go(booking=booking, by=SYSTEM, channel="clock") for booking in over)
    return f"{ended} ended"


def close_waits() -> str:
    """Close what was waited for in vain; returns how many."""
    return f"{close_over(by=SYSTEM, channel='clock')} closed"


def follow_payments() -> str:
    """Take over what was paid online though nobody came back, and end what was broken off; returns how many."""
    provider, settled, ended = provider_set(), 0, 0
    if provider is None:
        return "no provider"
    try:
        for payment in unsettled(provider)[:AT_ONCE]:
            state = settle(payment=payment, provider=provider, by=SYSTEM, channel="clock")
            settled += state == OnlineState.PAID
            if state == OnlineState.BEGUN and is_broken_off(payment):
                give_up(payment=payment, by=SYSTEM, channel="clock")
                ended += 1
    except Unreachable:
        return f"{settled} settled, {ended} ended, the provider does not answer"
    return f"{settled} settled, {ended} ended"
