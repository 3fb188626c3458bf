"""The face in a real browser: axe, narrow screens, keyboard, no JavaScript, print."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

LOOKS = [("ja", "light", 1280), ("ja", "dark", 390), ("en", "light", 390), ("en", "dark", 1280)]
PAGES = ["/", "/ui/", "/preferences/", "/no-such-page/"]


def address(language: str, path: str) -> str:
    return path if language == "ja" else f"/en{path}"


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_axe_finds_nothing(new_page: Any, live: str, language: str, scheme: str, width: int) -> None:
    page = new_page(base_url=live, color_scheme=scheme, viewport={"width": width, "height": 900})
    for path in PAGES:
        page.goto(address(language, path))
        found = Axe().run(page)
        told = [f"{path} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]]
        assert told == []


@pytest.mark.parametrize("path", [*PAGES, "/en/ui/"])
def test_nothing_is_cut_off_at_320_px(new_page: Any, live: str, path: str) -> None:
    page = new_page(base_url=live, viewport={"width": 320, "height": 700})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_menu_dialog_and_address_work_without_javascript(new_page: Any, live: str) -> None:
    page = new_page(base_url=live, java_script_enabled=False, viewport={"width": 390, "height": 800})
    page.goto("/ui/")
    page.get_by_text("メニュー", exact=True).click()
    expect(page.locator(".doors")).to_be_visible()
    page.get_by_text("表で見る").first.click()
    expect(page.get_by_role("cell", name="128")).to_be_visible()
    page.locator(".facet-drawer > summary").click()
    expect(page.get_by_role("checkbox", name="宮城野区")).to_be_visible()
    expect(page.get_by_role("button", name="A4で印刷する")).to_have_count(0)


def test_the_first_tab_offers_the_main_text_and_focus_is_seen(browser_page: Any) -> None:
    browser_page.goto("/ui/")
    browser_page.evaluate("document.activeElement.blur()")
    browser_page.keyboard.press("Tab")
    skip = browser_page.locator(":focus")
    expect(skip).to_have_text("本文へ移動")
    assert skip.bounding_box()["y"] >= 0
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "main"
    browser_page.keyboard.press("Tab")
    look = "getComputedStyle(document.activeElement)"
    assert browser_page.evaluate(f"{look}.outlineColor") == "rgb(0, 0, 0)"
    assert "rgb(255, 212, 61)" in browser_page.evaluate(f"{look}.boxShadow")


def test_escape_closes_what_was_opened_and_gives_the_focus_back(browser_page: Any) -> None:
    browser_page.goto("/ui/")
    opener = browser_page.get_by_role("link", name="申し込みを取り消す")
    opener.click()
    expect(browser_page.get_by_role("dialog", name="申し込みを取り消しますか")).to_be_visible()
    browser_page.keyboard.press("Escape")
    expect(browser_page.get_by_role("dialog")).to_be_hidden()
    assert opener.evaluate("element => element === document.activeElement")


def test_a_postcode_fills_the_address_at_once(browser_page: Any) -> None:
    browser_page.goto("/ui/")
    browser_page.locator("[name=new-postcode]").fill("９８０－０８１１")
    browser_page.get_by_role("button", name="住所を調べる").first.click()
    browser_page.get_by_text("住所を入力しました。続きをご記入ください。").wait_for()
    expect(browser_page.locator("[name=new-address]")).to_have_value("宮城県仙台市青葉区一番町")


def test_a_page_prints_on_a4_in_black_on_white_with_its_address(browser_page: Any) -> None:
    browser_page.goto("/ui/")
    browser_page.emulate_media(media="print", color_scheme="dark")
    assert browser_page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert browser_page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(browser_page.locator(".site-links")).to_be_hidden()
    expect(browser_page.locator(".print-only")).to_contain_text("/ui/")
