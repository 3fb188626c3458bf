"""Words for people: dates, numbers with units, days left, headings broken at phrases, furigana."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate, pairwise

import budoux
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from kyodo.kernel.clock.eras import both_text, era_text
from kyodo.kernel.clock.holidays import Holidays, calendar
from kyodo.kernel.clock.now import in_tokyo
from kyodo.kernel.clock.partial import PartialDate
from kyodo.kernel.clock.words import date_text, moment_text, month_day_text, plain_date
from kyodo.kernel.search.analyzer.furigana import of_name
from kyodo.ui.safe import trusted


def _is_japanese() -> bool:
    return (get_language() or "ja").startswith("ja")


def _day(value: date | datetime) -> date:
    return in_tokyo(value).date() if isinstance(value, datetime) else value


#: Styles that mark public holidays.
MARKED = ("", "short")


# What is written depends on the day, the language and whether the day is a holiday.
@lru_cache(maxsize=8000)
def _written(day: date, style: str, language: str | None, is_holiday: bool) -> str:
    official = Holidays({day: ""} if is_holiday else {}, day.year, day.year)
    return STYLES[style](day, official)


STYLES: dict[str, Callable[[date, Holidays], str]] = {
    "": date_text,
    "plain": lambda day, holidays: plain_date(day),
    "short": month_day_text,
    "era": lambda day, holidays: era_text(day),
    "both": lambda day, holidays: both_text(day),
}


def jp_date(value: date | datetime | None, style: str = "") -> str:
    """Return 2026年11月23日（月・祝）.

    Styles: ``plain`` without weekday, ``short`` without year, ``era`` 令和8年11月23日,
    ``both`` 2026年（令和8年）11月23日.
    """
    if not value:
        return ""
    day = _day(value)
    return _written(day, style, get_language(), style in MARKED and day in calendar())


def day_before(value: date | datetime | None) -> date | None:
    """Return the last day before a half-open end: what ends at midnight ended on the day before."""
    if not value:
        return None
    return _day(value - timedelta(microseconds=1)) if isinstance(value, datetime) else value - timedelta(days=1)


def partial_date(text: str) -> str:
    """Write a year, month or day (``2018``, ``2018-04``, ``2018-04-01``) as people read it."""
    try:
        return PartialDate.from_iso(text).text()
    except ValueError:
        return text


def jp_datetime(value: datetime | None) -> str:
    """Return 2026年11月23日（月・祝） 14:30, in the city's time."""
    return moment_text(value) if value else ""


def days_left(value: date | datetime | None) -> str:
    """Return how long until the end of a day: あと3日, 今日まで, 締め切りました."""
    if not value:
        return ""
    days = (_day(value) - timezone.localdate()).days
    if days < 0:
        return pgettext("deadline", "closed")
    if days == 0:
        return _("today is the last day")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def with_unit(number: float | None, unit: str) -> str:
    """Return 1,200人 (Japanese) or 1,200 people (other languages); nothing for None."""
    if number is None:
        return ""
    space = "" if _is_japanese() else " "
    return f"{number_format(number, use_l10n=True, force_grouping=True)}{space}{unit}"


@lru_cache(maxsize=1)
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


@lru_cache(maxsize=8192)
def phrases_in(text: str) -> tuple[str, ...]:
    """Return the phrases of a Japanese text, between which a line may end (BudouX)."""
    return tuple(_parser().parse(text))


@lru_cache(maxsize=8192)
def phrases(text: str) -> SafeString | str:
    """Return a heading that breaks between phrases only (BudouX); markup and plain ASCII stay as they are."""
    if (isinstance(text, SafeString) and "<" in text) or text.isascii():
        return conditional_escape(text)
    parts = ((part,) for part in phrases_in(str(text)))
    return format_html('<span class="phrases">{}</span>', format_html_join(trusted("<wbr>"), "{}", parts))


def ruby_markup(name: str, reading: str) -> SafeString:
    """Return a name with ``<ruby>`` above its kanji, in brackets where ruby is not known; it breaks at phrases only."""
    ends = set(accumulate(map(len, phrases_in(name)))) - {len(name)}
    marks: list[SafeString | str] = []
    at = 0
    for part, above in of_name(name, reading):
        inner = [end - at for end in sorted(ends) if at < end < at + len(part)]
        # A reading stands above the whole of its word, wherever a phrase may end in it.
        for piece in (part,) if above else _split(part, inner):
            marks.append(_ruby(piece, above) if above else piece)
            at += len(piece)
            if at in ends:
                marks.append(trusted("<wbr>"))
    return format_html('<span class="phrases">{}</span>', format_html_join("", "{}", ((mark,) for mark in marks)))


def _split(text: str, ends: Sequence[int]) -> Iterator[str]:
    for start, end in pairwise((0, *ends, len(text))):
        yield text[start:end]


def _ruby(written: str, reading: str) -> SafeString:
    return format_html("<ruby>{}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>", written, reading)
