"""Two at the same moment: what both want happens once, and is told once."""

import pytest

from kyodo.commons.people import actions
from kyodo.commons.people.models import ContactPoint, Person, RoleGrant
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.audit.record import verify
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import SYSTEM
from tests.factories.people import a_person, an_account
from tests.support.threads import all_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
TIMES = 5


def audited(person, verb):
    return Entry.objects.filter(kind="people.person", thing=str(person.pk), verb=verb).count()


def test_two_administrators_who_give_the_same_role_at_once_give_it_once():
    for _ in range(TIMES):
        person = a_person()
        account = an_account(person)

        def give(_n, person=person):
            return actions.grant_role(person=person, role="editor", by=SYSTEM, channel="web").pk

        answers = all_at_once(2, give)
        assert answers == [RoleGrant.objects.get(person=person).pk] * 2
        assert audited(person, "grant_role") == 1
        assert [group.name for group in account.groups.all()] == ["Editors"]
    assert list(verify()) == []


def test_the_same_contact_added_twice_at_once_is_there_once_and_the_second_is_told():
    for _ in range(TIMES):
        person = a_person()

        def add(_n, person=person):
            mine = Person.objects.get(pk=person.pk)
            actions.add_contact_point(person=mine, kind="phone", value="022-000-0000", by=SYSTEM, channel="web")

        answers = all_at_once(2, add)
        assert sorted(type(answer) for answer in answers if answer is not None) == [Conflict]
        assert ContactPoint.objects.get(person=person).is_preferred
        assert audited(person, "add_contact") == 1


def test_two_first_contacts_at_once_leave_one_preferred():
    for _ in range(TIMES):
        person = a_person()
        values = ["022-000-0001", "022-000-0002"]

        def add(n, person=person, values=values):
            actions.add_contact_point(person=person, kind="phone", value=values[n], by=SYSTEM, channel="web")

        assert all_at_once(2, add) == [None, None]
        points = ContactPoint.objects.filter(person=person)
        assert sorted(point.value for point in points) == values
        assert [point.is_preferred for point in points].count(True) == 1
