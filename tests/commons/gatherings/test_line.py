"""Whose turn it is: whole groups, nobody overtaken except by the said rule, and that not for ever."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo.commons.gatherings.line import MOST_PASSED, Group, Turn, turns

GROUPS = st.lists(st.tuples(st.integers(1, 6), st.integers(0, MOST_PASSED)), max_size=8)


def line(*sizes: int) -> list[Group]:
    return [Group(key, size) for key, size in enumerate(sizes, 1)]


def test_the_first_whose_whole_group_fits_is_next_and_who_is_passed_over_is_said() -> None:
    assert turns(line(4, 2, 1), 3, 10) == [Turn(2, (1,)), Turn(3, (1,))]


def test_nobody_behind_comes_first_once_a_group_was_passed_over_twice() -> None:
    assert turns([Group(1, 4, 2), Group(2, 1)], 3, 10) == []
    assert turns([Group(1, 4, 2), Group(2, 1)], 5, 10) == [Turn(1), Turn(2)]


def test_a_group_larger_than_all_places_keeps_nobody_waiting() -> None:
    assert turns([Group(1, 11, 2), Group(2, 1)], 1, 10) == [Turn(2)]


def test_without_a_limit_everybody_has_a_place() -> None:
    assert [turn.key for turn in turns(line(4, 9), None, None)] == [1, 2]


@settings(max_examples=300, deadline=None, database=None, derandomize=True)
@given(GROUPS, st.integers(0, 12))
def test_never_more_than_free_nobody_overtaken_beyond_the_rule_nothing_left_unused(
    told: list[tuple[int, int]], free: int
) -> None:
    groups = [Group(key, size, passed) for key, (size, passed) in enumerate(told)]
    found = turns(groups, free, 12)
    chosen = {turn.key for turn in found}
    assert sum(group.size for group in groups if group.key in chosen) <= free
    for group in groups:
        if group.key not in chosen:
            overtaken = sum(group.key in turn.passed for turn in found)
            assert overtaken == sum(1 for turn in found if turn.key > group.key)
            assert group.passed + overtaken <= MOST_PASSED
    left = free - sum(group.size for group in groups if group.key in chosen)
    first = next((group for group in groups if group.key not in chosen), None)
    assert first is None or first.size > left
