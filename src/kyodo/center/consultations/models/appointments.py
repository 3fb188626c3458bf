from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.consultations.models.consultations import Consultation
from kyodo.center.consultations.models.desks import Consultant
from kyodo.center.consultations.states import AppointmentState, Way


class Appointment(models.Model):
    """An hour that somebody has with a consultant. ``slip_on`` is the day on which its slip was handed in."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="appointments")
    consultant = models.ForeignKey(Consultant, on_delete=models.PROTECT, related_name="appointments")
    starts_at = models.DateTimeField(pgettext_lazy("consultation", "begins at"))
    ends_at = models.DateTimeField(pgettext_lazy("consultation", "ends at"))
    way = models.CharField(pgettext_lazy("appointment", "how"), max_length=10, choices=Way)
    state = models.CharField(_("state"), max_length=10, choices=AppointmentState, default=AppointmentState.BOOKED)
    slip_on = models.DateField(_("slip handed in on"), null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("noun", "appointment")
        ordering = ["starts_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_forward")]
        indexes = [models.Index(fields=["consultant", "starts_at"], name="appointment_of_consultant")]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.starts_at:%Y-%m-%d %H:%M}"


class TakenQuarter(models.Model):
    """A quarter of an hour of a consultant that is taken: the database lets nobody take it twice."""

    consultant = models.ForeignKey(Consultant, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="quarters")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consultant", "at"], name="quarter_taken_once")]

    def __str__(self) -> str:
        return f"{self.consultant_id} {self.at:%Y-%m-%d %H:%M}"


class SheetBook(models.Model):
    """The last number of a fiscal year's confirmation sheets; locked while a number is given, so none is left out."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year} {self.last}"


class Sheet(models.Model):
    """The confirmation that a required consultation took place, with number and date; never taken back."""

    appointment = models.OneToOneField(Appointment, on_delete=models.PROTECT, related_name="sheet")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    issued_on = models.DateField()

    class Meta:
        verbose_name = _("confirmation sheet")
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="sheet_number_once")]

    def __str__(self) -> str:
        return f"{self.year}-{self.number:04d}"
