"""The queue of one-off tasks (``django.tasks`` with the database backend), emptied by the worker."""

import os
import socket
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.tasks import TaskResultStatus
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from kyodo.kernel.jobs.database_clock import database_now
from kyodo.kernel.jobs.wall import Stopping

BACKEND = "jobs"
#: A task that has run this long was killed with its worker; it is put back. So a task must be
#: shorter than this, and it must do no harm when it is done twice.
LONGEST = timedelta(minutes=30)
#: A task that has taken so many workers with it is not tried again.
MOST_STARTS = 5
#: After so many tasks the worker looks at jobs and mail again.
BATCH = 20


def run_tasks(stopping: Stopping) -> int:
    """Run queued tasks, at most ``BATCH``; returns how many were run."""
    waiting = DBTaskResult.objects.ready().filter(backend_name=BACKEND)
    done = 0
    while done < BATCH and not stopping() and waiting.exists():
        worker = Worker(
            queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, backend_name=BACKEND,
            startup_delay=False, max_tasks=1,
            worker_id=f"{socket.gethostname()[:24]}-{os.getpid()}-{get_random_string(12)}",
        )  # fmt: skip
        worker.run()
        done += 1
    return done


def put_back() -> str:
    """Put back tasks whose worker was killed; returns what was done in words."""
    lost = Q(status=TaskResultStatus.RUNNING, started_at__lt=database_now() - LONGEST)
    again = failed = 0
    with transaction.atomic():
        for task in DBTaskResult.objects.select_for_update().filter(lost, backend_name=BACKEND):
            if len(task.worker_ids) < MOST_STARTS:
                task.status = TaskResultStatus.READY
                task.started_at = None
                again += 1
            else:
                task.status = TaskResultStatus.FAILED
                task.finished_at = database_now()
                failed += 1
            task.save(update_fields=["status", "started_at", "finished_at"])
    return f"{again} put back, {failed} given up"
