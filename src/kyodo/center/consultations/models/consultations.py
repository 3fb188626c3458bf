from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.consultations.codes import new_code
from kyodo.center.consultations.models.desks import Service, Theme
from kyodo.center.consultations.states import (
    Channel,
    ConsultationState,
    HandedOnTo,
    Outcome,
    WhyShared,
)
from kyodo.commons.people.public import Person
from kyodo.commons.places.public import Desk
from kyodo.kernel.sealed.fields import SealedField
from kyodo.kernel.sealed.models import RecordKey


class Consultation(models.Model):
    """What somebody told a desk (相談). Who they are and what they told lies sealed under ``key``.

    What figures are made of (theme, channel, outcome, days, desk) stands openly and stays when the key is shredded.
    """

    code = models.CharField(_("receipt number"), max_length=6, unique=True, default=new_code, editable=False)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="consultations", verbose_name=_("desk"))
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="+", verbose_name=pgettext_lazy("consultation", "theme")
    )
    channel = models.CharField(pgettext_lazy("consultation", "how it came"), max_length=10, choices=Channel)
    state = models.CharField(_("state"), max_length=10, choices=ConsultationState, default=ConsultationState.WAITING)
    key = models.OneToOneField(RecordKey, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    name = SealedField()
    body = SealedField()
    phone = SealedField()
    mail = SealedField()
    words = SealedField()
    keeper = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    came_at = models.DateTimeField(pgettext_lazy("consultation", "received"))
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    outcome = models.CharField(pgettext_lazy("consultation", "outcome"), max_length=10, choices=Outcome, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("noun", "consultation")
        ordering = ["-came_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="erased") | Q(key=None), name="consultation_erased_is_shredded"),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(outcome=""), name="consultation_closed_says_how"),
        ]
        indexes = [
            models.Index(fields=["desk", "state", "came_at"], name="consultation_at_desk"),
            models.Index(fields=["state", "closed_at"], name="consultation_by_end"),
            models.Index(fields=["came_at"], name="consultation_by_day"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("consultations:one", args=[self.code])


class Sharing(models.Model):
    """A consultation shared with one person of another desk: they may read it, and say why each time."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="sharings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(pgettext_lazy("consultation", "why"), max_length=10, choices=WhyShared)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("consultation", "sharing")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "person"], condition=Q(until=None), name="sharing_one_open")
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} → {self.person_id}"


class Note(models.Model):
    """What a consultant wrote down; sealed under the consultation's key."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="notes")
    text = SealedField()
    at = models.DateTimeField(pgettext_lazy("consultation", "written"))
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = pgettext_lazy("consultation", "note")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.at:%Y-%m-%d}"


class FollowUp(models.Model):
    """Something to do on a day for a consultation; what, lies sealed."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="follow_ups")
    due_on = models.DateField(pgettext_lazy("consultation", "on"))
    what = SealedField()
    done_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("consultation", "follow-up")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on"], condition=Q(done_at=None), name="consultation_due")]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.due_on}"


class HandingOn(models.Model):
    """A consultation handed on, with the person's consent: who agreed is whom it is about, when, by which channel.

    ``takes_over``: the other desk works with this site and looks after it from then on. ``whom`` (an expert) and
    ``words`` (what to tell them) lie sealed.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="handings_on")
    to = models.CharField(pgettext_lazy("consultation", "to whom"), max_length=10, choices=HandedOnTo)
    from_desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    whom = SealedField()
    words = SealedField()
    consented_on = models.DateField(_("they agreed on"))
    consent_channel = models.CharField(_("how they agreed"), max_length=10, choices=Channel)
    takes_over = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = pgettext_lazy("consultation", "handing on")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(to="desk") | Q(desk__isnull=False), name="handing_on_names_its_desk"),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} → {self.to}"
