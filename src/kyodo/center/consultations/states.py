"""The lives of a consultation and of an appointment, and the short lists of which figures are made."""

from django.db import models
from django.utils.translation import pgettext_lazy

from kyodo.kernel.transitions import Life, Transition


class ConsultationState(models.TextChoices):
    """Where a consultation stands."""

    WAITING = "waiting", pgettext_lazy("consultation", "waiting")
    OPEN = "open", pgettext_lazy("consultation", "being looked after")
    CLOSED = "closed", pgettext_lazy("consultation", "closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("consultation", "taken back")
    ERASED = "erased", pgettext_lazy("consultation", "erased")


CONSULTATION = Life(
    ConsultationState,
    ConsultationState.WAITING,
    [
        Transition("begin", ("waiting",), "open", pgettext_lazy("consultation", "Take it up")),
        Transition("hand_on", ("waiting", "open"), "waiting", pgettext_lazy("consultation", "Hand it on")),
        Transition("close", ("waiting", "open"), "closed", pgettext_lazy("consultation", "Close it")),
        Transition("withdraw", ("waiting", "open"), "withdrawn", pgettext_lazy("consultation", "Take it back")),
        Transition("reopen", ("closed", "withdrawn"), "open", pgettext_lazy("consultation", "Take it up again")),
        Transition("erase", ("closed", "withdrawn"), "erased", pgettext_lazy("consultation", "Erase it")),
    ],
)  # fmt: skip

#: What the desk still has to do something about.
AT_WORK = (ConsultationState.WAITING, ConsultationState.OPEN)


class AppointmentState(models.TextChoices):
    """Where an appointment stands."""

    BOOKED = "booked", pgettext_lazy("appointment", "booked")
    CAME = "came", pgettext_lazy("appointment", "took place")
    MISSED = "missed", pgettext_lazy("appointment", "nobody came")
    CANCELLED = "cancelled", pgettext_lazy("appointment", "cancelled")


APPOINTMENT = Life(
    AppointmentState,
    AppointmentState.BOOKED,
    [
        Transition("move", ("booked",), "booked", pgettext_lazy("appointment", "Change the time")),
        Transition("come", ("booked",), "came", pgettext_lazy("appointment", "They came")),
        Transition("miss", ("booked",), "missed", pgettext_lazy("appointment", "They did not come")),
        Transition("cancel", ("booked",), "cancelled", pgettext_lazy("appointment", "Cancel the appointment")),
        Transition("correct", ("came", "missed"), "booked", pgettext_lazy("appointment", "That was a mistake")),
    ],
)  # fmt: skip


class Channel(models.TextChoices):
    """How a consultation came to the desk."""

    COUNTER = "counter", pgettext_lazy("consultation channel", "at the counter")
    PHONE = "phone", pgettext_lazy("consultation channel", "by phone")
    MAIL = "mail", pgettext_lazy("consultation channel", "by mail")
    FORM = "form", pgettext_lazy("consultation channel", "by the form on this site")
    MEETING = "meeting", pgettext_lazy("consultation channel", "online meeting")
    OUTREACH = "outreach", pgettext_lazy("consultation channel", "where we went")


class Way(models.TextChoices):
    """How somebody comes to an appointment."""

    COUNTER = "counter", pgettext_lazy("consultation way", "at the counter")
    PHONE = "phone", pgettext_lazy("consultation way", "by phone")
    MEETING = "meeting", pgettext_lazy("consultation way", "online")


class Outcome(models.TextChoices):
    """What became of a consultation."""

    ANSWERED = "answered", pgettext_lazy("outcome", "answered")
    STARTED = "started", pgettext_lazy("outcome", "they begin something")
    APPLIES = "applies", pgettext_lazy("outcome", "they go on to an application")
    NEED = "need", pgettext_lazy("outcome", "became a wish for help")
    HANDED_ON = "handed_on", pgettext_lazy("outcome", "handed on to others")
    UNREACHED = "unreached", pgettext_lazy("outcome", "could not be reached")
    OTHER = "other", pgettext_lazy("outcome", "something else")


class WhyShared(models.TextChoices):
    """Why somebody of another desk reads a consultation; a choice, so that the audit holds no words about it."""

    KNOWS = "knows", pgettext_lazy("handing", "knows the subject")
    STANDS_IN = "stands_in", pgettext_lazy("handing", "stands in for a colleague")
    ASKED = "asked", pgettext_lazy("handing", "the person asked for it")


class HandedOnTo(models.TextChoices):
    """To whom a consultation is handed on."""

    DESK = "desk", pgettext_lazy("handing on", "another desk")
    EXPERT = "expert", pgettext_lazy("handing on", "an expert")
