"""Table files (CSV, RFC 4180): UTF-8 with a byte order mark, CRLF, ISO dates, nothing that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.timezone import localtime

CONTENT_TYPE = "text/csv; charset=utf-8"
#: Without this mark a spreadsheet of a Japanese office reads UTF-8 as cp932.
BYTE_ORDER_MARK = "\ufeff"
#: A text beginning with one of these is a formula to a spreadsheet; an apostrophe makes it text.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Echo:
    def write(self, line: str) -> str:
        return line


def cell(value: Any) -> str:
    """Return one cell: dates in ISO form, times as HH:MM, yes as 1, lists with semicolons, no formulas.

    A number stays a number, also a negative one; only text can be a formula.
    """
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, datetime):
        return localtime(value).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, (list, tuple)):
        value = ";".join(map(str, value))
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_SIGNS) else text


def lines(headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield the file piece by piece, so that a table of any length takes no memory."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield BYTE_ORDER_MARK
    yield writer.writerow([str(heading) for heading in headings])
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def table_file(name: str, headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """Return a table as a download, written row by row."""
    response = StreamingHttpResponse(lines(headings, rows), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
