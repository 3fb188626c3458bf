"""Sixty-four at the same moment: exactly one has it, everybody else is told, and nothing breaks.

A few rounds here; ``KYODO_TEST_ROUNDS=1000 ./kyodo test tests/center/bookings/test_races.py`` runs as many as wanted.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any

import pytest

from kyodo.center.bookings.actions.series import reserve_series
from kyodo.center.bookings.actions.waiting import cancel, join
from kyodo.center.bookings.actions.writing import move, reserve
from kyodo.center.bookings.errors import Taken
from kyodo.center.bookings.models import Booking, Cell, Wait
from kyodo.center.bookings.quarters import quarters
from kyodo.center.bookings.steps.planning import plan, weekly
from kyodo.center.bookings.terms import terms_of
from kyodo.kernel.audit.record import verify
from kyodo.kernel.errors import Conflict
from tests.factories.bookings import BY, a_booking, a_partitioned_room, a_party, a_request, a_room, soon
from tests.support.threads import a_crowd, all_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

CLIENTS = int(os.environ.get("KYODO_TEST_CLIENTS", "64"))
ROUNDS = int(os.environ.get("KYODO_TEST_ROUNDS", "3"))


def winners(answers: list[Any]) -> list[Any]:
    """Return who had their way; whoever lost was told so, and nobody got anything else."""
    lost = [answer for answer in answers if isinstance(answer, Conflict)]
    assert [answer for answer in answers if isinstance(answer, Exception) and answer not in lost] == []
    return [answer for answer in answers if answer not in lost]


def nobody_twice() -> bool:
    """Say whether no two bookings that keep their cells overlap in a unit: counted from bookings, not from cells."""
    kept = Booking.objects.filter(state__in=("held", "booked")).prefetch_related("resource__units")
    seen: set[tuple[int, int]] = set()
    for booking in kept:
        span = quarters(booking.starts_at, booking.ends_at, booking.resource.before, booking.resource.after)
        mine = {(unit.pk, quarter) for unit in booking.resource.units.all() for quarter in span}
        if seen & mine:
            return False
        seen |= mine
    return len(seen) == Cell.objects.count()


def give_back() -> None:
    """Free all by rows: a thousand rounds need no thousand lives."""
    Cell.objects.all().delete()
    Booking.objects.filter(state__in=("held", "booked")).update(state="cancelled")


def rounds(act: Callable[[int], Booking]) -> list[int]:
    """Let all clients act at once, so many rounds, and give back what was won; return how many won each."""
    counts = []
    with a_crowd(CLIENTS) as together:
        for _round in range(ROUNDS):
            won = winners(together(act))
            assert nobody_twice()
            for booking in won:
                cancel(booking=booking, **BY)
            counts.append(len(won))
    assert Cell.objects.count() == 0
    return counts


def test_of_all_who_want_one_slot_exactly_one_has_it() -> None:
    room, party = a_room(), a_party()
    terms_of(room.slug)

    def book(n: int) -> Booking:
        return reserve(request=a_request(room, party, soon(), ("10:00", "10:15", "11:00")[n % 3], "12:00"), **BY)

    assert rounds(book) == [1] * ROUNDS
    assert list(verify()) == []


def test_of_those_who_want_halves_and_those_who_want_the_whole_nobody_is_booked_over_another() -> None:
    rooms, party = a_partitioned_room(), a_party()
    for room in rooms:
        terms_of(room.slug)
    assert set(rounds(lambda n: reserve(request=a_request(rooms[n % 3], party), **BY))) <= {1, 2}


def test_of_series_that_cross_one_takes_all_its_dates_and_the_others_none() -> None:
    room, party = a_room(), a_party()
    terms_of(room.slug)
    firsts = [soon(2), soon(9)]
    plans = [plan(a_request(room, party, day), weekly(day), day + timedelta(days=14)) for day in firsts]

    def book(n: int) -> Any:
        return reserve_series(requests=[date.request for date in plans[n % 2]], repeat="0Mo", **BY)

    with a_crowd(CLIENTS) as together:
        for _round in range(ROUNDS):
            (won,) = winners(together(book))
            assert len(won) == 3
            assert Booking.objects.filter(state="booked").count() == 3
            assert nobody_twice()
            give_back()
    assert Booking.objects.count() == 3 * ROUNDS


def test_what_is_given_back_goes_to_one_who_waits_however_many_press_at_that_moment() -> None:
    room, party, waiting = a_room(), a_party(), [a_party() for _n in range(3)]
    terms_of(room.slug)

    def act(booking: Booking, n: int) -> Any:
        if n == 0:
            return cancel(booking=booking, **BY)
        return reserve(request=a_request(room, party), **BY)

    with a_crowd(CLIENTS) as together:
        for _round in range(ROUNDS):
            booking = a_booking(room, party)
            for one in waiting:
                join(request=a_request(room, one), **BY)
            answers = winners(together(partial(act, booking)))
            assert [answer.state for answer in answers] == ["cancelled"]
            assert sorted(Wait.objects.values_list("state", flat=True)) == ["offered", "waiting", "waiting"]
            assert nobody_twice()
            Wait.objects.all().delete()
            give_back()


def test_of_all_who_move_to_one_slot_one_does_and_the_others_stay_where_they_were() -> None:
    room, party, spread = a_room(), a_party(), 8
    rooms = [a_room(facility=room.facility, conditions=room.conditions) for _n in range(spread)]
    there = [a_booking(one, party) for one in rooms]

    def go(n: int) -> Any:
        return move(booking=there[n % spread], request=a_request(room, party), **BY)

    with a_crowd(CLIENTS) as together:
        for _round in range(ROUNDS):
            (won,) = winners(together(go))
            assert Booking.objects.filter(pk__in=[one.pk for one in there], state="booked").count() == spread - 1
            assert nobody_twice()
            cancel(booking=won, **BY)
            there = [a_booking(one.resource, party) if one.pk == won.moved_from_id else one for one in there]


def test_a_writer_that_looks_before_it_leaps_is_found_out() -> None:
    """The test of the test: whoever looks first and writes then lets more than one into a slot."""
    room, party, number = a_room(), a_party(), 4
    (unit,) = room.units.all()
    looked = Barrier(number)

    def careless(_n: int) -> Booking:
        request = a_request(room, party)
        span = quarters(request.starts_at, request.ends_at)
        if Cell.objects.filter(unit=unit, quarter__in=span).exists():
            raise Taken("", room, request.starts_at, request.ends_at)
        looked.wait()
        booking = Booking.objects.create(
            resource=room, starts_at=request.starts_at, ends_at=request.ends_at, party=party, state="booked",
            channel="web",
        )  # fmt: skip
        Cell.objects.bulk_create(
            [Cell(unit=unit, quarter=quarter, booking=booking) for quarter in span], ignore_conflicts=True
        )
        return booking

    assert len(winners(all_at_once(number, careless))) == number
    assert not nobody_twice()
