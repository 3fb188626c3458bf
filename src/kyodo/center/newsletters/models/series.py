"""A newsletter as a series of issues."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.places.public import Desk
from kyodo.kernel.clock.validators import partial_day

#: Words that stand in addresses where the short name of a series would.
TAKEN = frozenset({"subscribe", "confirm", "own", "leave", "copies", "feed", "table"})


def not_taken(slug: str) -> None:
    """Raise ``ValidationError`` for a short name that is a page of its own."""
    if slug in TAKEN:
        raise ValidationError(_("This word is part of another address. Please choose another short name."))


class Series(models.Model):
    """A newsletter. ``rhythm`` is said in words; ``since`` and ``until`` are as much of a day as is known."""

    slug = models.SlugField(unique=True, max_length=50, validators=[not_taken])
    name = models.CharField(pgettext_lazy("newsletter", "name"), max_length=80)
    name_reading = models.CharField(_("name in kana"), max_length=120, blank=True)
    #: What stands large on the first page; the name where it is empty.
    short_name = models.CharField(_("title on paper"), max_length=30, blank=True)
    summary = models.CharField(_("what it is about"), max_length=300, blank=True)
    publisher = models.CharField(pgettext_lazy("newsletter", "publisher"), max_length=120)
    editor = models.CharField(_("made by"), max_length=200, blank=True)
    rhythm = models.CharField(pgettext_lazy("newsletter", "how often"), max_length=80, blank=True)
    since = models.CharField(pgettext_lazy("newsletter", "since"), max_length=10, blank=True, validators=[partial_day])
    until = models.CharField(pgettext_lazy("newsletter", "until"), max_length=10, blank=True, validators=[partial_day])
    desk = models.ForeignKey(
        Desk, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("desk to ask")
    )
    takes_readers = models.BooleanField(
        _("may be subscribed to"), default=False, help_text=_("only while new issues come out here")
    )
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    is_public = models.BooleanField(pgettext_lazy("shown entry", "public"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = pgettext_lazy("noun", "newsletter")
        verbose_name_plural = pgettext_lazy("noun", "newsletters")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("newsletters:series", args=[self.slug])

    @property
    def masthead(self) -> str:
        """What stands large on the first page."""
        return self.short_name or self.name

    @property
    def purpose(self) -> str:
        """The purpose to which the consent of a reader is bound."""
        return f"newsletter:{self.slug}"
