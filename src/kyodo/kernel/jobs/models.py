from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """Where a job's latest run stands."""

    WAITING = "waiting", _("not run yet")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed, will be tried again")
    GIVEN_UP = "given_up", _("failed, waits for its next time")


class JobState(models.Model):
    """How a job stands. One row for each job: claiming a run is one compare-and-set on it."""

    key = models.CharField(_("job"), max_length=80, primary_key=True)
    state = models.CharField(_("state"), max_length=10, choices=RunState, default=RunState.WAITING)
    slot = models.DateTimeField(_("due"), null=True, blank=True)
    token = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(_("tried again at"), null=True, blank=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.key}: {self.state}"


class Run(models.Model):
    """A run that ended, and how. Kept for 90 days."""

    job = models.CharField(_("job"), max_length=80)
    slot = models.DateTimeField(_("due"))
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"))
    state = models.CharField(_("state"), max_length=10, choices=RunState)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")
        ordering = ["-ended_at", "-pk"]
        indexes = [models.Index(fields=["job", "-ended_at"], name="jobs_run_latest")]

    def __str__(self) -> str:
        return f"{self.job} {self.slot:%Y-%m-%d %H:%M} {self.state}"
