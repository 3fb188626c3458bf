"""When we remind: never in the first three days, never twice on a day, never after the end."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo.commons.asks.ladder import LADDER, next_reminder, reminders
from kyodo.kernel.clock.now import day_of, moment
from kyodo.kernel.clock.reading import read_day

SENT = moment(read_day("2026-12-01").value.date) + timedelta(hours=15)


def test_the_default_ladder_is_nine_twenty_one_and_forty_five_days_after_sending() -> None:
    found = reminders(SENT, SENT + timedelta(days=90), LADDER, 0)
    assert [due.isoformat() for due in found] == [
        "2026-12-10T09:00:00+09:00", "2026-12-22T09:00:00+09:00", "2027-01-15T09:00:00+09:00",
    ]  # fmt: skip


def test_nothing_is_sent_once_the_time_is_over() -> None:
    assert reminders(SENT, SENT + timedelta(days=20), LADDER, 0) == reminders(SENT, SENT + timedelta(days=90), (9,), 0)


def test_a_step_within_the_quiet_days_is_refused() -> None:
    with pytest.raises(ValueError, match="3 days"):
        reminders(SENT, SENT + timedelta(days=20), (2, 9), 0)


def test_many_asks_of_one_day_are_spread_over_the_morning() -> None:
    minutes = {reminders(SENT, SENT + timedelta(days=90), (9,), number)[0] for number in range(120)}
    assert len(minutes) == 120
    assert {due.hour for due in minutes} == {9, 10}


@given(
    st.lists(st.integers(3, 100), max_size=6), st.integers(1, 200), st.integers(0, 10_000),
    st.lists(st.integers(0, 250 * 24), max_size=40),
)  # fmt: skip
def test_however_late_the_worker_comes_no_day_has_two(
    ladder: list[int], days: int, spread: int, hours: list[int]
) -> None:
    """The worker looks at moments of its own; at each it sends what is due and asks for the next."""
    end = SENT + timedelta(days=days)
    due, sent = next_reminder(SENT, SENT, end, ladder, spread), []
    for hour in sorted(hours):
        now = SENT + timedelta(hours=hour)
        if due and due <= now < end:
            sent.append(now)
            due = next_reminder(now, SENT, end, ladder, spread)
    assert len({day_of(at) for at in sent}) == len(sent)
    assert all(at - SENT > timedelta(days=2) and at < end for at in sent)
    assert len(sent) <= len(set(ladder))
