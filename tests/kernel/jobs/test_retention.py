"""What is older than its period is erased once a day; one that fails does not keep the others."""

from datetime import datetime, timedelta

import pytest
import time_machine

from kyodo.kernel.clock.now import TOKYO
from kyodo.kernel.jobs import retention
from kyodo.kernel.jobs.wall import JOBS
from kyodo.kernel.registry import Period, Wall

NOW = datetime(2026, 11, 26, 4, 0, tzinfo=TOKYO)


def test_every_period_has_its_turn_and_a_failure_is_told_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[datetime] = []

    def fail(before: datetime) -> int:
        raise OSError("the disk is full")

    def count(before: datetime) -> int:
        seen.append(before)
        return 3

    wall: Wall[Period] = Wall("retention", lambda item: item.key)
    wall.hang(Period("broken", "", "", 1, fail), Period("letters", "", "", 365, count))
    monkeypatch.setattr(retention, "RETENTION", wall)
    with time_machine.travel(NOW, tick=False), pytest.raises(ExceptionGroup, match="retention"):
        retention.erase()
    assert seen == [NOW - timedelta(days=365)]
    wall.hang(Period("broken", "", "", 1, lambda _before: 0))
    assert retention.erase() == "broken 0, letters 3"


def test_it_runs_every_night() -> None:
    job = JOBS.find("retention")
    assert job is not None
    assert (job.run, job.daily_at and job.daily_at.hour) == (retention.erase, 4)
