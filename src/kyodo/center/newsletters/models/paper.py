"""Copies on paper: where they lie, how many were printed, and where they went."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.newsletters.models.issue import Issue
from kyodo.center.newsletters.models.series import Series
from kyodo.center.newsletters.states import CopiesState
from kyodo.commons.actors.public import Actor
from kyodo.commons.places.public import Facility


class CopyPlace(models.Model):
    """A place to which copies go: a facility, the seat of an organization, or a body that is only named.

    ``address`` and ``addressee`` are for the label and never shown; ``is_shown`` says whether visitors may take one.
    """

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="places", verbose_name=_("newsletter"))
    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("facility")
    )
    actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organization")
    )
    name = models.CharField(_("name of the place or organization"), max_length=100)
    addressee = models.CharField(_("office that receives it"), max_length=60, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    copies = models.PositiveSmallIntegerField(_("copies"), default=1)
    is_shown = models.BooleanField(_("visitors may take a copy there"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=CopiesState, default=CopiesState.ASKED)
    channel = models.CharField(_("channel"), max_length=20, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("place where copies lie")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "facility"], condition=Q(facility__isnull=False) & ~Q(state=CopiesState.ENDED),
                name="copies_once_a_facility",
            ),
            models.CheckConstraint(condition=Q(copies__gte=1), name="copies_some"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class PrintRun(models.Model):
    """How many copies of an issue were printed, when they were sent, and how many were left over."""

    issue = models.OneToOneField(Issue, on_delete=models.PROTECT, related_name="run")
    printed = models.PositiveIntegerField(_("copies printed"))
    printed_on = models.DateField(_("printed on"))
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    left_over = models.PositiveIntegerField(_("copies left over"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("newsletter", "print run")
        constraints = [
            models.CheckConstraint(condition=Q(left_over=None) | Q(left_over__lte=models.F("printed")), name="run_left")
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.printed}"


class Parcel(models.Model):
    """Copies of a print run that went to a place."""

    run = models.ForeignKey(PrintRun, on_delete=models.CASCADE, related_name="parcels")
    place = models.ForeignKey(CopyPlace, on_delete=models.PROTECT, related_name="parcels")
    copies = models.PositiveSmallIntegerField(_("copies"))

    class Meta:
        verbose_name = _("copies sent")
        constraints = [models.UniqueConstraint(fields=["run", "place"], name="parcel_once_a_place")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.copies}"
