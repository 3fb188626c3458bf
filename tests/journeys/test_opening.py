"""A neighbor asks whether the center is open on a certain day."""

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("city")


def ask(page: Any, typed: str) -> None:
    page.goto("/places/")
    page.get_by_role("main").get_by_role("link", name="見本市民活動センター").first.click()
    page.get_by_label("別の日の開館を調べる").fill(typed)
    page.get_by_role("button", name="この日から表示する").click()


def answer(page: Any, typed: str) -> str:
    ask(page, typed)
    return " ".join(page.locator(".day-answer").inner_text().split())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-12-09", "2026年12月9日（水） 休み(第2・第4水曜日)"),
        ("令和8年12月29日", "2026年12月29日（火） 休み(年末年始)"),
        ("２０２６/１１/３", "2026年11月3日（火・祝） 開館 9:00–18:00"),
        ("R8.11.4", "2026年11月4日（水） 開館 9:00–22:00"),
    ],
)
def test_the_day_that_was_typed_is_answered(browser_page: Any, typed: str, said: str) -> None:
    assert answer(browser_page, typed) == said


def test_on_the_phone_a_holiday_evening_is_seen_in_the_week(phone_page: Any) -> None:
    ask(phone_page, "令和8年11月22日")
    week = phone_page.get_by_role("table", name="7日間の開館時間")
    row = week.get_by_role("row").filter(has_text="11月23日（月・祝）").inner_text()
    assert row.split() == ["11月23日（月・祝）", "勤労感謝の日", "9:00–18:00"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "いつか",
            "日付として読み取れませんでした。「2026年4月1日」「令和8年4月1日」「R8.4.1」のようにお書きください。",
        ),
        ("2026-02-30", "「2026-02-30」という日はありません。月と日をお確かめください。"),
        ("3026-01-01", "開館日を表示できるのは1990年から2090年までです。"),
    ],
)
def test_what_is_no_day_gets_a_kind_word_and_this_week(browser_page: Any, typed: str, said: str) -> None:
    ask(browser_page, typed)
    word = browser_page.get_by_role("main").get_by_role("status").first.inner_text()
    assert word.split() == ["ご注意：", f"{said}今日からの予定を表示しています。"]
    expect(browser_page.get_by_role("heading", name="これからの7日間")).to_be_visible()
    expect(browser_page.get_by_label("別の日の開館を調べる")).to_have_value(typed)
