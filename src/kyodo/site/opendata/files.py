"""One data set as a file: CSV for offices, JSON for programs; both row by row, whatever their length."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from kyodo.kernel.tables.write import lines
from kyodo.site.opendata.catalog import Card, in_language, page_of, terms


def csv_lines(card: Card) -> Iterator[str]:
    """Yield a set as CSV with the headings of its standard."""
    return lines([column.title for column in card.set.columns], card.set.rows(None))


def json_lines(card: Card) -> Iterator[str]:
    """Yield a set as JSON: what it is, then one record a line, by the keys of the columns."""
    language = settings.LANGUAGE_CODE
    head = {
        "title": in_language(card.set.title, language),
        "description": in_language(card.set.description, language),
        "page": page_of(card),
        "license": terms().license_url or terms().license_name or None,
        "updated": card.updated.isoformat() if card.updated else None,
        "columns": {column.key: column.title for column in card.set.columns},
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "records": ['
    keys = [column.key for column in card.set.columns]
    before = "\n"
    for row in card.set.rows(None):
        yield before + _record(keys, row)
        before = ",\n"
    yield "\n]}\n"


def _record(keys: Sequence[str], row: Sequence[Any]) -> str:
    return json.dumps(dict(zip(keys, map(_plain, row), strict=True)), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return localtime(value).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, Decimal):
        return float(value) if value % 1 else int(value)
    if isinstance(value, (list, tuple)):
        return [str(item) for item in value]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value) or None
