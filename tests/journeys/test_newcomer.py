"""A newcomer looks for help: with a word, and with three questions."""

from datetime import date
from typing import Any

from playwright.sync_api import expect


def jp_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def test_a_word_leads_to_a_grant_and_to_the_phone_of_its_desk(browser_page: Any, last_day: date) -> None:
    page = browser_page
    page.goto("/")
    page.get_by_role("searchbox").first.fill("花だん")
    page.get_by_role("button", name="検索").first.click()
    page.get_by_role("main").get_by_role("link", name="花いっぱい助成").click()

    facts = page.get_by_role("region", name="ひと目で分かる要点")
    expect(facts.get_by_text(jp_date(last_day))).to_be_visible()
    expect(facts.get_by_text("あと20日")).to_be_visible()
    expect(facts.get_by_text("上限300,000円")).to_be_visible()

    facts.get_by_role("link", name="市民協働課").click()
    page.get_by_role("heading", name="市民協働課", level=1).wait_for()
    phone = page.get_by_role("main").get_by_role("link", name="03-1234-0000").first
    expect(phone).to_have_attribute("href", "tel:03-1234-0000")


def test_three_questions_lead_to_a_grant_and_say_why(browser_page: Any, last_day: date) -> None:
    page = browser_page
    page.goto("/")
    page.get_by_role("link", name="3つの質問で支援を探す").first.click()
    for answer in ("市民活動団体・NPO", "始めて1年未満", "お金"):
        page.get_by_role("radio", name=answer).check()
        page.locator("main form button[type=submit]").click()

    found = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="花いっぱい助成"))
    reasons = ["「市民活動団体・NPO」が対象です。", "「始めて1年未満」の段階に合います。", "「お金」に役立ちます。"]
    expect(found.locator(".reasons li")).to_have_text(reasons)
    expect(found).to_contain_text(jp_date(last_day))
    expect(found.get_by_role("link", name="03-1234-0000")).to_be_visible()
