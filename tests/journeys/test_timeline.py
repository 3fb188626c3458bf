"""The way of collaboration: narrowed without scripts on a phone, by keyboard, as an address, on A3 paper."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kyodo.kernel.packs.load import load
from tests.factories.packs import ROOT


def tells(page: Any, titles: list[str]) -> None:
    expect(page.locator(".told-title")).to_have_text(titles)


@pytest.mark.usefixtures("city")
def test_on_a_phone_without_javascript_a_lane_is_chosen_and_taken_away(new_page: Any, live: str) -> None:
    page = new_page(base_url=live, java_script_enabled=False, viewport={"width": 375, "height": 800})
    page.goto("/")
    page.get_by_text("メニュー", exact=True).click()
    page.locator("summary", has_text="知る").click()
    page.get_by_role("banner").get_by_role("link", name="協働のあゆみ").click()
    page.locator("summary", has_text="絞り込む").click()
    page.get_by_role("checkbox", name="センター").check()
    page.get_by_label("いつから").fill("平成11年")
    page.locator(".facets button[type=submit]").click()
    tells(page, ["センター 開館", "まち歩き"])
    # On a phone it is a plain list with whole dates: no rails, no column of years.
    expect(page.get_by_text("平成11年（1999年）6月30日")).to_be_visible()
    expect(page.locator(".milestones .rails").first).to_be_hidden()
    page.locator(".chip", has_text="平成11年から").click()
    tells(page, ["川をきれいにする運動", "センター 開館", "まち歩き"])


@pytest.mark.usefixtures("city")
def test_by_keyboard_a_date_becomes_the_address_of_its_milestone(browser_page: Any) -> None:
    page = browser_page
    page.goto("/timeline/")
    page.get_by_role("link", name="平成11年（1999年） 6月30日").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline/#m-kaikan")
    item = page.locator("#m-kaikan")
    assert item.evaluate("e => e.matches(':target')")
    # The heads of the lanes stay above and cover nothing of it.
    heads = page.locator(".lane-heads").evaluate("e => e.getBoundingClientRect().bottom")
    assert item.bounding_box()["y"] >= heads - 1


@pytest.mark.usefixtures("city")
def test_whoever_listens_hears_headings_and_ordered_lists(browser_page: Any) -> None:
    page = browser_page
    page.goto("/timeline/")
    main = page.get_by_role("main")
    assert main.get_by_role("heading", level=2).all_inner_texts() == ["これより前", "育ちの時代", "広がりの時代"]
    era = main.get_by_role("region", name="育ちの時代")
    said = [" ".join(text.split()) for text in era.get_by_role("listitem").all_inner_texts()]
    assert len(said) == 4
    tree = "".join(era.get_by_role("list").aria_snapshot().split())
    assert "平成26年（2014年）9月1日〜9月30日" in tree
    # Rails and the column of years are for the eye alone.
    assert "平成26年2014" not in tree


@pytest.mark.usefixtures("city")
def test_the_search_leads_to_the_place_of_a_milestone(browser_page: Any) -> None:
    page = browser_page
    page.goto("/search/?q=見本条例")
    page.get_by_role("main").get_by_role("link", name="見本条例 施行").click()
    page.wait_for_url("**/timeline/#m-jorei")
    expect(page.locator("#m-jorei")).to_be_visible()


def pages_and_words(paper: Path) -> tuple[str, str, str]:
    """Return the number of pages, their size and the words on them."""
    told = subprocess.run(["pdfinfo", paper], capture_output=True, text=True, check=True).stdout
    facts = dict(line.split(":", 1) for line in told.splitlines())
    words = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout
    return facts["Pages"].strip(), facts["Page size"].split("pts")[0].strip(), "".join(words.split())


def test_the_whole_way_of_sendai_stands_on_one_sheet_of_a3(browser_page: Any, tmp_path: Path) -> None:
    load(ROOT / "cities/sendai")
    browser_page.goto("/timeline/print/")
    paper = tmp_path / "sheet.pdf"
    browser_page.pdf(path=paper, prefer_css_page_size=True)
    pages, size, words = pages_and_words(paper)
    assert (pages, size) == ("1", "1191.12 x 841.92")
    assert "平成11年（1999年）6月30日" in words
    assert "昭和40年代（1965〜1974年）" in words
    assert [word for word in ("メニュー", "サインイン", "A3で印刷する") if word in words] == []


@pytest.mark.usefixtures("city")
def test_the_list_on_a4_holds_whole_dates_and_no_rails(browser_page: Any, tmp_path: Path) -> None:
    browser_page.goto("/timeline/")
    paper = tmp_path / "list.pdf"
    browser_page.pdf(path=paper, format="A4")
    _pages, _size, words = pages_and_words(paper)
    assert "平成11年（1999年）4月" in words
    assert "絞り込む" not in words
