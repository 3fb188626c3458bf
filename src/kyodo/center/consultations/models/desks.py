from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.people.public import Person
from kyodo.commons.places.public import Desk
from kyodo.kernel.clock.words import weekday_text

#: Appointments are made of so many minutes; every hour and every service is a multiple of them.
QUARTER = 15


class Theme(models.Model):
    """What people come with."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=60)
    name_latin = models.CharField(_("name in Latin letters"), max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = pgettext_lazy("consultation", "theme")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """A consultation that a desk offers, with its rules as data.

    ``days_before``: an appointment needs its slip so many days before its own day (0: none). ``is_required``: it has
    to take place before an application, and a confirmation sheet is given for it. ``slip_to`` is the desk to which the
    slip goes where that is another one. ``ways`` are values of :class:`~kyodo.center.consultations.states.Way`.
    """

    slug = models.SlugField(unique=True)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="consulting", verbose_name=_("desk"))
    name = models.CharField(_("name"), max_length=100)
    summary = models.TextField(_("summary"), blank=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    ways = models.JSONField(pgettext_lazy("consultation", "ways"), default=list, blank=True)
    days_before = models.PositiveSmallIntegerField(pgettext_lazy("consultation", "days before"), default=0)
    days_ahead = models.PositiveSmallIntegerField(pgettext_lazy("consultation", "days ahead"), default=60)
    is_required = models.BooleanField(_("required before an application"), default=False)
    slip_to = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: Where the grant is described on this site or elsewhere.
    link = models.CharField(pgettext_lazy("consultation", "link"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = pgettext_lazy("consultation", "service")
        ordering = ["order", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__in=[15, 30, 45, 60, 75, 90, 105, 120]), name="service_whole_quarters"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Consultant(models.Model):
    """Somebody who consults at a desk, for a term. Ended by a date, never deleted."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consulting")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="consultants", verbose_name=_("desk"))
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = pgettext_lazy("consultation", "consultant")
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="consultant_period"),
            models.UniqueConstraint(fields=["person", "desk"], condition=Q(until=None), name="consultant_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.desk}"


class WeeklyHours(models.Model):
    """When a consultant has time in each week; ``weekday`` 1-7 from Monday, half-open, in whole quarters of an hour."""

    consultant = models.ForeignKey(Consultant, on_delete=models.CASCADE, related_name="weekly_hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"))
    begins_at = models.TimeField(pgettext_lazy("consultation", "begins at"))
    ends_at = models.TimeField(pgettext_lazy("consultation", "ends at"))
    ways = models.JSONField(pgettext_lazy("consultation", "ways"), default=list, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("consultation", "weekly hours")
        ordering = ["consultant", "weekday", "begins_at"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__gte=1, weekday__lte=7), name="weekly_hours_weekday"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="weekly_hours_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.begins_at:%H:%M}-{self.ends_at:%H:%M}"

    @property
    def weekday_name(self) -> str:
        """The weekday in words."""
        return weekday_text(self.weekday)


class Absence(models.Model):
    """A day on which a consultant is not there after all."""

    consultant = models.ForeignKey(Consultant, on_delete=models.CASCADE, related_name="absences")
    on = models.DateField(_("date"))

    class Meta:
        verbose_name = pgettext_lazy("consultation", "absence")
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["consultant", "on"], name="absence_once")]

    def __str__(self) -> str:
        return f"{self.consultant_id} {self.on}"
