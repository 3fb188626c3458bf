"""The walls of the worker: jobs that come due by the clock, and queues that it empties."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kyodo.kernel.clock.now import in_tokyo, moment
from kyodo.kernel.registry import Text, Wall

Stopping = Callable[[], bool]


@dataclass(frozen=True)
class Job:
    """Work that comes due by the clock: ``every`` so often, or ``daily_at`` a time in Tokyo.

    ``run`` takes nothing; what it returns is kept as the run's note (such as ``"3 erased"``).
    ``longest`` is the lease: a run that takes longer may be started again by another worker,
    so give what the slowest honest run needs. A run that raises is tried again ``retries``
    times after 1, 5, 25, 60, 60 … minutes, then left until the next slot. Slots missed while
    no worker ran are not made up for: only the latest counts. Raises ``ValueError`` unless
    exactly one of ``every`` and ``daily_at`` is given.
    """

    key: str
    label: Text
    run: Callable[[], object]
    every: timedelta | None = None
    daily_at: time | None = None
    longest: timedelta = timedelta(minutes=10)
    retries: int = 3

    def __post_init__(self) -> None:
        if (self.every is None) == (self.daily_at is None):
            raise ValueError(f"the job {self.key} needs either every or daily_at")

    def slot(self, now: datetime) -> datetime:
        """Return the latest moment, not after ``now``, at which this job came due."""
        if self.every is not None:
            seconds = self.every.total_seconds()
            return datetime.fromtimestamp(now.timestamp() // seconds * seconds, tz=now.tzinfo)
        assert self.daily_at is not None  # noqa: S101  (see __post_init__)
        at = moment(in_tokyo(now).date(), self.daily_at)
        return at if at <= now else moment(in_tokyo(now).date() - timedelta(days=1), self.daily_at)


def _nothing() -> None:
    """Close nothing."""


@dataclass(frozen=True)
class Runner:
    """A queue that the worker empties.

    ``run(stopping)`` works until the queue is empty or ``stopping()`` is true and returns how
    many things it did; ``close`` is called once when the worker ends.
    """

    key: str
    label: Text
    run: Callable[[Stopping], int]
    close: Callable[[], None] = _nothing
    order: int = 100


JOBS: Wall[Job] = Wall("jobs", lambda job: job.key)
RUNNERS: Wall[Runner] = Wall("runners", lambda runner: runner.key, lambda runner: runner.order)
