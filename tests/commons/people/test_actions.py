from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from kyodo.commons.people import actions
from kyodo.commons.people.models import Account, Consent, ContactPoint, Person, RoleGrant
from kyodo.commons.people.queries import roles_of
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.audit.record import verify
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import SYSTEM

pytestmark = pytest.mark.django_db
DESK = {"by": SYSTEM, "channel": "counter"}


@pytest.fixture
def hanako():
    return actions.register_person(name="見本 花子", name_reading="ミホン ハナコ", **DESK)


def verbs():
    return list(Entry.objects.filter(kind="people.person").order_by("number").values_list("verb", flat=True))


def test_an_officer_without_mail_and_account_is_a_person(hanako):
    actions.add_contact_point(person=hanako, kind="phone", value="022-000-0000", note="夜だけ", **DESK)
    assert Account.objects.count() == 0
    assert [str(point) for point in hanako.contact_points.all()] == ["電話: 022-000-0000"]
    assert verbs() == ["register", "add_contact"]


def test_the_first_contact_is_preferred_and_removing_it_promotes_the_next(hanako):
    phone = actions.add_contact_point(person=hanako, kind="phone", value="022-000-0000", **DESK)
    mail = actions.add_contact_point(person=hanako, kind="mail", value="hanako@example.jp", **DESK)
    assert (phone.is_preferred, mail.is_preferred) == (True, False)
    actions.remove_contact_point(point=phone, **DESK)
    mail.refresh_from_db()
    assert mail.is_preferred


def test_one_of_two_contacts_is_preferred_at_a_time(hanako):
    phone = actions.add_contact_point(person=hanako, kind="phone", value="022-000-0000", **DESK)
    mail = actions.add_contact_point(person=hanako, kind="mail", value="hanako@example.jp", **DESK)
    actions.prefer_contact_point(point=mail, **DESK)
    phone.refresh_from_db()
    mail.refresh_from_db()
    assert (phone.is_preferred, mail.is_preferred) == (False, True)


def test_the_same_contact_twice_is_told(hanako):
    actions.add_contact_point(person=hanako, kind="phone", value="022-000-0000", **DESK)
    with pytest.raises(Conflict):
        actions.add_contact_point(person=hanako, kind="phone", value="022-000-0000", **DESK)
    assert ContactPoint.objects.count() == 1


def test_agreeing_twice_is_one_consent_and_agreeing_again_later_another(hanako):
    actions.give_consent(person=hanako, purpose="public_name", **DESK)
    actions.give_consent(person=hanako, purpose="public_name", **DESK)
    actions.end_consent(person=hanako, purpose="public_name", **DESK)
    actions.give_consent(person=hanako, purpose="public_name", **DESK)
    assert Consent.objects.count() == 2
    assert verbs() == ["register", "give_consent", "end_consent", "give_consent"]


def test_a_role_holds_from_its_grant_to_its_end(hanako):
    Account.objects.create_user(username="k7m2-q9xd", person=hanako)
    actions.grant_role(person=hanako, role="editor", **DESK)
    assert roles_of(hanako.pk) == {"editor"}
    assert [group.name for group in hanako.account.groups.all()] == ["Editors"]
    actions.end_role(person=hanako, role="editor", **DESK)
    assert roles_of(hanako.pk) == set()
    assert list(hanako.account.groups.all()) == []


def test_a_role_given_until_a_day_ends_by_itself(hanako):
    now = timezone.now()
    actions.grant_role(person=hanako, role="reviewer", until=now + timedelta(days=30), **DESK)
    assert roles_of(hanako.pk, now + timedelta(days=29)) == {"reviewer"}
    assert roles_of(hanako.pk, now + timedelta(days=30)) == set()


def test_a_role_given_again_is_held_once_and_for_the_longer_time(hanako):
    now = timezone.now()
    month, year = now + timedelta(days=30), now + timedelta(days=365)
    for until in (month, year, month):
        actions.grant_role(person=hanako, role="reviewer", until=until, **DESK)
    assert list(RoleGrant.objects.values_list("role", "until")) == [("reviewer", year)]
    for until in (None, month, None):
        actions.grant_role(person=hanako, role="reviewer", until=until, **DESK)
    assert list(RoleGrant.objects.values_list("role", "until")) == [("reviewer", None)]
    assert verbs() == ["register", "grant_role", "grant_role", "grant_role"]


def test_a_group_that_no_role_manages_stays(hanako):
    account = Account.objects.create_user(username="k7m2-q9xd", person=hanako)
    account.groups.add(Group.objects.create(name="Choir"))
    actions.grant_role(person=hanako, role="editor", **DESK)
    actions.end_role(person=hanako, role="editor", **DESK)
    assert [group.name for group in account.groups.all()] == ["Choir"]


def test_a_role_that_does_not_exist_is_refused(hanako):
    with pytest.raises(Unusable):
        actions.grant_role(person=hanako, role="emperor", **DESK)
    assert RoleGrant.objects.count() == 0


def test_changing_nothing_leaves_no_audit_row(hanako):
    actions.change_person(person=hanako, name="見本 花子", **DESK)
    assert verbs() == ["register"]


def test_erasing_leaves_an_empty_place_and_a_chain_that_still_verifies(hanako):
    Account.objects.create_user(username="k7m2-q9xd", email="hanako@example.jp", person=hanako)
    actions.add_contact_point(person=hanako, kind="mail", value="hanako@example.jp", **DESK)
    actions.grant_role(person=hanako, role="editor", **DESK)
    actions.erase_person(person=hanako, **DESK)
    left = Person.objects.get(pk=hanako.pk)
    assert (left.name, left.name_reading, left.note) == ("—", "", "")
    assert (Account.objects.count(), ContactPoint.objects.count(), roles_of(left.pk)) == (0, 0, frozenset())
    rows = " ".join(str(entry.facts) + entry.thing + entry.by for entry in Entry.objects.all())
    assert [word for word in ("花子", "example.jp") if word in rows] == []
    assert list(verify()) == []
