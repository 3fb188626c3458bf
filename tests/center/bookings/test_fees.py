"""Fees and what stays due: pure functions, tried at their edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo.center.bookings.fees import Grant, Line, Use, due_after, fee_of, percent_due, reduced

SINCE, NEW = date(2026, 4, 1), date(2026, 10, 1)
STEPS = [{"days": 0, "percent": 100}, {"days": 7, "percent": 50}, {"days": 14, "percent": 20}]
TABLE = [
    Line("slot", "09:00", "12:00", "", "", 900, SINCE),
    Line("slot", "13:00", "17:00", "", "", 1200, SINCE),
    Line("slot", "18:00", "22:00", "", "", 1500, SINCE),
    Line("slot", "09:00", "12:00", "civic", "", 450, SINCE),
    Line("slot", "09:00", "12:00", "", "event", 2000, SINCE),
    Line("slot", "09:00", "12:00", "", "", 1000, NEW),
]


def use(begins: str, ends: str, day: date = date(2026, 9, 30), kind: str = "general", purpose: str = "meeting") -> Use:
    """Use a room on a day."""
    return Use(day, begins, ends, kind, purpose)


@pytest.mark.parametrize(
    ("asked", "yen"),
    [
        (use("09:00", "12:00"), 900),
        (use("09:00", "12:00", NEW), 1000),
        (use("09:00", "12:00", SINCE - timedelta(days=1)), None),
        (use("09:00", "17:00"), 2100),
        (use("09:00", "22:00"), 3600),
        (use("09:00", "12:00", kind="civic"), 450),
        (use("09:00", "12:00", NEW, kind="civic"), 450),
        (use("09:00", "12:00", kind="civic", purpose="event"), 2000),
        (use("09:00", "11:00"), None),
        (use("10:00", "17:00"), None),
    ],
)
def test_the_table_answers_for_its_slots_and_for_nothing_else(asked: Use, yen: int | None) -> None:
    assert fee_of(TABLE, asked) == yen


def test_a_whole_day_has_its_own_price_where_the_table_has_one() -> None:
    whole = [*TABLE, Line("slot", "09:00", "22:00", "", "", 3000, SINCE)]
    assert fee_of(whole, use("09:00", "22:00")) == 3000
    assert fee_of(whole, use("09:00", "12:00")) == 900


def test_hours_begun_are_paid_and_midnight_is_the_end_of_the_day() -> None:
    hourly = [Line("hour", "", "", "", "", 200, SINCE)]
    assert fee_of(hourly, use("09:00", "10:15")) == 400
    assert fee_of(hourly, use("22:00", "00:00")) == 400


def test_part_of_a_month_counts_as_a_month_and_each_unit_is_paid() -> None:
    monthly = [Line("month", "", "", "", "", 7100, SINCE)]
    assert fee_of(monthly, Use(NEW, "00:00", "00:00", "civic", "work", 2, 12)) == 170_400


def test_a_reduction_counts_from_its_own_day_in_any_month_and_the_largest_alone() -> None:
    grants = [Grant(50, date(2026, 11, 13), None), Grant(30, SINCE, date(2027, 1, 1))]
    days = {date(2026, 11, 12): 700, date(2026, 11, 13): 500, date(2027, 1, 1): 500, SINCE - timedelta(days=1): 1000}
    assert {day: reduced(1000, grants, use("09:00", "12:00", day)) for day in days} == days
    assert reduced(333, [Grant(50, SINCE, None)], use("09:00", "12:00", SINCE)) == 166


def test_a_reduction_may_be_for_some_users_or_some_purposes_alone() -> None:
    grants = [Grant(30, SINCE, None, "civic"), Grant(60, SINCE, None, "", "assembly")]
    assert reduced(1000, grants, use("09:00", "12:00")) == 1000
    assert reduced(1000, grants, use("09:00", "12:00", kind="civic")) == 700
    assert reduced(1000, grants, use("09:00", "12:00", kind="civic", purpose="assembly")) == 400


@pytest.mark.parametrize(
    ("days", "percent"), [(15, 0), (14, 20), (8, 20), (7, 50), (1, 50), (0, 100), (-1, 100)]
)  # fmt: skip
def test_what_stays_due_changes_on_the_day_of_the_step(days: int, percent: int) -> None:
    day = date(2027, 1, 3)
    assert percent_due(STEPS, days) == percent
    assert due_after(1001, STEPS, day - timedelta(days=days), day) == 1001 * percent // 100


def test_without_steps_nothing_stays_due() -> None:
    assert due_after(1000, [], date(2027, 1, 3), date(2027, 1, 3)) == 0


@given(
    yen=st.integers(0, 10**7),
    steps=st.lists(st.fixed_dictionaries({"days": st.integers(0, 60), "percent": st.integers(0, 100)}), max_size=5),
    days=st.integers(-5, 90),
)
def test_never_more_than_the_fee_stays_due_and_the_order_of_steps_does_not_matter(
    yen: int, steps: list[dict[str, int]], days: int
) -> None:
    day = date(2027, 1, 3)
    due = due_after(yen, steps, day - timedelta(days=days), day)
    assert 0 <= due <= yen
    assert due_after(yen, steps[::-1], day - timedelta(days=days), day) == due
