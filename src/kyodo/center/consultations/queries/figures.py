"""Figures without persons: what came by month, theme and channel; what became of it by month of closing."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.utils.translation import pgettext

from kyodo.center.consultations.models import Consultation, Theme
from kyodo.center.consultations.queries.suppression import Total, hidden
from kyodo.center.consultations.states import Channel, Outcome
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.now import day_of, moment
from kyodo.kernel.clock.words import month_text

ALL = "all"


@dataclass(frozen=True)
class Table:
    """A table for a page: a number, or None where it may not be told; the last column and row are sums."""

    key: str
    caption: str
    columns: list[str]
    rows: list[tuple[str, list[int | None]]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted."""
        return all(value == 0 for _label, cells in self.rows for value in cells)


def counted() -> QuerySet[Consultation]:
    """Return the consultations that count: no samples, nothing taken back, also what was erased since."""
    taken_back = Q(state="withdrawn") | Q(state="erased", outcome="")
    return Consultation.objects.filter(is_demo=False).exclude(taken_back)


def years() -> list[FiscalYear]:
    """Return the fiscal years of which something is known, the latest first; one query."""
    first = counted().aggregate(first=Min("came_at"))["first"]
    this_year = FiscalYear.current().year
    since = FiscalYear.of(day_of(first)).year if first else this_year
    return [FiscalYear(year) for year in range(this_year, since - 1, -1)]


def months_of(year: FiscalYear, before: date) -> list[date]:
    """Return the first days of the months of a fiscal year that begin before a day."""
    months = [date(year.year + (month < 4), month, 1) for month in (*range(4, 13), 1, 2, 3)]
    return [month for month in months if month < before]


def tables(year: FiscalYear, before: date) -> list[Table]:
    """Return the tables of a fiscal year up to and without the day ``before``; three queries."""
    months = months_of(year, before)
    if not months:
        return []
    stretch = (moment(months[0]), moment(min(before, year.end)))
    came = counted().filter(came_at__gte=stretch[0], came_at__lt=stretch[1])
    rows = [(_month(at), theme, channel) for at, theme, channel in came.values_list("came_at", "theme", "channel")]
    ended = counted().filter(closed_at__gte=stretch[0], closed_at__lt=stretch[1]).exclude(outcome="")
    closed = [(_month(at), outcome) for at, outcome in ended.values_list("closed_at", "outcome")]
    themes: list[tuple[Any, str]] = [(theme.pk, theme.name) for theme in Theme.objects.all()]
    by_theme = Counter((month, theme) for month, theme, _channel in rows)
    by_channel = Counter((month, channel) for month, _theme, channel in rows)
    channels = [(value, str(label)) for value, label in Channel.choices]
    outcomes = [(value, str(label)) for value, label in Outcome.choices]
    return [
        *_told(
            months,
            [
                (pgettext("figures", "What they came with"), "theme", themes, by_theme),
                (pgettext("figures", "How they came"), "channel", channels, by_channel),
            ],
        ),
        *_told(months, [(pgettext("figures", "What became of it"), "outcome", outcomes, Counter(closed))]),
    ]


def _month(at: Any) -> date:
    return day_of(at).replace(day=1)


Kind = tuple[str, str, Sequence[tuple[Any, str]], Counter[tuple[date, Any]]]


def _told(months: Sequence[date], kinds: Sequence[Kind]) -> list[Table]:
    """Return tables that count the same things, with what may not be told left out of all of them together."""
    values: dict[Hashable, int] = {}
    totals: list[Total] = []
    for _caption, kind, columns, counts in kinds:
        for month in months:
            values |= {(kind, month, key): counts[month, key] for key, _label in columns}
            values[ALL, month] = sum(counts[month, key] for key, _label in columns)
            totals.append(Total((ALL, month), tuple((kind, month, key) for key, _label in columns)))
        for key, _label in columns:
            values[kind, ALL, key] = sum(counts[month, key] for month in months)
            totals.append(Total((kind, ALL, key), tuple((kind, month, key) for month in months)))
        values[ALL] = sum(values[ALL, month] for month in months)
        totals.append(Total(ALL, tuple((kind, ALL, key) for key, _label in columns)))
    totals.append(Total(ALL, tuple((ALL, month) for month in months)))
    hide = hidden(values, totals)

    def told(keys: Iterable[Hashable]) -> list[int | None]:
        return [None if key in hide else values[key] for key in keys]

    return [
        Table(
            kind,
            caption,
            [*(label for _key, label in columns), pgettext("figures", "All together")],
            [
                *((month_text(m), told([*((kind, m, key) for key, _label in columns), (ALL, m)])) for m in months),
                (pgettext("figures", "The year"), told([*((kind, ALL, key) for key, _label in columns), ALL])),
            ],
        )
        for caption, kind, columns, _counts in kinds
    ]
