"""The site by keyboard alone, without JavaScript, on a narrow phone and on paper."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("city")
#: One page of every kind that is open to all.
KINDS = (
    "/", "/support/", "/support/?page=2", "/support/hana/", "/support/finder/",
    "/support/finder/?who=civic_group&stage=starting&need=money", "/places/", "/places/center/?on=x", "/desks/",
    "/desks/kyodo/", "/guides/", "/guides/hajimete/", "/figures/", "/figures/kanyu/", "/videos/",
    "/timeline/", "/timeline/print/", "/timeline/?from=x&lane=center", "/organizations/", "/organizations/kai/",
    "/collaborations/", "/network/", "/events/", "/events/month/",
    "/cases/", "/cases/?view=list", "/cases/?view=wards", "/cases/hanadan/",
    "/search/", "/search/?q=花", "/search/?q=zzzzzz", "/preferences/", "/accessibility/",
    "/privacy/", "/sign-in/login/", "/sign-in/signup/", "/no-such-page/", "/en/", "/en/support/hana/",
)  # fmt: skip
#: Elements that stick out of the screen without a scrolling box of their own around them.
STICKING_OUT = """() => [...document.querySelectorAll('body *')].filter(e => {
  const box = e.getBoundingClientRect();
  if (!box.width || box.right <= innerWidth + 1 || getComputedStyle(e).position === 'absolute') return false;
  const boxed = p => p && (/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowX) || boxed(p.parentElement));
  return !boxed(e);
}).map(e => e.outerHTML.slice(0, 120))"""


# --- by keyboard ---------------------------------------------------------------------------


def tab_to(page: Any, name: str) -> None:
    """Press Tab until the element with this text or label has the focus, which has to be seen there."""
    here = "(e => (e.labels?.[0] || e).textContent.trim() || e.ariaLabel)(document.activeElement)"
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(here) == name:
            look = page.evaluate("(s => [s.outlineStyle, s.outlineWidth])(getComputedStyle(document.activeElement))")
            assert look[0] == "solid", f"{name} shows no focus"
            expect(page.locator(":focus")).to_be_visible()
            return
    raise AssertionError(f"Tab does not come to {name}")


def test_a_programme_is_found_by_keyboard_alone(browser_page: Any) -> None:
    browser_page.goto("/")
    browser_page.evaluate("document.activeElement.blur()")
    tab_to(browser_page, "支援・場所・団体・事例を探す")
    browser_page.keyboard.type("花だん")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/search/?q=*")
    tab_to(browser_page, "花いっぱい助成")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("heading", name="花いっぱい助成", level=1).wait_for()
    tab_to(browser_page, "03-1234-0000")


def test_the_skip_link_leads_past_the_menu(browser_page: Any) -> None:
    browser_page.goto("/support/")
    browser_page.evaluate("document.activeElement.blur()")
    tab_to(browser_page, "本文へ移動")
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "main"
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_opens_and_closes_by_keyboard(browser_page: Any, key: str) -> None:
    browser_page.goto("/")
    browser_page.evaluate("document.activeElement.blur()")
    tab_to(browser_page, "支援を使う")
    browser_page.keyboard.press(key)
    way = browser_page.get_by_role("navigation", name="メインメニュー").get_by_role("link", name="支援制度の一覧")
    expect(way).to_be_visible()
    browser_page.keyboard.press("Escape")
    expect(way).to_be_hidden()
    browser_page.keyboard.press(key)
    tab_to(browser_page, "支援制度の一覧")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/support/")


# --- without JavaScript --------------------------------------------------------------------


@pytest.fixture
def plain_page(new_page: Any, live: str) -> Any:
    """A phone that runs no script."""
    return new_page(base_url=live, java_script_enabled=False, viewport={"width": 390, "height": 844})


def test_without_javascript_the_menu_the_facets_and_the_pages_of_a_list_work(plain_page: Any) -> None:
    page = plain_page
    page.goto("/")
    page.get_by_text("メニュー", exact=True).click()
    page.locator("summary", has_text="支援を使う").click()
    page.get_by_role("banner").get_by_role("link", name="支援制度の一覧").click()
    page.get_by_role("link", name="次へ").click()
    page.wait_for_url("**/support/?page=2")
    page.locator("summary", has_text="絞り込む").click()
    page.get_by_role("checkbox", name="お金").check()
    page.locator(".facets button[type=submit]").click()
    expect(page.get_by_role("main").get_by_role("heading", name="花いっぱい助成")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="見本の相談")).to_have_count(0)


def test_without_javascript_search_and_language_work(plain_page: Any) -> None:
    page = plain_page
    page.goto("/search/")
    page.get_by_label("何をお探しですか").fill("花だん")
    page.get_by_role("main").get_by_role("button", name="検索").click()
    page.get_by_role("link", name="花いっぱい助成").click()
    page.get_by_role("banner").get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="At a glance")).to_be_visible()
    page.get_by_role("banner").get_by_role("link", name="日本語").click()
    expect(page.get_by_role("heading", name="ひと目で分かる要点")).to_be_visible()


def test_without_javascript_furigana_are_shown_and_taken_away(plain_page: Any) -> None:
    page = plain_page
    page.goto("/preferences/")
    expect(page.locator("main ruby")).to_have_count(0)
    page.get_by_role("button", name="ふりがなを付ける").click()
    page.goto("/preferences/")
    expect(page.locator("main .sample-line ruby rt").first).to_be_visible()
    page.locator("button[name=ruby]").click()  # its kanji bear their reading now
    page.goto("/preferences/")
    expect(page.locator("main ruby")).to_have_count(0)


# --- narrow ---------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_sticks_out_of_a_narrow_screen(new_page: Any, live: str, width: int) -> None:
    page = new_page(base_url=live, viewport={"width": width, "height": 700})
    told = {}
    for path in KINDS:
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            told[path] = page.evaluate(STICKING_OUT)
    assert told == {}


# --- on paper -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/support/hana/", "/places/center/", "/organizations/kai/", "/guides/hajimete/", "/cases/hanadan/"]
)
def test_a_printed_page_holds_its_matter_and_no_navigation(browser_page: Any, path: str, tmp_path: Path) -> None:
    browser_page.goto(path)
    heading = browser_page.get_by_role("heading", level=1).inner_text()
    paper = tmp_path / "page.pdf"
    browser_page.pdf(path=paper, format="A4")
    for hidden in (".site-links", "[aria-label=メインメニュー]", "form", ".breadcrumb", "[data-kyodo-print]"):
        browser_page.emulate_media(media="print")
        assert not any(one.is_visible() for one in browser_page.locator(hidden).all()), hidden
    words = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout
    assert "".join(heading.split()) in "".join(words.split())
    assert [word for word in ("メニュー", "サインイン", "本文へ移動", "English", "印刷する") if word in words] == []
