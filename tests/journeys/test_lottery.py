"""A group enters the lottery of rooms on a phone, two of the staff throw the dice, and the group checks the result."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kyodo.center.bookings.actions.lottery import Wished, announce_round, enter
from kyodo.center.bookings.models import Booking, Entry, Resource, Round
from kyodo.center.bookings.queries.lottery import span_of_slot
from kyodo.kernel.clock.now import moment, today
from kyodo.kernel.draws.record import CHECKS, check
from tests.factories.bookings import BY, a_party, a_room
from tests.factories.people import a_person, sign_in
from tests.journeys.world import sign_in_on

SLOTS = [["09:00", "12:00"], ["13:00", "16:30"]]
THROWS = "31415 26535 61544 32211"


@pytest.fixture
def round_(live: str) -> Round:
    """A round for the month after next that takes entries today."""
    room = a_room("研修室A", slots=SLOTS)
    month = (today().replace(day=1) + timedelta(days=63)).replace(day=1)
    made = announce_round(
        name="研修室の抽選", month=month, resources=[room], slots=SLOTS, opens_at=moment(today()),
        closes_at=moment(today() + timedelta(days=7)), confirm_until=None, source_kind="dice", source_named="", **BY,
    )  # fmt: skip
    rival = a_party(a_person("泉 花子"), "泉の合唱団")
    enter(
        round_=made,
        party=rival,
        wishes=[Wished(room, *span_of_slot(moment(made.month.replace(day=8)), "09:00-12:00"))],
        **BY,
    )
    return made


def test_a_group_enters_and_checks_the_result(
    new_page: Callable[..., Any], live: str, round_: Round, tmp_path: Path
) -> None:
    room: Resource = round_.resources.get()
    signed = sign_in()
    a_party(signed.person, "川平まちづくりの会")
    group = new_page(base_url=live, java_script_enabled=False, viewport={"width": 375, "height": 720})
    cookie = signed.client.cookies["sessionid"].value
    group.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live}])
    # Three steps, without scripts.
    group.goto("/rooms/lottery/")
    group.get_by_role("link", name="研修室の抽選").click()
    group.get_by_role("link", name="抽選に申し込む").click()
    group.get_by_label("何のために使うか").fill("総会")
    group.get_by_role("button", name="次へ進む").click()
    first = group.get_by_role("group", name="第1希望")
    first.get_by_label("部屋").select_option(label="研修室A")
    first.get_by_label("日", exact=False).last.select_option(value=round_.month.replace(day=8).isoformat())
    first.get_by_label("時間帯").select_option(value="09:00-12:00")
    group.get_by_role("button", name="次へ進む").click()
    expect(group.get_by_text("川平まちづくりの会")).to_be_visible()
    group.get_by_role("button", name="申し込む").click()
    expect(group.get_by_role("heading", name="申込番号 002")).to_be_visible()
    own = group.url
    # The time is over: the list is closed, two people type the throws.
    Round.objects.update(closes_at=timezone.now())
    for name in ("first", "second"):
        staff = new_page(base_url=live)
        sign_in_on(staff, live, "center_staff")
        staff.goto(f"/desk/rooms/lottery/{round_.code}/")
        if name == "first":
            staff.get_by_role("button", name="締め切って名簿を公表する").click()
        staff.get_by_role("textbox", name="シード").fill(THROWS)
        staff.get_by_role("button", name="目を記録する" if name == "first" else "抽選する").click()
    expect(staff.get_by_text("抽選しました。")).to_be_visible()
    # The group looks for its number, takes the file, and recomputes it.
    group.goto(own)
    entry = Entry.objects.get(number=2)
    words = {"kept": "当選し、部屋の予約が取れました。", "lost": "今回は当選しませんでした。"}
    expect(group.get_by_text(words[entry.state])).to_be_visible()
    group.get_by_role("link", name="研修室の抽選").last.click()
    round_.refresh_from_db()
    expect(group.get_by_text(round_.proof)).to_be_visible()
    with group.expect_download() as taken:
        group.get_by_role("link", name="抽選のファイルをダウンロードする").click()
    file = tmp_path / "draw.json"
    taken.value.save_as(file)
    text = file.read_text("utf-8")
    assert [(one.code, one.is_right) for one in check(text)] == [(code, True) for code in CHECKS]
    assert json.loads(text)["commitment"] == round_.commitment
    assert Booking.objects.filter(resource=room, channel="lottery", state="booked").count() == 1
