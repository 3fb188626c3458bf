"""Whatever is done in whatever order: no cell twice, and a booking has its cells as long as it lives."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from kyodo.center.bookings.actions.lives import confirm, mark_missed, mark_used
from kyodo.center.bookings.actions.waiting import cancel, join, let_go
from kyodo.center.bookings.actions.writing import move, reserve
from kyodo.center.bookings.models import Booking, Cell, Wait
from kyodo.center.bookings.quarters import quarters
from kyodo.center.bookings.states import TAKING
from kyodo.kernel.errors import Told
from tests.factories.bookings import BY, a_partitioned_room, a_party, a_request, soon

pytestmark = pytest.mark.django_db

HOURS = st.integers(9, 20)


class Rooms(RuleBasedStateMachine):
    """Two halves and a whole, two parties, and all that can be done with them."""

    bookings = Bundle("bookings")

    def __init__(self) -> None:
        super().__init__()
        self.rooms = a_partitioned_room()
        self.parties = [a_party(), a_party()]

    def _request(self, room: int, hour: int, hours: int) -> Any:
        ends = f"{min(hour + hours, 22):02d}:00"
        return a_request(self.rooms[room], self.parties[room % 2], soon(), f"{hour:02d}:00", ends)

    @rule(target=bookings, room=st.integers(0, 2), hour=HOURS, hours=st.integers(1, 4), is_held=st.booleans())
    def book(self, room: int, hour: int, hours: int, is_held: bool) -> Any:
        try:
            hold = timedelta(seconds=-1 if hour % 2 else 600) if is_held else False
            return reserve(request=self._request(room, hour, hours), hold=hold, **BY)
        except Told:
            return multiple()

    @rule(room=st.integers(0, 2), hour=HOURS)
    def wait(self, room: int, hour: int) -> None:
        with suppress(Told):
            join(request=self._request(room, hour, 1), **BY)

    @rule(target=bookings, booking=consumes(bookings), room=st.integers(0, 2), hour=HOURS)
    def move(self, booking: Booking, room: int, hour: int) -> Any:
        try:
            return move(booking=booking, request=self._request(room, hour, 2), **BY)
        except Told:
            return booking

    @rule(booking=bookings, verb=st.sampled_from([confirm, mark_used, mark_missed, cancel]))
    def live(self, booking: Booking, verb: Any) -> None:
        with suppress(Told):
            verb(booking=Booking.objects.get(pk=booking.pk), **BY)

    @rule(booking=bookings)
    def clock(self, booking: Booking) -> None:
        let_go(booking=booking)

    @invariant()
    def no_cell_twice_and_none_without_its_booking(self) -> None:
        kept: set[tuple[int, int]] = set()
        for booking in Booking.objects.filter(state__in=TAKING).prefetch_related("resource__units"):
            span = quarters(booking.starts_at, booking.ends_at)
            mine = {(unit.pk, quarter) for unit in booking.resource.units.all() for quarter in span}
            assert not kept & mine
            kept |= mine
        assert kept == set(Cell.objects.values_list("unit_id", "quarter"))
        assert Wait.objects.filter(state="offered").exclude(booking__state="held").count() == 0


def test_whatever_is_done_no_cell_is_taken_twice() -> None:
    from django.db import transaction
    from hypothesis.stateful import run_state_machine_as_test

    class InSavepoint(Rooms):
        def __init__(self) -> None:
            self.around = transaction.atomic()
            self.around.__enter__()
            super().__init__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    run_state_machine_as_test(
        InSavepoint,
        settings=settings(
            max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
