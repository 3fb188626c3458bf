from collections.abc import Iterator
from datetime import time, timedelta

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_tasks_db.models import DBTaskResult

from kyodo.kernel.jobs.database_clock import database_now, later
from kyodo.kernel.jobs.models import JobState, Run, RunState
from kyodo.kernel.jobs.queue import put_back, run_tasks
from kyodo.kernel.jobs.retention import erase
from kyodo.kernel.jobs.wall import JOBS, RUNNERS, Job, Runner
from kyodo.kernel.registry import CHECKS, CheckItem

KEPT = timedelta(days=90)


def forget() -> str:
    """Delete old runs and finished tasks; returns how many."""
    runs, _by_kind = Run.objects.filter(ended_at__lt=later(-KEPT)).delete()
    tasks, _by_kind = DBTaskResult.objects.finished().filter(finished_at__lt=database_now() - KEPT).delete()
    return f"{runs} runs, {tasks} tasks"


def wrong() -> Iterator[str]:
    """Yield a line for each job that is stuck or was given up."""
    for row in JobState.objects.filter(key__in=[job.key for job in JOBS]):
        if row.state == RunState.GIVEN_UP:
            yield f"jobs: {row.key} failed {row.attempts} times and waits for its next time"
    stuck = JobState.objects.filter(state=RunState.RUNNING, lease_until__lt=Now())
    for key in stuck.values_list("key", flat=True):
        yield f"jobs: {key} was started and never ended; is a worker running?"


JOBS.hang(
    Job("jobs.put_back", _("put back tasks of killed workers"), put_back, every=timedelta(minutes=5)),
    Job("jobs.forget", _("forget old runs"), forget, daily_at=time(3, 40)),
    Job("retention", _("forget what nobody needs any more"), erase, daily_at=time(4, 0), longest=timedelta(hours=1)),
)
RUNNERS.hang(Runner("tasks", _("queued tasks"), run_tasks, order=200))
CHECKS.hang(CheckItem("jobs", pgettext_lazy("periodic work", "jobs"), wrong))
