"""Public holidays: computed, or from the official list."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kyodo.kernel.clock.holidays import Holidays, begin_request, calendar, end_request
from kyodo.kernel.clock.official import keep_official, read_official
from kyodo.kernel.permissions import SYSTEM
from tests.factories.holidays import FILE_2026, a_file


@pytest.mark.parametrize(
    ("year", "days"),
    [
        # 2019: the change of reign; 2020 and 2021: moved for the games.
        (
            2019,
            "01-01 01-14 02-11 03-21 04-29 04-30 05-01 05-02 05-03 05-04 05-05 "
            "05-06 07-15 08-11 08-12 09-16 09-23 10-14 10-22 11-03 11-04 11-23",
        ),
        (
            2020,
            "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 "
            "05-05 05-06 07-23 07-24 08-10 09-21 09-22 11-03 11-23",
        ),
        (
            2021,
            "01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-22 07-23 08-08 08-09 09-20 09-23 11-03 11-23",
        ),
        (
            2026,
            "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 "
            "05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23",
        ),
        (
            2027,
            "01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23",
        ),
    ],
)
def test_the_days_of_a_year(year: int, days: str) -> None:
    found = Holidays().between(date(year, 1, 1), date(year + 1, 1, 1))
    assert " ".join(f"{day:%m-%d}" for day, _name in found) == days


@pytest.mark.parametrize(
    ("day", "japanese", "english"),
    [
        (date(2026, 11, 23), "勤労感謝の日", "Labor Thanksgiving Day"),
        (date(2026, 5, 6), "振替休日", "Substitute Holiday"),
        (date(2026, 9, 22), "国民の休日", "National Holiday"),
        (date(2026, 11, 24), "", ""),
    ],
)
def test_names(day: date, japanese: str, english: str) -> None:
    official = read_official(FILE_2026).days
    for holidays in (Holidays(), Holidays(official, 2026, 2026)):
        assert holidays.name(day, "ja") == japanese
        with translation.override("en"):
            assert holidays.name(day) == english


def test_the_official_list_decides_in_its_years_and_only_there() -> None:
    holidays = Holidays({date(2026, 6, 1): "臨時の祝日"}, 2026, 2026)
    assert date(2026, 6, 1) in holidays
    assert date(2026, 11, 23) not in holidays
    assert date(2027, 11, 23) in holidays
    assert holidays.name(date(2026, 6, 1), "en") == "臨時の祝日"


@pytest.mark.django_db
def test_without_a_list_the_computed_days_are_in_use() -> None:
    assert date(2026, 11, 23) in calendar()


@pytest.mark.django_db
def test_a_new_list_is_in_use_at_once() -> None:
    keep_official(
        file=a_file({date(2026, 6, 1): "臨時の祝日", date(2026, 11, 23): "勤労感謝の日"}), by=SYSTEM, channel="test"
    )
    assert [date(2026, 6, 1) in calendar(), date(2026, 7, 20) in calendar()] == [True, False]
    keep_official(
        file=a_file({date(2026, 7, 20): "海の日", date(2026, 11, 23): "勤労感謝の日"}), by=SYSTEM, channel="test"
    )
    assert [date(2026, 6, 1) in calendar(), date(2026, 7, 20) in calendar()] == [False, True]


@pytest.mark.django_db
def test_a_request_reads_the_list_once_and_the_next_one_reads_it_again() -> None:
    keep_official(file=read_official(FILE_2026), by=SYSTEM, channel="test")
    calendar()
    with CaptureQueriesContext(connection) as outside:
        calendar()
        calendar()
    assert len(outside) == 2
    for _again in range(2):
        begin_request()
        with CaptureQueriesContext(connection) as inside:
            calendar()
            calendar()
        assert len(inside) == 1
    end_request()
    with CaptureQueriesContext(connection) as after:
        calendar()
        calendar()
    assert len(after) == 2
