import pytest
from django.db import transaction

from kyodo.commons.people.models import Person
from kyodo.commons.places.models import Ward
from kyodo.kernel.audit.models import Entry, Head
from kyodo.kernel.audit.record import record, record_many, verify
from kyodo.kernel.permissions import SYSTEM
from tests.support.threads import all_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DESK = {"by": SYSTEM, "channel": "desk"}


def people(count):
    return Person.objects.bulk_create([Person(name=f"見本 {n}") for n in range(count)])


def test_many_things_have_a_row_each_in_one_chain_with_the_rows_around_them():
    first, *others, last = people(7)
    record(verb="register", thing=first, **DESK)
    record_many(verb="load", things=others, facts={"pack": "town"}, **DESK)
    record(verb="register", thing=last, **DESK)
    stored = Entry.objects.filter(verb="load").order_by("number")
    assert [entry.number for entry in stored] == [2, 3, 4, 5, 6]
    assert [entry.thing for entry in stored] == [str(person.pk) for person in others]
    assert [entry.facts for entry in stored] == [{"pack": "town"}] * 5
    assert Head.objects.get(pk="people").number == 7
    assert list(verify()) == []


def test_a_thousand_rows_cost_the_queries_of_a_few(django_assert_max_num_queries):
    things = people(1000)
    record(verb="register", thing=things[0], **DESK)
    with django_assert_max_num_queries(20):  # SQLite takes so many values at a time
        record_many(verb="load", things=things, **DESK)
    assert list(verify()) == []


def test_nothing_changed_is_no_row():
    record_many(verb="load", things=[], **DESK)
    assert Head.objects.count() == 0


def test_things_of_two_apps_are_refused():
    with pytest.raises(ValueError, match="people, places"):
        record_many(verb="load", things=[Person(pk=1), Ward(pk=1)], **DESK)
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_rows_outside_a_transaction_are_refused():
    with pytest.raises(transaction.TransactionManagementError):
        record_many(verb="load", things=people(2), **DESK)


@pytest.mark.django_db(transaction=True)
def test_several_at_once_make_one_chain_without_gaps():
    things = people(40)

    def write(n):
        with transaction.atomic():
            record_many(verb="load", things=things[n * 10 : n * 10 + 10], **DESK)

    assert all_at_once(4, write) == [None] * 4
    assert Head.objects.get(pk="people").number == Entry.objects.count() == 40
    assert list(verify()) == []
