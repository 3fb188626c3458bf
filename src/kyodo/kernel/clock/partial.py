"""Dates that are known to the day, the month, the year, the fiscal year or only the decade."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from django.utils.translation import pgettext

from kyodo.kernel.clock.words import date_text, month_text, plain_date, year_text

#: ``PartialDate`` has a field called ``date``; inside its class the type needs another name.
type Day = date


class Precision(StrEnum):
    """How much of a date is known. A fiscal year begins on 1 April; a decade is ten years from its first."""

    DECADE = "decade"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"
    MONTH = "month"
    DAY = "day"


_DECADE = re.compile(r"([0-9]{4})s")
_FISCAL_YEAR = re.compile(r"FY([0-9]{4})")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date with its precision; ``date`` is the first day of what is known.

    Raises ``ValueError`` when ``date`` is not that first day.
    """

    date: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        is_first = {
            Precision.DAY: True,
            Precision.MONTH: self.date.day == 1,
            Precision.YEAR: (self.date.month, self.date.day) == (1, 1),
            Precision.FISCAL_YEAR: (self.date.month, self.date.day) == (4, 1),
            Precision.DECADE: (self.date.month, self.date.day) == (1, 1),
        }
        if not is_first[self.precision]:
            raise ValueError("a partial date stands on the first day of what is known")

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> Self:
        """Make one from what is known. Raises ``ValueError`` for a day that does not exist."""
        if month is None:
            return cls(date(year, 1, 1), Precision.YEAR)
        if day is None:
            return cls(date(year, month, 1), Precision.MONTH)
        return cls(date(year, month, day), Precision.DAY)

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, ``FYYYYY`` or ``YYYYs``. Raises ``ValueError``.

        ``FY2012`` is the fiscal year that begins in April 2012, ``1965s`` the ten years from 1965.
        """
        if found := _FISCAL_YEAR.fullmatch(text):
            return cls(date(int(found[1]), 4, 1), Precision.FISCAL_YEAR)
        if found := _DECADE.fullmatch(text):
            return cls(date(int(found[1]), 1, 1), Precision.DECADE)
        parts = text.split("-")
        if not 1 <= len(parts) <= 3 or [len(part) for part in parts] != [4, 2, 2][: len(parts)]:
            raise ValueError(f"not a date: {text!r}")
        return cls.of(*(int(part) for part in parts))

    @property
    def iso(self) -> str:
        """As :meth:`from_iso` reads it."""
        whole = self.date.isoformat()
        return {
            Precision.DECADE: f"{whole[:4]}s",
            Precision.YEAR: whole[:4],
            Precision.FISCAL_YEAR: f"FY{whole[:4]}",
            Precision.MONTH: whole[:7],
            Precision.DAY: whole,
        }[self.precision]

    @property
    def end(self) -> Day:
        """The first day that lies after what is known."""
        if self.precision is Precision.DECADE:
            return date(self.date.year + 10, 1, 1)
        if self.precision in (Precision.YEAR, Precision.FISCAL_YEAR):
            return date(self.date.year + 1, self.date.month, 1)
        if self.precision is Precision.MONTH:
            later = self.date.month == 12
            return date(self.date.year + later, 1 if later else self.date.month + 1, 1)
        return date.fromordinal(self.date.toordinal() + 1)

    def text(self, *, weekday: bool = False) -> str:
        """Return it as people read it, in the active language; ``weekday`` only for a whole date."""
        if self.precision is Precision.DECADE:
            years = {"first": self.date.year, "last": self.date.year + 9}
            return pgettext("decade", "%(first)d–%(last)d") % years
        if self.precision is Precision.FISCAL_YEAR:
            return pgettext("fiscal year", "FY%(year)d") % {"year": self.date.year}
        if self.precision is Precision.YEAR:
            return year_text(self.date)
        if self.precision is Precision.MONTH:
            return month_text(self.date)
        return date_text(self.date) if weekday else plain_date(self.date)
