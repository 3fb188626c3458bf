import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from kyodo.commons.places.models import Ward
from kyodo.kernel.freshness.memo import reading, remember

pytestmark = pytest.mark.django_db(transaction=True)


class Counter:
    """Counts how often it was asked."""

    def __init__(self):
        self.asked = 0

    def __call__(self):
        self.asked += 1
        return Ward.objects.count()


def test_it_is_computed_once_until_public_data_changes():
    count = Counter()
    assert [remember("wards", count) for _ in range(3)] == [0, 0, 0]
    assert count.asked == 1
    Ward.objects.create(slug="w", name="見本区")
    assert remember("wards", count) == 1
    assert count.asked == 2


def test_a_request_asks_for_the_version_once(django_assert_num_queries):
    remember("wards", Counter())
    with django_assert_num_queries(1), reading():
        for _ in range(5):
            remember("wards", Counter())


def test_inside_a_transaction_nothing_is_kept():
    count = Counter()
    with transaction.atomic():
        remember("inside", count)
        remember("inside", count)
    assert count.asked == 2


def test_what_many_want_at_once_is_computed_by_one():
    count, together = Counter(), threading.Barrier(8)

    def slowly():
        while together.n_waiting:  # the others have begun to ask
            threading.Event().wait(0.01)
        threading.Event().wait(0.05)
        return count()

    def ask(_n):
        together.wait(10)
        try:
            return remember("wanted by many", slowly)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hands:
        assert list(hands.map(ask, range(8))) == [0] * 8
    assert count.asked == 1


def test_after_a_fault_the_next_one_computes_it():
    def fails():
        raise RuntimeError

    with pytest.raises(RuntimeError):
        remember("fails at first", fails)
    assert remember("fails at first", Counter()) == 0


def test_who_asks_for_it_within_itself_does_not_wait():
    assert remember("within", lambda: remember("within", Counter())) == 0
