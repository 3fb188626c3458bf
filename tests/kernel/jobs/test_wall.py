from datetime import datetime, time, timedelta

import pytest

from kyodo.kernel.clock.now import TOKYO
from kyodo.kernel.jobs.wall import Job


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


def job(**when):
    return Job("test", "test", lambda: None, **when)


@pytest.mark.parametrize(
    ("when", "now", "slot"),
    [
        ({"every": timedelta(minutes=5)}, "2026-11-23 10:04:59", "2026-11-23 10:00:00"),
        ({"every": timedelta(minutes=5)}, "2026-11-23 10:05:00", "2026-11-23 10:05:00"),
        ({"every": timedelta(hours=1)}, "2026-11-23 00:30:00", "2026-11-23 00:00:00"),
        ({"daily_at": time(3, 40)}, "2026-11-23 03:39:59", "2026-11-22 03:40:00"),
        ({"daily_at": time(3, 40)}, "2026-11-23 03:40:00", "2026-11-23 03:40:00"),
        ({"daily_at": time(3, 40)}, "2027-01-01 00:00:00", "2026-12-31 03:40:00"),
    ],
)
def test_the_latest_moment_at_which_a_job_came_due(when, now, slot):
    assert job(**when).slot(at(now)) == at(slot)


@pytest.mark.parametrize("when", [{}, {"every": timedelta(hours=1), "daily_at": time(3)}])
def test_a_job_comes_due_in_exactly_one_way(when):
    with pytest.raises(ValueError, match="either every or daily_at"):
        job(**when)
