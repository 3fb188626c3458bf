"""Who books for a registered group: its contact and the counter add and end people, by name and sign-in together."""

import pytest

from kyodo.center.bookings.models import Party, PartyMember
from kyodo.center.bookings.queries.bookings import own_parties
from kyodo.kernel.audit.models import Entry
from tests.factories.actors import an_actor
from tests.factories.bookings import a_party
from tests.factories.people import Signed, a_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def a_group(contact: Signed) -> tuple[Party, str]:
    """Register a group of the old way, with somebody to call; return it and the address of its page."""
    party = a_party(contact.person, "ほたるの会", kind="group")
    return party, f"/rooms/registrations/{party.code}/"


def told(person: Signed, **values: str) -> dict[str, str]:
    """Type who somebody is."""
    return {"name": person.person.name, "sign_in": person.account.username, **values}


def test_the_contact_adds_somebody_who_books_from_then_on_and_may_leave():
    contact, other, stranger = sign_in(), sign_in(person=a_person("泉 次郎")), sign_in()
    party, path = a_group(contact)
    assert other.client.get(path).status_code == 404
    assert contact.client.post(path, told(other)).status_code == 302
    assert contact.client.post(path, told(other)).status_code == 302
    assert contact.client.post(path, told(contact)).status_code == 302
    assert [member.person for member in PartyMember.objects.all()] == [other.person]
    assert list(own_parties(other.who)) == [party]
    page = other.client.get(path).text
    assert ("泉 次郎" in page, "この人を加える" in page) == (True, False)
    assert path in other.client.get("/rooms/my/").text
    assert other.client.post(path, told(stranger)).status_code == 403
    member = PartyMember.objects.get()
    assert stranger.client.post(f"{path}people/{member.pk}/end/").status_code == 404
    assert other.client.post(f"{path}people/{member.pk}/end/")["Location"] == "/rooms/my/"
    assert (list(own_parties(other.who)), other.client.get(path).status_code) == ([], 404)
    verbs = ("add_member", "end_member")
    audit = Entry.objects.filter(verb__in=verbs).order_by("pk").values_list("verb", "facts")
    assert list(audit) == [(verb, {"person": other.person.pk}) for verb in verbs]


def test_name_and_sign_in_have_to_fit_and_nothing_else_is_told():
    contact, other = sign_in(), sign_in(person=a_person("泉 次郎"))
    _party, path = a_group(contact)
    for wrong in (told(other, name="泉 太郎"), told(other, sign_in="nobody"), told(other, sign_in="")):
        answer = contact.client.post(path, wrong)
        assert (answer.status_code, "泉 次郎" in answer.text.replace(wrong["name"], "")) == (422, False)
    assert contact.client.post(path, told(other, name="　泉　　次郎 ")).status_code == 302


def test_the_counter_does_the_same_and_an_organization_books_by_its_seats():
    staff, contact, other = sign_in("center_staff"), sign_in(), sign_in()
    party, path = a_group(contact)
    assert path in staff.client.get(f"/desk/rooms/users/{party.code}/").text
    assert staff.client.post(path, told(other)).status_code == 302
    member = PartyMember.objects.get()
    assert str(member) == f"ほたるの会 {other.person}"
    assert staff.client.post(f"{path}people/{member.pk}/end/")["Location"] == path
    club = a_party(contact.person, actor=an_actor("大きな会"))
    assert staff.client.post(f"/rooms/registrations/{club.code}/", told(other)).status_code == 403
    assert "役職" in staff.client.get(f"/rooms/registrations/{club.code}/").text
    alone = a_party(sign_in().person)
    assert staff.client.get(f"/rooms/registrations/{alone.code}/").status_code == 200
    assert PartyMember.objects.count() == 0
