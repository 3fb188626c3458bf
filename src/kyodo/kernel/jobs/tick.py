"""Running what is due, once, however many workers try."""

import logging
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Q, When
from django.db.models.functions import Now

from kyodo.kernel.jobs.database_clock import database_now, later
from kyodo.kernel.jobs.models import JobState, Run, RunState
from kyodo.kernel.jobs.wall import JOBS, Job, Stopping

logger = logging.getLogger(__name__)

_WAITS = (1, 5, 25, 60)


def wait_before(attempt: int) -> timedelta:
    """Return how long to wait after the ``attempt``-th failure (1, 2, …)."""
    return timedelta(minutes=_WAITS[min(attempt, len(_WAITS)) - 1])


def is_due(job: Job, row: JobState | None, now: datetime) -> bool:
    """Say whether a run looks due; the claim decides."""
    if row is None or row.slot is None or row.slot < job.slot(now):
        return True
    if row.state == RunState.FAILED:
        return row.retry_at is not None and row.retry_at <= now
    return row.state == RunState.RUNNING and row.lease_until is not None and row.lease_until < now


def claim(job: Job, slot: datetime) -> str | None:
    """Take the run of this slot for this process; returns its token, or None if another has it.

    A run whose lease has ended counts as failed: its process is dead or lost. A job that has
    killed its worker more often than ``retries`` allows waits for the next slot.
    """
    JobState.objects.bulk_create([JobState(key=job.key)], ignore_conflicts=True)
    free = Q(lease_until=None) | Q(lease_until__lt=Now())
    wanted = (
        Q(slot=None)
        | Q(slot__lt=slot)
        | Q(slot=slot, state=RunState.FAILED, retry_at__lte=Now())
        | Q(slot=slot, state=RunState.RUNNING, attempts__lte=job.retries)
    )
    token = secrets.token_hex(16)
    taken = JobState.objects.filter(free & wanted, key=job.key).update(
        state=RunState.RUNNING,
        token=token,
        attempts=Case(When(slot=slot, then=F("attempts") + 1), default=1),
        slot=slot,
        lease_until=later(job.longest),
        retry_at=None,
        started_at=Now(),
    )
    return token if taken else None


def finish(job: Job, token: str, state: str, note: str) -> None:
    """Write how a run ended; a run that outlived its lease changes nothing but is named in the log."""
    with transaction.atomic():
        row = JobState.objects.filter(key=job.key, token=token, state=RunState.RUNNING).first()
        if row is None:
            logger.warning("job %s took longer than its %s; another worker may have run it too", job.key, job.longest)
            return
        again = None
        if state == RunState.FAILED:
            if row.attempts > job.retries:
                state = RunState.GIVEN_UP
            else:
                again = later(wait_before(row.attempts))
        JobState.objects.filter(pk=row.pk, token=token).update(state=state, lease_until=None, retry_at=again)
        assert row.slot is not None  # noqa: S101  (set by the claim)
        assert row.started_at is not None  # noqa: S101
        Run.objects.create(
            job=job.key, slot=row.slot, started_at=row.started_at, ended_at=database_now(), state=state, note=note[:200]
        )


def run_one(job: Job, slot: datetime) -> bool:
    """Claim and run one slot of a job; returns whether this process ran it."""
    token = claim(job, slot)
    if token is None:
        return False
    try:
        told = job.run()
    except Exception as error:
        logger.exception("job %s failed", job.key)
        # The kind of error only: its text may hold what people wrote.
        finish(job, token, RunState.FAILED, type(error).__name__)
    else:
        finish(job, token, RunState.DONE, "" if told is None else str(told))
    return True


def run_due(stopping: Stopping = lambda: False) -> int:
    """Run every job that is due by the database's clock; returns how many this process ran."""
    now = database_now()
    rows = JobState.objects.in_bulk()
    done = 0
    for job in JOBS:
        if stopping():
            break
        if is_due(job, rows.get(job.key), now):
            done += run_one(job, job.slot(now))
    return done
