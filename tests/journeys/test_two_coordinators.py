"""Two people at the desk, and fingers that tap twice: one winner, a clear page for the other, nothing done twice."""

from typing import Any

import pytest

from kyodo.commons.asks.models import Ask, Reply
from kyodo.commons.collaborations.models import Collaboration
from kyodo.matching.models import Introduction, Letter
from tests.factories.asks import an_ask
from tests.factories.matching_desk import a_host, a_meeting, an_introduction, an_offer
from tests.journeys.world import sign_in_on

pytestmark = pytest.mark.usefixtures("live")


@pytest.fixture
def desks(new_page: Any, live: str) -> list[Any]:
    """The browsers of two coordinators."""
    pages = [new_page(base_url=live, viewport={"width": 1280, "height": 900}) for _number in range(2)]
    for page in pages:
        sign_in_on(page, live, "coordinator")
    return pages


def test_both_ask_at_once_and_each_side_is_asked_once(desks: list[Any]) -> None:
    introduction = an_introduction(a_host("見本町内会"))
    for page in desks:
        page.goto(introduction.get_absolute_url())
    first, second = desks
    first.get_by_role("button", name="双方にお尋ねする").dblclick()
    # Not the sentence that is said once: the answer to the first tap, which bears it, may be the one given up.
    first.get_by_role("button", name="取り消す").wait_for()
    second.get_by_role("button", name="双方にお尋ねする").click()
    second.get_by_text("ページを開き直して").first.wait_for()
    second.get_by_role("link", name="今日の窓口").first.click()
    second.get_by_role("heading", name="今日の窓口").wait_for()
    assert (Ask.objects.count(), Introduction.objects.get().state) == (2, "asked")


def test_both_form_the_same_joint_work_and_there_is_one(desks: list[Any]) -> None:
    introduction = a_meeting(a_host("見本町内会"))
    for page in desks:
        page.goto(introduction.get_absolute_url())
    first, second = desks
    first.get_by_role("button", name="協働を始める").dblclick()
    first.get_by_role("link", name="協働のページを開く").wait_for()
    second.get_by_label("協働の名前").fill("別の名前")
    second.get_by_role("button", name="協働を始める").click()
    second.get_by_text("ページを開き直して").first.wait_for()
    assert (Collaboration.objects.count(), Letter.objects.filter(kind="meeting").count()) == (1, 2)


def test_both_look_after_one_offer_and_the_later_one_is_told(desks: list[Any]) -> None:
    offer = an_offer()
    for page in desks:
        page.goto("/desk/")
    first, second = desks
    first.get_by_role("button", name="担当する").click()
    first.get_by_text("これから「学生が宿題をみます」を担当します。").wait_for()
    second.get_by_role("button", name="担当する").click()
    second.get_by_text("すでにほかの人が担当しています。").first.wait_for()
    offer.refresh_from_db()
    assert offer.keeper is not None


def test_a_double_tap_and_the_back_button_answer_once(new_page: Any, live: str) -> None:
    ask = an_ask()
    phone = new_page(base_url=live, viewport={"width": 375, "height": 700}, has_touch=True)
    phone.goto("/r/")
    phone.get_by_label("返信番号").fill(ask.code)
    phone.get_by_role("button", name="お願いを開く").click()
    phone.get_by_role("radio", name="はい、できます").check()
    phone.get_by_role("button", name="返事を送る").dblclick()
    phone.get_by_text("「はい、できます」と承りました").wait_for()
    phone.go_back()
    phone.goto(f"/r/{ask.code}/")
    phone.get_by_text("「はい、できます」と承りました").wait_for()
    assert Reply.objects.filter(is_current=True).count() == Reply.objects.count() == 1
