"""A family of four joins a course from the waiting list: on a phone without scripts, whole, by a link in a mail."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from kyodo.commons.gatherings.models import Registration
from kyodo.kernel.notices.models import Notice
from tests.factories.sign_ups import a_registration, a_sign_up
from tests.journeys.world import sign_in_on

pytestmark = pytest.mark.browser


def link_in(address: str, part: str) -> str:
    """Return the path of the last mail's link that holds a part."""
    body = Notice.objects.filter(address=address).order_by("pk").last().body
    return re.search(rf"https?://[^/]+(/{part}\S+)", body)[1]


@pytest.fixture
def course(live: str) -> Any:
    """A course with six places, of which four went to one group and two to another."""
    found = a_sign_up(6, "はじめての会計講座", slug="kaikei", asks_childcare=True, most_at_once=4)
    a_registration(found, 4, "鈴木グループ")
    a_registration(found, 2, "高橋")
    return found


def test_a_family_of_four_waits_together_and_comes_together(
    new_page: Callable[..., Any], live: str, course: Any
) -> None:
    phone = new_page(base_url=live, java_script_enabled=False, viewport={"width": 320, "height": 640})
    phone.goto("/events/kaikei/")
    expect(phone.get_by_text("満席です。キャンセル待ちを受け付けています")).to_be_visible()
    phone.get_by_role("link", name="キャンセル待ちに申し込む").click()
    for number, name in enumerate(("佐藤 花子", "佐藤 健", "佐藤 ひな", "佐藤 りく"), 1):
        if number > 1:
            phone.get_by_role("button", name="もう一人加える").click()
        phone.get_by_label(f"お名前（{number}人目）").fill(name)
        if number > 2:
            phone.get_by_label(f"18歳未満（{number}人目）").check()
    expect(phone.get_by_role("button", name="もう一人加える")).to_have_count(0)
    phone.get_by_role("button", name="次へ進む").click()
    phone.get_by_role("button", name="次へ進む").click()
    expect(phone.get_by_role("alert").get_by_text("どちらかを書いてください")).to_be_visible()
    phone.get_by_label("メールアドレス").fill("hanako@example.jp")
    phone.get_by_role("button", name="次へ進む").click()
    phone.get_by_label("託児", exact=False).first.check()
    phone.get_by_role("button", name="次へ進む").click()
    expect(phone.get_by_text("佐藤 りく")).to_be_visible()
    phone.get_by_role("button", name="申し込む").click()
    expect(phone.get_by_role("heading", name="キャンセル待ちです")).to_be_visible()
    expect(phone.get_by_text("次があなたの番です。")).to_be_visible()

    desk = new_page(base_url=live)
    sign_in_on(desk, live, "center_staff")
    desk.goto("/desk/events/kaikei/people/")
    desk.get_by_role("link", name="鈴木グループ").click()
    desk.get_by_role("button", name="全員分を取り消す").click()
    desk.get_by_role("link", name="はじめての会計講座").first.click()
    expect(desk.get_by_role("heading", name="席をご案内中")).to_be_visible()

    phone.goto(link_in("hanako@example.jp", "r/"))
    expect(phone.get_by_text("4人分の席が空きました")).to_be_visible()
    phone.get_by_role("radio", name="参加します").check()
    phone.get_by_role("button", name="返事を送る").click()
    one = Registration.objects.get(person__name="佐藤 花子")
    assert (one.state, one.size) == ("confirmed", 4)
