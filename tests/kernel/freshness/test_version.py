import pytest
from django.db import connection, transaction

from kyodo.commons.places.models import Ward
from kyodo.kernel.freshness.hooks import missing_triggers
from kyodo.kernel.freshness.version import install, version
from kyodo.kernel.idempotency.models import Sending

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_every_way_of_changing_a_public_table_raises_the_version():
    seen = [version()]
    # Each change stands for a transaction of its own; on PostgreSQL one transaction beats once.
    for change in (
        lambda: Ward.objects.create(slug="w", name="見本区"),
        lambda: Ward.objects.bulk_create([Ward(slug="v", name="見本区")]),
        lambda: Ward.objects.filter(slug="w").update(name="別の区"),
        lambda: Ward.objects.filter(slug="w").delete(),
    ):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT set_config('kyodo.beaten', '', false)")
        change()
        seen.append(version())
    assert seen == sorted(set(seen))


def test_a_table_that_no_page_shows_does_not_raise_it():
    before = version()
    Sending.objects.create(scope="a", key="1", content="b")
    assert version() == before


def test_a_rolled_back_change_leaves_the_version():
    before = version()

    def change_and_fail():
        with transaction.atomic():
            Ward.objects.create(slug="w", name="見本区")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert version() == before


def test_installing_again_changes_nothing_and_no_public_table_is_forgotten():
    install(connection)
    assert list(missing_triggers()) == []


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_closed_is_opened_anew():
    before = version()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            pid = cursor.fetchone()[0]
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        other.close()
    connection.health_check_done = False  # as at the beginning of a request
    assert version() == before
    assert connection.is_usable()


@pytest.mark.django_db(transaction=True)
def test_a_request_goes_to_the_database_once_for_the_version_and_not_before(django_assert_num_queries):
    version()
    connection.health_check_done = False
    with django_assert_num_queries(1):
        version()
    assert connection.health_check_done


@pytest.mark.django_db(transaction=True)
def test_another_process_is_heard_at_once_and_a_transaction_reads_its_own(django_assert_num_queries):
    Ward.objects.create(slug="w", name="見本区")
    before = version()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("UPDATE places_ward SET name = 'x'")
    other.close()
    assert version() == before + 1
    with transaction.atomic():
        Ward.objects.update(name="y")
        assert version() == before + 2
