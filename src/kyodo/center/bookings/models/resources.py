from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.states import ROOMS, YEARLY, ResourceKind, UserKind
from kyodo.commons.places.public import Facility


def all_user_kinds() -> list[str]:
    """Return the values of all kinds of users: nobody is kept out unless somebody says so."""
    return [str(kind) for kind in UserKind.values]


class Conditions(models.Model):
    """Under which conditions resources are booked, as data: how far ahead, how often, what cancelling costs.

    ``opens_months`` months before the first of the month in question, booking opens at ``opens_at_hour`` of
    that first day; until ``closes_days`` days before the day, it is open (0: until it begins).
    ``cancellation`` is a list of steps ``{"days": 7, "percent": 50}``: from 7 days before on, 50 % of the fee
    stays due; the step with the fewest days that is not yet over decides.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(pgettext_lazy("conditions", "name"), max_length=80)
    opens_months = models.PositiveSmallIntegerField(_("months ahead"), default=3)
    opens_at_hour = models.PositiveSmallIntegerField(_("opens at (hour)"), default=9)
    closes_days = models.PositiveSmallIntegerField(_("booking closes (days before)"), default=0)
    most_per_month = models.PositiveSmallIntegerField(_("most bookings in a month"), null=True, blank=True)
    hold_minutes = models.PositiveSmallIntegerField(_("minutes to confirm"), default=30)
    cancel_days = models.PositiveSmallIntegerField(_("cancelled online until (days before)"), default=1)
    cancellation = models.JSONField(_("cancellation steps"), default=list, blank=True)
    user_kinds = models.JSONField(_("who may use it"), default=all_user_kinds, blank=True)
    needs_registration = models.BooleanField(_("only after registration"), default=False)
    is_lottery = models.BooleanField(_("drawn by lot first"), default=False)
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = _("conditions of use")
        verbose_name_plural = _("conditions of use")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """The smallest thing that can be taken: half of a partitioned room, one of the projectors, one locker."""

    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="units", verbose_name=pgettext_lazy("facility", "place")
    )
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(pgettext_lazy("unit", "name"), max_length=80)
    is_out_of_use = models.BooleanField(_("out of use"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = pgettext_lazy("booking", "unit")
        ordering = ["facility", "order", "slug"]

    def __str__(self) -> str:
        return self.name


class Resource(models.Model):
    """What people ask for. A room takes all its units, so a large room is booked online as one; of equipment,
    lockers, letter cases and booths as many units are taken as are asked for.

    ``slots`` are fixed spans ``[["09:00", "12:00"], …]``: a booking begins with one and ends with one; without
    them every quarter-hour is free, from ``shortest`` to ``longest`` quarter-hours. ``before`` and ``after`` are
    quarter-hours that are taken with a booking, to prepare and to tidy up. ``layouts`` is a list of
    ``{"key": "school", "name": "スクール形式", "capacity": 24}``. What is unknown stays empty.
    """

    slug = models.SlugField(unique=True, max_length=80)
    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="resources", verbose_name=pgettext_lazy("facility", "place")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ResourceKind, default=ResourceKind.ROOM)
    name = models.CharField(pgettext_lazy("resource", "name"), max_length=80)
    name_reading = models.CharField(_("name in kana"), max_length=120, blank=True)
    name_latin = models.CharField(_("name in English"), max_length=120, blank=True)
    units = models.ManyToManyField(Unit, related_name="resources", blank=True, verbose_name=_("units"))
    conditions = models.ForeignKey(
        Conditions,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name=_("conditions of use"),
    )
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    is_capacity_approximate = models.BooleanField(pgettext_lazy("number", "about"), default=False)
    area = models.DecimalField(_("area (m²)"), max_digits=6, decimal_places=1, null=True, blank=True)
    floor = models.CharField(_("floor"), max_length=10, blank=True)
    layouts = models.JSONField(_("layouts"), default=list, blank=True)
    description = models.TextField(_("description"), blank=True)
    barrier_free = models.CharField(_("access for everybody"), max_length=300, blank=True)
    slots = models.JSONField(_("slots"), default=list, blank=True)
    shortest = models.PositiveSmallIntegerField(_("shortest (quarter-hours)"), default=4)
    longest = models.PositiveSmallIntegerField(_("longest (quarter-hours)"), default=52)
    before = models.PositiveSmallIntegerField(_("to prepare (quarter-hours)"), default=0)
    after = models.PositiveSmallIntegerField(_("to tidy up (quarter-hours)"), default=0)
    #: The month in which a year of a yearly thing begins.
    year_from = models.PositiveSmallIntegerField(_("year begins in month"), default=9)
    #: What a source says of the fee; the fee table itself stands apart.
    fee_text = models.CharField(_("fee in words"), max_length=300, blank=True)
    is_bookable = models.BooleanField(_("for booking"), default=True)
    is_public = models.BooleanField(pgettext_lazy("visibility", "public"), default=True)
    source = models.JSONField(_("source"), default=list, blank=True)
    #: Which values are samples and not the city's: names of columns, said on the page.
    sample_values = models.JSONField(_("sample values"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("booking", "resource")
        verbose_name_plural = pgettext_lazy("booking", "resources")
        ordering = ["order", "name_reading", "slug"]
        constraints = [
            models.CheckConstraint(condition=Q(shortest__gte=1, longest__gte=F("shortest")), name="resource_lengths"),
            models.CheckConstraint(condition=Q(year_from__gte=1, year_from__lte=12), name="resource_year_from"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("bookings:resource", args=[self.slug])

    @property
    def is_room(self) -> bool:
        """Whether a booking takes all units for some hours."""
        return self.kind in ROOMS

    @property
    def is_yearly(self) -> bool:
        """Whether it is taken for a year."""
        return self.kind in YEARLY


class PostedNotice(models.Model):
    """A sentence that stands on a resource's page for some days, or on all of a place's (``resource`` empty)."""

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="+")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, null=True, blank=True, related_name="posted")
    text = models.CharField(_("notice"), max_length=300)
    shown_from = models.DateField(_("from"))
    shown_until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("notice about a resource")
        ordering = ["shown_from", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(shown_until__gte=F("shown_from")), name="posted_notice_forward")
        ]

    def __str__(self) -> str:
        return self.text
