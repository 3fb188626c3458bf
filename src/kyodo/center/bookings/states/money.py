"""The lives of a day's closing and of a payment made online, and the fixed words of the ledger."""

from django.db import models
from django.utils.translation import pgettext_lazy

from kyodo.kernel.transitions import Life, Transition


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


class OnlineState(models.TextChoices):
    """Where a payment that was begun online stands; the money itself stands in the ledger."""

    BEGUN = "begun", pgettext_lazy("online payment", "under way")
    PAID = "paid", pgettext_lazy("online payment", "paid")
    FAILED = "failed", pgettext_lazy("online payment", "not paid")


ONLINE = Life(
    OnlineState,
    OnlineState.BEGUN,
    [
        # One that was given up may still be paid on a page that somebody left open: the money counts all the same.
        Transition(
            "settle_online",
            ("begun", "failed"),
            "paid",
            pgettext_lazy("online payment", "Take the payment over"),
            pgettext_lazy("online payment", "Paid"),
        ),
        Transition(
            "fail_online",
            ("begun",),
            "failed",
            pgettext_lazy("online payment", "Give the payment up"),
            pgettext_lazy("online payment", "Not paid"),
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
