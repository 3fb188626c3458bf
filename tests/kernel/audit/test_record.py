import pytest
from django.db import DatabaseError, connection, transaction

from kyodo.commons.people.models import Person
from kyodo.kernel.audit.models import Entry, Head
from kyodo.kernel.audit.record import record, record_many, seal_of, verify
from kyodo.kernel.permissions import SYSTEM
from tests.support.threads import all_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def chain():
    person = Person.objects.create(name="一人")
    for n in range(5):
        record(verb=f"act{n}", thing=person, by=SYSTEM, channel="desk", facts={"n": n})
    return list(Entry.objects.order_by("number"))


def without_guard(statement):
    """Do what the database forbids, as somebody with its keys could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only")
        else:
            cursor.execute("DROP TRIGGER audit_entry_no_update")
            cursor.execute("DROP TRIGGER audit_entry_no_delete")
        cursor.execute(statement)


def test_rows_are_numbered_and_chained(chain):
    assert [entry.number for entry in chain] == [1, 2, 3, 4, 5]
    assert [entry.previous for entry in chain[1:]] == [entry.seal for entry in chain[:-1]]
    assert list(verify()) == []


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET verb = 'other'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_a_row(chain, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == 5


@pytest.mark.parametrize("other", [{"number": 5}, {"number": 7}, {"previous": "another seal"}])
def test_the_database_refuses_a_row_that_does_not_continue_its_chain(chain, other):
    last = chain[-1]
    row = {
        "lane": "people", "number": 6, "at": last.at, "by": "-", "verb": "v", "kind": "k", "thing": "1",
        "channel": "web", "previous": last.seal, "seal": "its seal",
    }  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.create(**{**row, **other})
    assert list(verify()) == []
    Entry.objects.create(**row)
    assert (Head.objects.get().number, Head.objects.get().seal) == (6, "its seal")
    Entry.objects.create(**{**row, "lane": "nobody's", "number": 1, "previous": ""})
    assert "audit nobody's: the end of the chain does not match its head" in list(verify())


@pytest.mark.parametrize("column", ["verb", "by", "thing", "channel", "kind"])
def test_an_altered_row_is_found(chain, column):
    without_guard(f"UPDATE audit_entry SET {column} = 'other' WHERE number = 3")  # noqa: S608 - a fixed list above
    assert list(verify()) == ["audit people: row 3 was altered"]


def test_a_missing_row_is_found(chain):
    without_guard("DELETE FROM audit_entry WHERE number = 3")
    assert list(verify()) == ["audit people: row 3 is missing", "audit people: row 4 was altered"]


def test_a_cut_off_end_is_found(chain):
    without_guard("DELETE FROM audit_entry WHERE number = 5")
    assert list(verify()) == ["audit people: the end of the chain does not match its head"]


def test_a_row_is_sealed_alike_alone_and_among_others():
    people = [Person.objects.create(name=name) for name in ("一人", "二人")]
    facts = {"欄": "名前", "quote": '"\\', "none": None, "nested": {"b": [1, 2.5], "a": True}, "line": "\u2028\n"}
    record(verb="act", thing=people[0], by=SYSTEM, channel="desk", facts=facts)
    record_many(verb="act", things=people, by=SYSTEM, channel="desk", facts=facts)
    record(verb="act", thing=people[1], by=SYSTEM, channel="desk")
    found = Entry.objects.order_by("number")
    assert [entry.facts for entry in found] == [facts, facts, facts, {}]
    assert [entry.seal for entry in found] == [seal_of(entry) for entry in found]
    assert list(verify()) == []


@pytest.mark.django_db(transaction=True)
def test_of_many_who_begin_a_chain_at_once_each_has_a_row():
    person = Person.objects.create(name="一人")

    def act(number: int) -> None:
        with transaction.atomic():
            record(verb=f"act{number}", thing=person, by=SYSTEM, channel="desk")

    assert all_at_once(8, act) == [None] * 8
    assert list(Entry.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 9))
    assert list(verify()) == []


def test_a_row_belongs_to_the_transaction_of_its_change():
    person = Person.objects.create(name="一人")

    def act_and_fail():
        with transaction.atomic():
            record(verb="act", thing=person, by=SYSTEM, channel="desk")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act_and_fail()
    assert (Entry.objects.count(), Head.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_row_outside_a_transaction_is_refused():
    person = Person.objects.create(name="一人")
    with pytest.raises(transaction.TransactionManagementError):
        record(verb="act", thing=person, by=SYSTEM, channel="desk")
