"""Closing rules as people write them."""

from datetime import date
from typing import Any

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.utils import translation

from kyodo.kernel.clock.closures import read_rules
from kyodo.kernel.clock.validators import validate_closures
from kyodo.kernel.clock.wording import rules_text

WRITTEN = """
- days: 24We
  on_holiday: next_day
- yearly: 12-29/01-03
  reason: 年末年始
- holidays: closed
- after_holiday: closed
- days: 7Su
  anchor: 2026-11-08
- date: 2026-05-07
  reason: 設備点検
- date: 2026-05-11
  open: true
  hours: 10:00-16:00
"""

STORED = [
    {"days": "24We", "on_holiday": "next_day"},
    {"reason": "年末年始", "yearly": "12-29/01-03"},
    {"holidays": "closed"},
    {"after_holiday": "closed"},
    {"days": "7Su", "anchor": "2026-11-08"},
    {"reason": "設備点検", "date": "2026-05-07"},
    {"date": "2026-05-11", "open": True, "hours": "10:00-16:00"},
]


def test_yaml_becomes_plain_json_and_back() -> None:
    rules = read_rules(yaml.safe_load(WRITTEN))
    assert rules.stored() == STORED
    assert read_rules(rules.stored()) == rules
    assert len(read_rules([])) == len(read_rules(None)) == 0


@pytest.mark.parametrize(
    ("rules", "faults"),
    [
        ([{"day": "0Mo"}], ["1番目の項目: each entry begins with one of: days, yearly, holidays, after_holiday, date"]),
        (["0Mo"], ["1番目の項目: each entry begins with one of: days, yearly, holidays, after_holiday, date"]),
        (
            [{"days": "0Mo"}, {"days": "Mo"}],
            [
                "2番目の項目: 「Mo」は繰り返しの日として読み取れません。0Mo（毎週月曜日）、"
                "24We（第2・第4水曜日）、6Fr（最終金曜日）のように書いてください。"
            ],
        ),
        (
            [{"days": "0Mo", "skip_closed_days": True}],
            [
                "1番目の項目: skip_further_holidays と skip_closed_days は、on_holiday が next_day か "
                "open_then_next_day のときだけ使えます"
            ],
        ),
        (
            [{"date": "2026-05-11", "hours": "10:00-16:00"}],
            ["1番目の項目: hours（時間）は、open: true の日にだけ書けます"],
        ),
        (
            [{"date": "2026-05-11", "open": True, "hours": "16:00-10:00"}],
            ["1番目の項目: 時間は 10:00-16:00 のように書いてください"],
        ),
        ([{"date": "2026-05-11/2026-05-01"}], ["1番目の項目: 期間の終わりが始まりより前になっています"]),
        (
            [{"days": "0Mo", "first_day": "2026-05-11", "last_day": "2026-05-01"}],
            ["1番目の項目: last_day（最後の日）が first_day（最初の日）より前になっています"],
        ),
    ],
)
def test_faults_name_the_entry_and_what_to_write(rules: Any, faults: list[str]) -> None:
    with translation.override("ja"), pytest.raises(ValidationError) as error:
        validate_closures(rules)
    assert error.value.messages == faults


@pytest.mark.parametrize(
    "rules",
    [
        {"days": "0Mo"},
        "0Mo",
        [{"days": "0Mo", "on_holliday": "open"}],
        [{"days": "0Mo", "on_holiday": "tomorrow"}],
        [{"yearly": "12-29 to 01-03"}],
        [{"yearly": "02-30"}],
        [{"yearly": "13-01"}],
        [{"date": "2026-02-30"}],
        [{"date": "5月7日"}],
        [{"holidays": "open"}],
    ],
)
def test_what_is_no_rule_is_refused(rules: Any) -> None:
    with pytest.raises(ValidationError):
        validate_closures(rules)


@pytest.mark.parametrize(
    ("rules", "japanese", "english"),
    [
        (
            [{"days": "24We", "on_holiday": "next_day"}, {"yearly": "12-29/01-03"}],
            "第2・第4水曜日（祝日・休日の場合は翌日）、年末年始（12月29日〜1月3日）",
            "second and fourth Wednesday (if it is a public holiday, the next day); "
            "year-end and New Year holidays (29 December to 3 January)",
        ),
        (
            [{"days": "0Mo", "on_holiday": "open"}, {"after_holiday": "closed"}],
            "毎週月曜日（祝日・休日の場合は開館）、祝日・休日の翌日（土曜日・日曜日、祝日・休日に当たる場合を除く）",
            "every Monday (open if it is a public holiday); "
            "the day after a public holiday, unless that is Saturday, Sunday or a public holiday",
        ),
        (
            [{"days": "14Tu4Th"}, {"days": "6Fr", "on_holiday": "next_weekday"}, {"holidays": "closed"}],
            "第1・第4火曜日、第4木曜日、最終金曜日（祝日・休日の場合は、その後の最初の平日）、祝日・休日",
            "first and fourth Tuesday, fourth Thursday; "
            "last Friday (if it is a public holiday, the next weekday that is open); public holidays",
        ),
        (
            [{"days": "7Su", "anchor": "2026-11-08", "last_day": "2027-03-31"}, {"yearly": "06-30"}],
            "隔週日曜日（2027年3月31日まで）、6月30日",
            "every second Sunday (until 31 March 2027); 30 June",
        ),
        ([{"date": "2026-05-07"}], "", ""),
    ],
)
def test_the_rules_in_one_line(rules: list[dict[str, Any]], japanese: str, english: str) -> None:
    with translation.override("ja"):
        assert rules_text(read_rules(rules)) == japanese
    with translation.override("en"):
        assert rules_text(read_rules(rules)) == english


def test_the_rules_have_a_json_schema() -> None:
    schema = type(read_rules([])).model_json_schema()
    assert [each["$ref"] for each in schema["items"]["oneOf"]] == [
        "#/$defs/RepeatingClosure",
        "#/$defs/HolidayClosure",
        "#/$defs/AfterHolidayClosure",
        "#/$defs/YearlyClosure",
        "#/$defs/SingleDay",
    ]
    assert date(2026, 11, 8) == read_rules([{"days": "7Su", "anchor": date(2026, 11, 8)}]).root[0].anchor
