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
