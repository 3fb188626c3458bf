"""Rows of one file that double or contradict each other."""

from typing import Any

from kyodo.kernel.imports.columns import Read
from kyodo.kernel.imports.models import SentFile
from kyodo.kernel.imports.plan import Planned, one_for_each, planned


def test_of_equal_rows_the_first_stays_and_of_contradicting_ones_none() -> None:
    reads = [
        Read(2, {"id": "1", "name": "あ"}),
        Read(3, {"id": "2", "name": "い"}),
        Read(4, {"id": "2", "name": "い"}),
        Read(5, {"id": "3", "name": "う"}),
        Read(6, {"id": "3", "name": "え"}),
        Read(7, problem="空です"),
    ]
    rows: list[Planned[Any]]
    rows, usable = planned(reads)
    left = one_for_each(usable, lambda row: row.values["id"])
    assert [row.number for row in left] == [2, 3]
    assert [(row.number, bool(row.notes)) for row in rows if row.is_settled] == [
        (4, True), (5, True), (6, True), (7, True),
    ]  # fmt: skip


def test_an_outcome_follows_from_what_a_row_means() -> None:
    entry = SentFile(file_name="見本.csv")
    rows: list[Planned[SentFile]] = [Planned(number, {}, []) for number in range(3)]
    rows[0].decide(None, {"name": ["", "あ"]})
    rows[1].decide(entry, {"name": ["", "あ"]})
    rows[2].decide(entry, {})
    assert [(row.outcome, row.changes) for row in rows] == [
        ("create", {}), ("update", {"name": ["", "あ"]}), ("same", {}),
    ]  # fmt: skip
