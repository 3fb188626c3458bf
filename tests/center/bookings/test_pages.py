"""What people see and do in the browser; and that nobody else learns who booked."""

import re
from datetime import time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from kyodo.center.bookings.actions.money import charge_by_hand, pay, reverse
from kyodo.center.bookings.models import Booking, Party, PartyMember, Wait
from kyodo.center.bookings.receipts import receipt_of
from kyodo.commons.people.actions import add_contact_point
from kyodo.kernel.clock.now import moment
from kyodo.kernel.notices.models import Notice
from tests.factories.actors import a_holding, a_seat, an_actor
from tests.factories.bookings import BY, a_booking, a_partitioned_room, a_party, a_room, some_things, soon
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


def sent(client: Client, path: str, **values: Any) -> Any:
    """Send a form as its page gave it."""
    from kyodo.kernel.idempotency.keys import new_key

    return client.post(path, {"idempotency_key": new_key(), **values})


def when(room: Any, begins: str = "10:00", ends: str = "12:00", verb: str = "book") -> str:
    return f"/rooms/{room.slug}/{verb}/?day={soon():%Y-%m-%d}&begins={begins}&ends={ends}"


def test_everybody_sees_what_is_free_and_never_who_booked(visitor: Client) -> None:
    room = a_room("研修室5", slots=[["09:00", "12:00"], ["13:00", "16:30"]], capacity=36, sample_values=["capacity"])
    booking = a_booking(room, a_party(name="秘密の会"), begins="09:00", ends="12:00", title="秘密の役員会", day=soon(1))
    pages = [f"/rooms/{room.slug}/?week={soon(1):%Y-%m-%d}", f"/rooms/week/?from={soon(1):%Y-%m-%d}"]
    pages += [f"/rooms/month/?month={soon(1):%Y-%m-%d}", "/rooms/", "/rooms/today/", f"/rooms/{room.slug}/door/"]
    for page in pages:
        answer = visitor.get(page)
        assert answer.status_code == 200, page
        assert "秘密" not in answer.content.decode()
        assert booking.code not in answer.content.decode()
    week = visitor.get(pages[0]).content.decode()
    assert "9:00から12:00まで 予約済み" in week
    assert "13:00から16:30まで 空き" in week
    assert (
        '<tr><td></td><th scope="col" aria-current="date">' in visitor.get("/rooms/month/").text
    )  # what is over is not
    assert visitor.get(booking.get_absolute_url()).status_code == 302
    assert sign_in().client.get(booking.get_absolute_url()).status_code == 404


def test_an_officer_books_step_by_step_and_gets_a_receipt_once_it_is_certain() -> None:
    officer = sign_in()
    add_contact_point(person=officer.person, kind="mail", value="kaicho@example.jp", **BY)
    club = an_actor("片平町内会")
    a_holding(a_seat(club), officer.person)
    room = a_room(capacity=36, layouts=[{"key": "ro", "name": "ロの字", "capacity": 20}])
    things = some_things("プロジェクター", facility=room.facility)
    first = officer.client.get(when(room)).content.decode()
    assert "/rooms/register/?next=" in first
    answer = sent(officer.client, "/rooms/register/", as_whom=str(club.pk), user_kind="civic")
    assert answer.status_code == 302
    party = Party.objects.get()
    asked = {"party": party.pk, "purpose": "assembly", "people": "２０人", "layout": "ro", f"extra_{things.pk}": "1"}
    held = sent(officer.client, when(room), **asked)
    booking = Booking.objects.get()
    assert (held.status_code, booking.state, booking.people, booking.seat is not None) == (302, "held", 20, True)
    page = officer.client.get(booking.get_absolute_url()).content.decode()
    assert receipt_of(booking) not in page
    officer.client.post(f"{booking.get_absolute_url()}confirm/")
    page = officer.client.get(booking.get_absolute_url()).content.decode()
    assert (receipt_of(booking) in page, "20人" in page, "/rooms/my/" in page) == (True, True, True)
    (letter,) = Notice.objects.all()
    assert (letter.address, receipt_of(booking) in letter.body) == ("kaicho@example.jp", True)
    assert b"BEGIN:VEVENT" in officer.client.get(f"{booking.get_absolute_url()}booking.ics").content
    assert "片平町内会" in officer.client.get("/rooms/my/").content.decode()
    assert "片平町内会" not in officer.client.get("/rooms/register/").text.partition("<main")[2]


def test_whoever_is_slower_gets_a_kind_page_with_other_rooms_and_the_waiting_list() -> None:
    left, right, _whole = a_partitioned_room()
    booking = a_booking(left)
    slower = sign_in()
    party = a_party(slower.person)
    answer = sent(slower.client, when(left), party=party.pk, purpose="event", people="８", title="秘密の会")
    page = answer.content.decode()
    assert (answer.status_code, right.name in page) == (409, True)
    # Whoever only opens it need not fill in the form first; whoever has it is led to it.
    early = slower.client.get(when(left))
    assert (early.status_code, right.name in early.text, "<form" in early.text.partition("<main")[2]) == (
        409,
        True,
        False,
    )
    first = sign_in(person=booking.party.contact)
    theirs = first.client.get(when(left))
    assert (theirs.status_code, theirs["Location"]) == (302, booking.get_absolute_url())
    again = f"{when(right)}&party={party.pk}&purpose=event&people=%EF%BC%98".replace("&", "&amp;")
    assert again.partition("?")[2] in page  # what was said already goes along, free words do not
    assert 'value="8"' in slower.client.get(f"{when(right)}&party={party.pk}&purpose=event&people=8").text
    add_contact_point(person=slower.person, kind="mail", value="machi@example.jp", **BY)
    joined = sent(slower.client, when(left, verb="wait"), party=party.pk, purpose="meeting", people="8")
    assert (joined.status_code, Wait.objects.get().party) == (302, party)
    first.client.post(f"{booking.get_absolute_url()}cancel/", {"reason": ""})
    assert Wait.objects.get().state == "offered"
    assert Notice.objects.get().subject == "お待ちの時間が空きました（研修室A）"
    assert "あなたの番です" in slower.client.get("/rooms/my/").content.decode()
    slower.client.post(f"/rooms/waits/{Wait.objects.get().code}/leave/")
    assert sorted(Booking.objects.values_list("state", flat=True)) == ["cancelled", "cancelled"]


def test_a_series_shows_what_cannot_be_before_anything_is_booked() -> None:
    room, someone = a_room(), sign_in()
    party = a_party(someone.person)
    a_booking(room, day=soon(14))
    until = soon(21)
    asked = {
        "party": party.pk, "purpose": "meeting", "people": "5", "repeat": "weekly", "until_year": until.year,
        "until_month": until.month, "until_day": until.day,
    }  # fmt: skip
    shown = sent(someone.client, when(room, verb="series"), **asked)
    assert (shown.status_code, Booking.objects.count()) == (200, 1)
    assert "予約が入っています" in shown.content.decode()
    dates = [f"{soon(days):%Y-%m-%d}" for days in (7, 21)]
    sent(someone.client, when(room, verb="series"), **asked, dates=dates, send="1")
    assert Booking.objects.filter(party=party, series__isnull=False).count() == 2


def test_the_counter_books_by_phone_in_few_keys_and_says_what_happened() -> None:
    staff, room = sign_in("center_staff"), a_room()
    day = soon()
    typed = {
        "resource": room.pk, "day_year": day.year, "day_month": day.month, "day_day": day.day, "begins": "10",
        "ends": "1230", "who": "山田 はな", "purpose": "meeting", "channel": "phone",
    }  # fmt: skip
    asked = sent(staff.client, "/desk/rooms/new/", **typed)
    assert (asked.status_code, "phone" in asked.context["form"].errors) == (422, True)
    done = sent(staff.client, "/desk/rooms/new/", **typed, phone="022-111-2222")
    booking = Booking.objects.get()
    assert (done.status_code, booking.channel, booking.party.name) == (302, "phone", "山田 はな")
    again = sent(staff.client, "/desk/rooms/new/", **{**typed, "who": "やまだ", "begins": "11:00"})
    assert again.status_code == 422
    desk = staff.client.get(f"/desk/rooms/?day={day:%Y-%m-%d}").content.decode()
    assert "山田 はな" in desk
    assert staff.client.get(f"/desk/rooms/day.pdf?day={day:%Y-%m-%d}").content[:5] == b"%PDF-"
    staff.client.post(f"/desk/rooms/bookings/{booking.code}/miss/")
    booking.refresh_from_db()
    assert booking.state == "booked"
    Booking.objects.filter(pk=booking.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    staff.client.post(f"/desk/rooms/bookings/{booking.code}/miss/")
    booking.refresh_from_db()
    assert booking.state == "no_show"


def test_the_counter_moves_closes_and_tells() -> None:
    staff, (left, right, whole) = sign_in("center_staff"), a_partitioned_room()
    booking, day = a_booking(left), soon()
    to = {
        "resource": right.pk,
        "day_year": day.year,
        "day_month": day.month,
        "day_day": day.day,
        "begins": "10:00",
        "ends": "12:00",
    }
    assert sent(staff.client, f"{booking.get_absolute_url()}move/", **to).status_code == 302
    closed = sent(staff.client, "/desk/rooms/closed/", **{**to, "resource": whole.pk}, title="床の清掃")
    assert closed.status_code == 422
    closed = sent(staff.client, "/desk/rooms/closed/", **{**to, "resource": left.pk}, title="床の清掃")
    assert closed.status_code == 302
    days = {
        f"shown_{name}_{n}": part
        for name in ("from", "until")
        for n, part in (("year", day.year), ("month", day.month), ("day", day.day))
    }
    assert sent(staff.client, "/desk/rooms/notices/", text="空調の点検があります", **days).status_code == 302
    party = booking.party
    Party.objects.filter(pk=party.pk).update(state="received")
    page = staff.client.get(f"/desk/rooms/users/{party.code}/").content.decode()
    assert party.name in page
    staff.client.post(f"/desk/rooms/users/{party.code}/", {"verb": "register", "reason": ""})
    assert Party.objects.get(pk=party.pk).state == "registered"
    assert staff.client.get("/desk/rooms/users/?q=さとう").status_code == 200
    assert Notice.objects.count() == 0


def test_find_me_a_room_for_twenty_people_on_a_wednesday_evening(visitor: Client) -> None:
    a_room("小さい部屋", capacity=10)
    a_room("大きい部屋", capacity=40)
    page = visitor.get("/rooms/find/?people=20&weekday=3&part=evening").content.decode()
    assert "大きい部屋" in page
    assert "小さい部屋" not in page
    assert visitor.get("/rooms/find/?people=x").status_code == 422


def test_the_screen_at_the_entrance_says_what_goes_on_now(visitor: Client) -> None:
    room = a_room("研修室5")
    a_booking(room, begins="10:00", ends="12:00", day=soon())
    for at, words in ((time(9, 59), "予約済み"), (time(10), "ただいま使用中"), (time(12), "予約済み")):
        with time_machine.travel(moment(soon(), at), tick=False):
            page = visitor.get("/rooms/today/")
        assert f"10:00～12:00</strong> {words}" in page.text
        assert f"{at:%-H:%M}現在" in page.text
        assert page["Refresh"] == "120"


def test_the_counter_reads_what_was_charged_and_what_was_paid_in_columns_of_their_own() -> None:
    staff, booking = sign_in("center_staff").client, a_booking(day=soon())
    charge_by_hand(booking=booking, yen=1700, note="冷暖房", **BY)
    wrong = pay(booking=booking, yen=700, method="cash", **BY)
    reverse(posting=wrong, note="打ち間違い", **BY)
    pay(booking=booking, yen=1700, method="cash", **BY)
    assert f"/desk/rooms/money/{booking.code}/" in staff.get(f"/desk/rooms/?day={soon():%Y-%m-%d}").text
    page = staff.get(f"/desk/rooms/money/{booking.code}/").text
    columns = re.findall(r'data-label="(料金|入金)（円）">([^<]*)<', page)
    charged, paid = ([text for name, text in columns if name == column] for column in ("料金", "入金"))
    assert (charged, paid) == (["1,700", "", "", ""], ["", "700", "-700", "1,700"])


def test_a_form_that_is_not_complete_offers_all_registrations_again_and_nobody_elses_is_taken() -> None:
    me, room = sign_in(), a_room(capacity=20)
    own, group, other = a_party(me.person), a_party(name="読書会", kind="group"), a_party(name="よその会")
    PartyMember.objects.create(party=group, person=me.person)
    for asked in (
        {"party": group.pk, "people": ""},
        {"party": group.pk, "people": "200"},
        {"party": other.pk, "people": "8"},
    ):
        answer = sent(me.client, when(room), purpose="meeting", **asked)
        assert answer.status_code == 422
        for party, is_offered in ((own, True), (group, True), (other, False)):
            assert (f'name="party" value="{party.pk}"' in answer.text) == is_offered
    for typed in ("", "x", str(other.pk), "9" * 30, "１"):
        assert sent(me.client, when(room), party=typed, purpose="meeting", people="8").status_code == 422
    assert not Booking.objects.exists()
    assert sent(me.client, when(room), party=group.pk, purpose="meeting", people="8").status_code == 302
    assert Booking.objects.get().party == group
