import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.courses.states import LearntBy, NextStep, ReportState, Satisfaction
from kyodo.commons.gatherings.public import Gathering
from kyodo.kernel.files.models import StoredFile


class Questionnaire(models.Model):
    """A few questions after an event. ``told_at``: when those who came were written to."""

    gathering = models.OneToOneField(
        Gathering, on_delete=models.CASCADE, primary_key=True, related_name="questionnaire"
    )
    own_question = models.CharField(_("one question of your own"), max_length=150, blank=True)
    is_open = models.BooleanField(_("takes answers"), default=True)
    told_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("questionnaire")

    def __str__(self) -> str:
        return str(self.gathering)


class Answer(models.Model):
    """One answer. Nothing in it says whose it is: no person, no moment, no network, no place in an order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="answers")
    channel = models.CharField(_("how it came"), max_length=10)
    satisfaction = models.CharField(_("Was it good to have come?"), max_length=10, choices=Satisfaction, blank=True)
    learnt_by = models.CharField(_("Where did you hear of it?"), max_length=12, choices=LearntBy, blank=True)
    next_step = models.CharField(_("What next?"), max_length=10, choices=NextStep, blank=True)
    own_answer = models.CharField(max_length=400, blank=True)
    words = models.CharField(_("in your words"), max_length=600, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("questionnaire", "answer")

    def __str__(self) -> str:
        return f"{self.questionnaire_id}"


class Report(models.Model):
    """What became of an event. The counts are those of the day on which it was published."""

    gathering = models.OneToOneField(Gathering, on_delete=models.CASCADE, primary_key=True, related_name="report")
    happened = models.TextField(_("what happened"), max_length=4000)
    learned = models.TextField(_("what we learned for the next time"), max_length=2000, blank=True)
    signed_up = models.PositiveIntegerField(_("people signed up"), null=True, blank=True)
    came = models.PositiveIntegerField(_("people came"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT)
    published_at = models.DateTimeField(_("public since"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("report")
        ordering = ["-published_at"]

    def __str__(self) -> str:
        return str(self.gathering)


class Photo(models.Model):
    """A picture of an event, with a text that stands for it, and who agreed that it is shown."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="photos")
    stored = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="+")
    alt = models.CharField(_("what is seen on it"), max_length=200)
    consent = models.CharField(_("who agreed, and how"), max_length=200)

    class Meta:
        verbose_name = _("photo")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(consent="") & ~Q(alt=""), name="photo_with_consent")]

    def __str__(self) -> str:
        return self.alt
