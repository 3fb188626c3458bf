"""The lives of a booking, of a registration and of a place on the waiting list, and the fixed words about them."""

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


class RoundState(models.TextChoices):
    """Where a round of the lottery stands."""

    OPEN = "open", pgettext_lazy("lottery", "open for entries")
    CLOSED = "closed", pgettext_lazy("lottery", "closed, list published")
    DRAWN = "drawn", pgettext_lazy("lottery", "drawn")
    CONFIRMED = "confirmed", pgettext_lazy("lottery", "finished")
    CALLED_OFF = "called_off", pgettext_lazy("lottery", "called off")


ROUND = Life(
    RoundState,
    RoundState.OPEN,
    [
        Transition(
            "close_round",
            ("open",),
            "closed",
            pgettext_lazy("lottery", "Close and publish the list"),
            pgettext_lazy("lottery", "Closed, list published"),
        ),
        Transition(
            "draw_round", ("closed",), "drawn", pgettext_lazy("lottery", "Draw"), pgettext_lazy("lottery", "Drawn")
        ),
        Transition(
            "finish_round",
            ("drawn",),
            "confirmed",
            pgettext_lazy("lottery", "Finish the round"),
            pgettext_lazy("lottery", "Finished"),
        ),
        Transition(
            "call_off_round",
            ("open", "closed"),
            "called_off",
            pgettext_lazy("lottery", "Call off"),
            pgettext_lazy("lottery", "Called off"),
        ),
    ],
)


class EntryState(models.TextChoices):
    """Where one entry in a round stands."""

    ENTERED = "entered", pgettext_lazy("lottery entry", "takes part")
    WITHDRAWN = "withdrawn", pgettext_lazy("lottery entry", "withdrawn")
    EXCLUDED = "excluded", pgettext_lazy("lottery entry", "counted once with another entry")
    WON = "won", pgettext_lazy("lottery entry", "won, please confirm")
    KEPT = "kept", pgettext_lazy("lottery entry", "won and booked")
    LOST = "lost", pgettext_lazy("lottery entry", "did not win")
    VOID = "void", pgettext_lazy("lottery entry", "win given back")


ENTRY = Life(
    EntryState,
    EntryState.ENTERED,
    [
        Transition(
            "withdraw_entry",
            ("entered",),
            "withdrawn",
            pgettext_lazy("lottery entry", "Withdraw the entry"),
            pgettext_lazy("lottery entry", "Withdrawn"),
        ),
        Transition(
            "enter_again",
            ("withdrawn",),
            "entered",
            pgettext_lazy("lottery entry", "Enter again"),
            pgettext_lazy("lottery entry", "Entered again"),
        ),
        Transition(
            "exclude_entry",
            ("entered",),
            "excluded",
            pgettext_lazy("lottery entry", "Count once with the other entry"),
            pgettext_lazy("lottery entry", "Counted once with another entry"),
        ),
        Transition(
            "win", ("entered",), "won", pgettext_lazy("lottery entry", "Won"), pgettext_lazy("lottery entry", "Won")
        ),
        Transition(
            "lose",
            ("entered",),
            "lost",
            pgettext_lazy("lottery entry", "Not won"),
            pgettext_lazy("lottery entry", "Did not win"),
        ),
        Transition(
            "keep_win",
            ("won",),
            "kept",
            pgettext_lazy("lottery entry", "Confirm the win"),
            pgettext_lazy("lottery entry", "Confirmed"),
        ),
        Transition(
            "give_back",
            ("won", "kept"),
            "void",
            pgettext_lazy("lottery entry", "Give the win back"),
            pgettext_lazy("lottery entry", "Given back"),
        ),
    ],
)


class ClosingState(models.TextChoices):
    """Where the closing of a day's cash stands."""

    COUNTED = "counted", pgettext_lazy("closing", "counted")
    CHECKED = "checked", pgettext_lazy("closing", "checked by a second person")


CLOSING = Life(
    ClosingState,
    ClosingState.COUNTED,
    [
        Transition(
            "check_closing",
            ("counted",),
            "checked",
            pgettext_lazy("closing", "I counted again"),
            pgettext_lazy("closing", "Checked by a second person"),
        ),
    ],
)


class PostingKind(models.TextChoices):
    """What a line of the ledger is. Charges and money given back count up, payments count down."""

    CHARGE = "charge", pgettext_lazy("ledger", "fee")
    PAYMENT = "payment", pgettext_lazy("ledger", "payment")
    REFUND = "refund", pgettext_lazy("ledger", "refund")
    REVERSAL = "reversal", pgettext_lazy("ledger", "reversal")


class Method(models.TextChoices):
    """How money moved; a charge and its reversal move none."""

    NONE = "none", pgettext_lazy("ledger", "no money moved")
    CASH = "cash", pgettext_lazy("ledger", "cash")
    TRANSFER = "transfer", pgettext_lazy("ledger", "bank transfer")
    ONLINE = "online", pgettext_lazy("ledger", "online")


class ResourceKind(models.TextChoices):
    """What a resource is, as somebody looks for it."""

    ROOM = "room", pgettext_lazy("resource", "room")
    THEATRE = "theatre", pgettext_lazy("resource", "theatre")
    OPEN_SPACE = "open_space", pgettext_lazy("resource", "free space without booking")
    EQUIPMENT = "equipment", pgettext_lazy("resource", "equipment")
    BOOTH = "booth", pgettext_lazy("resource", "office booth")
    LOCKER = "locker", pgettext_lazy("resource", "locker")
    LETTER_CASE = "letter_case", pgettext_lazy("resource", "letter case")


#: Shown in the week: a booking takes all units of one of these.
ROOMS = (ResourceKind.ROOM, ResourceKind.THEATRE)
#: One unit of many is taken, for a whole year.
YEARLY = (ResourceKind.BOOTH, ResourceKind.LOCKER, ResourceKind.LETTER_CASE)


class PartyKind(models.TextChoices):
    """Who is registered."""

    ORGANIZATION = "organization", pgettext_lazy("registration", "organization of the directory")
    GROUP = "group", pgettext_lazy("registration", "group")
    PERSON = "person", pgettext_lazy("registration", "person")


class UserKind(models.TextChoices):
    """As what somebody uses the center; fees and conditions may differ by it."""

    CIVIC = "civic", pgettext_lazy("user kind", "civic activity")
    GENERAL = "general", pgettext_lazy("user kind", "general")
    BUSINESS = "business", pgettext_lazy("user kind", "business")


class Purpose(models.TextChoices):
    """What a booking is for."""

    MEETING = "meeting", pgettext_lazy("purpose", "meeting")
    ASSEMBLY = "assembly", pgettext_lazy("purpose", "general meeting")
    TRAINING = "training", pgettext_lazy("purpose", "course or training")
    EVENT = "event", pgettext_lazy("purpose", "event or performance")
    WORK = "work", pgettext_lazy("purpose", "practical work")
    OTHER = "other", pgettext_lazy("purpose", "other")


class Channel(models.TextChoices):
    """How a booking came."""

    WEB = "web", pgettext_lazy("channel", "web")
    PHONE = "phone", pgettext_lazy("channel", "phone")
    COUNTER = "counter", pgettext_lazy("channel", "counter")
    PAPER = "paper", pgettext_lazy("channel", "paper")
    LOTTERY = "lottery", pgettext_lazy("channel", "lottery")
    WAITING = "waiting", pgettext_lazy("channel", "waiting list")
    COURSE = "course", pgettext_lazy("channel", "course of the center")
    IMPORT = "import", pgettext_lazy("channel", "file")
    CLOCK = "clock", pgettext_lazy("channel", "clock")
    DEMO = "demo", pgettext_lazy("channel", "sample")
