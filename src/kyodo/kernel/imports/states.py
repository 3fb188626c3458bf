"""The life of a file that somebody sent: nothing is written before it is applied."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kyodo.kernel.transitions import Life, Transition


class SentState(models.TextChoices):
    """Where a sent file stands."""

    SENT = "sent", _("columns to be named")
    PREVIEWED = "previewed", _("preview")
    APPLYING = "applying", _("being imported")
    APPLIED = "applied", _("applied")
    DISCARDED = "discarded", _("discarded")


SENDING = Life(
    SentState,
    SentState.SENT,
    [
        Transition("preview", ("sent", "previewed"), "previewed", _("Look at the rows")),
        Transition("apply", ("previewed",), "applying", _("Import these rows")),
        Transition("finish", ("applying",), "applied", _("All rows are dealt with")),
        Transition("discard", ("sent", "previewed"), "discarded", _("Discard this file")),
    ],
)
