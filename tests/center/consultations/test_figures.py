"""Figures without persons: no small number, none that can be worked out, nothing of samples, and erased ones count."""

from collections import Counter
from collections.abc import Hashable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo.center.consultations.actions.consultations import close, erase, withdraw
from kyodo.center.consultations.models import Consultation
from kyodo.center.consultations.queries import figures
from kyodo.center.consultations.queries.suppression import Total, hidden
from kyodo.kernel.clock.fiscal import FiscalYear
from tests.factories.consultations import BY, a_consultant, a_consultation, a_place_with_desk, a_theme


def grid(rows: list[list[int]]) -> tuple[dict[Hashable, int], list[Total]]:
    """Return a table with the sums of its rows and columns."""
    width = len(rows[0])
    values: dict[Hashable, int] = {(r, c): rows[r][c] for r in range(len(rows)) for c in range(width)}
    totals = []
    for r in range(len(rows)):
        values["row", r] = sum(rows[r])
        totals.append(Total(("row", r), tuple((r, c) for c in range(width))))
    for c in range(width):
        values["column", c] = sum(row[c] for row in rows)
        totals.append(Total(("column", c), tuple((r, c) for r in range(len(rows)))))
    values["all"] = sum(map(sum, rows))
    totals.append(Total("all", tuple(("row", r) for r in range(len(rows)))))
    totals.append(Total("all", tuple(("column", c) for c in range(width))))
    return values, totals


def known_to_a_reader(values: dict[Hashable, int], totals: list[Total], hide: frozenset[Hashable]) -> set[Hashable]:
    """Return the hidden cells that elimination over the rational numbers determines: another way than the house's."""
    order = sorted(hide, key=str)
    rows = []
    for total in totals:
        row = [Fraction(0)] * len(order)
        for n, key in enumerate(order):
            row[n] += (key == total.total) - (key in total.parts)
        rows.append(row)
    fixed = 0
    for column in range(len(order)):
        pivot = next((r for r in range(fixed, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[fixed], rows[pivot] = rows[pivot], rows[fixed]
        rows[fixed] = [value / rows[fixed][column] for value in rows[fixed]]
        for r, row in enumerate(rows):
            if r != fixed and row[column]:
                rows[r] = [a - row[column] * b for a, b in zip(row, rows[fixed], strict=True)]
        fixed += 1
    return {order[lone[0]] for row in rows if len(lone := [n for n, value in enumerate(row) if value]) == 1}


def test_a_small_number_is_hidden_with_what_would_tell_it() -> None:
    values, totals = grid([[3, 20, 9], [8, 30, 7], [6, 11, 12]])
    hide = hidden(values, totals)
    assert (0, 0) in hide
    assert len(hide) == 4
    assert known_to_a_reader(values, totals, hide) == set()
    assert hidden(*grid([[5, 0], [0, 7]])) == frozenset()


@given(
    st.integers(1, 4).flatmap(
        lambda w: st.lists(st.lists(st.integers(0, 14), min_size=w, max_size=w), min_size=1, max_size=5)
    )
)
@settings(max_examples=120, deadline=None)
def test_no_number_below_five_is_told_nor_can_be_worked_out(rows: list[list[int]]) -> None:
    values, totals = grid(rows)
    hide = hidden(values, totals)
    assert [key for key, value in values.items() if 0 < value < 5 and key not in hide] == []
    small = {key for key in hide if 0 < values[key] < 5}
    assert known_to_a_reader(values, totals, hide) & small == set()


@pytest.mark.django_db
def test_the_tables_count_by_month_theme_channel_and_outcome_and_hide_what_is_small(client: Any) -> None:
    desk, themes = a_place_with_desk(), [a_theme("a", "はじめる"), a_theme("b", "助成金")]
    with time_machine.travel("2026-06-10T10:00:00+09:00"):
        made = [a_consultation(desk, theme=themes[0], came="phone") for _n in range(6)]
        made += [a_consultation(desk, theme=themes[1], came="counter") for _n in range(7)]
        for one in made[:6]:
            close(consultation=one, outcome="answered", **BY)
        withdraw(consultation=made[12], **BY)
        erase(consultation=made[0], **BY)
        a_consultation(desk, theme=themes[0], is_demo=True)
    with time_machine.travel("2026-07-10T10:00:00+09:00"):
        for _n in range(2):
            a_consultation(desk, theme=themes[0], came="phone")
        told = figures.tables(FiscalYear(2026), date(2026, 7, 1))
        by_theme, by_channel, by_outcome = [dict(table.rows) for table in told]
        assert by_theme["2026年6月"] == [6, 6, 12]
        assert by_channel["2026年6月"][:2] == [6, 6]
        assert by_outcome["2026年6月"][0] == 6
        assert (by_theme["2026年4月"], by_theme["年度"]) == ([0, 0, 0], [6, 6, 12])
        until_today = figures.tables(FiscalYear(2026), date(2026, 7, 11))
        assert dict(until_today[0].rows)["2026年7月"] == [None, 0, None]
        page = client.get("/consult/figures/").content.decode()
        assert ("2026年6月" in page, "2026年7月" in page) == (True, False)
        keeper = a_consultant(desk)
        assert "2026年7月" in keeper.client.get("/desk/consultations/figures/").content.decode()
    assert Counter(Consultation.objects.values_list("state", flat=True))["erased"] == 1
    assert isinstance(made[0].came_at, datetime)
