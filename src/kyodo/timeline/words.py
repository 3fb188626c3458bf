"""Dates of the timeline as people read them: the Japanese era first, in English the western year."""

from django.utils.translation import get_language, pgettext

from kyodo.kernel.clock.eras import era_first_text, era_text
from kyodo.kernel.clock.partial import PartialDate, Precision


def _is_japanese() -> bool:
    return (get_language() or "ja").startswith("ja")


def date_parts(on: PartialDate, until: PartialDate | None = None) -> tuple[str, str]:
    """Return a date or a stretch in two parts: 平成27年（2015年） and 6月26日.

    The first is empty where the date is not divided: in English, and where no more than the
    year, the fiscal year or the decade is known.
    """
    if not _is_japanese():
        return "", _stretch(on.text(), until.text()) if until else on.text()
    year, rest = _divided(on)
    if until is None:
        return (year, rest) if rest else ("", year)
    last_year, last_rest = _divided(until)
    last = last_rest if last_rest and last_year == year else last_year + last_rest
    return (year, _stretch(rest, last)) if rest else ("", _stretch(year, last))


def _stretch(first: str, last: str) -> str:
    return pgettext("stretch of time", "%(first)s – %(last)s") % {"first": first, "last": last}


def _divided(when: PartialDate) -> tuple[str, str]:
    text = era_first_text(when)
    if when.precision not in (Precision.DAY, Precision.MONTH):
        return text, ""
    # Before 明治 there is no bracket: the western year ends with 年.
    mark = "）" if "）" in text else "年"
    year, _mark, rest = text.partition(mark)
    return year + mark, rest


def when_text(on: PartialDate, until: PartialDate | None = None) -> str:
    """Return a date or a stretch whole: 平成27年（2015年）6月26日."""
    return "".join(date_parts(on, until))


def since_text(since: PartialDate, until: PartialDate | None) -> str:
    """Return the stretch of an era: 平成11年（1999年）〜平成26年（2014年）; open at its end where it goes on."""
    if until:
        return when_text(since, until)
    return pgettext("stretch of time", "%(first)s –") % {"first": when_text(since)}


def year_label(on: PartialDate) -> tuple[str, str]:
    """Return the year under which a milestone stands, in the Japanese era and western: 平成27年, 2015."""
    if on.precision is Precision.DECADE:
        return (era_text(on) if _is_japanese() else ""), on.text()
    year = PartialDate.of(on.date.year)
    japanese = era_text(year) if _is_japanese() else ""
    return ("" if japanese.startswith(str(on.date.year)) else japanese), str(on.date.year)


def host_of(source: str) -> str:
    """Return what a source is called in one word: the host of a web address, or the title as it is."""
    if not source.startswith(("http://", "https://")):
        return source
    return source.split("/")[2].removeprefix("www.")
