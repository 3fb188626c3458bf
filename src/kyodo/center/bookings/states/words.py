"""The fixed words: what there is, who uses it, what for, and how it came."""

from django.db import models
from django.utils.translation import pgettext_lazy


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
