"""Days, times and weekdays: read exactly, or handed to a person."""

import pytest

from kyodo.kernel.imports import times


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("月火水木金", [1, 2, 3, 4, 5]),
        ("月～金", [1, 2, 3, 4, 5]),
        ("月-土", [1, 2, 3, 4, 5, 6]),
        ("火曜日から日曜日まで", [2, 3, 4, 5, 6, 7]),
        ("土・日・祝", [6, 7, 8]),
        ("土日祝日", [6, 7, 8]),
        ("毎日", [1, 2, 3, 4, 5, 6, 7]),
        ("", []),
    ],
)
def test_weekdays_are_read(cell: str, days: list[int]) -> None:
    assert times.weekdays(cell) == (days, "")


@pytest.mark.parametrize("cell", ["月～金（祝日を除く）", "第2・第4水曜日", "平日", "金～月", "月月", "要予約"])
def test_weekdays_with_an_exception_go_to_a_person(cell: str) -> None:
    days, ask = times.weekdays(cell)
    assert (days, cell in ask) == ([], True)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("9:00", "09:00"),
        ("０９：３０", "09:30"),
        ("17:00:00", "17:00"),
        ("9時", "09:00"),
        ("9時半", "09:30"),
        ("正午", "12:00"),
        ("0930", "09:30"),
        ("午後5時30分", "17:30"),
        ("", ""),
    ],
)
def test_times_are_read(cell: str, kept: str) -> None:
    assert times.clock_time(cell) == (kept, "")


@pytest.mark.parametrize("cell", ["24:00", "25:10", "9:00-17:00", "夕方", "9:75"])
def test_what_is_no_time_goes_to_a_person(cell: str) -> None:
    kept, ask = times.clock_time(cell)
    assert (kept, cell in ask) == ("", True)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("2026/4/1", "2026-04-01"), ("令和８年４月１日", "2026-04-01"), ("R8.4.1", "2026-04-01"), ("", "")],
)
def test_days_are_read(cell: str, kept: str) -> None:
    assert times.day(cell) == (kept, "")


@pytest.mark.parametrize("cell", ["4月1日", "2026年4月", "未定"])
def test_what_is_no_whole_day_goes_to_a_person(cell: str) -> None:
    kept, ask = times.day(cell)
    assert (kept, cell in ask) == ("", True)
