"""Dates on the timeline: the Japanese era first, whole for those who listen, divided for those who see."""

import pytest
from django.utils import translation

from kyodo.kernel.clock.partial import PartialDate
from kyodo.timeline.words import date_parts, host_of, since_text, when_text, year_label


def known(iso: str) -> PartialDate | None:
    return PartialDate.from_iso(iso) if iso else None


@pytest.mark.parametrize(
    ("on", "until", "japanese", "english"),
    [
        ("2015-07", "", ("平成27年（2015年）", "7月"), ("", "July 2015")),
        ("1999-06-30", "", ("平成11年（1999年）", "6月30日"), ("", "30 June 1999")),
        ("1999", "", ("", "平成11年（1999年）"), ("", "1999")),
        ("FY2012", "", ("", "平成24年度（2012年度）"), ("", "FY2012")),
        ("1965s", "", ("", "昭和40年代（1965〜1974年）"), ("", "1965–1974")),
        (
            "2014-09-01", "2014-09-30", ("平成26年（2014年）", "9月1日〜9月30日"),
            ("", "1 September 2014 – 30 September 2014"),
        ),
        (
            "2013-11", "2014-02", ("平成25年（2013年）", "11月〜平成26年（2014年）2月"),
            ("", "November 2013 – February 2014"),
        ),
        ("1995", "1997", ("", "平成7年（1995年）〜平成9年（1997年）"), ("", "1995 – 1997")),
        ("1850-05", "", ("1850年", "5月"), ("", "May 1850")),
    ],
)  # fmt: skip
def test_a_date_in_two_parts(on: str, until: str, japanese: tuple[str, str], english: tuple[str, str]) -> None:
    with translation.override("ja"):
        assert date_parts(PartialDate.from_iso(on), known(until)) == japanese
        assert when_text(PartialDate.from_iso(on), known(until)) == "".join(japanese)
    with translation.override("en"):
        assert date_parts(PartialDate.from_iso(on), known(until)) == english


def test_an_era_that_goes_on_is_open_at_its_end() -> None:
    with translation.override("ja"):
        assert since_text(PartialDate.of(2015), None) == "平成27年（2015年）〜"
        assert since_text(PartialDate.of(1999), PartialDate.of(2014)) == "平成11年（1999年）〜平成26年（2014年）"


@pytest.mark.parametrize(
    ("on", "japanese", "english"),
    [
        ("2015-06-26", ("平成27年", "2015"), ("", "2015")),
        ("FY2012", ("平成24年", "2012"), ("", "2012")),
        ("1965s", ("昭和40年代", "1965〜1974年"), ("", "1965–1974")),
        ("1989-04", ("昭和64年・平成元年", "1989"), ("", "1989")),
        ("1850", ("", "1850"), ("", "1850")),
    ],
)
def test_the_year_under_which_it_stands(on: str, japanese: tuple[str, str], english: tuple[str, str]) -> None:
    with translation.override("ja"):
        assert year_label(PartialDate.from_iso(on)) == japanese
    with translation.override("en"):
        assert year_label(PartialDate.from_iso(on)) == english


def test_a_source_is_called_by_its_host_or_its_title() -> None:
    assert host_of("https://www.city.example.jp/a/b") == "city.example.jp"
    assert host_of("見本市史（1985年）") == "見本市史（1985年）"
