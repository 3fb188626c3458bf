"""Fiscal years, April to March."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import translation

from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.errors import Unusable


@pytest.mark.parametrize(
    ("year", "label"),
    [
        (2026, "令和8年度"),
        (2020, "令和2年度"),
        (2019, "令和元年度"),
        (2018, "平成30年度"),
        (1989, "平成元年度"),
        (1988, "昭和63年度"),
        (1926, "大正15年度"),
        (1927, "昭和2年度"),
    ],
)
def test_its_name(year: int, label: str) -> None:
    with translation.override("ja"):
        assert FiscalYear(year).label == label
        assert FiscalYear(year).long_label == f"{year}年度（{label}）"
    with translation.override("en"):
        assert FiscalYear(year).label == f"FY{year}"


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("令和元年度", 2019),
        ("平成31年度", 2019),
        ("平成３０年度", 2018),
        ("R8", 2026),
        ("H30年度", 2018),
        ("2019年度", 2019),
        ("FY2019", 2019),
        ("2019", 2019),
    ],
)
def test_it_is_read(typed: str, year: int) -> None:
    assert FiscalYear.read(typed) == FiscalYear(year)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("平成32年度", "「平成32年度」という年度はありません。元号と年をお確かめください。"),
        ("令和0年度", "「令和0年度」という年度はありません。元号と年をお確かめください。"),
        ("元年度", "年度は「2026年度」または「令和8年度」のようにお書きください。"),
        ("", "年度は「2026年度」または「令和8年度」のようにお書きください。"),
    ],
)
def test_it_is_refused(typed: str, told: str) -> None:
    with translation.override("ja"), pytest.raises(Unusable) as error:
        FiscalYear.read(typed)
    assert str(error.value.message) == told


def test_its_days() -> None:
    year = FiscalYear.of(date(2027, 3, 31))
    assert year == FiscalYear(2026)
    assert (year.start, year.last_day, year.end) == (date(2026, 4, 1), date(2027, 3, 31), date(2027, 4, 1))
    assert date(2027, 3, 31) in year
    assert date(2027, 4, 1) not in year
    assert year.period.contains(date(2026, 4, 1))
    assert FiscalYear.of(date(2026, 4, 1)) == year


@pytest.mark.parametrize(
    ("utc", "year"),
    [
        (datetime(2026, 3, 31, 14, 59, 59, tzinfo=UTC), 2025),  # 23:59:59 in Tokyo
        (datetime(2026, 3, 31, 15, 0, 0, tzinfo=UTC), 2026),
    ],
)
def test_it_changes_at_midnight_in_tokyo(utc: datetime, year: int) -> None:
    with time_machine.travel(utc, tick=False):
        assert FiscalYear.current() == FiscalYear(year)
