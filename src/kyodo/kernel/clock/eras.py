"""Japanese eras: from a date to 令和8年11月23日, and from what people type to a date.

Spans: 明治 from 1868-10-23, 大正 from 1912-07-30, 昭和 from 1926-12-25, 平成 from
1989-01-08 (政令, 昭和64年政令第1号), 令和 from 2019-05-01 (平成31年政令第143号). The first
year is 元年. Stored is always the western date. Before 1873 (明治6年) days were counted by
another calendar, so of those years only the year itself is taken.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from kyodo.kernel.clock.partial import PartialDate, Precision


@dataclass(frozen=True)
class Era:
    """One era. ``start`` is its first day, ``end`` the first day after it (None: it goes on)."""

    name: str
    letter: str
    latin: str
    start: date
    end: date | None

    @property
    def last_year(self) -> int | None:
        """The number of its last year."""
        return None if self.end is None else (self.end - timedelta(days=1)).year - self.start.year + 1

    def year_of(self, year: int) -> int:
        """Return the number of a western year in this era."""
        return year - self.start.year + 1


REIWA = Era("令和", "R", "Reiwa", date(2019, 5, 1), None)
HEISEI = Era("平成", "H", "Heisei", date(1989, 1, 8), REIWA.start)
SHOWA = Era("昭和", "S", "Showa", date(1926, 12, 25), HEISEI.start)
TAISHO = Era("大正", "T", "Taisho", date(1912, 7, 30), SHOWA.start)
MEIJI = Era("明治", "M", "Meiji", date(1868, 10, 23), TAISHO.start)
#: Fiscal years that are not called after the era of their first day. FY2019 began in
#: 平成31年, but the government named it 令和元年度 as a whole (申合せ of 2019-04-01).
NAMED_OTHERWISE = {2019: (REIWA, 1)}
#: From the present backwards.
ERAS = (REIWA, HEISEI, SHOWA, TAISHO, MEIJI)
#: From this day on the calendar is the present one.
WESTERN_CALENDAR = date(1873, 1, 1)


def era_of(day: date) -> Era | None:
    """Return the era of a day, or None before 明治."""
    return next((era for era in ERAS if era.start <= day), None)


def era_named(word: str) -> Era | None:
    """Return the era called 令和, 令, R or r; None for anything else."""
    return next((era for era in ERAS if word in (era.name, era.name[0], era.letter, era.letter.lower())), None)


def era_year(number: int) -> str:
    """Return the number of an era's year as it is written: 元 for the first."""
    return "元" if number == 1 else str(number)


def era_text(when: date | PartialDate) -> str:
    """Return a date in the Japanese era, always in Japanese: 令和8年11月23日, 平成31年4月, 令和2年.

    A year alone in which an era changed names both: 平成31年・令和元年. A fiscal year is
    令和元年度; a decade 昭和40年代, or western where it is none of the era's. A date before
    明治 stays western: 1800年1月1日.
    """
    partial = when if isinstance(when, PartialDate) else PartialDate(when)
    day = partial.date
    if partial.precision is Precision.FISCAL_YEAR:
        return f"{fiscal_name(day.year)}度"
    if partial.precision is Precision.DECADE:
        return _decade(day)
    if partial.precision is Precision.YEAR:
        return _years(partial)
    era = era_of(partial.end - timedelta(days=1) if partial.precision is Precision.MONTH else day)
    year = f"{era.name}{era_year(era.year_of(day.year))}年" if era else f"{day.year}年"
    return f"{year}{day.month}月" + (f"{day.day}日" if partial.precision is Precision.DAY else "")


def _years(partial: PartialDate) -> str:
    first, last = era_of(partial.date), era_of(partial.end - timedelta(days=1))
    found = [era for era in ((first,) if first == last else (first, last)) if era]
    year = partial.date.year
    return "・".join(f"{era.name}{era_year(era.year_of(year))}年" for era in found) or f"{year}年"


def fiscal_name(year: int) -> str:
    """Return the name of a fiscal year without 度: 令和元年, or the western year before 明治."""
    first = era_of(date(year, 4, 1))
    era, number = NAMED_OTHERWISE.get(year) or (first, first.year_of(year) if first else year)
    return f"{era.name}{era_year(number)}年" if era else f"{year}年"


def _decade(first: date) -> str:
    era = era_of(date(first.year, 12, 31))
    number = era.year_of(first.year) if era else 1
    if era and number % 10 == 0:
        return f"{era.name}{number}年代"
    return f"{first.year}年代" if first.year % 10 == 0 else f"{first.year}〜{first.year + 9}年"


def era_first_text(when: date | PartialDate) -> str:
    """Return a date with the Japanese era first, always in Japanese: 平成27年（2015年）7月.

    昭和40年代（1965〜1974年）, 平成24年度（2012年度）; western alone where there is no era.
    """
    partial = when if isinstance(when, PartialDate) else PartialDate(when)
    year, japanese = partial.date.year, era_text(partial)
    if japanese.startswith(str(year)):
        return japanese
    if partial.precision is Precision.DECADE:
        return f"{japanese}（{year}〜{year + 9}年）"
    if partial.precision is Precision.FISCAL_YEAR:
        return f"{japanese}（{year}年度）"
    if partial.precision is Precision.YEAR:
        return f"{japanese}（{year}年）"
    named, _year, rest = japanese.partition("年")
    return f"{named}年（{year}年）{rest}"


def both_text(when: date | PartialDate) -> str:
    """Return a date with both calendars, the western first, always in Japanese: 2026年（令和8年）11月23日."""
    partial = when if isinstance(when, PartialDate) else PartialDate(when)
    western = f"{partial.date.year}年"
    japanese, _year, rest = era_text(partial).partition("年")
    if partial.precision is Precision.FISCAL_YEAR:
        western = f"{partial.date.year}年度"
    if partial.precision is Precision.DECADE:
        western = f"{partial.date.year}〜{partial.date.year + 9}年"
    if partial.precision not in (Precision.DAY, Precision.MONTH):
        return f"{western}（{era_text(partial)}）" if not era_text(partial).startswith(western[:4]) else western
    return f"{western}（{japanese}年）{rest}" if f"{japanese}年" != western else f"{western}{rest}"


def faults_of(era: Era, number: int, value: PartialDate) -> tuple[str, str]:
    """Compare an era's year with the span of the era; return (refusal, warning), each "" where there is none.

    A date later in the year in which the era ended is accepted with a warning that names
    the right era; a year in which the era had already ended, or a day before it began, is
    refused with what to write instead.
    """
    typed = f"{era.name}{era_year(number)}年" + _rest(value)
    if era.last_year is not None and number > era.last_year:
        return _ended(era, typed, value), ""
    if value.end <= era.start:
        facts = {"era": era.name, "day": both_text(era.start), "right": era_text(value)}
        return _("%(era)s began on %(day)s. Did you mean %(right)s? Then please write that.") % facts, ""
    if value.date < WESTERN_CALENDAR and value.precision is not Precision.YEAR:
        return _("Before 明治6年 the calendar was another one. Please write the year alone, or the western date."), ""
    if era.end is not None and value.date >= era.end:
        facts = {"typed": typed, "era": era.name, "right": era_text(value)}
        return "", _("%(era)s had ended by then: %(typed)s is read as %(right)s.") % facts
    return "", ""


def _rest(value: PartialDate) -> str:
    month = f"{value.date.month}月" if value.precision in (Precision.DAY, Precision.MONTH) else ""
    return month + (f"{value.date.day}日" if value.precision is Precision.DAY else "")


def _ended(era: Era, typed: str, value: PartialDate) -> str:
    last = (era.end or date.max) - timedelta(days=1)
    facts = {"typed": typed, "era": era.name, "day": both_text(last), "right": both_text(value)}
    return (
        _("There was no %(typed)s: %(era)s ended on %(day)s. Did you mean %(right)s? Then please write that.") % facts
    )
