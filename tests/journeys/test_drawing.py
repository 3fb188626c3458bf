"""An officer fixes a tie and sees the diagram change: as one types, without JavaScript, and by keyboard alone."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from kyodo.commons.collaborations.models import Tie
from tests.factories.actors import a_field, a_holding, a_seat, an_actor
from tests.factories.collaborations import a_collaboration, a_partner, a_tie
from tests.factories.people import a_person, an_account
from tests.journeys.test_ways_of_use import tab_to

LABEL = "具体的に、短い言葉で"


@pytest.fixture
def cookie(live: str) -> dict[str, str]:
    """A joint work stands on the live site; the session of somebody who holds a seat of one of its partners."""
    work = a_collaboration("川を守る", slug="kawa")
    work.fields.add(a_field())
    club = an_actor("片平まちづくり会", "civic_group")
    a_tie(a_partner(work, club, key="club"), a_partner(work, "青葉第一町内会", key="chonai"), "goods", "草刈り機")
    officer = a_person()
    a_holding(a_seat(club), officer)
    client = Client()
    client.force_login(an_account(officer))
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}


def editor(page: Any, cookie: dict[str, str]) -> Any:
    """Come to the editor as the officer does, from the page of the joint work."""
    page.context.add_cookies([cookie])
    page.goto("/collaborations/kawa/")
    page.get_by_role("link", name="関係図を直す").click()
    page.get_by_role("heading", name="できあがりの図").wait_for()
    return page


def drawn(page: Any) -> Any:
    """Return the diagram that is to be seen."""
    return page.locator("svg.diagram:visible").first


def test_the_diagram_changes_as_one_types(browser_page: Any, cookie: dict[str, str]) -> None:
    page = editor(browser_page, cookie)
    expect(drawn(page)).to_contain_text("草刈り機")
    page.get_by_label(LABEL).fill("苗と土")
    page.locator("svg.diagram:visible", has_text="苗と土").wait_for()
    page.get_by_role("button", name="関係図を保存する").click()
    page.wait_for_url("**/collaborations/kawa/")
    expect(drawn(page)).to_contain_text("苗と土")
    expect(drawn(page)).not_to_contain_text("草刈り機")
    assert Tie.objects.get().label == "苗と土"


def test_a_new_partner_can_be_tied_at_once(browser_page: Any, cookie: dict[str, str]) -> None:
    page = editor(browser_page, cookie)
    page.get_by_role("button", name="参加団体を加える").click()
    new = page.get_by_role("group", name="参加団体 3", exact=True)
    new.get_by_label("名前").wait_for()
    assert page.evaluate("document.activeElement.name") == "partner-2-name"
    new.get_by_label("名前").fill("見本商店")
    new.get_by_label("種類").select_option(label="事業者")
    tie = page.get_by_role("group", name="やりとり 1", exact=True)
    tie.get_by_label("だれから").select_option(label="見本商店")
    page.locator("svg.diagram:visible", has_text="見本商店").wait_for()


def test_without_javascript_on_a_phone_nothing_typed_is_lost(new_page: Any, live: str, cookie: dict[str, str]) -> None:
    phone = new_page(base_url=live, java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = editor(phone, cookie)
    page.get_by_label(LABEL).fill("苗と土")
    page.get_by_role("button", name="やりとりを加える").click()
    expect(page.get_by_label(LABEL).first).to_have_value("苗と土")
    page.get_by_role("button", name="図を確かめる").click()
    expect(drawn(page)).to_contain_text("苗と土")
    page.get_by_role("group", name="やりとり 1", exact=True).get_by_label("いつから").fill("そのうち")
    page.get_by_role("button", name="関係図を保存する").click()
    expect(page.get_by_role("alert").get_by_role("link", name="やりとり 1 いつから")).to_be_visible()
    page.get_by_role("group", name="やりとり 1", exact=True).get_by_label("いつから").fill("令和6年4月")
    page.get_by_role("button", name="関係図を保存する").click()
    page.wait_for_url("**/collaborations/kawa/")
    expect(drawn(page)).to_contain_text("苗と土")
    assert [*Tie.objects.values_list("label", "since")] == [("苗と土", "2024-04")]


def test_a_tie_is_fixed_by_keyboard_alone(browser_page: Any, cookie: dict[str, str]) -> None:
    page = browser_page
    page.context.add_cookies([cookie])
    page.goto("/collaborations/kawa/drawing/")
    page.get_by_label(LABEL).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("苗と土")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="できあがりの図").wait_for()
    assert page.evaluate("document.activeElement.id") == "preview"
    expect(drawn(page)).to_contain_text("苗と土")
    assert Tie.objects.get().label == "草刈り機"
    tab_to(page, "関係図を保存する")
    page.keyboard.press("Enter")
    page.wait_for_url("**/collaborations/kawa/")
    assert Tie.objects.get().label == "苗と土"
