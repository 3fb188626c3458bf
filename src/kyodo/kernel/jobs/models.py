from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RunState(models.TextChoices):
    """Where a job's latest run stands."""

    WAITING = "waiting", _("not run yet")
    RUNNING = "running", pgettext_lazy("periodic work", "running")
    DONE = "done", pgettext_lazy("periodic work", "done")
    FAILED = "failed", _("failed, will be tried again")
    GIVEN_UP = "given_up", _("failed, waits for its next time")


class JobState(models.Model):
    """How a job stands. One row for each job: claiming a run is one compare-and-set on it."""

    key = models.CharField(pgettext_lazy("periodic work", "job"), max_length=80, primary_key=True)
    state = models.CharField(_("state"), max_length=10, choices=RunState, default=RunState.WAITING)
    slot = models.DateTimeField(pgettext_lazy("periodic work", "due"), null=True, blank=True)
    token = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(_("tried again at"), null=True, blank=True)
    started_at = models.DateTimeField(pgettext_lazy("periodic work", "started"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("periodic work", "job")
        verbose_name_plural = pgettext_lazy("periodic work", "jobs")
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.key}: {self.state}"


class Run(models.Model):
    """A run that ended, and how. Kept for 90 days."""

    job = models.CharField(pgettext_lazy("periodic work", "job"), max_length=80)
    slot = models.DateTimeField(pgettext_lazy("periodic work", "due"))
    started_at = models.DateTimeField(pgettext_lazy("periodic work", "started"))
    ended_at = models.DateTimeField(pgettext_lazy("periodic work", "ended"))
    state = models.CharField(_("state"), max_length=10, choices=RunState)
    note = models.CharField(pgettext_lazy("periodic work", "note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")
        ordering = ["-ended_at", "-pk"]
        indexes = [models.Index(fields=["job", "-ended_at"], name="jobs_run_latest")]

    def __str__(self) -> str:
        return f"{self.job} {self.slot:%Y-%m-%d %H:%M} {self.state}"
