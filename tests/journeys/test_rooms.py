"""An officer of seventy books a partitioned room for the general meeting: once by phone, once on the web."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from kyodo.center.bookings.models import Booking
from tests.factories.actors import a_holding, a_seat, an_actor
from tests.factories.bookings import a_booking, a_partitioned_room, a_party, soon
from tests.factories.people import a_person, sign_in
from tests.journeys.world import sign_in_on


@pytest.fixture
def rooms(live: str) -> Any:
    """Two halves and the whole, with slots."""
    found = a_partitioned_room()
    for room in found:
        room.slots = [["09:00", "12:00"], ["13:00", "16:30"], ["17:30", "21:00"]]
        room.save()
    return found


def test_by_phone_the_staff_book_both_halves_as_one_while_the_officer_still_talks(
    new_page: Callable[..., Any], live: str, rooms: Any
) -> None:
    left, _right, whole = rooms
    officer = a_person("見本 太郎", "みほん たろう")
    club = an_actor("見本第一町内会", name_reading="みほんだいいちちょうないかい")
    a_party(officer, actor=club, name_reading="みほんだいいちちょうないかい")
    a_booking(left, begins="09:00", ends="12:00")
    staff = new_page(base_url=live)
    sign_in_on(staff, live, "center_staff")
    staff.goto("/desk/rooms/")
    staff.get_by_role("link", name="電話・窓口の予約を入れる").click()
    staff.get_by_label("部屋").select_option(label="研修室A・B")
    day = soon()
    staff.get_by_label("年", exact=True).fill(f"{day:%Y/%m/%d}")
    for part in ("月", "日"):
        staff.get_by_label(part, exact=True).fill("")
    staff.get_by_label("始まり").fill("9")
    staff.get_by_label("終わり").fill("12")
    staff.get_by_label("どなたですか").fill("みほんだいいち")
    staff.get_by_label("何に使いますか").select_option(label="総会")
    staff.get_by_role("button", name="予約する").click()
    # The half is taken in the morning: the page says so and offers the afternoon.
    staff.get_by_role("heading", name="代わりにご案内できる空き").wait_for()
    staff.get_by_label("始まり").fill("13")
    staff.get_by_label("終わり").fill("1630")
    staff.get_by_role("button", name="予約する").click()
    staff.get_by_role("heading", name="予約しました").wait_for()
    booking = Booking.objects.get(resource=whole)
    assert (booking.party.name, booking.purpose, booking.channel) == ("見本第一町内会", "assembly", "phone")
    assert {cell.unit_id for cell in booking.cells.all()} == {unit.pk for unit in whole.units.all()}
    staff.goto(f"/desk/rooms/?day={day:%Y-%m-%d}")
    expect(staff.get_by_text("見本第一町内会")).to_be_visible()


def test_on_the_web_without_scripts_the_officer_books_it_and_gets_a_receipt_number(
    new_page: Callable[..., Any], live: str, rooms: Any
) -> None:
    whole = rooms[2]
    officer = new_page(base_url=live, java_script_enabled=False, viewport={"width": 375, "height": 720})
    signed = sign_in()
    a_holding(a_seat(an_actor("見本第一町内会")), signed.person)
    cookie = signed.client.cookies["sessionid"].value
    officer.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live}])
    day = soon()
    officer.goto(f"/rooms/{whole.slug}/?week={day:%Y-%m-%d}")
    officer.locator(f"a[href*='day={day:%Y-%m-%d}'][href*='begins=13']").first.click()
    officer.get_by_role("link", name="センターの利用者登録").click()
    officer.get_by_label("見本第一町内会").check()
    officer.get_by_role("button", name="登録する").click()
    officer.get_by_label("見本第一町内会").check()
    officer.get_by_label("総会").check()
    officer.get_by_label("何人で使いますか").fill("３５")
    officer.get_by_role("button", name="取り置きして内容を確かめる").click()
    officer.get_by_role("heading", name="内容を確かめて確定する").wait_for()
    officer.get_by_role("button", name="予約を確定する").click()
    officer.get_by_role("heading", name="予約しました").wait_for()
    booking = Booking.objects.get()
    expect(officer.get_by_text(f"{booking.code}-")).to_be_visible()
    assert (booking.resource, booking.people, booking.state) == (whole, 35, "booked")
    officer.goto("/rooms/my/")
    expect(officer.get_by_role("link", name="13:00～16:30")).to_be_visible()
