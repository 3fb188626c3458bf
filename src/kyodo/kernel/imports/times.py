"""Cells that say when: days, times of day, weekdays; read exactly or not at all."""

import re
import unicodedata

from django.utils.translation import gettext as _

from kyodo.kernel.clock.reading import read_day
from kyodo.kernel.clock.times import DAY, read_time
from kyodo.kernel.errors import Unusable
from kyodo.kernel.imports.cells import line

_WEEKDAYS = "月火水木金土日"
#: A public holiday, beside the seven weekdays.
HOLIDAY = 8
_DAY = r"[月火水木金土日]"
_PART = re.compile(rf"({_DAY})(?:から|[~〜～\-–—―ー])({_DAY})(?:まで)?|(祝)|({_DAY})")
_EVERY_DAY = {"毎日", "全日", "無休", "年中無休"}


def day(cell: str) -> tuple[str, str]:
    """Return (whole date in ISO form, what to ask a person); in western years or Japanese eras."""
    text = line(cell)
    if not text:
        return "", ""
    try:
        read = read_day(text)
    except Unusable:
        return "", _("The date “%(text)s” could not be read and was left out.") % {"text": text[:40]}
    return read.value.iso, " ".join(read.warnings)


def clock_time(cell: str) -> tuple[str, str]:
    """Return (time as HH:MM, what to ask a person); 24:00 is no time of a day and is asked."""
    text = line(cell)
    if not text:
        return "", ""
    try:
        minutes = read_time(text)
    except Unusable:
        minutes = DAY
    if minutes < DAY:
        return f"{minutes // 60:02}:{minutes % 60:02}", ""
    return "", _("The time “%(text)s” could not be read and was left out.") % {"text": text[:40]}


def weekdays(cell: str) -> tuple[list[int], str]:
    """Return (weekdays 1-7 from Monday and 8 for public holidays, what to ask a person).

    月火水木金, 月～金, 火曜日から日曜日, 土・日・祝, 毎日 are read; whatever has an exception or a week of
    the month in it is not.
    """
    text = line(cell)
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if not plain:
        return [], ""
    if plain in _EVERY_DAY:
        return list(range(1, 8)), ""
    # 祝日 has a 日 that is no Sunday.
    plain = re.sub(r"[・、,;/及び]", "", re.sub(r"曜日?", "", plain.replace("祝日", "祝")))
    found = list(_PART.finditer(plain))
    days = [number for part in found for number in _days_of(part)]
    if "".join(part.group() for part in found) != plain or not all(days) or len(set(days)) != len(days):
        return [], _("The weekdays “%(text)s” could not be read and were left out.") % {"text": text[:60]}
    return sorted(days), ""


def _days_of(part: re.Match[str]) -> list[int]:
    first, last, holiday, single = part.groups()
    if holiday:
        return [HOLIDAY]
    if single:
        return [_WEEKDAYS.index(single) + 1]
    start, end = _WEEKDAYS.index(first) + 1, _WEEKDAYS.index(last) + 1
    # 金～月 may be meant either way: 0 makes the cell unreadable.
    return list(range(start, end + 1)) or [0]
