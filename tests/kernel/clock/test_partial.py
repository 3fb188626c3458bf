"""Dates known to the day, the month, the year, the fiscal year or only the decade."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from kyodo.kernel.clock.holidays import Holidays
from kyodo.kernel.clock.partial import PartialDate, Precision
from kyodo.kernel.clock.validators import partial_day


@pytest.mark.parametrize(
    ("iso", "text", "english", "end"),
    [
        ("2026", "2026年", "2026", date(2027, 1, 1)),
        ("2026-11", "2026年11月", "November 2026", date(2026, 12, 1)),
        ("2026-12", "2026年12月", "December 2026", date(2027, 1, 1)),
        ("2026-11-23", "2026年11月23日", "23 November 2026", date(2026, 11, 24)),
        ("FY2012", "2012年度", "FY2012", date(2013, 4, 1)),
        ("1965s", "1965〜1974年", "1965–1974", date(1975, 1, 1)),
    ],
)
def test_text_and_end(iso: str, text: str, english: str, end: date) -> None:
    value = PartialDate.from_iso(iso)
    with translation.override("ja"):
        assert value.text() == text
    with translation.override("en"):
        assert value.text() == english
    assert (value.iso, value.end) == (iso, end)


@pytest.mark.parametrize(
    "text", ["", "26", "2026-1", "2026-13", "2026-02-30", "2026-11-23-1", "x", "FY12", "fy2012", "2012s1"]
)
def test_what_is_not_iso_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.from_iso(text)


def test_a_partial_date_stands_on_its_first_day() -> None:
    with pytest.raises(ValueError):
        PartialDate(date(2026, 11, 23), Precision.MONTH)
    with pytest.raises(ValueError):
        PartialDate(date(2012, 1, 1), Precision.FISCAL_YEAR)
    assert PartialDate.of(2026) < PartialDate.of(2026, 2)
    assert Holidays().name(date(2026, 11, 23), "ja") == "勤労感謝の日"


@pytest.mark.parametrize("text", ["2018", "2018-04", "2018-04-01"])
def test_as_much_of_a_day_as_is_known_can_be_typed(text: str) -> None:
    partial_day(text)


@pytest.mark.parametrize("text", ["18-04", "2018-13", "2018-04-31", "春"])
def test_what_is_no_day_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(ValidationError, match="2018-04-01"):
        partial_day(text)
