"""The life of a joint work, and the fixed words about what passes between its partners."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.transitions import Life, Transition


class CollaborationState(models.TextChoices):
    """Where a joint work stands."""

    IDEA = "idea", _("an idea")
    PREPARING = "preparing", _("in preparation")
    ACTIVE = "active", pgettext_lazy("collaboration", "under way")
    PAUSED = "paused", pgettext_lazy("collaboration", "paused")
    DONE = "done", pgettext_lazy("collaboration", "done")
    ENDED = "ended", _("ended early")


COLLABORATION = Life(
    CollaborationState,
    CollaborationState.IDEA,
    [
        Transition("prepare", ("idea",), "preparing", _("Start preparing"), _("Preparation began")),
        Transition("begin", ("idea", "preparing"), "active", _("Begin the work"), _("The work began")),
        Transition("pause", ("preparing", "active"), "paused", _("Pause for now"), _("Paused")),
        Transition("resume", ("paused",), "active", _("Take it up again"), _("Taken up again")),
        Transition("finish", ("active",), "done", _("Mark as done"), _("The aim was reached")),
        Transition("end", ("idea", "preparing", "active", "paused"), "ended", _("End early"), _("Ended early")),
    ],
)

#: A joint work in one of these is over.
OVER = (CollaborationState.DONE, CollaborationState.ENDED)


class TieKind(models.TextChoices):
    """What one partner gives to another."""

    PEOPLE = "people", pgettext_lazy("tie", "people")
    PLACE = "place", pgettext_lazy("tie", "place")
    GOODS = "goods", pgettext_lazy("tie", "goods")
    MONEY = "money", pgettext_lazy("tie", "money")
    KNOWLEDGE = "knowledge", pgettext_lazy("tie", "knowledge")
    INFORMATION = "information", pgettext_lazy("tie", "information")


class Confirmation(models.TextChoices):
    """How it became known that a body takes part."""

    PUBLIC_SOURCE = "public_source", _("a public source says so")
    WEB = "web", _("confirmed on the site")
    MAIL = "mail", _("confirmed by mail")
    PHONE = "phone", _("confirmed by phone")
    COUNTER = "counter", _("confirmed at the counter")
    PAPER = "paper", _("confirmed on paper")
