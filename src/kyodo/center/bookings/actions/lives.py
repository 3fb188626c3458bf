"""What happens to a booking after it was taken: confirmed, used, not used, cancelled, over."""

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.bookings.errors import hold_is_over
from kyodo.center.bookings.models import Booking
from kyodo.center.bookings.states import BOOKING, WAIT, BookingState, WaitState
from kyodo.center.bookings.steps import letters
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import Who


@transaction.atomic
def confirm(*, booking: Booking, by: Who, channel: str) -> Booking:
    """Make a held booking a booking. Raises ``Conflict`` when the hold is over by the database's clock."""
    held = Booking.objects.select_for_update().filter(pk=booking.pk, state=BookingState.HELD, held_until__gt=Now())
    if not held.exists():
        raise hold_is_over()
    booking = BOOKING.move(booking, "confirm", by=by, channel=channel, changed_at=timezone.now(), held_until=None)
    wait = getattr(booking, "wait", None)
    if wait is not None and wait.state == WaitState.OFFERED:
        WAIT.move(wait, "take", by=by, channel=channel, changed_at=timezone.now())
    letters.tell_booked([booking])
    return booking


def mark_used(*, booking: Booking, by: Who, channel: str) -> Booking:
    """Say that they came. Raises ``Conflict`` when the booking is not one that anybody comes to."""
    return BOOKING.move(booking, "use", by=by, channel=channel, changed_at=timezone.now())


def mark_missed(*, booking: Booking, by: Who, channel: str) -> Booking:
    """Say that nobody came. Raises ``Conflict`` as :func:`mark_used`, and before the booking has begun."""
    if booking.starts_at > timezone.now():
        raise Conflict(_("This booking has not begun yet. Please wait until its time."))
    return BOOKING.move(booking, "miss", by=by, channel=channel, changed_at=timezone.now())
