"""The lives kept here: an organization's public entry, a mandate that it gives, a handover."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.transitions import Life, Transition


class ListingState(models.TextChoices):
    """Where an organization's public entry stands."""

    DRAFT = "draft", _("not public yet")
    LISTED = "listed", pgettext_lazy("entry", "public")
    WITHDRAWN = "withdrawn", _("withdrawn")


LISTING = Life(
    ListingState,
    ListingState.DRAFT,
    [
        Transition("list", ("draft", "withdrawn"), "listed", _("Show in the directory"), _("Listed")),
        Transition("withdraw", ("listed", "draft"), "withdrawn", _("Take out of the directory"), _("Withdrawn")),
    ],
)


class Power(models.TextChoices):
    """What an intermediary may do for an association. Promising money or people is never among them."""

    ANSWER = "answer", pgettext_lazy("mandate", "answer what others ask")
    DECLINE = "decline", pgettext_lazy("mandate", "decline politely")
    PROPOSE_DATES = "propose_dates", pgettext_lazy("mandate", "propose dates for meeting")
    RECEIVE_OFFERS = "receive_offers", pgettext_lazy("mandate", "receive offers and read them first")
    SEE_PHONE = "see_phone", pgettext_lazy("mandate", "see the phone number")
    BOOK_ROOMS = "book_rooms", pgettext_lazy("mandate", "book rooms")
    PREPARE_APPLICATIONS = "prepare_applications", pgettext_lazy("mandate", "prepare applications")


class MandateState(models.TextChoices):
    """Where a mandate stands. One that is given holds only from its first day up to its last, and only
    as long as the one who signed holds the seat."""

    DRAFTED = "drafted", pgettext_lazy("mandate", "to be signed")
    GIVEN = "given", pgettext_lazy("mandate", "in force")
    REVOKED = "revoked", pgettext_lazy("mandate", "taken back")
    OVER = "over", pgettext_lazy("mandate", "has ended")


MANDATE = Life(
    MandateState,
    MandateState.DRAFTED,
    [
        Transition("give", ("drafted",), "given", pgettext_lazy("mandate", "Write down that it was signed")),
        Transition("revoke", ("drafted", "given"), "revoked", pgettext_lazy("mandate", "Take the mandate back")),
        Transition("lapse", ("given",), "over", pgettext_lazy("mandate", "Mark as over")),
    ],
)


class HandoverState(models.TextChoices):
    """Where a handover book stands."""

    READY = "ready", pgettext_lazy("handover", "to be confirmed by the successor")
    CONFIRMED = "confirmed", pgettext_lazy("handover", "confirmed by the successor")
    REPLACED = "replaced", pgettext_lazy("handover", "replaced by a newer one")


HANDOVER = Life(
    HandoverState,
    HandoverState.READY,
    [
        Transition("receive", ("ready",), "confirmed", pgettext_lazy("handover", "Confirm that it was handed over")),
        Transition("replace", ("ready",), "replaced", pgettext_lazy("handover", "Replace by a newer one")),
    ],
)


class NoteKind(models.TextChoices):
    """What the holder of a seat writes down during the year for whoever follows."""

    KEY = "key", pgettext_lazy("handover", "keys and things kept")
    MONEY = "money", pgettext_lazy("handover", "money due")
    CALENDAR = "calendar", pgettext_lazy("handover", "calendar of the year")
    FORM = "form", pgettext_lazy("handover", "forms and papers")
    NOTE = "note", pgettext_lazy("handover", "notes for the successor")
