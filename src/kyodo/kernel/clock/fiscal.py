"""Fiscal years: 1 April to 31 March, stored as the year in which they begin."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kyodo.kernel.clock.eras import era_named, fiscal_name
from kyodo.kernel.clock.now import today
from kyodo.kernel.clock.periods import Period
from kyodo.kernel.errors import Unusable

_TYPED = re.compile(
    r"(?:(明治|大正|昭和|平成|令和|[明大昭平令]|[MTSHRmtshr])\.?(元|\d{1,2})|(?:FY)?(\d{4}))(?:年度?|FY)?"
)


@dataclass(frozen=True, order=True)
class FiscalYear:
    """The fiscal year that begins on 1 April of ``year``."""

    year: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the fiscal year of a day."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    @classmethod
    def current(cls) -> Self:
        """Return the fiscal year of today in Tokyo."""
        return cls.of(today())

    @classmethod
    def read(cls, text: str) -> Self:
        """Read 令和元年度, 平成31年度, R1, H30年度, 2019年度, FY2019 or 2019. Raises ``Unusable``."""
        found = _TYPED.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
        if not found:
            raise Unusable(_("Please write the fiscal year such as 2026年度 or 令和8年度."))
        word, number, year = found.groups()
        if year:
            return cls(int(year))
        era = era_named(word)
        count = 1 if number == "元" else int(number)
        if era is None or count < 1 or (era.last_year is not None and count > era.last_year):
            raise Unusable(
                _("There was no such fiscal year: %(text)s. Please check the era and the year.") % {"text": text}
            )
        return cls(era.start.year + count - 1)

    @property
    def start(self) -> date:
        """1 April."""
        return date(self.year, 4, 1)

    @property
    def end(self) -> date:
        """1 April of the next year, the first day that no longer belongs to it."""
        return date(self.year + 1, 4, 1)

    @property
    def last_day(self) -> date:
        """31 March."""
        return date(self.year + 1, 3, 31)

    @property
    def period(self) -> Period[date]:
        """Its days, half-open."""
        return Period(self.start, self.end)

    @property
    def label(self) -> str:
        """令和元年度; in English ``FY2019``."""
        if not (get_language() or "ja").startswith("ja"):
            return f"FY{self.year}"
        return f"{fiscal_name(self.year)}度"

    @property
    def long_label(self) -> str:
        """2019年度（令和元年度）; in English ``fiscal year 2019 (April 2019 to March 2020)``."""
        if not (get_language() or "ja").startswith("ja"):
            return f"fiscal year {self.year} (April {self.year} to March {self.year + 1})"
        return f"{self.year}年度（{self.label}）"

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __str__(self) -> str:
        return self.label
