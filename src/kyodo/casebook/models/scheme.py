"""Which support a case used."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class SchemeUsed(Orderable):
    """A support programme that a case used.

    Rooms are strangers, so no key binds the two: ``programme`` is the short name under which the
    support directory publishes it, and the page links to it only while it is found there
    (:func:`kyodo.casebook.queries.schemes.links_to`). ``name`` is what the case's source calls it.
    """

    case = ParentalKey("casebook.Case", on_delete=models.CASCADE, related_name="schemes")
    programme = models.SlugField(_("short name in the support directory"), max_length=80, blank=True)
    name = models.CharField(pgettext_lazy("programme", "name"), max_length=100)
    note = models.CharField(_("when and how"), max_length=120, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("support used")

    def __str__(self) -> str:
        return self.name
