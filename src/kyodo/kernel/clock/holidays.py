"""Public holidays: the official list where one was imported, the ``holidays`` package elsewhere.

The list of the Cabinet Office (:mod:`kyodo.kernel.clock.official`) is the authority for
every year that it covers, because holidays move by law; for other years (1949-2099) the
package computes them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from asgiref.local import Local
from django.core.signals import request_finished, request_started
from django.utils.translation import get_language
from holidays.countries.japan import Japan

#: What the official list calls both substitute and sandwiched holidays.
NAMELESS = "休日"


@lru_cache(maxsize=400)
def computed(year: int, language: str = "ja") -> Mapping[date, str]:
    """Return the holidays of a year as the package computes them, by date."""
    return MappingProxyType(dict(Japan(years=year, expand=False, language=language)))


@dataclass(frozen=True)
class Holidays:
    """The public holidays. Without ``official`` days all years are computed.

    ``official`` replaces the computed days in every year from ``first_year`` to
    ``last_year``, both inclusive.
    """

    official: Mapping[date, str] = field(default_factory=dict)
    first_year: int = 0
    last_year: int = -1

    def __contains__(self, day: date) -> bool:
        return day in self._of(day.year)

    def name(self, day: date, language: str | None = None) -> str:
        """Return the name of the holiday in the language (default: the active one), or ""."""
        name = self._of(day.year).get(day, "")
        if not name:
            return ""
        in_english = not (language or get_language() or "ja").startswith("ja")
        if in_english:
            return computed(day.year, "en_US").get(day, name)
        # 振替休日 and 国民の休日 tell more than the list's 休日.
        return computed(day.year).get(day, name) if name == NAMELESS else name

    def between(self, start: date, end: date) -> Iterator[tuple[date, str]]:
        """Yield the holidays from ``start`` up to but not including ``end`` with their names."""
        here = start
        while here < end:
            if here in self:
                yield here, self.name(here)
            here += timedelta(days=1)

    def _of(self, year: int) -> Mapping[date, str]:
        return self.official if self.first_year <= year <= self.last_year else computed(year)


# --- the list in use ----------------------------------------------------------------------

_kept: tuple[str, Holidays] | None = None
_request = Local()


def calendar() -> Holidays:
    """Return the holidays in use.

    Costs one small query, and none the second time within one request. The days are kept
    in the process under the checksum of the list, so no process can use an old list.
    """
    inside: Holidays | None = getattr(_request, "calendar", None)
    if inside is not None:
        return inside
    found = _current()
    if getattr(_request, "is_open", False):
        _request.calendar = found
    return found


def _current() -> Holidays:
    global _kept
    from kyodo.kernel.clock.models import Holiday, HolidayList

    row = HolidayList.objects.first()
    if row is None:
        return Holidays()
    kept = _kept
    if kept is None or kept[0] != row.checksum:
        days = dict(Holiday.objects.values_list("date", "name"))
        kept = _kept = (row.checksum, Holidays(days, row.first_year, row.last_year))
    return kept[1]


def keep_during_requests() -> None:
    """Read the list once for each request: forget it when one begins and when it ends."""
    request_started.connect(begin_request, dispatch_uid="kyodo.clock.begin")
    request_finished.connect(end_request, dispatch_uid="kyodo.clock.end")


def begin_request(**kwargs: Any) -> None:
    """From now on the list is read once and remembered."""
    _request.is_open, _request.calendar = True, None


def end_request(**kwargs: Any) -> None:
    """From now on the list is read whenever it is asked for."""
    _request.is_open, _request.calendar = False, None
