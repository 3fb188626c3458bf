"""The present, in Tokyo, wherever the machine stands."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from kyodo.kernel.clock.now import day_of, in_tokyo, moment, now, today


@pytest.mark.parametrize("host", ["UTC", "America/Los_Angeles", "Asia/Tokyo"])
def test_today_changes_at_midnight_in_tokyo(host: str) -> None:
    zone = ZoneInfo(host)
    with timezone.override(zone):
        with time_machine.travel(datetime(2026, 11, 23, 14, 59, 59, tzinfo=UTC).astimezone(zone), tick=False):
            assert (today(), now().isoformat()) == (date(2026, 11, 23), "2026-11-23T23:59:59+09:00")
        with time_machine.travel(datetime(2026, 11, 23, 15, 0, 0, tzinfo=UTC).astimezone(zone), tick=False):
            assert (today(), now().isoformat()) == (date(2026, 11, 24), "2026-11-24T00:00:00+09:00")


def test_moments() -> None:
    assert moment(date(2026, 11, 23)).isoformat() == "2026-11-23T00:00:00+09:00"
    assert moment(date(2026, 11, 23), time(9, 30, tzinfo=UTC)).isoformat() == "2026-11-23T09:30:00+09:00"
    assert day_of(datetime(2026, 11, 23, 15, 0, tzinfo=UTC)) == date(2026, 11, 24)
    assert in_tokyo(datetime(2026, 11, 23, 15, 0, tzinfo=UTC)).isoformat() == "2026-11-24T00:00:00+09:00"


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError):
        day_of(datetime(2026, 11, 23))  # noqa: DTZ001  (that is the point)
