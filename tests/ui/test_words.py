"""Dates, numbers and headings as people read them."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.template import Context, Template
from django.utils.safestring import mark_safe
from django.utils.translation import override

from kyodo.ui import words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("style", "japanese", "english"),
    [
        ("", "2026年11月23日（月・祝）", "Mon 23 November 2026 (public holiday)"),
        ("plain", "2026年11月23日", "23 November 2026"),
        ("short", "11月23日（月・祝）", "Mon 23 November (public holiday)"),
        ("era", "令和8年11月23日", "令和8年11月23日"),
        ("both", "2026年（令和8年）11月23日", "2026年（令和8年）11月23日"),
    ],
)
def test_a_date_is_written_in_the_reader_s_language(style: str, japanese: str, english: str) -> None:
    assert words.jp_date(date(2026, 11, 23), style) == japanese
    with override("en"):
        assert words.jp_date(date(2026, 11, 23), style) == english


def test_a_moment_is_told_by_the_city_s_clock() -> None:
    assert words.jp_date(datetime(2026, 11, 23, 15, 30, tzinfo=UTC), "plain") == "2026年11月24日"
    assert words.jp_datetime(datetime(2026, 11, 23, 5, 30, tzinfo=UTC)) == "2026年11月23日（月・祝）14:30"


def test_no_date_is_no_text() -> None:
    assert [words.jp_date(None), words.jp_datetime(None), words.days_left(None)] == ["", "", ""]


@pytest.mark.parametrize(
    ("day", "japanese", "english"),
    [
        (date(2026, 11, 26), "あと3日", "3 days left"),
        (date(2026, 11, 24), "あと1日", "1 day left"),
        (date(2026, 11, 23), "今日まで", "today is the last day"),
        (date(2026, 11, 22), "締め切りました", "closed"),
    ],
)
def test_days_left_are_counted_from_today(day: date, japanese: str, english: str) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 15, 0, tzinfo=UTC), tick=False):  # 23 November, 0:00 in Tokyo
        assert words.days_left(day) == japanese
        with override("en"):
            assert words.days_left(day) == english


def test_a_number_carries_its_unit() -> None:
    assert words.with_unit(1200, "人") == "1,200人"
    assert words.with_unit(58.3, "千人") == "58.3千人"
    assert words.with_unit(None, "人") == ""
    with override("en"):
        assert words.with_unit(1200, "people") == "1,200 people"


def test_a_heading_breaks_between_phrases_only() -> None:
    assert words.phrases("町内会の総会をひらく") == '<span class="phrases">町内会の<wbr>総会を<wbr>ひらく</span>'
    assert words.phrases_in("お薬師さんの手づくり市とご近所のお祭り") == (
        "お薬師さんの",
        "手づくり市と",
        "ご近所の",
        "お祭り",
    )
    assert words.phrases("<script>を書く") == '<span class="phrases">&lt;script&gt;を<wbr>書く</span>'
    assert words.phrases("A & B") == "A &amp; B"
    assert words.phrases(mark_safe("<b>町内会</b>")) == "<b>町内会</b>"


def test_a_reading_is_shown_when_the_visitor_asked_for_it() -> None:
    page = Template("{% ruby name reading %}")
    values = {"name": "<仙台>", "reading": "せんだい"}
    assert page.render(Context(values)) == "&lt;仙台&gt;"
    assert page.render(Context({**values, "reading": "", "ruby": True})) == "&lt;仙台&gt;"
    assert page.render(Context({**values, "ruby": True})) == (
        '<span class="phrases">&lt;<ruby>仙台<rp>（</rp><rt>せんだい</rt><rp>）</rp></ruby><wbr>&gt;</span>'
    )


def test_what_ends_at_midnight_ended_on_the_day_before() -> None:
    assert words.day_before(datetime(2026, 12, 17, 15, 0, tzinfo=UTC)) == date(2026, 12, 17)
    assert words.day_before(datetime(2026, 12, 17, 16, 0, tzinfo=UTC)) == date(2026, 12, 18)
    assert words.day_before(date(2027, 4, 1)) == date(2027, 3, 31)
    assert words.day_before(None) is None
