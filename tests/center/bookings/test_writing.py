"""The one writer: what it takes, what it gives back, and why it says no."""

from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine

from kyodo.center.bookings.actions.lives import confirm
from kyodo.center.bookings.actions.waiting import cancel, join, let_go
from kyodo.center.bookings.actions.writing import move, reserve
from kyodo.center.bookings.clockwork import end_holds
from kyodo.center.bookings.errors import Taken
from kyodo.center.bookings.models import Booking, Cell, Wait, YearCell
from kyodo.center.bookings.receipts import is_receipt_of, receipt_of
from kyodo.commons.places.models import HoursException, OpeningHours
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.clock.now import moment
from kyodo.kernel.draws.drawing import Draw, drawn
from kyodo.kernel.draws.listing import read_listing
from kyodo.kernel.errors import Conflict, Refused, Unusable
from tests.factories.bookings import (
    BY,
    a_booking,
    a_partitioned_room,
    a_party,
    a_request,
    a_room,
    conditions,
    some_things,
    soon,
)
from tests.factories.people import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def refused(**values: Any) -> str:
    """Return the words with which a request is refused."""
    with pytest.raises(Refused) as refusal:
        a_booking(**values)
    return str(refusal.value.message)


def test_a_booking_takes_each_quarter_hour_of_its_units_with_the_buffers_and_leaves_a_trace() -> None:
    room = a_room(before=1, after=2)
    booking = a_booking(room)
    assert (booking.state, Cell.objects.filter(booking=booking).count()) == ("booked", 8 + 3)
    assert list(Entry.objects.filter(lane="bookings").values_list("verb", flat=True)) == ["ask_registration", "reserve"]
    assert is_receipt_of(receipt_of(booking), booking)
    booking.ends_at += timedelta(hours=1)
    assert not is_receipt_of(receipt_of(Booking.objects.get()), booking)


def test_what_overlaps_by_a_quarter_hour_is_taken_and_what_touches_is_not() -> None:
    room = a_room()
    a_booking(room)
    with pytest.raises(Taken) as told:
        a_booking(room, begins="11:45", ends="13:00")
    assert "研修室は" in str(told.value.message)
    a_booking(room, begins="12:00", ends="13:00")
    assert Booking.objects.count() == 2


def test_a_half_keeps_the_whole_and_the_whole_keeps_both_halves() -> None:
    left, right, whole = a_partitioned_room()
    a_booking(left)
    with pytest.raises(Taken):
        a_booking(whole)
    a_booking(right)
    a_booking(whole, begins="13:00", ends="15:00")
    for half in (left, right):
        with pytest.raises(Taken):
            a_booking(half, begins="14:00", ends="16:00")


def test_of_two_projectors_two_go_with_rooms_and_a_third_takes_nothing_at_all() -> None:
    things = some_things(count=2)
    rooms = [a_room(facility=things.facility) for _n in range(3)]
    for room in rooms[:2]:
        a_booking(room, extras={things: 1})
    with pytest.raises(Taken):
        a_booking(rooms[2], extras={things: 1})
    assert Booking.objects.filter(resource=rooms[2]).count() == 0
    assert Cell.objects.count() == 2 * (8 + 8)


def test_a_letter_case_is_taken_for_a_year_from_september_and_the_next_year_is_free() -> None:
    cases = some_things("レターケース", "letter_case", count=1)
    year = (moment(date(2027, 9, 1)), moment(date(2028, 9, 1)))
    first = a_request(cases)
    reserve(request=type(first)(cases, *year, a_party()), exception_reason="受付", **BY)
    with pytest.raises(Taken):
        reserve(request=type(first)(cases, *year, a_party()), exception_reason="受付", **BY)
    after = (moment(date(2028, 9, 1)), moment(date(2029, 9, 1)))
    reserve(request=type(first)(cases, *after, a_party()), exception_reason="受付", **BY)
    assert sorted(YearCell.objects.values_list("year", flat=True)) == [2027, 2028]


def test_cancelling_gives_back_and_moving_takes_another_time_in_one_step() -> None:
    room, party = a_room(), a_party()
    booking = a_booking(room, party)
    other = a_booking(room, begins="13:00", ends="15:00")
    with pytest.raises(Taken):
        move(booking=booking, request=a_request(room, party, begins="14:00", ends="16:00"), **BY)
    booking.refresh_from_db()
    assert (booking.state, booking.cells.count()) == ("booked", 8)
    moved = move(booking=booking, request=a_request(room, party, begins="11:00", ends="13:00"), **BY)
    booking.refresh_from_db()
    assert (booking.state, booking.cells.count(), moved.state, moved.moved_from) == ("moved", 0, "booked", booking)
    cancel(booking=moved, **BY)
    with pytest.raises(Conflict):
        cancel(booking=moved, **BY)
    assert set(Cell.objects.values_list("booking", flat=True)) == {other.pk}


def test_a_hold_ends_by_the_databases_clock_and_makes_room(one_clock: None) -> None:
    room = a_room()
    with time_machine.travel(moment(soon(1), time(8)), tick=False) as clock:
        held = a_booking(room, hold=timedelta(minutes=30))
        clock.shift(timedelta(minutes=29, seconds=59))
        with pytest.raises(Taken):
            a_booking(room)
        clock.shift(timedelta(seconds=1))
        with pytest.raises(Conflict):
            confirm(booking=held, **BY)
        with pytest.raises(Conflict):
            move(booking=held, request=a_request(room, begins="16:00", ends="17:00"), **BY)
        a_booking(room)
        held.refresh_from_db()
        assert (held.state, held.cells.count()) == ("expired", 0)


def test_whoever_takes_the_place_of_a_hold_that_is_over_keeps_it() -> None:
    room = a_room()
    a_booking(room, begins="16:00", ends="18:00", hold=-timedelta(seconds=1))
    own = a_booking(room, begins="15:00", ends="18:00", hold=-timedelta(seconds=1))
    assert (own.state, set(Cell.objects.values_list("booking", flat=True))) == ("held", {own.pk})
    own.refresh_from_db()
    assert own.state == "held"


def test_what_is_given_back_goes_to_one_of_those_who_wait_and_then_to_the_next(one_clock: None) -> None:
    room, parties = a_room(), [a_party() for _n in range(3)]
    booking = a_booking(room)
    for party in parties:
        join(request=a_request(room, party), **BY)
    with pytest.raises(Conflict):
        join(request=a_request(room, parties[0]), **BY)
    cancel(booking=booking, **BY)
    first = Wait.objects.get(state="offered")
    with pytest.raises(Taken):
        a_booking(room)
    with time_machine.travel(moment(soon(3), time(8))):
        assert first.booking is not None
        assert let_go(booking=first.booking, **BY)
        second = Wait.objects.get(state="offered")
        assert second.booking is not None
        confirm(booking=second.booking, **BY)
    states = sorted(Wait.objects.values_list("state", flat=True))
    assert states == ["passed", "taken", "waiting"]
    facts = Entry.objects.get(verb="offer", thing=str(first.pk)).facts
    again = drawn(Draw(read_listing(facts["list"])), facts["seed"])
    assert (facts["of"], facts["place"], again.order[0].entry) == (3, 1, first.code)


def test_the_conditions_say_no_with_a_reason_and_staff_go_beyond_them_with_one() -> None:
    strict = conditions(most_per_month=1, opens_months=2, closes_days=3)
    room, party = a_room(conditions=strict, capacity=10), a_party()
    with time_machine.travel(moment(date(2027, 5, 20), time(12))):
        day = date(2027, 6, 10)
        a_booking(room, party, day=day)
        assert "1" in refused(room=room, party=party, day=date(2027, 6, 30))
        a_booking(room, party, day=date(2027, 7, 1))
        assert "2027年6月1日" in refused(room=room, day=date(2027, 8, 1))
        assert "5月19日" in refused(room=room, day=date(2027, 5, 22))
        assert "10" in refused(room=room, day=day, begins="13:00", ends="14:00", people=11)
        a_booking(room, party, day=date(2027, 6, 30), reason="総会のため")
        strict.user_kinds = ["civic"]
        strict.save()
        assert "利用区分" in refused(
            room=room, party=a_party(user_kind="business"), day=day, begins="13:00", ends="14:00"
        )


def test_the_edges_of_the_clock() -> None:
    """23:59:59 and 0:00, the end of a month, holiday evenings, closed days after a shift, New Year."""
    house_room = a_room()
    house = house_room.facility
    for weekday in (7, 8):
        OpeningHours.objects.filter(facility=house, weekday=weekday).delete()
        OpeningHours.objects.create(facility=house, weekday=weekday, opens_at=time(9), closes_at=time(18))
    house.closures = [
        {"days": "24We", "on_holiday": "next_day"},
        {"yearly": "12-29/01-03"},
    ]
    house.save()
    room = house_room
    with time_machine.travel(moment(date(2027, 1, 31), time(23, 59, 59)), tick=False) as clock:
        assert "2027年2月1日" in refused(room=room, day=date(2027, 5, 3))
        clock.shift(timedelta(seconds=1))
        assert "2027年2月1日" in refused(room=room, day=date(2027, 5, 3))
        clock.shift(timedelta(hours=9))
        evening = {"begins": "19:00", "ends": "20:00"}
        assert "9:00～18:00" in refused(room=room, day=date(2027, 5, 3), **evening)  # Constitution Day, a Monday
        assert "9:00～18:00" in refused(room=room, day=date(2027, 2, 7), **evening)  # a Sunday
        a_booking(room, day=date(2027, 2, 7), begins="16:00", ends="18:00")
        a_booking(room, day=date(2027, 2, 8), **evening)
        assert "2027年2月10日" in refused(room=room, day=date(2027, 2, 10))  # the second Wednesday
    with time_machine.travel(moment(date(2026, 12, 1), time(12))):
        assert "2026年12月29日" in refused(room=room, day=date(2026, 12, 29))
        assert "2027年1月3日" in refused(room=room, day=date(2027, 1, 3))
        a_booking(room, day=date(2027, 1, 4))
    with time_machine.travel(moment(date(2028, 10, 1), time(12))):
        # The fourth Wednesday of November 2028 is the 22nd, a working day; the 23rd is a holiday and open.
        assert "2028年11月22日" in refused(room=room, day=date(2028, 11, 22))
        a_booking(room, day=date(2028, 11, 23))


def test_a_closed_day_moves_behind_a_holiday_and_one_may_be_opened_after_all() -> None:
    room = a_room()
    room.facility.closures = [{"days": "24We", "on_holiday": "next_day"}]
    room.facility.save()
    with time_machine.travel(moment(date(2026, 2, 10), time(12))):
        # 29 April 2026, Showa Day, is the fifth Wednesday; 11 February is the second one and a holiday.
        a_booking(room, day=date(2026, 2, 11))
        assert "2026年2月12日" in refused(room=room, day=date(2026, 2, 12))
        HoursException.objects.create(facility=room.facility, date=date(2026, 2, 12), is_open=True, reason="臨時開館")
        a_booking(room, day=date(2026, 2, 12))


def test_slots_are_taken_whole_and_several_in_a_row() -> None:
    room = a_room(slots=[["09:00", "12:00"], ["13:00", "16:30"], ["17:30", "21:00"]])
    assert "9:00" in refused(room=room, begins="10:00", ends="12:00")
    a_booking(room, begins="09:00", ends="16:30")
    with pytest.raises(Taken):
        a_booking(room, begins="13:00", ends="16:30")
    a_booking(room, begins="17:30", ends="21:00")


def test_what_is_no_period_is_said_to_be_none() -> None:
    room = a_room()
    for begins, ends in (("12:00", "10:00"), ("10:07", "12:00")):
        with pytest.raises(Unusable):
            a_booking(room, begins=begins, ends=ends)


def test_somebody_else_cannot_book_in_my_name_nor_block_nor_go_beyond_the_conditions() -> None:
    room, party, stranger = a_room(), a_party(), sign_in()
    for values in ({}, {"exception_reason": "急ぎ"}):
        with pytest.raises(Refused):
            reserve(request=a_request(room, party), by=stranger.who, channel="web", **values)
    mine = sign_in(person=party.contact)
    assert reserve(request=a_request(room, party), by=mine.who, channel="web").party == party


def test_who_waits_for_the_large_room_is_asked_before_whoever_comes_when_a_hold_on_half_of_it_is_over(
    one_clock: None,
) -> None:
    """The half is not given to whoever comes first: the clock's draw looks at both halves."""
    left, right, whole = a_partitioned_room()
    patient = a_party()
    with time_machine.travel(moment(soon(1), time(8)), tick=False) as clock:
        a_booking(left, hold=timedelta(minutes=30))
        a_booking(right, hold=timedelta(minutes=30))
        wait = join(request=a_request(whole, patient), **BY)
        clock.shift(timedelta(minutes=31))
        with pytest.raises(Taken):
            a_booking(left)
        end_holds()
        wait.refresh_from_db()
        assert (wait.state, wait.booking.resource, wait.booking.state) == ("offered", whole, "held")
        with pytest.raises(Taken):
            a_booking(right)


def test_a_receipt_number_that_is_taken_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = a_booking()
    drawn = iter([first.code, first.code, "NEWAAA"])
    monkeypatch.setattr(Booking._meta.get_field("code"), "_get_default", lambda: next(drawn))
    assert a_booking().code == "NEWAAA"
