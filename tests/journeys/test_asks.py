"""A question and its answer, by every way: an officer on a small phone, a slip that comes back by fax."""

from typing import Any

import pytest
from playwright.sync_api import expect

from kyodo.commons.asks.codes import LINK
from kyodo.commons.asks.models import Ask, Reply
from tests.factories.asks import an_ask, an_officer
from tests.journeys.world import sign_in_on

pytestmark = pytest.mark.usefixtures("city")


def test_an_officer_answers_on_a_small_phone_without_script_and_mends_it(new_page: Any, live: str) -> None:
    seat, _person = an_officer(mail="kaicho@example.jp")
    ask = an_ask(seat)
    page = new_page(base_url=live, viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page.goto(f"/r/{ask.code}/{LINK.of(ask.code)}/")
    assert page.locator("html").evaluate("page => page.scrollWidth") <= 320
    page.get_by_role("button", name="返事を送る").click()
    page.get_by_text("お返事を1つ選んでください").first.wait_for()

    page.get_by_role("radio", name="はい、できます").check()
    page.get_by_role("textbox", name="ひとこと").fill("孫と行きます")
    page.get_by_role("button", name="返事を送る").click()
    page.get_by_text("「はい、できます」と承りました").wait_for()

    page.get_by_role("radio", name="今回は見送ります").check()
    page.get_by_role("button", name="お返事を直す").click()
    page.get_by_text("「今回は見送ります」と承りました").wait_for()
    assert list(Reply.objects.order_by("pk").values_list("choice__key", "is_current")) == [("yes", False), ("no", True)]


def test_a_slip_that_came_by_fax_is_typed_in_with_six_keys(new_page: Any, live: str) -> None:
    ask = an_ask()
    page = new_page(base_url=live)
    sign_in_on(page, live, "center_staff")
    page.goto("/desk/replies/")
    for key in (*ask.code[:4].lower(), "3", "Enter"):
        page.keyboard.press(key)
    page.get_by_text(f"{ask.subject}").first.wait_for()
    expect(page.get_by_role("main").get_by_text("今回は見送ります").first).to_be_visible()
    assert (Ask.objects.get().state, Reply.objects.get().channel) == ("answered", "fax")


def test_the_code_on_the_paper_is_enough(new_page: Any, live: str) -> None:
    ask = an_ask()
    page = new_page(base_url=live, viewport={"width": 375, "height": 700})
    page.goto("/r/")
    page.get_by_label("返信番号").fill(f"{ask.code[:3]} {ask.code[3:]}".lower())
    page.get_by_role("button", name="お願いを開く").click()
    page.get_by_role("heading", name=ask.subject).wait_for()
