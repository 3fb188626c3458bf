"""Free times: within the hours, on open days, never overlapping, never what is taken."""

from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo.center.consultations.queries.slots import (
    QUARTER,
    Pattern,
    Slot,
    by_day,
    free,
    is_in_time,
    offered,
    quarters,
)
from kyodo.kernel.clock.now import moment
from kyodo.kernel.clock.schedule import Day, Span

MONDAY = date(2026, 12, 7)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return moment(day, time(hour, minute))


def a_pattern(begins: int = 10, ends: int = 12, *, consultant: int = 1, **values: Any) -> Pattern:
    return Pattern(consultant, 1, time(begins), time(ends), ("counter",), date(2026, 1, 1), **values)


def test_a_morning_of_two_hours_has_two_times_of_an_hour() -> None:
    found = list(offered([a_pattern()], [Day(MONDAY, True, (Span(time(9), time(18)),))], 60))
    assert found == [Slot(at(10), at(11), 1, ("counter",)), Slot(at(11), at(12), 1, ("counter",))]
    assert [slot.starts_at for slot in offered([a_pattern()], [Day(MONDAY, None)], 45)] == [at(10), at(10, 45)]


def test_a_closed_day_offers_nothing_and_a_short_day_only_what_lies_within_it() -> None:
    assert list(offered([a_pattern()], [Day(MONDAY, False, (), "定休日")], 60)) == []
    short = Day(MONDAY, True, (Span(time(9), time(11)),))
    assert [slot.starts_at for slot in offered([a_pattern(10, 14)], [short], 60)] == [at(10)]


def test_hours_end_on_their_day_and_absence_and_what_is_taken_are_left_out() -> None:
    ended = a_pattern(until=MONDAY)
    assert list(offered([ended], [Day(MONDAY, True)], 60)) == []
    slots = list(offered([a_pattern(), a_pattern(consultant=2)], [Day(MONDAY, True)], 60))
    taken = {(1, at(10, 45))}
    found = free(slots, taken=taken, absent={(2, MONDAY)}, after=at(9), way="counter")
    assert found == [Slot(at(11), at(12), 1, ("counter",))]
    assert free(slots, taken=set(), absent=set(), after=at(9), way="phone") == []
    assert by_day(slots) == [(MONDAY, [at(10), at(11)])]


def test_a_slip_four_days_before_is_in_time_and_three_days_before_is_not() -> None:
    assert [is_in_time(date(2026, 12, day), date(2026, 12, 7), 4) for day in (2, 3, 4)] == [True, True, False]
    assert is_in_time(date(2026, 12, 28), date(2027, 1, 1), 4)


hours = st.integers(min_value=32, max_value=88).map(lambda n: time(n // 4, n % 4 * 15))
patterns = st.builds(
    lambda who, weekday, ends: Pattern(who, weekday, min(ends), max(ends), ("counter",), date(2026, 1, 1)),
    st.integers(1, 3), st.integers(1, 7), st.tuples(hours, hours).filter(lambda two: two[0] != two[1]),
)  # fmt: skip


@given(
    st.lists(patterns, max_size=5), st.sampled_from([15, 30, 45, 60, 90]),
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 7 * 96)), max_size=30), st.sets(st.integers(0, 6)),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_no_free_time_is_taken_outside_the_hours_or_on_a_closed_day(
    known: list[Pattern], minutes: int, blocked: list[tuple[int, int]], closed: set[int]
) -> None:
    span = Span(time(9), time(21))
    days = [Day(MONDAY + timedelta(days=n), n not in closed, () if n in closed else (span,)) for n in range(7)]
    taken = {(who, moment(MONDAY) + QUARTER * n) for who, n in blocked}
    after = at(11)
    for slot in free(offered(known, days, minutes), taken=taken, absent=set(), after=after):
        own = [p for p in known if p.consultant == slot.consultant and p.weekday == slot.starts_at.isoweekday()]
        assert any(p.begins <= slot.starts_at.time() and slot.ends_at.time() <= p.ends for p in own)
        assert slot.starts_at.time() >= time(9)
        assert slot.ends_at.time() <= time(21)
        assert (slot.starts_at.date() - MONDAY).days not in closed
        assert slot.ends_at - slot.starts_at == timedelta(minutes=minutes)
        assert slot.starts_at > after
        assert not {(slot.consultant, one) for one in quarters(slot.starts_at, slot.ends_at)} & taken
