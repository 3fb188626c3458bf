"""Times of day as people type them: 14:00, １４：００, 14時半, 午後2時, 正午, and 24:00 or 26:00 of a late evening."""

import re
import unicodedata
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from kyodo.kernel.clock.now import moment
from kyodo.kernel.errors import Unusable

#: Minutes of a day; Japanese timetables count on to 30:00 for what goes on after midnight.
DAY = 24 * 60
LATEST = 30 * 60

_TIME = re.compile(
    r"(?P<half>午前|午後|AM|PM|am|pm)?(?P<hour>\d{1,2})"
    r"(?:(?::|時|じ)(?:(?P<minute>\d{1,2})(?::\d{2}|分)?|(?P<thirty>半))?|(?P<after>AM|PM|am|pm))"
    r"(?P<last>AM|PM|am|pm)?"
)
_PACKED = re.compile(r"(?P<hour>[012]\d)(?P<minute>[0-5]\d)")


def read_time(text: str) -> int:
    """Return a time of day as minutes since its midnight, up to 30:00.

    Raises :class:`~kyodo.kernel.errors.Unusable` with a sentence that says what to write.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if plain == "正午":
        return DAY // 2
    found = _TIME.fullmatch(plain) or _PACKED.fullmatch(plain)
    if not found:
        raise Unusable(_("Please write a time such as 14:00 or 午後2時."))
    parts = found.groupdict()
    hour = int(parts["hour"])
    minute = 30 if parts.get("thirty") else int(parts.get("minute") or 0)
    half = (parts.get("half") or parts.get("after") or parts.get("last") or "").upper()
    if half in ("午後", "PM", "午前", "AM"):
        if hour > 12:
            raise Unusable(_("%(text)s is no time of day. Please write it such as 14:00.") % {"text": text.strip()})
        hour = hour % 12 + (12 if half in ("午後", "PM") else 0)
    if minute > 59 or hour * 60 + minute > LATEST:
        raise Unusable(_("%(text)s is no time of day. Please write it such as 14:00.") % {"text": text.strip()})
    return hour * 60 + minute


def at_minutes(day: date, minutes: int) -> datetime:
    """Return the moment so many minutes after a day's midnight in Tokyo."""
    return moment(day + timedelta(days=minutes // DAY)) + timedelta(minutes=minutes % DAY)
