"""Which days a door is open: real rules against lists made by hand."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kyodo.kernel.clock.closures import read_rules
from kyodo.kernel.clock.now import moment
from kyodo.kernel.clock.schedule import (
    HOLIDAY,
    Day,
    ExceptionalDay,
    Schedule,
    Span,
    closes_at,
    day,
    days,
    is_open_at,
    next_closed,
    opens_next,
)

LONG = (Span(time(9), time(22)),)
SHORT = (Span(time(9), time(18)),)
#: Monday to Saturday 9-22, Sundays and holidays 9-18.
HOURS = {1: LONG, 2: LONG, 3: LONG, 4: LONG, 5: LONG, 6: LONG, 7: SHORT, HOLIDAY: SHORT}

#: 市民活動サポートセンター: second and fourth Wednesday, the next day if a holiday; New Year.
SUPPORT_CENTER = [{"days": "24We", "on_holiday": "next_day"}, {"yearly": "12-29/01-03"}]

#: Made by hand from the calendar. Moved: 2022-02-23, 2022-11-23, 2026-02-11, 2026-09-23,
#: 2027-08-11, 2028-02-23. Not moved: 2021-08-11, when 山の日 was on 8 August.
SUPPORT_CENTER_CLOSED = {
    2020: "01-08 01-22 02-12 02-26 03-11 03-25 04-08 04-22 05-13 05-27 06-10 06-24 "
    "07-08 07-22 08-12 08-26 09-09 09-23 10-14 10-28 11-11 11-25 12-09 12-23",
    2021: "01-13 01-27 02-10 02-24 03-10 03-24 04-14 04-28 05-12 05-26 06-09 06-23 "
    "07-14 07-28 08-11 08-25 09-08 09-22 10-13 10-27 11-10 11-24 12-08 12-22",
    2022: "01-12 01-26 02-09 02-24 03-09 03-23 04-13 04-27 05-11 05-25 06-08 06-22 "
    "07-13 07-27 08-10 08-24 09-14 09-28 10-12 10-26 11-09 11-24 12-14 12-28",
    2023: "01-11 01-25 02-08 02-22 03-08 03-22 04-12 04-26 05-10 05-24 06-14 06-28 "
    "07-12 07-26 08-09 08-23 09-13 09-27 10-11 10-25 11-08 11-22 12-13 12-27",
    2024: "01-10 01-24 02-14 02-28 03-13 03-27 04-10 04-24 05-08 05-22 06-12 06-26 "
    "07-10 07-24 08-14 08-28 09-11 09-25 10-09 10-23 11-13 11-27 12-11 12-25",
    2025: "01-08 01-22 02-12 02-26 03-12 03-26 04-09 04-23 05-14 05-28 06-11 06-25 "
    "07-09 07-23 08-13 08-27 09-10 09-24 10-08 10-22 11-12 11-26 12-10 12-24",
    2026: "01-14 01-28 02-12 02-25 03-11 03-25 04-08 04-22 05-13 05-27 06-10 06-24 "
    "07-08 07-22 08-12 08-26 09-09 09-24 10-14 10-28 11-11 11-25 12-09 12-23",
    2027: "01-13 01-27 02-10 02-24 03-10 03-24 04-14 04-28 05-12 05-26 06-09 06-23 "
    "07-14 07-28 08-12 08-25 09-08 09-22 10-13 10-27 11-10 11-24 12-08 12-22",
    2028: "01-12 01-26 02-09 02-24 03-08 03-22 04-12 04-26 05-10 05-24 06-14 06-28 "
    "07-12 07-26 08-09 08-23 09-13 09-27 10-11 10-25 11-08 11-22 12-13 12-27",
    2029: "01-10 01-24 02-14 02-28 03-14 03-28 04-11 04-25 05-09 05-23 06-13 06-27 "
    "07-11 07-25 08-08 08-22 09-12 09-26 10-10 10-24 11-14 11-28 12-12 12-26",
}
NEW_YEAR = "01-01 01-02 01-03", "12-29 12-30 12-31"


def a_schedule(rules: list[dict[str, Any]], **values: Any) -> Schedule:
    return Schedule(**{"hours": HOURS, "rules": read_rules(rules), **values})


def closed_in(schedule: Schedule, start: date, end: date) -> str:
    return " ".join(f"{one.date:%m-%d}" for one in days(schedule, start, end) if one.is_open is False)


# --- real rules ---------------------------------------------------------------------------


@pytest.mark.parametrize("year", SUPPORT_CENTER_CLOSED)
def test_the_support_center_is_closed_on_the_days_listed_by_hand(year: int) -> None:
    expected = f"{NEW_YEAR[0]} {SUPPORT_CENTER_CLOSED[year]} {NEW_YEAR[1]}"
    assert closed_in(a_schedule(SUPPORT_CENTER), date(year, 1, 1), date(year + 1, 1, 1)) == expected


def test_each_day_alone_says_the_same_as_the_whole_year() -> None:
    schedule = a_schedule(SUPPORT_CENTER)
    year = days(schedule, date(2026, 1, 1), date(2027, 1, 1))
    assert [day(schedule, one.date) for one in year] == year


#: 市民センター: Mondays unless a holiday, the day after a holiday unless Saturday, Sunday or a holiday, New Year.
COMMUNITY_CENTER = [
    {"days": "0Mo", "on_holiday": "open"},
    {"after_holiday": "closed"},
    {"yearly": "12-28/01-04"},
]


@pytest.mark.parametrize(
    ("month", "closed"),
    [
        # 29 April is a Wednesday.
        (date(2026, 4, 1), "04-06 04-13 04-20 04-27 04-30"),
        # 3-5 May are holidays and 3 May is a Sunday: its 振替休日 is Wednesday the 6th, so Thursday is closed.
        (date(2026, 5, 1), "05-07 05-11 05-18 05-25"),
        # 20 July is a holiday Monday: open, closed on Tuesday.
        (date(2026, 7, 1), "07-06 07-13 07-21 07-27"),
        (date(2026, 8, 1), "08-03 08-10 08-12 08-17 08-24 08-31"),
        # 21 and 23 September are holidays, so the 22nd is a 国民の休日: closed only on the 24th.
        (date(2026, 9, 1), "09-07 09-14 09-24 09-28"),
        # 3 November is a Tuesday, 23 November a Monday.
        (date(2026, 11, 1), "11-02 11-04 11-09 11-16 11-24 11-30"),
        (date(2026, 12, 1), "12-07 12-14 12-21 12-28 12-29 12-30 12-31"),
        # 1 January is in the range; 11 January a holiday Monday.
        (date(2027, 1, 1), "01-01 01-02 01-03 01-04 01-12 01-18 01-25"),
        # 11 February 2028 is a Friday: Saturday stays open.
        (date(2028, 2, 1), "02-07 02-14 02-21 02-24 02-28"),
    ],
)
def test_a_community_center_is_closed_on_the_days_listed_by_hand(month: date, closed: str) -> None:
    end = (month + timedelta(days=32)).replace(day=1)
    assert closed_in(a_schedule(COMMUNITY_CENTER), month, end) == closed


# --- what happens on a holiday, exactly ---------------------------------------------------


@pytest.mark.parametrize(
    ("on_holiday", "closed"),
    [
        # Golden Week 2026: 4 (Monday), 5 and 6 May are holidays; Mondays are the 4th, 11th, 18th and 25th.
        ({"on_holiday": "none"}, "05-04 05-11 05-18 05-25"),
        ({"on_holiday": "open"}, "05-11 05-18 05-25"),
        ({"on_holiday": "next_day"}, "05-05 05-11 05-18 05-25"),
        ({"on_holiday": "next_day", "skip_further_holidays": True}, "05-07 05-11 05-18 05-25"),
        ({"on_holiday": "next_weekday"}, "05-07 05-11 05-18 05-25"),
        ({"on_holiday": "open_then_next_day"}, "05-05 05-11 05-18 05-25"),
    ],
)
def test_a_closed_monday_that_is_a_holiday(on_holiday: dict[str, Any], closed: str) -> None:
    assert closed_in(a_schedule([{"days": "0Mo", **on_holiday}]), date(2026, 5, 1), date(2026, 6, 1)) == closed


@pytest.mark.parametrize(
    ("on_holiday", "closed"),
    [
        # Friday 20 March 2026 is a holiday; the weekend follows, and Monday is closed anyway.
        ({"on_holiday": "next_day"}, "03-21 03-23"),
        ({"on_holiday": "next_weekday"}, "03-23 03-24"),
        ({"on_holiday": "next_day", "skip_closed_days": True}, "03-21 03-23"),
    ],
)
def test_a_closed_friday_that_is_a_holiday_before_a_closed_monday(on_holiday: dict[str, Any], closed: str) -> None:
    rules = [{"days": "3Fr", **on_holiday}, {"days": "0Mo"}]
    assert closed_in(a_schedule(rules), date(2026, 3, 20), date(2026, 3, 27)) == closed


def test_a_moved_closing_goes_past_days_closed_anyway_only_where_told_so() -> None:
    plain = [{"days": "0Mo", "on_holiday": "next_day"}, {"days": "0Tu"}]
    skipping = [{"days": "0Mo", "on_holiday": "next_day", "skip_closed_days": True}, {"days": "0Tu"}]
    week = date(2026, 11, 23), date(2026, 11, 30)  # Monday is 勤労感謝の日
    assert closed_in(a_schedule(plain), *week) == "11-24"
    assert closed_in(a_schedule(skipping), *week) == "11-24 11-25"


def test_open_then_next_day_is_stronger_than_closed_on_holidays() -> None:
    week = date(2026, 11, 22), date(2026, 11, 29)
    moved = [{"days": "0Mo", "on_holiday": "next_day"}, {"holidays": "closed"}]
    opened = [{"days": "0Mo", "on_holiday": "open_then_next_day"}, {"holidays": "closed"}]
    assert closed_in(a_schedule(moved), *week) == "11-23 11-24"
    assert closed_in(a_schedule(opened), *week) == "11-24"


def test_a_closing_inside_new_year_is_not_moved_out_of_it() -> None:
    # Monday 1 January 2029 is a holiday; the range ends on the 3rd.
    rules = [{"days": "0Mo", "on_holiday": "next_weekday"}, {"yearly": "12-29/01-03"}]
    assert closed_in(a_schedule(rules), date(2028, 12, 28), date(2029, 1, 12)) == (
        "12-29 12-30 12-31 01-01 01-02 01-03 01-09"
    )


def test_a_closing_that_finds_no_day_lapses() -> None:
    rules = [
        {"days": "0Mo", "on_holiday": "next_weekday"},
        *({"days": f"0{name}"} for name in ("Tu", "We", "Th", "Fr")),
    ]
    schedule = a_schedule(rules)
    assert day(schedule, date(2026, 11, 23)).is_open is True
    assert day(schedule, date(2026, 11, 28)).is_open is True


def test_closed_on_holidays_but_not_at_the_weekend() -> None:
    # 3 May 2026 is a Sunday, 4-6 May are Monday to Wednesday.
    week = date(2026, 5, 1), date(2026, 5, 8)
    assert closed_in(a_schedule([{"holidays": "closed"}]), *week) == "05-03 05-04 05-05 05-06"
    assert closed_in(a_schedule([{"holidays": "closed", "unless_weekend": True}]), *week) == "05-04 05-05 05-06"


@pytest.mark.parametrize(
    ("settings", "closed"),
    [
        ({}, "05-07"),
        ({"unless_holiday": False}, "05-04 05-05 05-06 05-07"),
        ({"unless_weekend": False}, "05-07"),
    ],
)
def test_closed_on_the_day_after_a_holiday(settings: dict[str, Any], closed: str) -> None:
    rules = [{"after_holiday": "closed", **settings}]
    assert closed_in(a_schedule(rules), date(2026, 5, 1), date(2026, 5, 12)) == closed


def test_the_saturday_after_a_holiday_friday_is_closed_only_where_told_so() -> None:
    week = date(2026, 3, 19), date(2026, 3, 24)
    assert closed_in(a_schedule([{"after_holiday": "closed"}]), *week) == ""
    assert closed_in(a_schedule([{"after_holiday": "closed", "unless_weekend": False}]), *week) == "03-21"


# --- ranges and single days ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("yearly", "closed"),
    [
        ("12-29/01-03", "12-29 12-30 12-31 01-01 01-02 01-03"),
        ("12-31", "12-31"),
        ("12-30/12-31", "12-30 12-31"),
        ("01-04/01-05", "01-04 01-05"),
    ],
)
def test_a_yearly_range_holds_both_its_ends(yearly: str, closed: str) -> None:
    assert closed_in(a_schedule([{"yearly": yearly}]), date(2026, 12, 25), date(2027, 1, 8)) == closed


def test_a_range_to_29_february() -> None:
    rules = [{"yearly": "02-27/02-29"}]
    assert closed_in(a_schedule(rules), date(2027, 2, 25), date(2027, 3, 3)) == "02-27 02-28"
    assert closed_in(a_schedule(rules), date(2028, 2, 25), date(2028, 3, 3)) == "02-27 02-28 02-29"
    assert closed_in(a_schedule([{"yearly": "02-29"}]), date(2027, 2, 25), date(2027, 3, 3)) == ""


def test_single_days_decide_both_ways_and_the_last_one_wins() -> None:
    rules = [
        {"days": "0Mo"},
        {"date": "2026-11-03/2026-11-05", "reason": "設備点検"},
        {"date": "2026-11-04", "open": True, "hours": "10:00-16:00"},
        {"date": "2026-11-09", "open": True},
    ]
    week = days(a_schedule(rules), date(2026, 11, 2), date(2026, 11, 10))
    assert [(one.date.day, one.is_open, one.opens_at, one.closes_at, one.reason) for one in week] == [
        (2, False, None, None, "毎週月曜日"),
        (3, False, None, None, "設備点検"),
        (4, True, time(10), time(16), ""),
        (5, False, None, None, "設備点検"),
        (6, True, time(9), time(22), ""),
        (7, True, time(9), time(22), ""),
        (8, True, time(9), time(18), ""),
        (9, True, time(9), time(22), ""),
    ]


def test_an_exception_kept_apart_is_stronger_than_every_rule() -> None:
    rules = [{"date": "2026-11-11", "open": True}, {"yearly": "12-29/01-03"}]
    exceptions = {
        date(2026, 11, 11): ExceptionalDay(False, "大雪のため"),
        date(2026, 12, 31): ExceptionalDay(True, "年越しの集い", (Span(time(20), time(23, 30)),)),
    }
    schedule = a_schedule(rules, exceptions=exceptions)
    assert day(schedule, date(2026, 11, 11)) == Day(date(2026, 11, 11), False, (), "大雪のため")
    assert day(schedule, date(2026, 12, 31)) == Day(
        date(2026, 12, 31), True, (Span(time(20), time(23, 30)),), "年越しの集い"
    )


def test_an_open_exception_on_the_day_a_closing_moved_to_keeps_it_open() -> None:
    schedule = a_schedule(SUPPORT_CENTER, exceptions={date(2026, 2, 12): ExceptionalDay(True)})
    assert closed_in(schedule, date(2026, 2, 9), date(2026, 2, 16)) == ""


def test_an_entry_holds_between_its_first_and_last_day() -> None:
    rules = [
        {"days": "0Mo", "last_day": "2026-11-15"},
        {"days": "0Tu", "first_day": "2026-11-16"},
    ]
    assert closed_in(a_schedule(rules), date(2026, 11, 1), date(2026, 12, 1)) == "11-02 11-09 11-17 11-24"


# --- hours --------------------------------------------------------------------------------


def test_holidays_have_their_own_hours_and_their_name() -> None:
    assert day(a_schedule([]), date(2026, 11, 23)) == Day(date(2026, 11, 23), True, SHORT, "", "勤労感謝の日")


def test_without_hours_for_holidays_the_weekdays_own_hold() -> None:
    hours = {1: LONG}
    assert day(a_schedule([], hours=hours), date(2026, 11, 23)).spans == LONG


def test_a_weekday_without_hours_is_closed() -> None:
    assert day(a_schedule([], hours={1: LONG}), date(2026, 11, 24)) == Day(
        date(2026, 11, 24), False, (), "火曜日は休み"
    )


def test_where_no_hours_are_known_only_closings_are() -> None:
    schedule = a_schedule([{"days": "0Mo"}], hours={})
    assert [day(schedule, date(2026, 11, 16)).is_open, day(schedule, date(2026, 11, 17)).is_open] == [False, None]
    assert is_open_at(schedule, moment(date(2026, 11, 16), time(12))) is False
    assert is_open_at(schedule, moment(date(2026, 11, 17), time(12))) is None
    assert day(schedule, date(2026, 11, 17)).reason == (
        "開館時間を確認できていません。施設に直接お問い合わせください。"
    )


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (time(8, 59, 59, 999999), False),
        (time(9), True),
        (time(11, 59, 59), True),
        (time(12), False),
        (time(13), True),
        (time(21, 59, 59, 999999), True),
        (time(22), False),
        (time(23, 59, 59, 999999), False),
        (time(0), False),
    ],
)
def test_hours_are_half_open(at: time, is_open: bool) -> None:
    schedule = a_schedule([], hours={2: (Span(time(13), time(22)), Span(time(9), time(12)))})
    assert is_open_at(schedule, moment(date(2026, 11, 24), at)) is is_open


def test_the_day_changes_at_midnight_in_tokyo() -> None:
    night = Schedule({2: (Span(time(0), time(23, 59)),), 3: (Span(time(0), time(1)),)}, read_rules([{"days": "4We"}]))
    # Tuesday 24 November 2026, 23:59:59 JST; one second later it is the closed fourth Wednesday.
    assert is_open_at(night, moment(date(2026, 11, 24), time(23, 58, 59))) is True
    assert is_open_at(night, moment(date(2026, 11, 24), time(23, 59, 59))) is False
    assert is_open_at(night, moment(date(2026, 11, 25))) is False


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")])
def test_the_zone_of_the_asking_machine_does_not_matter(zone: Any) -> None:
    schedule = a_schedule(SUPPORT_CENTER)
    last_second = moment(date(2026, 11, 24), time(21, 59, 59)).astimezone(zone)
    assert is_open_at(schedule, last_second) is True
    assert is_open_at(schedule, last_second + timedelta(seconds=1)) is False
    assert closes_at(schedule, last_second) == datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
    # Wednesday is closed: it opens on Thursday at nine.
    assert opens_next(schedule, last_second + timedelta(seconds=1)) == datetime(2026, 11, 26, 0, 0, tzinfo=UTC)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError):
        is_open_at(a_schedule([]), datetime(2026, 11, 24, 12, 0))  # noqa: DTZ001  (that is the point)


def test_opens_next_today_later_and_never() -> None:
    schedule = a_schedule([])
    assert opens_next(schedule, moment(date(2026, 11, 24), time(6))) == moment(date(2026, 11, 24), time(9))
    assert opens_next(schedule, moment(date(2026, 11, 24), time(9))) == moment(date(2026, 11, 25), time(9))
    assert opens_next(a_schedule([], hours={}), moment(date(2026, 11, 24), time(6))) is None
    assert closes_at(schedule, moment(date(2026, 11, 24), time(6))) is None


def test_the_next_closed_days() -> None:
    found = next_closed(a_schedule(SUPPORT_CENTER), date(2026, 12, 23), count=3)
    assert [(one.date, one.reason) for one in found] == [
        (date(2026, 12, 23), "第2・第4水曜日"),
        (date(2026, 12, 29), "年末年始"),
        (date(2026, 12, 30), "年末年始"),
    ]
    assert next_closed(a_schedule([]), date(2026, 1, 1)) == []


def test_a_moved_day_says_instead_of_which() -> None:
    assert day(a_schedule(SUPPORT_CENTER), date(2026, 2, 12)).reason == "2月11日（水・祝）の振り替え"


def test_a_span_must_run_forward() -> None:
    with pytest.raises(ValueError):
        Span(time(18), time(9))
