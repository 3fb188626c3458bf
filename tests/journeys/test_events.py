"""Somebody looks for what is on this weekend; an editor brings in a messy file of events."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kyodo.commons.gatherings.models import Gathering
from kyodo.commons.gatherings.periods import weekend
from kyodo.kernel.clock.now import day_of, today
from tests.factories.gatherings import a_gathering, on
from tests.factories.places import a_facility
from tests.journeys.test_ways_of_use import tab_to
from tests.journeys.world import sign_in_on

FILE = """\
都道府県コード又は市区町村コード,NO,イベント名,開始日,終了日,開始時間,終了時間,場所名称,定員
41009,1,防災さんぽ,R{era}.{month}.{day},,１４：００,１６：００,見本公園,３０名
041009,2,会計講座,{year}/{month}/{day},,10:00～12:00、14:00～16:00,,見本会館,先着20名
041009,3,夜市,{month}月{day}日,,18:00,,見本商店街,
041009,,名札のない会,{year}/{month}/{day},,,,,
041009,5,,{year}/{month}/{day},,,,,
"""


@pytest.fixture
def week(live: str) -> None:
    """An event on the last day of this weekend, one in a month, and a cancelled one."""
    sunday = day_of(weekend(today()).ends) - timedelta(days=1)
    hall = a_facility("見本会館", slug="hall", address="見本市北区一番町1-1")
    a_gathering(
        "防災さんぽ", on(sunday, 23 * 60, 24 * 60), slug="sanpo", place=hall, is_free=True, has_sign_language=True,
        how_to_apply="申し込みはいりません。", contact_phone="022-000-0000",
    )  # fmt: skip
    a_gathering("来月の講座", on(sunday + timedelta(days=30)))
    a_gathering("中止の会", on(sunday, 23 * 60, 24 * 60), state="cancelled", cancelled_reason="台風のため")


def test_somebody_finds_on_a_phone_without_scripts_what_is_on_this_weekend(
    new_page: Callable[..., Any], live: str, week: None
) -> None:
    phone = new_page(base_url=live, java_script_enabled=False, viewport={"width": 320, "height": 640})
    phone.goto("/events/")
    phone.get_by_role("navigation", name="日にち").get_by_role("link", name="この週末").click()
    expect(phone.get_by_role("status")).to_have_text("2件")
    expect(phone.get_by_role("main").get_by_role("heading", level=2)).to_have_text(["防災さんぽ", "中止の会"])
    expect(phone.get_by_text("台風のため")).to_be_visible()
    phone.locator("summary", has_text="絞り込む").click()
    phone.get_by_role("checkbox", name="手話通訳").check()
    phone.get_by_role("button", name="この条件で絞り込む").click()
    expect(phone.get_by_role("status")).to_have_text("1件")
    phone.get_by_role("link", name="防災さんぽ").click()
    facts = phone.get_by_role("region", name="ひと目で分かる要点")
    for said in ("23:00〜24:00", "見本市北区一番町1-1", "無料", "手話通訳"):
        expect(facts.get_by_text(said)).to_be_visible()
    expect(facts.get_by_role("link", name="022-000-0000")).to_have_attribute("href", "tel:0220000000")
    expect(phone.get_by_role("link", name="カレンダーに入れる（iCal）")).to_have_attribute("href", "/events/sanpo.ics")
    facts.get_by_role("link", name="見本会館").click()
    phone.get_by_role("heading", name="見本会館", level=1).wait_for()


def test_a_day_of_the_month_leads_to_its_events_by_keyboard_alone(browser_page: Any, week: None) -> None:
    day = day_of(weekend(today()).ends) - timedelta(days=1)
    browser_page.goto(f"/events/month/{day:%Y-%m}/")
    browser_page.evaluate("document.activeElement.blur()")
    tab_to(browser_page, f"{day.day}日 2件")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url(f"**/#d{day.day}")
    tab_to(browser_page, "防災さんぽ")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("heading", name="防災さんぽ", level=1).wait_for()


def test_an_editor_brings_in_a_messy_file_and_sees_every_row_accounted_for(
    browser_page: Any, live: str, tmp_path: Path
) -> None:
    day = today() + timedelta(days=40)
    text = FILE.format(era=day.year - 2018, year=day.year, month=day.month, day=day.day)
    file = tmp_path / "イベント一覧.csv"
    file.write_bytes(text.replace("\n", "\r\n").encode("cp932"))
    page = browser_page
    sign_in_on(page, live, "editor")
    page.goto("/desk/events/")
    page.get_by_role("link", name="催しを取り込む").click()
    page.get_by_label("ファイル").set_input_files(file)
    page.get_by_role("button", name="各行を確かめる").click()
    page.get_by_role("heading", name="イベント一覧.csv", level=1).wait_for()
    assert Gathering.objects.count() == 0
    rows = page.get_by_role("main").locator("tbody tr")
    expect(rows).to_have_count(5)
    said = [
        ("防災さんぽ", "新しく登録"), ("会計講座", "一つの欄に書かれた時刻"), ("夜市", "年がありません"),
        ("名札のない会", "番号（IDまたはNO）がありません"), ("—", "名称がありません"),
    ]  # fmt: skip
    for place, words in enumerate(said):
        for word in words:
            expect(rows.nth(place)).to_contain_text(word)
    page.get_by_role("button", name="この内容で取り込む").click()
    page.get_by_text("ファイルを取り込みました").wait_for()
    found = dict(Gathering.objects.values_list("title", "state"))
    assert found == {"防災さんぽ": "published", "会計講座": "published", "夜市": "draft"}
    page.get_by_role("link", name="夜市").click()
    facts = page.get_by_role("region", name="ひと目で分かる要点")
    expect(facts.get_by_text(f"{day.month}月{day.day}日 18:00")).to_be_visible()


def test_an_officer_of_staff_writes_an_event_with_two_dates(browser_page: Any, live: str) -> None:
    day = today() + timedelta(days=10)
    page = browser_page
    sign_in_on(page, live, "center_staff")
    page.goto("/desk/events/new/")
    page.get_by_label("催しの名前", exact=False).first.fill("会計講座")
    for number in (1, 2, 3):
        if number == 3:
            page.get_by_role("button", name="日程を増やす").click()
        group = page.get_by_role("group", name=f"日程{number} ", exact=False).first
        group.get_by_label("年", exact=True).fill(str(day.year))
        group.get_by_label("月", exact=True).fill(str((day + timedelta(days=7 * number)).month))
        group.get_by_label("日", exact=True).fill(str((day + timedelta(days=7 * number)).day))
        page.get_by_label(f"日程{number}：開始時刻").fill("１８：３０")
    page.get_by_role("button", name="催しを保存する").last.click()
    page.get_by_role("heading", name="会計講座", level=1).wait_for()
    page.get_by_role("button", name="この催しを公開する").click()
    page.get_by_text("催しを公開しました").wait_for()
    expect(page.get_by_text("18:30から")).to_have_count(3)
