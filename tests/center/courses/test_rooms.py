"""A course takes its room through the same writer as everybody, and gives it back to whoever waits."""

import pytest
from django.test import Client

from kyodo.center.bookings.models import Booking
from kyodo.center.courses.models import TakenRoom
from tests.factories.bookings import a_room
from tests.factories.people import sign_in
from tests.factories.sign_ups import a_sign_up

pytestmark = pytest.mark.django_db


def hours(begins: str, ends: str, **more: str) -> dict[str, str]:
    return {"begins": begins, "ends": ends, "people": "", **more}


def test_staff_take_a_free_room_for_a_date_with_time_to_set_up_and_nobody_else_gets_it(visitor: Client) -> None:
    desk = sign_in("center_staff").client
    room = a_room("研修室", capacity=30)
    a_sign_up(9, slug="kouza", days=7)
    address = "/desk/events/kouza/plan/rooms/1/"
    assert "研修室" in desk.get(address).content.decode()
    desk.post("/desk/events/kouza/plan/")
    assert desk.post(address, hours("13:00", "17:00", resource=str(room.pk)))["Location"] == "/desk/events/kouza/plan/"
    taken = TakenRoom.objects.get()
    assert (taken.booking.resource, taken.booking.title, taken.booking.channel) == (room, "会計講座", "course")
    a_sign_up(9, slug="other", days=7)
    other = desk.post("/desk/events/other/plan/rooms/1/", hours("13:00", "17:00", resource=str(room.pk)))
    assert (other.status_code, Booking.objects.count()) == (422, 1)
    assert "この時間に空いている部屋はありません" in other.content.decode()
    desk.post(f"/desk/events/kouza/plan/rooms/{taken.pk}/back/")
    assert (TakenRoom.objects.count(), Booking.objects.get().state) == (0, "cancelled")
    assert visitor.get(address).status_code == 302
