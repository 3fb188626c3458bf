"""Dates as people type them: 令和2年4月1日, R2.4.1, H27/4/1, ２０１５/４/１, 平30, 2020年4月."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kyodo.kernel.clock.eras import Era, era_named, faults_of
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.partial import PartialDate, Precision
from kyodo.kernel.clock.words import weekday_text
from kyodo.kernel.errors import Unusable


@dataclass(frozen=True)
class Reading:
    """What was understood, and what to tell the person about it."""

    value: PartialDate
    warnings: tuple[str, ...] = ()


_DASHES = re.compile(r"[\u2010-\u2015\u2212\u2500\u30fc\uff0d\uff70]")
_WEEKDAY = re.compile(r"[(〔\[]?([月火水木金土日])(?:曜日?)?(?:[・,、]祝)?[)〕\]]?$")
_ERA = r"(?P<era>明治|大正|昭和|平成|令和|[明大昭平令]|[MTSHRmtshr])"
_SEPARATED = re.compile(
    rf"(?:{_ERA}\.?(?P<number>元|\d{{1,2}})|(?:西暦)?(?P<year>\d{{4}}))"
    r"(?:年|[./-]|$)(?:(?P<month>\d{1,2})(?:月|[./-]|$)(?:(?P<day>\d{1,2})日?)?)?"
)
_PACKED = re.compile(rf"(?:{_ERA}(?P<number>\d{{2}})|(?P<year>\d{{4}}))(?P<month>\d{{2}})(?P<day>\d{{2}})")
_NO_ERA = re.compile(r"(元|\d{1,3})(?:年|[./-]).*")
_KANJI = {kanji: number for number, kanji in enumerate("〇一二三四五六七八九")}
_DECADE = re.compile(rf"{_ERA}(?P<number>\d0)年代|(?P<year>\d{{3}}0)年代|(?P<first>\d{{4}})s")
_WEEKDAYS = "月火水木金土日"


def read_date(text: str) -> Reading:
    """Read a date of any precision in western years or Japanese eras, however wide its digits.

    Accepted with a warning: a date after the end of its era in the era's last year
    (平成31年5月1日 is 令和元年5月1日), and a weekday that does not belong to the date.
    Raises :class:`~kyodo.kernel.errors.Unusable` with a sentence that says what to write,
    for anything else that is no date.
    """
    plain, weekday = _plain(text)
    found = _SEPARATED.fullmatch(plain) or _PACKED.fullmatch(plain)
    if not found:
        raise Unusable(_what_to_write(plain))
    parts = found.groupdict()
    era = era_named(parts["era"]) if parts["era"] else None
    number = 1 if parts["number"] == "元" else int(parts["number"] or 0)
    value = _value(text, _western(era, number, parts), parts["month"], parts["day"])
    warnings = []
    if era:
        refusal, warning = faults_of(era, number, value)
        if refusal:
            raise Unusable(refusal)
        warnings = [warning] if warning else []
    if weekday and value.precision is Precision.DAY and _WEEKDAYS[value.date.weekday()] != weekday:
        facts = {"date": value.text(), "weekday": weekday_text(value.date.isoweekday())}
        warnings.append(_("Please check the weekday: %(date)s is a %(weekday)s.") % facts)
    return Reading(value, tuple(warnings))


def read_when(text: str) -> PartialDate:
    """Read any date of :func:`read_date`, a fiscal year (平成24年度, FY2012) or a decade (昭和40年代, 1990s).

    What :meth:`PartialDate.from_iso` reads is read too. Raises ``Unusable``, also outside of the
    years 1000 to 2999.
    """
    plain, _weekday = _plain(text)
    if found := _DECADE.fullmatch(plain):
        era = era_named(found["era"]) if found["era"] else None
        first = era.start.year + int(found["number"]) - 1 if era else int(found["year"] or found["first"])
        known = f"{first:04d}s"
    elif plain.endswith("年度") or plain[:2].upper() == "FY":
        known = f"FY{FiscalYear.read(plain.upper()).year:04d}"
    else:
        known = read_date(plain).value.iso
    if not re.match("(FY)?[12]", known):
        raise Unusable(_what_to_write(plain))
    return PartialDate.from_iso(known)


def read_day(text: str) -> Reading:
    """Read a whole date. Raises ``Unusable`` also when month or day are missing."""
    reading = read_date(text)
    if reading.value.precision is not Precision.DAY:
        raise Unusable(_("Please write the month and the day too, such as 2026年4月1日."))
    return reading


def _plain(text: str) -> tuple[str, str]:
    """Return the text in one form, and the weekday that stood at its end."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    plain = _DASHES.sub("-", _arabic(plain))
    found = _WEEKDAY.search(plain)
    # 日 at the end of a date is its day; as a weekday it stands in brackets or as 日曜.
    if found and (found.group()[0] in "(〔[" or "曜" in found.group()):
        return plain[: found.start()], found.group(1)
    return plain, ""


def _arabic(text: str) -> str:
    """Turn kanji numbers up to 99 and digit by digit into Arabic ones; weekdays hold none."""

    def number(found: re.Match[str]) -> str:
        digits = found.group()
        if "十" not in digits:
            return "".join(str(_KANJI[kanji]) for kanji in digits)
        tens, _ten, ones = digits.partition("十")
        if len(tens) > 1 or len(ones) > 1:
            return digits
        return str(_KANJI.get(tens, 1) * 10 + _KANJI.get(ones, 0))

    return re.sub(r"[〇一二三四五六七八九十]+", number, text)


def _western(era: Era | None, number: int, parts: dict[str, str | None]) -> int:
    if era is None:
        return int(parts["year"] or 0)
    if number < 1:
        raise Unusable(_("An era begins with its first year: please write 元年 or 1."))
    return era.start.year + number - 1


def _value(text: str, year: int, month: str | None, day: str | None) -> PartialDate:
    try:
        return PartialDate.of(year, int(month) if month else None, int(day) if day else None)
    except ValueError as error:
        message = _("There is no such day: %(text)s. Please check the month and the day.") % {"text": text.strip()}
        raise Unusable(message) from error


def _what_to_write(plain: str) -> str:
    if not plain:
        return _("Please write a date, such as 2026年4月1日 or 令和8年4月1日.")
    if "年度" in plain:
        return _("This is a fiscal year. Please write a date, such as 2026年4月1日 or 令和8年4月1日.")
    if _NO_ERA.fullmatch(plain):
        return _("Please write the year with four digits or with its era, such as 2015年 or 平成27年.")
    return _("This cannot be read as a date. Please write it such as 2026年4月1日, 令和8年4月1日 or R8.4.1.")
