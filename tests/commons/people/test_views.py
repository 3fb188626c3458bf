import re

import pytest

from kyodo.commons.people.actions import end_role
from kyodo.commons.people.models import ContactPoint, RoleGrant
from kyodo.commons.people.queries import roles_of
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.idempotency.keys import FIELD, new_key
from kyodo.kernel.permissions import SYSTEM
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def keyed(**typed):
    """Return what a freshly opened form sends."""
    return {**typed, FIELD: new_key()}


def test_my_page_shows_what_the_house_knows_of_me(someone):
    me = someone("coordinator")
    ContactPoint.objects.create(person=me.person, kind="phone", value="022-000-0000", is_preferred=True)
    page = me.client.get("/my/").content.decode()
    assert "022-000-0000" in page
    assert "コーディネーター" in page


def test_a_contact_is_added_and_what_was_typed_wrongly_stays(someone):
    me = someone()
    answer = me.client.post("/my/contacts/", keyed(kind="phone", value="12345", note="夜だけ"))
    assert answer.status_code == 422
    assert "市外局番から" in answer.content.decode()
    assert 'value="12345"' in answer.content.decode()
    me.client.post("/my/contacts/", keyed(kind="phone", value="０２２-000-0000", note="夜だけ"))
    assert ContactPoint.objects.get().person == me.person


def key_on(page):
    return re.search(rf'name="{FIELD}" value="([\w-]+)"', page.content.decode())[1]


def test_a_contact_form_sent_twice_adds_one_contact_and_gets_the_same_answer(someone):
    me = someone()
    typed = {"kind": "phone", "value": "022-000-0000", FIELD: key_on(me.client.get("/my/"))}
    answers = [me.client.post("/my/contacts/", typed) for _ in range(2)]
    assert [(a.status_code, a.headers["Location"]) for a in answers] == [(302, "/my/")] * 2
    assert ContactPoint.objects.count() == 1
    assert Entry.objects.filter(verb="add_contact").count() == 1


def test_a_role_form_sent_twice_gives_one_role(someone):
    boss, clerk = someone("administrator"), someone()
    typed = {"sign_in": clerk.account.username, "role": "editor", FIELD: key_on(boss.client.get("/desk/roles/"))}
    answers = [boss.client.post("/desk/roles/", typed) for _ in range(2)]
    assert [(a.status_code, a.headers["Location"]) for a in answers] == [(302, "/desk/roles/")] * 2
    assert RoleGrant.objects.filter(person=clerk.person).count() == 1
    assert Entry.objects.filter(verb="grant_role").count() == 1


@pytest.mark.parametrize("address", ["/my/contacts/", "/desk/roles/"])
def test_a_form_without_its_key_is_refused_and_says_what_to_do(someone, address):
    boss = someone("administrator")
    answer = boss.client.post(address, {"kind": "phone", "value": "022-000-0000"})
    assert answer.status_code == 400
    assert "ページをもう一度開いて送信してください。" in answer.content.decode()
    assert ContactPoint.objects.count() == 0


@pytest.mark.parametrize("verb", ["remove", "prefer"])
def test_somebody_elses_contact_does_not_exist(someone, verb):
    point = ContactPoint.objects.create(person=a_person(), kind="phone", value="022-000-0000")
    answer = someone().client.post(f"/my/contacts/{point.pk}/{verb}/")
    assert answer.status_code == 404
    assert ContactPoint.objects.filter(pk=point.pk, is_preferred=False).exists()


def test_reading_a_contact_address_changes_nothing(someone):
    me = someone()
    point = ContactPoint.objects.create(person=me.person, kind="phone", value="022-000-0000")
    assert me.client.get(f"/my/contacts/{point.pk}/remove/").status_code == 405
    assert ContactPoint.objects.count() == 1


def test_an_administrator_gives_and_ends_a_role(someone):
    boss, clerk = someone("administrator"), someone()
    boss.client.post("/desk/roles/", keyed(sign_in=clerk.account.username, role="editor"))
    assert roles_of(clerk.person.pk) == {"editor"}
    boss.client.post(f"/desk/roles/{clerk.person.pk}/editor/end/")
    assert roles_of(clerk.person.pk) == set()


def test_nobody_gives_a_role_to_themselves(someone):
    boss = someone("administrator")
    answer = boss.client.post("/desk/roles/", keyed(sign_in=boss.account.username, role="reviewer"))
    assert answer.status_code == 403
    assert "ほかの管理者に依頼してください" in answer.content.decode()
    assert roles_of(boss.person.pk) == {"administrator"}


@pytest.mark.parametrize("role", ["coordinator", "editor", "city_staff", None])
def test_the_roles_desk_does_not_exist_for_others(someone, role):
    assert someone(*([role] if role else [])).client.get("/desk/roles/").status_code == 404


def test_a_role_that_ended_has_no_rights_on_the_next_request(someone):
    boss = someone("administrator")
    assert boss.client.get("/desk/roles/").status_code == 200
    end_role(person=boss.person, role="administrator", by=SYSTEM, channel="desk")
    assert boss.client.get("/desk/roles/").status_code == 404
