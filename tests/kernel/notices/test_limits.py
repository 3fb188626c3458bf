from datetime import timedelta

import pytest
from django.db.models import F

from kyodo.kernel.jobs.database_clock import later
from kyodo.kernel.notices.limits import address_key
from kyodo.kernel.notices.models import Notice
from tests.kernel.notices.writing import written
from tests.support.threads import all_at_once

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize(
    "same", ["hana@example.jp", "HANA@Example.JP", "hana+1@example.jp", "ｈａｎａ@example.jp", " hana@example.jp "]
)
def test_one_box_has_one_key(same):
    assert address_key(same) == "hana@example.jp"


def signup(n, **given):
    return written(f"signup:{n}", kind="test.signup", recipient=f"visitor:{n}", **given)


@pytest.mark.django_db(transaction=True)
def test_a_bomb_of_sign_ups_puts_one_mail_into_the_box():
    results = all_at_once(16, lambda n: signup(n, address=f"hana+{n}@example.jp"))
    assert sum(isinstance(result, Notice) for result in results) == 1
    assert results.count(None) == 15


@pytest.mark.django_db
def test_a_thousand_sign_ups_for_one_address_in_three_days_send_nine():
    for n in range(1000):
        signup(n)
        # Between two requests 4 minutes and 20 seconds go by.
        Notice.objects.update(made_at=F("made_at") - timedelta(seconds=260))
    assert Notice.objects.count() == 10  # 3 a day for 3 days and the first of the fourth


@pytest.mark.django_db
def test_the_limit_is_one_in_fifteen_minutes_and_three_a_day():
    passed = []
    for n in range(6):
        passed.append(signup(n) is not None)
        Notice.objects.update(made_at=later(-timedelta(minutes=16 * (n + 1))))
    assert passed == [True, True, True, False, False, False]


@pytest.mark.django_db
def test_other_addresses_and_other_kinds_are_not_limited_by_it():
    assert signup(1)
    assert signup(2) is None
    assert signup(3, address="tsuki@example.jp")
    assert written("other")


@pytest.mark.django_db
def test_a_repeated_key_is_answered_even_beyond_the_limit():
    assert signup(1) == signup(1)
