"""A table file opens in a spreadsheet as what it is: no mojibake, no formulas, no broken lines."""

import csv
import io
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from kyodo.kernel.tables.write import cell, lines, table_file
from tests.navigator.things import at


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (False, ""),
        (True, "1"),
        (0, "0"),
        (-5, "-5"),
        (Decimal("-38.25"), "-38.25"),
        (date(2026, 4, 1), "2026-04-01"),
        (time(9, 5), "09:05"),
        (at(2026, 4, 1, 9), "2026-04-01T09:00+09:00"),
        (["a", "b"], "a;b"),
        (["=1", "b"], "'=1;b"),
        ("=1+1", "'=1+1"),
        ("＝1", "'＝1"),
        ("-5", "'-5"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("普通", "普通"),
    ],
)
def test_a_cell_of_a_table_file(value: Any, text: str) -> None:
    assert cell(value) == text


def test_a_file_has_its_mark_its_line_ends_and_its_quotes() -> None:
    written = "".join(lines(["名称", "説明"], [["八木山, ハーブ", '一行\n"二行"'], ["=SUM(A1)", None]]))
    assert written == '\ufeff名称,説明\r\n"八木山, ハーブ","一行\n""二行"""\r\n\'=SUM(A1),\r\n'
    assert list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""))) == [
        ["名称", "説明"],
        ["八木山, ハーブ", '一行\n"二行"'],
        ["'=SUM(A1)", ""],
    ]


def test_a_download_is_written_row_by_row() -> None:
    asked: list[int] = []

    def rows() -> Iterator[list[int]]:
        for number in range(3):
            asked.append(number)
            yield [number]

    response = table_file("places", ["番号"], rows())
    parts = iter(response.streaming_content)
    assert [next(parts), next(parts), next(parts), asked] == ["\ufeff".encode(), "番号\r\n".encode(), b"0\r\n", [0]]
    assert response["Content-Disposition"] == 'attachment; filename="places.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
