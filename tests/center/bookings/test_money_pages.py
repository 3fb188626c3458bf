"""Money and figures on the pages of the counter and for everybody."""

import re
from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from kyodo.center.bookings.actions.money import charge, pay
from kyodo.center.bookings.actions.writing import move
from kyodo.center.bookings.models import Closing, Fee, Paper, Posting
from kyodo.center.bookings.queries.figures import use_map
from kyodo.center.bookings.queries.money import balance, owed_for, uncharged
from kyodo.center.bookings.queries.online import open_sum
from kyodo.commons.people.actions import add_contact_point
from kyodo.kernel.clock.now import moment, today
from kyodo.kernel.idempotency.keys import new_key
from kyodo.kernel.notices.models import Notice
from tests.factories.bookings import BY, a_booking, a_partitioned_room, a_party, a_request, a_room, conditions, soon
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


def sent(client: Client, path: str, **told: Any) -> int:
    """Send a form of the counter."""
    return client.post(path, {"idempotency_key": new_key(), **told}).status_code


def test_the_counter_charges_takes_money_prints_a_receipt_and_closes_the_day_with_a_second_person() -> None:
    one, two = sign_in("center_staff"), sign_in("center_staff")
    room = a_room("研修室A")
    Fee.objects.create(resource=room, per="hour", yen=500, since=date(2020, 4, 1))
    booking = a_booking(room)
    path = f"/desk/rooms/money/{booking.code}/"
    assert one.client.get(f"/desk/rooms/money/?q={booking.code.lower()}")["Location"] == path
    assert sign_in().client.get(path).status_code == 404
    assert sent(one.client, f"{path}charge/") == 302
    assert "1,000" in one.client.get("/desk/rooms/money/").content.decode()
    assert sent(one.client, f"{path}pay/", yen="", method="cash") == 422
    assert sent(one.client, f"{path}invoice/") == 302
    assert sent(one.client, f"{path}pay/", yen="１，０００", method="cash") == 302
    assert sent(one.client, f"{path}pay/", yen="1", method="cash") == 302
    assert Posting.objects.filter(kind="payment").count() == 1
    for paper in Paper.objects.all():
        answer = one.client.post(f"/desk/rooms/papers/{paper.pk}/")
        assert (answer["Content-Type"], answer.content[:4]) == ("application/pdf", b"%PDF")
    assert "領" in one.client.get(path).content.decode()
    assert one.client.get(path).status_code == 200
    assert one.client.post("/desk/rooms/closing/", {"coin_500": "1", "float_yen": "0", "reason": ""}).status_code == 422
    assert one.client.post("/desk/rooms/closing/", {"coin_500": "2", "float_yen": "0", "reason": ""}).status_code == 302
    page = one.client.get("/desk/rooms/closing/").text
    assert ("1,000</td>" in page, "-1,000" in page) == (True, False)
    closing = Closing.objects.get()
    one.client.post(f"/desk/rooms/closing/{closing.pk}/check/")
    closing.refresh_from_db()
    assert closing.state == "counted"
    two.client.post(f"/desk/rooms/closing/{closing.pk}/check/")
    closing.refresh_from_db()
    assert closing.state == "checked"
    assert two.client.get(f"/desk/rooms/closing/{closing.pk}/sheet/").content[:4] == b"%PDF"
    line = Posting.objects.get(kind="payment")
    assert one.client.get(path).content.decode().count("この行は間違い") == 2
    assert sent(one.client, f"{path}reverse/", posting=line.pk, note="二重に入力した") == 302
    assert sent(one.client, f"{path}by-hand/", yen="700", note="特別の使い方") == 302
    since = {"since_year": "2026", "since_month": "11", "since_day": "1"}
    assert sent(one.client, f"{path}reduce/", percent="50", reason="減免の決定", **since) == 302
    assert [reduction.percent for reduction in booking.party.reductions.all()] == [50]  # type: ignore[union-attr]
    assert sent(one.client, f"{path}other/") == 404


def test_the_use_of_a_month_counts_a_large_room_for_its_halves_and_only_open_hours() -> None:
    small, other, large = a_partitioned_room()
    a_booking(large, day=soon(), begins="10:00", ends="12:00")
    a_booking(small, day=soon(), begins="13:00", ends="14:30")
    used = use_map(soon().replace(day=1))
    rates = {
        room.name: {hour: rate.used for hour, rate in zip(used.hours, row, strict=True)} for room, row, _ in used.rows
    }
    assert list(used.hours) == list(range(9, 22))
    assert [rates[one.name][10] for one in (small, other, large)] == [4, 4, 4]
    assert [rates[one.name][14] for one in (small, other, large)] == [2, 0, 2]


def test_everybody_sees_figures_and_fees(django_assert_max_num_queries: Any) -> None:
    room = a_room("研修室A")
    Fee.objects.create(
        resource=room, per="slot", slot_from="09:00", slot_until="12:00", yen=900, since=date(2026, 4, 1)
    )
    booking = a_booking(room, day=soon())
    staff = sign_in("center_staff")
    told = {"where": "1階", "people": "１２０"}
    assert staff.client.post(f"/desk/rooms/visits/?day={soon()}", told).status_code == 302
    with django_assert_max_num_queries(13):
        page = Client().get(f"/rooms/figures/?month={soon():%Y-%m}").content.decode()
    for words in ("研修室A", "120", "<svg", "heat h", "<table"):
        assert words in page
    assert booking.code not in page
    assert Client().get("/rooms/figures/?month=9999-99").status_code == 200
    table = b"".join(Client().get(f"/rooms/figures/table/?month={soon():%Y-%m}")).decode()  # type: ignore[arg-type]
    assert "研修室A,10,4," in table
    fees = Client().get("/rooms/fees/").content.decode()
    assert "900" in fees
    assert "9:00～12:00" in fees.replace("09:00", "")


def test_what_it_costs_is_said_before_it_is_booked_and_what_stays_due_before_it_is_cancelled() -> None:
    me = sign_in()
    party, terms = a_party(me.person), conditions(cancellation=[{"days": 7, "percent": 50}], cancel_days=0)
    room = a_room("研修室A", conditions=terms)
    Fee.objects.create(resource=room, per="hour", yen=500, since=date(2020, 4, 1))
    when = f"/rooms/{room.slug}/book/?day={soon():%Y-%m-%d}&begins=10:00&ends=12:00"
    assert "1,000円" in me.client.get(when).content.decode()
    Fee.objects.create(resource=room, per="hour", yen=700, purpose="event", since=date(2020, 4, 1))
    assert "1,000～1,400円（使う目的で変わります）" in me.client.get(when).content.decode()
    booking = a_booking(room, party)
    charge(booking=booking, **BY)
    pay(booking=booking, yen=1000, method="cash", **BY)
    page = me.client.get(f"/rooms/bookings/{booking.code}/cancel/").content.decode()
    assert "窓口で500円をお返しします" in page
    assert "1,000円" in me.client.get(f"/rooms/bookings/{booking.code}/").content.decode()


def test_what_the_house_cancels_for_its_own_reason_costs_nothing_and_says_so() -> None:
    me, staff = sign_in(), sign_in("center_staff")
    add_contact_point(person=me.person, kind="mail", value="kaicho@example.jp", **BY)
    room = a_room(conditions=conditions(cancellation=[{"days": 30, "percent": 100}], cancel_days=0))
    Fee.objects.create(resource=room, yen=500, per="hour", since=date(2020, 4, 1))
    party = a_party(me.person)
    ours, theirs = a_booking(room, party, day=soon(1)), a_booking(room, party, day=soon(2))
    for booking in (ours, theirs):
        charge(booking=booking, **BY)
        pay(booking=booking, yen=1000, method="cash", **BY)
    form = staff.client.get(f"{ours.get_absolute_url()}cancel/").text
    assert "施設の都合による取り消しです（取消料はかかりません）" in form
    assert "施設の都合" not in me.client.get(f"{theirs.get_absolute_url()}cancel/").text
    staff.client.post(f"{ours.get_absolute_url()}cancel/", {"reason": "空調の故障", "by_house": "on"})
    me.client.post(f"{theirs.get_absolute_url()}cancel/", {"reason": "", "by_house": "on"})  # theirs is not to say
    for booking, due, is_open in ((ours, 0, -1000), (theirs, 1000, 0)):
        booking.refresh_from_db()
        assert (owed_for(booking), open_sum(booking)) == (due, is_open)
    assert (ours.by_house, theirs.by_house) == (True, False)
    assert "取消料はかかりません" in me.client.get(ours.get_absolute_url()).text
    assert "取消料はかかりません" not in me.client.get(theirs.get_absolute_url()).text
    (letter,) = Notice.objects.filter(kind="bookings.cancelled")
    assert "理由　空調の故障" in letter.body
    assert "取消料はかかりません" in letter.body
    charge(booking=ours, **BY)
    assert (balance(ours), balance(theirs)) == (-1000, 0)


def test_what_is_not_charged_yet_costs_the_same_queries_for_any_number(django_assert_num_queries: Any) -> None:
    with time_machine.travel(moment(today() - timedelta(days=8), time(12))):
        for n in range(5):
            room, day = a_room(), today() + timedelta(days=n + 1)
            Fee.objects.create(resource=room, yen=500, per="hour", since=date(2020, 4, 1))
            one = a_booking(room, day=day)
            move(booking=one, request=a_request(room, one.party, day, "14:00", "15:00"), **BY)
            a_booking(room, day=day)
    with django_assert_num_queries(5):
        found = uncharged()
    assert [yen for _one, yen in found] == [1000, 500] * 5
    assert uncharged(limit=3) == found[:3]


def test_the_counter_sees_what_is_not_charged_yet(django_assert_max_num_queries: Any) -> None:
    staff = sign_in("center_staff").client
    room, free = a_room(), a_room()
    for one, yen in ((room, 500), (free, 0)):
        Fee.objects.create(resource=one, yen=yen, per="hour", since=date(2020, 4, 1))
    with time_machine.travel(moment(today() - timedelta(days=8), time(12))):
        used, charged_one, moved = (a_booking(room, day=today() + timedelta(days=n)) for n in (1, 2, 3))
        charge(booking=charged_one, **BY)
        charge(booking=moved, **BY)
        moved = move(booking=moved, request=a_request(room, moved.party, today() + timedelta(days=4)), **BY)
        a_booking(free, day=today() + timedelta(days=1))
        a_booking(a_room(), day=today() + timedelta(days=1))  # for which there is no table
    a_booking(room, day=soon())  # nobody pays before the day
    with django_assert_max_num_queries(13):
        page = staff.get("/desk/rooms/money/").text
    (section,) = re.findall(r'aria-labelledby="uncharged">.*?</section>', page, re.S)
    assert re.findall(r"/desk/rooms/money/(\w+)/", section) == [used.code]
    assert ">1,000<" in section
    charge(booking=used, **BY)
    assert 'aria-labelledby="uncharged"' not in staff.get("/desk/rooms/money/").text
