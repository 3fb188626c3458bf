"""The lives kept here: an organization's public entry, and an import of many."""

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


class ImportState(models.TextChoices):
    """Where an import stands: nothing is written before it is applied."""

    PREVIEWED = "previewed", _("preview")
    APPLIED = "applied", _("applied")
    DISCARDED = "discarded", _("discarded")


IMPORT = Life(
    ImportState,
    ImportState.PREVIEWED,
    [
        Transition("apply", ("previewed",), "applied", _("Import these rows")),
        Transition("discard", ("previewed",), "discarded", _("Discard this preview")),
    ],
)
