"""The life of an ask, and the ways by which an answer comes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.transitions import Life, Transition


class AskState(models.TextChoices):
    """Where an ask stands."""

    OPEN = "open", pgettext_lazy("ask", "waiting for an answer")
    ANSWERED = "answered", pgettext_lazy("ask", "answered")
    ENDED = "ended", _("ended without an answer")
    WITHDRAWN = "withdrawn", pgettext_lazy("ask", "taken back by us")


ASK = Life(
    AskState,
    AskState.OPEN,
    [
        Transition("answer", ("open",), "answered", _("Answer"), pgettext_lazy("ask", "Answered")),
        Transition("reopen", ("answered",), "open", _("Take the answer back"), _("The answer was taken back")),
        Transition("end", ("open",), "ended", _("End without an answer"), _("Ended without an answer")),
        Transition("withdraw", ("open",), "withdrawn", _("Take the question back"), _("We took the question back")),
        Transition("resume", ("withdrawn",), "open", _("Put the question again"), _("The question was put again")),
    ],
)


class ReplyChannel(models.TextChoices):
    """How an answer came."""

    WEB = "web", _("on the web")
    MAIL = "mail", _("by mail")
    LINE = "line", "LINE"
    PHONE = "phone", _("by phone")
    COUNTER = "counter", _("at the counter")
    FAX = "fax", _("by fax")
    POST = "post", _("by post")


class CallOutcome(models.TextChoices):
    """How a call went."""

    REACHED = "reached", _("we spoke")
    LATER = "later", _("please call again")
    MESSAGE = "message", _("left a message")
    NOBODY = "nobody", _("nobody answered")
