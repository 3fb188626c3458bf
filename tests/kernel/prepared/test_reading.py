from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import BigIntegerField, CharField, DateTimeField
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from kyodo.kernel.audit.models import Entry, Head
from kyodo.kernel.prepared.reading import Prepared, Question, Slot, beside, together

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def an_entry(number, at, facts):
    Head.objects.get_or_create(lane="a")
    return Entry.objects.create(
        lane="a", number=number, at=at, by="-", verb="v", kind="k", thing="1", channel="web", facts=facts,
        previous="", seal="",
    )  # fmt: skip


def test_the_same_question_with_other_values_finds_what_a_queryset_finds(django_assert_num_queries):
    now = timezone.now()
    for number, days in enumerate((1, 2, 3), start=1):
        an_entry(number, now - timedelta(days=days), {"n": [number]})
    asked = Prepared(
        lambda: Entry.objects.filter(lane=Slot("lane", CharField()), at__lt=Slot("until", DateTimeField())).order_by(
            "-number"
        )
    )
    with django_assert_num_queries(1):
        found = asked.all(lane="a", until=now - timedelta(days=1, hours=1))
        assert [(one.number, one.facts, one.at) for one in found] == [
            (3, {"n": [3]}, now - timedelta(days=3)),
            (2, {"n": [2]}, now - timedelta(days=2)),
        ]
    assert [one.number for one in asked.all(lane="a", until=now)] == [3, 2, 1]
    assert asked.all(lane="' OR 1=1 --", until=now) == []


def test_what_belongs_to_a_thing_comes_with_it_and_a_thing_is_one_that_is_there(django_assert_num_queries):
    kind = ContentType.objects.create(app_label="a_room", model="thing")
    permission = Permission.objects.create(content_type=kind, codename="look", name="May look")
    asked = Prepared(lambda: Permission.objects.select_related("content_type").filter(pk=Slot("pk", BigIntegerField())))
    with django_assert_num_queries(1):
        found = asked.first(pk=permission.pk)
        assert found == permission
        assert found.content_type == kind
        assert found.content_type.app_label == "a_room"
    found.name = "May look closely"
    found.save()
    assert Permission.objects.get(pk=permission.pk).name == "May look closely"
    assert asked.first(pk=0) is None


def test_the_queryset_is_put_together_once():
    made = []

    def build():
        made.append(1)
        return Head.objects.filter(pk=Slot("lane", CharField()))

    asked = Prepared(build)
    assert [asked.first(lane=lane) for lane in ("x", "y", "z")] == [None, None, None]
    assert made == [1]


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_in_a_transaction_only():
    asked = Prepared(lambda: Head.objects.select_for_update().filter(pk=Slot("lane", CharField())))
    Head.objects.create(lane="x", number=3)
    with transaction.atomic():
        assert asked.first(lane="x").number == 3
    with pytest.raises(TransactionManagementError):
        asked.first(lane="x")


def test_two_questions_beside_each_other_have_their_own_answers():
    one = Question("SELECT CAST(%s AS integer), COUNT(*) FROM audit_head WHERE lane = %s", [7, "x"], list)
    Head.objects.bulk_create([Head(lane="x", number=3), Head(lane="y", number=4)])
    numbers = "SELECT number FROM audit_head WHERE number > %s ORDER BY number"
    several = Question(numbers, [2], lambda rows: [number for (number,) in rows])
    assert together(beside(one, several)) == [([(7, 1)], [3, 4])]
