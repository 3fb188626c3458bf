"""How many records the public data sets hold and when any of them changed last, for all sets in one query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from django.db.models import Count, Max, TextField, Value
from django.db.models.functions import Cast

from kyodo.kernel.registry import DataSet


@dataclass(frozen=True)
class Stock:
    """What a set holds; ``updated`` is the last change, None where there is none."""

    count: int
    updated: datetime | date | None


def stocks(sets: Iterable[DataSet]) -> Mapping[str, Stock]:
    """Return the stock of these sets by key; a set that counts by itself may cost more queries."""
    found = {one.key: Stock(0, None) for one in sets}
    parts = [
        one.records()
        .order_by()
        .annotate(of_set=Value(one.key))
        .values("of_set")
        .annotate(number=Count(one.counted), last=Cast(Max(one.changed), TextField()))
        .values_list("of_set", "number", "last")
        for one in sets
        if one.records
    ]
    if parts:
        for key, number, last in parts[0].union(*parts[1:], all=True).order_by():
            found[key] = Stock(number, _read(last))
    return found | {one.key: replace(found[one.key], count=one.count()) for one in sets if one.count}


def _read(text: str | None) -> datetime | date | None:
    """Read a moment or a day as the database writes it."""
    if text is None:
        return None
    if len(text) == len("2026-04-01"):
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
