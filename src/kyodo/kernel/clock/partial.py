"""Dates that are known to the day, the month or only the year."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from kyodo.kernel.clock.words import date_text, month_text, plain_date, year_text

#: ``PartialDate`` has a field called ``date``; inside its class the type needs another name.
type Day = date


class Precision(StrEnum):
    """How much of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


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
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``. Raises ``ValueError``."""
        parts = text.split("-")
        if not 1 <= len(parts) <= 3 or [len(part) for part in parts] != [4, 2, 2][: len(parts)]:
            raise ValueError(f"not a date: {text!r}")
        return cls.of(*(int(part) for part in parts))

    @property
    def iso(self) -> str:
        """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
        return self.date.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[self.precision]]

    @property
    def end(self) -> Day:
        """The first day that lies after what is known."""
        if self.precision is Precision.YEAR:
            return date(self.date.year + 1, 1, 1)
        if self.precision is Precision.MONTH:
            later = self.date.month == 12
            return date(self.date.year + later, 1 if later else self.date.month + 1, 1)
        return date.fromordinal(self.date.toordinal() + 1)

    def text(self, *, weekday: bool = False) -> str:
        """Return it as people read it, in the active language; ``weekday`` only for a whole date."""
        if self.precision is Precision.YEAR:
            return year_text(self.date)
        if self.precision is Precision.MONTH:
            return month_text(self.date)
        return date_text(self.date) if weekday else plain_date(self.date)
