import pytest
from django.db import transaction

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
