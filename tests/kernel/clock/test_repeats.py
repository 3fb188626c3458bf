"""Repeating days in the government's notation."""

from datetime import date

import pytest
from django.utils import translation

from kyodo.kernel.clock.repeats import read_repeat


def days_of(text: str, year: int, month: int, anchor: date | None = None) -> list[int]:
    repeat = read_repeat(text, anchor)
    last = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return [day for day in range(1, last + 1) if repeat.names(date(year, month, day))]


@pytest.mark.parametrize(
    ("text", "november_2026"),
    [
        ("0Mo", [2, 9, 16, 23, 30]),
        ("24We", [11, 25]),
        ("13Mo", [2, 16]),
        ("5Mo", [30]),
        ("5Tu", []),
        ("6Fr", [27]),
        ("6Mo", [30]),
        ("46Th", [26]),
        ("14Tu4Th", [3, 24, 26]),
        ("0Mo0Tu", [2, 3, 9, 10, 16, 17, 23, 24, 30]),
    ],
)
def test_the_notation_names_these_days(text: str, november_2026: list[int]) -> None:
    assert days_of(text, 2026, 11) == november_2026


def test_the_last_weekday_in_february_of_a_leap_year() -> None:
    assert days_of("6Th", 2024, 2) == [29]
    assert days_of("6Th", 2025, 2) == [27]


def test_every_second_week_counts_from_its_anchor_in_both_directions() -> None:
    anchor = date(2026, 11, 8)
    assert days_of("7Su", 2026, 11, anchor) == [8, 22]
    assert days_of("7Su", 2026, 12, anchor) == [6, 20]
    assert days_of("7Su", 2026, 10, anchor) == [11, 25]
    assert days_of("7Su", 2027, 1, anchor) == [3, 17, 31]


def test_one_anchor_serves_two_weekdays_of_the_same_week() -> None:
    assert days_of("7Mo7Th", 2026, 11, date(2026, 11, 5)) == [2, 5, 16, 19, 30]


@pytest.mark.parametrize("typed", ["24we", " 24 WE ", "２４Ｗｅ", "42We"])
def test_width_case_spaces_and_order_do_not_matter(typed: str) -> None:
    assert str(read_repeat(typed)) == "24We"


@pytest.mark.parametrize(
    ("typed", "anchor", "told"),
    [
        (
            "",
            None,
            "「」は繰り返しの日として読み取れません。0Mo（毎週月曜日）、24We（第2・第4水曜日）、6Fr（最終金曜日）のように書いてください。",
        ),
        (
            "We",
            None,
            "「We」は繰り返しの日として読み取れません。0Mo（毎週月曜日）、24We（第2・第4水曜日）、6Fr（最終金曜日）のように書いてください。",
        ),
        (
            "8We",
            None,
            "「8We」は繰り返しの日として読み取れません。0Mo（毎週月曜日）、24We（第2・第4水曜日）、6Fr（最終金曜日）のように書いてください。",
        ),
        (
            "24We,",
            None,
            "「24We,」は繰り返しの日として読み取れません。0Mo（毎週月曜日）、24We（第2・第4水曜日）、6Fr（最終金曜日）のように書いてください。",
        ),
        ("02We", None, "0（毎週）と7（隔週）は、ほかの数字と一緒に書けません。"),
        ("7Su", None, "隔週の場合は、anchor（該当する日を一つ）を書いてください。"),
        ("7Su", date(2026, 11, 9), "anchor の 2026-11-09 は、指定した曜日ではありません。"),
        ("0Su", date(2026, 11, 8), "anchor は隔週（7）のときだけ使います。取り除いてください。"),
    ],
)
def test_what_is_not_in_the_notation_is_refused_with_advice(typed: str, anchor: date | None, told: str) -> None:
    with translation.override("ja"), pytest.raises(ValueError) as error:
        read_repeat(typed, anchor)
    assert str(error.value) == told
