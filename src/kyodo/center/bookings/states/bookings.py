"""The lives of a booking, of a registration and of a place on the waiting list."""

from django.db import models
from django.utils.translation import pgettext_lazy

from kyodo.kernel.transitions import Life, Transition


class BookingState(models.TextChoices):
    """Where a booking stands; only ``held`` and ``booked`` keep their cells."""

    HELD = "held", pgettext_lazy("booking", "held for you")
    BOOKED = "booked", pgettext_lazy("booking", "booked")
    USED = "used", pgettext_lazy("booking", "used")
    NO_SHOW = "no_show", pgettext_lazy("booking", "nobody came")
    CANCELLED = "cancelled", pgettext_lazy("booking", "cancelled")
    EXPIRED = "expired", pgettext_lazy("booking", "not confirmed in time")
    MOVED = "moved", pgettext_lazy("booking", "moved to another time")


BOOKING = Life(
    BookingState,
    BookingState.HELD,
    [
        Transition(
            "confirm", ("held",), "booked", pgettext_lazy("booking", "Confirm"),
            pgettext_lazy("booking", "Confirmed"),
        ),
        Transition(
            "expire", ("held",), "expired", pgettext_lazy("booking", "Let it go"),
            pgettext_lazy("booking", "Not confirmed in time"),
        ),
        Transition(
            "use", ("booked", "no_show"), "used", pgettext_lazy("booking", "They came"),
            pgettext_lazy("booking", "Used"),
        ),
        Transition(
            "miss", ("booked", "used"), "no_show", pgettext_lazy("booking", "Nobody came"),
            pgettext_lazy("booking", "Nobody came"),
        ),
        Transition(
            "cancel", ("held", "booked"), "cancelled", pgettext_lazy("booking", "Cancel"),
            pgettext_lazy("booking", "Cancelled"),
        ),
        Transition(
            "move", ("held", "booked"), "moved", pgettext_lazy("booking", "Move"),
            pgettext_lazy("booking", "Moved"),
        ),
    ],
)  # fmt: skip

#: In one of these a booking keeps its cells from others.
TAKING = (BookingState.HELD, BookingState.BOOKED, BookingState.USED, BookingState.NO_SHOW)
#: What counts against the most that somebody may book in a month.
COUNTED = TAKING


class PartyState(models.TextChoices):
    """Where a registration (利用者登録) stands; ``received`` books too, its papers are looked at before the day."""

    RECEIVED = "received", pgettext_lazy("registration", "received, being looked at")
    REGISTERED = "registered", pgettext_lazy("registration", "registered")
    REFUSED = "refused", pgettext_lazy("registration", "not possible")
    ENDED = "ended", pgettext_lazy("registration", "ended")


#: With these nobody books.
NOT_IN_FORCE = (PartyState.REFUSED, PartyState.ENDED)
PARTY = Life(
    PartyState,
    PartyState.RECEIVED,
    [
        Transition(
            "register", ("received", "refused", "ended"), "registered", pgettext_lazy("registration", "Register"),
            pgettext_lazy("registration", "Registered"),
        ),
        Transition(
            "refuse", ("received",), "refused", pgettext_lazy("registration", "Do not register"),
            pgettext_lazy("registration", "Not registered"),
        ),
        Transition(
            "end", ("registered",), "ended", pgettext_lazy("registration", "End"),
            pgettext_lazy("registration", "Ended"),
        ),
    ],
)  # fmt: skip


class WaitState(models.TextChoices):
    """Where a place on the waiting list stands."""

    WAITING = "waiting", pgettext_lazy("waiting list", "waiting")
    OFFERED = "offered", pgettext_lazy("waiting list", "it is yours if you confirm")
    TAKEN = "taken", pgettext_lazy("waiting list", "taken")
    PASSED = "passed", pgettext_lazy("waiting list", "let pass")
    LEFT = "left", pgettext_lazy("waiting list", "left")
    OVER = "over", pgettext_lazy("waiting list", "over")


WAIT = Life(
    WaitState,
    WaitState.WAITING,
    [
        Transition(
            "offer", ("waiting",), "offered", pgettext_lazy("waiting list", "Offer"),
            pgettext_lazy("waiting list", "Offered by a draw"),
        ),
        Transition(
            "take", ("offered",), "taken", pgettext_lazy("waiting list", "Take it"),
            pgettext_lazy("waiting list", "Taken"),
        ),
        Transition(
            "pass", ("offered",), "passed", pgettext_lazy("waiting list", "Let it pass"),
            pgettext_lazy("waiting list", "Let pass"),
        ),
        Transition(
            "leave", ("waiting", "offered"), "left", pgettext_lazy("waiting list", "Leave the waiting list"),
            pgettext_lazy("waiting list", "Left"),
        ),
        Transition(
            "close", ("waiting",), "over", pgettext_lazy("waiting list", "Close"),
            pgettext_lazy("waiting list", "Over"),
        ),
    ],
)  # fmt: skip
