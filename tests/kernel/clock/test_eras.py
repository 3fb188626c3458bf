"""Dates in Japanese eras."""

from datetime import date

import pytest

from kyodo.kernel.clock.eras import both_text, era_first_text, era_named, era_of, era_text
from kyodo.kernel.clock.partial import PartialDate


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 23), "令和8年11月23日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1800, 1, 1), "1800年1月1日"),
    ],
)
def test_a_day(day: date, text: str) -> None:
    assert era_text(day) == text


@pytest.mark.parametrize(
    ("iso", "text", "both"),
    [
        ("2020", "令和2年", "2020年（令和2年）"),
        ("2019", "平成31年・令和元年", "2019年（平成31年・令和元年）"),
        ("1989", "昭和64年・平成元年", "1989年（昭和64年・平成元年）"),
        ("2019-04", "平成31年4月", "2019年（平成31年）4月"),
        ("2019-05", "令和元年5月", "2019年（令和元年）5月"),
        ("2026-11-23", "令和8年11月23日", "2026年（令和8年）11月23日"),
        ("1800", "1800年", "1800年"),
        ("1800-01-02", "1800年1月2日", "1800年1月2日"),
    ],
)
def test_what_is_known_of_a_date(iso: str, text: str, both: str) -> None:
    value = PartialDate.from_iso(iso)
    assert (era_text(value), both_text(value)) == (text, both)


def test_eras_by_their_names() -> None:
    assert [era_named(word).latin for word in ("令和", "平", "S", "t", "M") if era_named(word)] == [
        "Reiwa", "Heisei", "Showa", "Taisho", "Meiji",
    ]  # fmt: skip
    assert era_named("慶応") is None
    assert era_of(date(1868, 10, 22)) is None


@pytest.mark.parametrize(
    ("iso", "text", "first"),
    [
        ("2015-06-26", "平成27年6月26日", "平成27年（2015年）6月26日"),
        ("2015-07", "平成27年7月", "平成27年（2015年）7月"),
        ("1989", "昭和64年・平成元年", "昭和64年・平成元年（1989年）"),
        ("1999", "平成11年", "平成11年（1999年）"),
        ("FY2012", "平成24年度", "平成24年度（2012年度）"),
        ("FY2019", "令和元年度", "令和元年度（2019年度）"),
        ("FY1988", "昭和63年度", "昭和63年度（1988年度）"),
        ("1965s", "昭和40年代", "昭和40年代（1965〜1974年）"),
        ("1990s", "1990年代", "1990年代"),
        ("1966s", "1966〜1975年", "1966〜1975年"),
        ("1800", "1800年", "1800年"),
        ("FY1800", "1800年度", "1800年度"),
        ("1800-05", "1800年5月", "1800年5月"),
    ],
)
def test_the_era_first(iso: str, text: str, first: str) -> None:
    assert (era_text(PartialDate.from_iso(iso)), era_first_text(PartialDate.from_iso(iso))) == (text, first)


@pytest.mark.parametrize(
    ("iso", "both"),
    [("FY2012", "2012年度（平成24年度）"), ("1965s", "1965〜1974年（昭和40年代）"), ("1990s", "1990〜1999年")],
)
def test_the_western_year_first(iso: str, both: str) -> None:
    assert both_text(PartialDate.from_iso(iso)) == both
