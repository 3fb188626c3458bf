"""Half-open periods."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.utils import translation

from kyodo.kernel.clock.now import moment
from kyodo.kernel.clock.periods import Period, days

NOV_23, NOV_24, NOV_25 = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)


def test_the_start_belongs_to_it_and_the_end_does_not() -> None:
    period = Period(NOV_23, NOV_25)
    assert [period.contains(day) for day in (date(2026, 11, 22), NOV_23, NOV_24, NOV_25)] == [False, True, True, False]
    assert NOV_24 in period


def test_the_last_second_of_a_deadline() -> None:
    open_until = Period(moment(NOV_23), moment(NOV_24))
    assert open_until.contains(moment(NOV_23, time(23, 59, 59, 999999))) is True
    assert open_until.contains(moment(NOV_24)) is False
    assert open_until.contains(datetime(2026, 11, 23, 14, 59, 59, tzinfo=UTC)) is True
    assert open_until.contains(datetime(2026, 11, 23, 15, 0, 0, tzinfo=UTC)) is False


@pytest.mark.parametrize(
    ("one", "two", "common"),
    [
        (Period(NOV_23, NOV_24), Period(NOV_24, NOV_25), None),
        (Period(NOV_23, NOV_25), Period(NOV_24, None), Period(NOV_24, NOV_25)),
        (Period(None, NOV_24), Period(NOV_23, None), Period(NOV_23, NOV_24)),
        (Period(None, None), Period(NOV_23, NOV_24), Period(NOV_23, NOV_24)),
        (Period(None, NOV_23), Period(NOV_23, None), None),
    ],
)
def test_what_two_share(one: Period[date], two: Period[date], common: Period[date] | None) -> None:
    assert one.common(two) == common == two.common(one)
    assert one.overlaps(two) is two.overlaps(one) is (common is not None)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (NOV_24, NOV_23),
        (NOV_23, NOV_23),
        (NOV_23, moment(NOV_24)),
        (datetime(2026, 11, 23, 9), None),  # noqa: DTZ001  (that is the point)
    ],
)
def test_what_is_no_period_is_refused(start: Any, end: Any) -> None:
    with pytest.raises(ValueError):
        Period(start, end)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("period", "japanese", "english"),
    [
        (days(NOV_23, NOV_23), "2026年11月23日（月・祝）", "Mon 23 November 2026 (public holiday)"),
        (
            days(NOV_23, NOV_25),
            "2026年11月23日（月・祝）から11月25日（水）まで",
            "Mon 23 November 2026 (public holiday) to Wed 25 November",
        ),
        (
            days(date(2026, 12, 28), date(2027, 1, 4)),
            "2026年12月28日（月）から2027年1月4日（月）まで",
            "Mon 28 December 2026 to Mon 4 January 2027",
        ),
        (Period(NOV_24), "2026年11月24日（火）から", "from Tue 24 November 2026"),
        (Period(None, NOV_25), "2026年11月24日（火）まで", "until Tue 24 November 2026"),
        (Period[date](None), "期間の定めなし", "always"),
        (
            Period(moment(NOV_24, time(9)), moment(NOV_24, time(17, 30))),
            "2026年11月24日（火）9:00から17:30まで",
            "Tue 24 November 2026, 9:00 to 17:30",
        ),
        (
            Period(moment(NOV_24, time(9)), moment(NOV_25)),
            "2026年11月24日（火）9:00から24:00まで",
            "Tue 24 November 2026, 9:00 to 24:00",
        ),
        (
            Period(None, moment(NOV_25, time(17))),
            "2026年11月25日（水）17:00まで",
            "until Wed 25 November 2026, 17:00",
        ),
    ],
)
def test_its_words(period: Period[Any], japanese: str, english: str) -> None:
    with translation.override("ja"):
        assert period.text() == japanese
    with translation.override("en"):
        assert period.text() == english


def test_its_iso_form_ends_with_the_last_day() -> None:
    assert days(NOV_23, NOV_25).iso == "2026-11-23/2026-11-25"
    assert Period(NOV_23).iso == "2026-11-23/.."
    assert Period(moment(NOV_23, time(9)), moment(NOV_23, time(10))).iso == (
        "2026-11-23T09:00:00+09:00/2026-11-23T10:00:00+09:00"
    )
