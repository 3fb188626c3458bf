"""A consultation becomes a need: a time is booked on a phone, the desk listens, the coordinator writes the need."""

from typing import Any

import pytest
import time_machine

from kyodo.center.consultations.models import Consultation
from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.trail.walk import back
from kyodo.matching.models import Need
from tests.factories.consultations import a_consultant, a_service, a_theme

pytestmark = pytest.mark.usefixtures("live")
WORRY = "夫が倒れて、一人で花だんの水やりをしている。とてもつらい。"
TOLD = "花だんの水やりを、週に一度手伝ってくれる人がほしい。"


@pytest.fixture
def desk(new_page: Any, live: str) -> Any:
    """The browser of a coordinator who consults at the desk."""
    service = a_service()
    a_theme()
    keeper = a_consultant(service.desk, "coordinator", hours=(9, 18))
    page = new_page(base_url=live, viewport={"width": 1280, "height": 900})
    value = keeper.client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live}])
    return page


def press(page: Any, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).first.click()


def test_a_consultation_becomes_a_need_and_its_words_stay_at_the_desk(desk: Any, phone_page: Any) -> None:
    phone_page.goto("/consult/")
    phone_page.get_by_label("活動を始めたい").check()
    press(phone_page, "空いている時間を見る")
    phone_page.locator(".consult-times a").first.click()
    phone_page.get_by_label("相談したいこと").fill(WORRY)
    phone_page.get_by_label("お名前").fill("見本 つる")
    phone_page.get_by_label("電話番号").fill("022-000-5555")
    press(phone_page, "この時間を予約する")
    phone_page.get_by_role("heading", name="予約しました").wait_for()
    code = Consultation.objects.get().code
    assert code in phone_page.content()
    booked = Consultation.objects.get().appointments.get()
    with time_machine.travel(booked.starts_at, tick=True):
        desk.goto("/desk/consultations/")
        assert (code in desk.content(), WORRY in desk.content()) == (True, False)
        press(desk, "お見えになった")
        desk.get_by_text("あなたが受け持ちます").first.wait_for()
        desk.goto(f"/desk/consultations/{code}/")
        desk.get_by_text(WORRY).wait_for()
        desk.get_by_role("textbox", name="メモ").fill("水やりの手伝いを探すことに、ご本人が同意。")
        press(desk, "メモを残す")
        desk.get_by_text("メモを残しました").wait_for()
        desk.get_by_role("link", name="この相談から困りごとを書く").click()
        desk.get_by_text(code).first.wait_for()
        desk.get_by_label("うかがった言葉のまま").first.fill(TOLD)
        press(desk, "記録する")
        desk.get_by_role("heading", name="まだ書き直していない困りごと").wait_for()
        need = Need.objects.get()
        assert (need.told, [stop.title for stop in back(need, NOBODY)]) == (
            TOLD,
            ["窓口でお聞きした相談（内容は公開しません）"],
        )
        desk.goto(f"/desk/consultations/{code}/")
        desk.get_by_role("heading", name="この相談から生まれたもの").wait_for()
        desk.get_by_text("結果を選んで終える").click()
        desk.get_by_role("radio", name="困りごととして登録").check()
        press(desk, "終える")
        desk.get_by_text("終えました").first.wait_for()
    found = Consultation.objects.get()
    assert (found.state, found.outcome) == ("closed", "need")
