from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.transitions import Life, Transition


class NoticeState(models.TextChoices):
    """Where a notice stands."""

    QUEUED = "queued", pgettext_lazy("notice", "waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", pgettext_lazy("notice", "sent")
    FAILED = "failed", _("failed, will be tried again")
    GIVEN_UP = "given_up", _("could not be sent")
    GATHERED = "gathered", _("put into a digest")
    WITHDRAWN = "withdrawn", pgettext_lazy("notice", "withdrawn")


class Urgency(models.TextChoices):
    """Now, or together with the rest of the week."""

    NOW = "now", pgettext_lazy("notice", "now")
    DIGEST = "digest", _("in the weekly digest")


WAITING = (NoticeState.QUEUED, NoticeState.FAILED)

#: The life of a notice. It is moved by :func:`kyodo.kernel.notices.deliver.move`, without an
#: audit row for each step: the row of the notice itself tells its whole life.
LIFE = Life(
    NoticeState,
    NoticeState.QUEUED,
    [
        Transition("claim", WAITING, NoticeState.SENDING, pgettext_lazy("notice", "send")),
        Transition("deliver", (NoticeState.SENDING,), NoticeState.SENT, pgettext_lazy("notice", "delivered")),
        Transition("fail", (NoticeState.SENDING,), NoticeState.FAILED, pgettext_lazy("notice", "failed")),
        Transition("give_up", (NoticeState.SENDING,), NoticeState.GIVEN_UP, _("give up")),
        Transition("release", (NoticeState.SENDING,), NoticeState.QUEUED, _("put back")),
        Transition("gather", (NoticeState.QUEUED,), NoticeState.GATHERED, _("put into a digest")),
        Transition("withdraw", WAITING, NoticeState.WITHDRAWN, pgettext_lazy("notice", "withdraw")),
        Transition("retry", (NoticeState.GIVEN_UP,), NoticeState.QUEUED, _("send again")),
    ],
)
