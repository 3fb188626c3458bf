from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.people.public import Person


class DeskNote(models.Model):
    """What the desk learned or did about a host, a need, an offer or an introduction; for the desk alone.

    ``for_whom`` asks a colleague for a second pair of eyes, until ``done_at``. ``minutes`` are the
    staff's time; they are only ever told as a total of the whole desk.
    """

    about_kind = models.CharField(max_length=80)
    about_id = models.CharField(max_length=80)
    words = models.CharField(pgettext_lazy("desk", "note"), max_length=600)
    minutes = models.PositiveSmallIntegerField(_("minutes spent"), default=0)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"))
    for_whom = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("note of the desk")
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(minutes__lte=600), name="desk_note_minutes")]
        indexes = [
            models.Index(fields=["about_kind", "about_id", "-at"], name="desk_note_about"),
            models.Index(fields=["for_whom"], name="desk_note_waiting", condition=Q(done_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.about_kind}:{self.about_id}"


class Weight(models.Model):
    """How much one reason counts when candidates are ranked, where the desk set it otherwise than the house."""

    key = models.SlugField(unique=True, max_length=40)
    value = models.PositiveSmallIntegerField(_("weight"))

    class Meta:
        verbose_name = pgettext_lazy("ranking", "weight")
        ordering = ["key"]
        constraints = [models.CheckConstraint(condition=Q(value__lte=100), name="weight_is_percent")]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"
