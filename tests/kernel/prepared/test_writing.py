from contextlib import nullcontext, suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from kyodo.kernel.audit.models import Entry, Head
from kyodo.kernel.freshness.models import Beat
from kyodo.kernel.idempotency.models import Sending
from kyodo.kernel.prepared.driver import await_answers
from kyodo.kernel.prepared.reading import together
from kyodo.kernel.prepared.writing import (
    AlreadyThere,
    insert_all,
    insert_later,
    inserting,
    inserting_rows,
    next_keys,
    update,
)
from tests.support.threads import all_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def a_sending(key, **more):
    return Sending(scope="s", key=key, content="c", **more)


def insert(thing, once_by=()):
    try:
        with transaction.atomic():
            insert_later(thing, once_by=once_by)
            await_answers()
    except AlreadyThere:
        return False
    return True


def test_a_new_thing_gets_its_key_and_what_the_database_fills():
    thing = a_sending("k1", headers={"Location": "/たより/"})
    assert insert(thing) is True
    assert thing == Sending.objects.get(key="k1")
    assert abs(thing.made_at - timezone.now()) < timedelta(minutes=1)
    assert Sending.objects.get(key="k1").headers == {"Location": "/たより/"}
    thing.status = 302
    thing.save()
    assert list(Sending.objects.values_list("key", "status")) == [("k1", 302)]


def test_whoever_is_there_by_the_named_rule_is_not_inserted_again():
    assert insert(a_sending("k1"), once_by=["scope", "key"]) is True
    assert insert(a_sending("k1"), once_by=["scope", "key"]) is False
    assert insert(a_sending("k2"), once_by=["scope", "key"]) is True
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(a_sending("k1"))
    with pytest.raises(IntegrityError), transaction.atomic():  # another rule than the named one
        insert(a_sending("k3", status=None), once_by=["scope", "key"])
    assert Sending.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_one_is_inserted():
    told = all_at_once(8, lambda number: insert(a_sending("k1"), once_by=["scope", "key"]))
    assert sorted(told) == [False] * 7 + [True]
    assert Sending.objects.count() == 1


def test_many_are_written_together():
    now = timezone.now()
    same = {
        "lane": "a", "at": now, "by": "-", "verb": "v", "kind": "k", "thing": "1", "channel": "web", "previous": "",
        "seal": "",
    }  # fmt: skip
    Head.objects.create(lane="a")
    insert_all([Entry(number=number, facts={"n": number}, **same) for number in (1, 2, 3)])
    found = Entry.objects.filter(lane="a").order_by("number")
    assert [(one.number, one.facts, one.at) for one in found] == [(n, {"n": n}, now) for n in (1, 2, 3)]


def test_rows_that_are_there_are_left_out_and_counted():
    rows = [(lane, 7) for lane in (101, 102)]
    assert together(inserting_rows(Beat, ("lane", "count"), rows, ["lane"])) == [2]
    assert together(inserting_rows(Beat, ("lane", "count"), [(102, 8), (103, 8)], ["lane"])) == [1]
    found = Beat.objects.filter(lane__gt=100).order_by("lane")
    assert list(found.values_list("lane", "count")) == [(101, 7), (102, 7), (103, 8)]


def test_only_the_named_fields_are_written():
    thing = a_sending("k1", status=0)
    insert(thing)
    thing.status, thing.content, thing.headers = 204, "other", {"A": "b"}
    update(thing, "status", "headers")
    assert Sending.objects.values_list("status", "content", "headers").get() == (204, "c", {"A": "b"})


def test_a_thing_whose_key_is_known_goes_with_what_refers_to_it():
    a_sending("k0").save()
    (keys,) = together(next_keys(Sending, 3))
    things = [a_sending(f"k{number}", pk=key) for number, key in enumerate(keys)]
    rows = [(101, keys[1]), (102, keys[2])]
    asked = [inserting(thing, once_by=["scope", "key"]) for thing in things]
    told = together(*asked, inserting_rows(Beat, ("lane", "count"), rows, ["lane"]))
    assert told == [False, True, True, 2]
    assert [thing._state.adding for thing in things] == [True, False, False]
    assert set(Sending.objects.values_list("key", "pk")) >= {("k1", keys[1]), ("k2", keys[2])}
    assert list(Beat.objects.filter(lane__gt=100).order_by("lane").values_list("count", flat=True)) == keys[1:]
    a_sending("k9").save()
    assert Sending.objects.get(key="k9").pk not in keys


@pytest.mark.django_db(transaction=True)
def test_what_is_inserted_later_has_its_key_with_the_next_answer():
    with transaction.atomic():
        thing = a_sending("k1")
        insert_later(thing, once_by=["scope", "key"])
        assert Sending.objects.get(key="k1").pk == thing.pk
        other = a_sending("k2")
        insert_later(other, once_by=["scope", "key"])
        await_answers()
        assert other.pk
        insert_later(a_sending("k3"), once_by=["scope", "key"])
    assert Sending.objects.count() == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("looks", [True, False])
def test_who_is_there_already_when_inserted_later_leaves_no_trace_of_the_transaction(looks: bool):
    insert(a_sending("k1"))
    twice = a_sending("k1")

    def write() -> None:
        insert_later(twice, once_by=["scope", "key"])
        insert_all([a_sending("k2")])
        if looks:
            with suppress(AlreadyThere):
                Sending.objects.count()

    told = pytest.raises(AlreadyThere) if connection.vendor == "sqlite" or not looks else nullcontext()
    with told, transaction.atomic():
        write()
    assert [one.key for one in Sending.objects.all()] == ["k1"]
    assert twice.pk is None


@pytest.mark.django_db(transaction=True)
def test_nobody_gets_the_keys_that_another_writes_with():
    def write(number: int) -> list[int]:
        with transaction.atomic():
            (keys,) = together(next_keys(Sending, 2))
            together(*(inserting(a_sending(f"{number}-{key}", pk=key)) for key in keys))
            return keys

    told = [key for keys in all_at_once(8, write) for key in keys]
    assert sorted(told) == sorted(Sending.objects.values_list("pk", flat=True))
    assert len(set(told)) == 16
