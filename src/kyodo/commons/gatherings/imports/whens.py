"""When an event takes place, from the cells of a municipal file.

Read are days in any notation, several days in one cell, a stretch of days, times and stretches of time,
several sessions in one cell, and times with a remark beside them. What could mean two things is asked.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from kyodo.commons.gatherings.dates import DateDraft, date_draft
from kyodo.kernel.clock.reading import read_day
from kyodo.kernel.clock.times import read_time
from kyodo.kernel.errors import Unusable
from kyodo.kernel.imports.cells import line, plain

_TO = re.compile(r"\s*(?:から|[~〜～∼–—―]|(?<=[\d分時半日)])[-‐‑−ー－](?=\d|午|$))\s*")
_APART = re.compile(r"[、,，;；\n／]|\s+及び\s+|(?<=[\d分時半日)])\s+(?=[\d午①-⑳])|(?:第\d回|\d回目)[::]?|と(?=\d)")
_REMARK = re.compile(r"[（(【\[〔]([^）)】\]〕]*)[）)】\]〕]|※(.+)$")
_DASHED = re.compile(
    r"(?:\d{4}|[MTSHRmtshr明大昭平令][治正和成]?\.?\d{1,2})[-‐‑−ー－]\d{1,2}[-‐‑−ー－]\d{1,2}(?:[(〔\[].*)?"
)
_CIRCLED = re.compile("[①-⑳]")
_NO_YEAR = re.compile(r"(\d{1,2})(?:月|[/.])(\d{1,2})日?")
_WEEKDAY = re.compile(r"[（(〔\[]\s*[月火水木金土日](?:曜日?)?(?:\s*[・,、]?\s*祝日?)?\s*[)）〕\]]")
_ALL_DAY = {"終日", "全日", "一日中"}
#: A cell names at most so many days or sessions.
_MOST = 60


@dataclass
class When:
    """What was read: the dates, what was done to the cells, remarks to be kept, and what a person must decide."""

    dates: list[DateDraft] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    ask: str = ""


class _Unsure(Exception):
    """The cells may mean two things, or nothing that can be read; the text says which and what to do."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


def read_when(first: str, last: str, begins: str, ends: str) -> When:
    """Read the cells 開始日, 終了日, 開始時間 and 終了時間.

    Where anything cannot be read there are no dates and ``ask`` says why; the cells' own words are in ``remarks``.
    """
    found = When()
    try:
        days, is_stretch = _days(found, plain(first), plain(last))
        sessions = _sessions(found, plain(begins), plain(ends))
        if is_stretch and len(sessions) > 1:
            raise _Unsure(_("Several sessions on a stretch of days may be meant on each day or not."))
        found.dates = [_draft(span, session) for span in days for session in sessions]
        if len({draft.starts_at for draft in found.dates}) != len(found.dates):
            raise _Unsure(_("Two dates begin at the same time."))
    except (_Unsure, Unusable) as unsure:
        found.dates, found.ask = [], _("The dates were left out: %(why)s") % {"why": unsure.message}
        said = " ".join(filter(None, map(line, (first, begins)))), " ".join(filter(None, map(line, (last, ends))))
        found.remarks = [_said(*said)]
    return found


def _said(begins: str, ends: str) -> str:
    """Return the cells as they were written, in one line of Japanese text."""
    return f"{begins}～{ends}" if ends and ends != begins else begins


def _draft(span: tuple[date, date], session: tuple[int | None, int | None]) -> DateDraft:
    day, last = span
    return date_draft(day, session[0], last if last != day else None, session[1])


# --- days -----------------------------------------------------------------------------------


def _days(found: When, first: str, last: str) -> tuple[list[tuple[date, date]], bool]:
    """Return (first and last day of each date, whether it is one stretch of several days)."""
    if not first and not last:
        raise _Unsure(_("No day is given."))
    if not first:
        raise _Unsure(
            _("Only the end is given (%(text)s). Please add the day on which it begins.") % {"text": last[:40]}
        )
    listed = [_stretch(found, part, None) for part in _parts(first)[:1]]
    for part in _parts(first)[1:]:
        listed.append(_stretch(found, part, listed[-1][1]))
    if len(listed) > 1:
        if last and _stretch(found, last, listed[0][0])[1] != listed[-1][1]:
            raise _Unsure(_("The last of several days and the end day differ."))
        found.notes.append(_("%(n)s days stood in one cell; each became a date.") % {"n": len(listed)})
        return listed, False
    day, until = listed[0]
    if last:
        end = _stretch(found, last, day)[1]
        if until not in (day, end):
            raise _Unsure(_("The stretch in the first cell and the end day differ."))
        until = end
    elif until != day:
        found.notes.append(_("First and last day stood in one cell: %(text)s") % {"text": line(first)[:60]})
    return [(day, until)], until != day


def _parts(cell: str) -> list[str]:
    parts = [part.strip(" ・") for part in _APART.split(cell) if part and part.strip(" ・")]
    if len(parts) > _MOST:
        raise _Unsure(_("The cell names too many days or sessions."))
    return parts or [cell]


def _stretch(found: When, text: str, after: date | None) -> tuple[date, date]:
    """Read a day or a stretch; a day without a year follows the day before it in the same cells."""
    # A whole date may be written with the same dash that elsewhere stands between two.
    ends = [text] if _DASHED.fullmatch(_normal(text)) else [part for part in _TO.split(text.strip()) if part]
    if len(ends) > 2:
        raise _Unsure(_("“%(text)s” cannot be read as a day.") % {"text": line(text)[:40]})
    first = _day(found, ends[0], after)
    return first, _day(found, ends[-1], first) if len(ends) == 2 else first


def _day(found: When, text: str, after: date | None) -> date:
    normal = _normal(text).removesuffix("まで")
    bare = _WEEKDAY.sub("", normal)
    if short := _NO_YEAR.fullmatch(bare):
        if after is None:
            raise _Unsure(_("“%(text)s” has no year. Please add it.") % {"text": line(text)[:40]})
        return _in_year_of(found, text, after, int(short[1]), int(short[2]))
    if after is not None and re.fullmatch(r"\d{1,2}日?", bare):
        return _in_year_of(found, text, after, after.month, int(bare.removesuffix("日")))
    try:
        read = read_day(normal)
    except Unusable as error:
        facts = {"text": line(text)[:40], "why": error.message}
        raise _Unsure(_("“%(text)s” cannot be read as a day. %(why)s") % facts) from error
    found.notes += read.warnings
    return read.value.date


def _normal(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _in_year_of(found: When, text: str, after: date, month: int, number: int) -> date:
    try:
        day = date(after.year, month, number)
    except ValueError as error:
        raise _Unsure(_("There is no such day: %(text)s") % {"text": line(text)[:40]}) from error
    if day < after:
        raise _Unsure(
            _("“%(text)s” has no year and may lie in the next one. Please add it.") % {"text": line(text)[:40]}
        )
    facts = {"text": line(text)[:40], "day": day.isoformat()}
    found.notes.append(_("“%(text)s” has no year; it is read as %(day)s after the day before it.") % facts)
    return day


# --- times ----------------------------------------------------------------------------------


def _sessions(found: When, begins: str, ends: str) -> list[tuple[int | None, int | None]]:
    """Return (begins, ends) of each session, in minutes of the day; (None, None) is all day."""
    starts, stops = _without_remarks(found, begins), _without_remarks(found, ends)
    if not starts and not stops:
        return [(None, None)]
    if starts in _ALL_DAY and (not stops or stops in _ALL_DAY):
        found.notes.append(_("“%(text)s” is read as all day.") % {"text": starts})
        return [(None, None)]
    if not starts:
        raise _Unsure(_("Only the time of the end is given (%(text)s).") % {"text": line(ends)[:40]})
    listed = [_session(part) for part in _parts(starts)]
    if len(listed) > 1 or (listed[0][1] is not None and not stops):
        found.notes.append(
            _("The cell held several times (%(text)s); they were taken apart.") % {"text": line(begins)[:60]}
        )
    if stops:
        listed = _paired(listed, [_session(part)[0] for part in _parts(stops)])
    return [*listed]


def _paired(listed: list[tuple[int, int | None]], stops: list[int]) -> list[tuple[int, int | None]]:
    if len(stops) == len(listed) and all(end in (None, stop) for (_b, end), stop in zip(listed, stops, strict=True)):
        return [(begin, stop) for (begin, _e), stop in zip(listed, stops, strict=True)]
    if len(stops) == 1 and listed[-1][1] == stops[0]:
        return listed
    raise _Unsure(_("The times of beginning and end do not fit together."))


def _session(text: str) -> tuple[int, int | None]:
    has_to = bool(_TO.search(text.strip()))
    ends = [part for part in _TO.split(text.strip()) if part]
    if not ends or len(ends) > 2:
        raise _Unsure(_("“%(text)s” cannot be read as a time.") % {"text": line(text)[:40]})
    try:
        times = [read_time(part.removesuffix("まで").removesuffix("より")) for part in ends]
    except Unusable as error:
        raise _Unsure(_("“%(text)s” cannot be read as a time.") % {"text": line(text)[:40]}) from error
    return times[0], times[1] if has_to and len(times) == 2 else None


def _without_remarks(found: When, cell: str) -> str:
    """Return a cell without remarks in brackets or after ※; these are kept in words."""
    for remark in _REMARK.finditer(cell):
        said = line(remark.group(1) or remark.group(2) or "")
        if said:
            found.remarks.append(said)
            found.notes.append(
                _("The remark “%(text)s” was moved to the remarks about the dates.") % {"text": said[:60]}
            )
    # A number in a circle begins a session; made plain it would become a part of the hour.
    return unicodedata.normalize("NFKC", _CIRCLED.sub("、", _REMARK.sub("", cell))).strip(" \n、")


def packed(drafts: list[DateDraft]) -> list[list[object]]:
    """Return dates as JSON holds them."""
    return [[d.starts_at.isoformat(), d.ends_at.isoformat(), d.is_all_day, d.is_end_known] for d in sorted(drafts)]
