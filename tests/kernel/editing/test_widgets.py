"""Lists that a column keeps as JSON are typed as lines, and come back as they were."""

import json

import pytest

from kyodo.kernel.editing.widgets import Entries, Lines


def typed(widget, text):
    return json.loads(widget.value_from_datadict({"field": text}, {}, "field"))


def test_lines_come_back_as_a_list_without_empty_ones():
    assert Lines().format_value('["https://example.jp/", "市政だより"]') == "https://example.jp/\n市政だより"
    assert typed(Lines(), " https://example.jp/ \r\n\r\n市政だより\r\n") == ["https://example.jp/", "市政だより"]
    assert typed(Lines(), "") == []


@pytest.mark.parametrize(
    "kept",
    [
        [],
        [{"days": "24We", "on_holiday": "next_day"}, {"holidays": "closed"}],
        [{"yearly": "12-29/01-03", "reason": "年末年始"}, {"date": "2026-05-07", "open": True, "hours": "10:00-16:00"}],
    ],
)
def test_entries_come_back_as_they_were(kept):
    shown = Entries().format_value(json.dumps(kept))
    assert typed(Entries(), shown) == kept


def test_a_day_typed_without_quotes_is_a_day_in_words():
    assert typed(Entries(), "- date: 2026-05-07\n") == [{"date": "2026-05-07"}]


def test_what_is_no_yaml_stays_as_typed_for_the_check_to_name():
    text = "- days: [24We"
    assert typed(Entries(), text) == text
    assert Entries().format_value(json.dumps(text)) == text
