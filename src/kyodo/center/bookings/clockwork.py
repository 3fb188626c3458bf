"""What comes due by the clock: holds that are over, waiting lists whose time has come."""

from django.db.models.functions import Now

from kyodo.center.bookings.actions.waiting import close_over, let_go
from kyodo.center.bookings.models import Booking
from kyodo.center.bookings.states import BookingState
from kyodo.kernel.permissions import SYSTEM

AT_ONCE = 200


def end_holds() -> str:
    """Give back what was held and not confirmed, by the database's clock; each in a transaction of its own."""
    over = Booking.objects.filter(state=BookingState.HELD, held_until__lte=Now()).order_by("held_until")[:AT_ONCE]
    ended = sum(let_go(booking=booking) for booking in over)
    return f"{ended} ended"


def close_waits() -> str:
    """Close what was waited for in vain; returns how many."""
    return f"{close_over(by=SYSTEM)} closed"
