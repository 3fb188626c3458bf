"""What is forgotten, what the demo shows, and what comes due by the clock."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kyodo.center.bookings import clockwork, retention
from kyodo.center.bookings.actions.users import add_papers, decide
from kyodo.center.bookings.actions.waiting import join
from kyodo.center.bookings.demo import make_sample_rooms
from kyodo.center.bookings.models import Booking, Party, Resource, Wait
from kyodo.kernel.files.contents import check
from kyodo.kernel.files.models import StoredFile
from tests.factories.actors import an_actor
from tests.factories.bookings import BY, a_booking, a_house, a_party, a_request, a_room
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


def test_who_booked_is_forgotten_and_the_times_stay() -> None:
    booking = a_booking(title="役員会", note="鍵を借ります")
    Booking.objects.update(person=booking.party.contact)
    assert retention.forget_bookings(timezone.now()) == 0
    assert retention.forget_bookings(booking.ends_at + timedelta(days=1)) == 1
    booking.refresh_from_db()
    assert (booking.title, booking.note, booking.person, booking.state) == ("", "", None, "booked")
    assert retention.forget_bookings(booking.ends_at + timedelta(days=1)) == 0


def test_papers_are_kept_once_seen_by_the_counter_alone_and_forgotten_with_an_ended_registration() -> None:
    party = a_party(name="山の会", activity="山道の手入れ")
    add_papers(party=party, papers=[check("kaisoku.txt", "会則".encode())], **BY)
    paper = StoredFile.objects.get()
    address = f"/files/{paper.token}/"
    assert sign_in("center_staff").client.get(address).getvalue() == "会則".encode()
    assert sign_in().client.get(address).status_code == 404
    decide(party=party, verb="end", reason="解散のため", **BY)
    assert retention.forget_parties(timezone.now() - timedelta(days=1)) == 0
    assert retention.forget_parties(timezone.now() + timedelta(days=1)) == 1
    party.refresh_from_db()
    assert (party.name, party.contact, party.activity, StoredFile.objects.count()) == (party.code, None, "", 0)


def test_the_clock_gives_back_what_was_not_confirmed_and_closes_what_was_waited_for() -> None:
    room, party = a_room(), a_party()
    held = a_booking(room, party, hold=timedelta(seconds=-1))
    wait = join(request=a_request(room, party), **BY)
    assert clockwork.end_holds() == "1 ended"
    held.refresh_from_db()
    wait.refresh_from_db()
    assert (held.state, wait.state) == ("expired", "offered")
    Wait.objects.update(state="waiting", starts_at=timezone.now() - timedelta(hours=3))
    assert clockwork.close_waits() == "1 closed"
    assert retention.forget_waits(timezone.now() + timedelta(days=1)) == 1


def test_the_demo_has_marked_rooms_and_bookings_and_made_again_nothing_more() -> None:
    assert make_sample_rooms() == "no center"
    a_house(kind="support_center")
    for name in ("見本第一町内会", "見本まちづくりNPO", "見本こども食堂の会"):
        an_actor(name, is_demo=True)
    assert make_sample_rooms() == "3 rooms, 7 bookings"
    assert make_sample_rooms() == "3 rooms, 0 bookings"
    marked = [model.objects.filter(is_demo=False).count() for model in (Resource, Booking, Party)]
    assert marked == [0, 0, 0]
