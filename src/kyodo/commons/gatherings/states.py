"""The life of a gathering, and how people take part in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.transitions import Life, Transition


class GatheringState(models.TextChoices):
    """Where a gathering stands; what is published or cancelled is public."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", pgettext_lazy("gathering", "published")
    CANCELLED = "cancelled", pgettext_lazy("gathering", "cancelled")


LIFE = Life(
    GatheringState,
    GatheringState.DRAFT,
    [
        Transition("publish", ("draft",), "published", _("Publish this event"), _("Published")),
        Transition("cancel", ("published",), "cancelled", _("Cancel this event"), _("Cancelled")),
        Transition(
            "reinstate", ("cancelled",), "published", _("It takes place after all"), _("Takes place after all")
        ),
    ],
)  # fmt: skip

#: What everybody may see: a cancelled gathering does not vanish.
PUBLIC_STATES = (GatheringState.PUBLISHED, GatheringState.CANCELLED)


class GatheringKind(models.TextChoices):
    """What somebody comes to."""

    EVENT = "event", _("event")
    COURSE = "course", _("course")
    MEETING = "meeting", pgettext_lazy("gathering", "meeting")
    OTHER = "other", pgettext_lazy("gathering", "other")


class Attendance(models.TextChoices):
    """Where one takes part (GIF: 現地, オンライン, ハイブリッド)."""

    ONSITE = "onsite", _("on site")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("on site or online")


class Method(models.TextChoices):
    """How places are given away."""

    FIRST_COME = "first_come", _("who signs up first")
    LOTTERY = "lottery", _("by lot after sign-up closes")


class PaidBy(models.TextChoices):
    """How somebody paid."""

    CASH = "cash", pgettext_lazy("payment", "cash")
    TRANSFER = "transfer", pgettext_lazy("payment", "bank transfer")
    OTHER = "other", pgettext_lazy("payment", "other")


class Wish(models.TextChoices):
    """What somebody may need in order to take part."""

    SIGN_LANGUAGE = "sign_language", _("sign language interpretation")
    CAPTIONING = "captioning", _("captioning")
    WHEELCHAIR = "wheelchair", _("room for a wheelchair")
    CHILDCARE = "childcare", _("childcare")
    OTHER = "other", pgettext_lazy("wish", "something else")


class RegistrationState(models.TextChoices):
    """Where a registration stands."""

    RECEIVED = "received", pgettext_lazy("registration", "received, waiting for the draw")
    CONFIRMED = "confirmed", pgettext_lazy("registration", "has a place")
    WAITING = "waiting", pgettext_lazy("registration", "on the waiting list")
    OFFERED = "offered", pgettext_lazy("registration", "a place is offered")
    DECLINED = "declined", pgettext_lazy("registration", "declined the offered place")
    LAPSED = "lapsed", pgettext_lazy("registration", "did not answer in time")
    CANCELLED = "cancelled", pgettext_lazy("registration", "cancelled")


#: Registrations that hold places.
HOLDING = (RegistrationState.CONFIRMED, RegistrationState.OFFERED)
#: Registrations that are not over.
STANDING = (
    RegistrationState.RECEIVED,
    RegistrationState.CONFIRMED,
    RegistrationState.WAITING,
    RegistrationState.OFFERED,
)

REGISTRATION = Life(
    RegistrationState,
    RegistrationState.RECEIVED,
    [
        Transition("place", ("received", "waiting"), "confirmed", _("Give a place"), _("Has a place")),
        Transition("queue", ("received",), "waiting", _("Put on the waiting list"), _("On the waiting list")),
        Transition("offer", ("waiting",), "offered", _("Offer a place"), _("A place was offered")),
        Transition("accept", ("offered",), "confirmed", _("Take the place"), _("Took the place")),
        Transition("decline", ("offered",), "declined", _("Decline the place"), _("Declined the place")),
        Transition(
            "lapse", ("offered",), "lapsed", _("End without an answer"),
            pgettext_lazy("registration", "Not answered in time"),
        ),
        Transition(
            "return_to_line", ("confirmed", "offered", "declined", "lapsed"), "waiting", _("Put back in line"),
            _("Back on the waiting list"),
        ),
        Transition(
            "reopen_offer", ("confirmed", "declined"), "offered", _("Wait for the answer again"),
            _("Waiting for the answer again"),
        ),
        Transition(
            "give_up", ("received", "confirmed", "waiting", "offered"), "cancelled",
            pgettext_lazy("registration", "Cancel"), pgettext_lazy("registration", "Cancelled"),
        ),
    ],
)  # fmt: skip
