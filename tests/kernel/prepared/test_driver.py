import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DataError, IntegrityError, OperationalError, ProgrammingError, connection, transaction
from django.db.models import Count
from django.utils import timezone

from kyodo.kernel.idempotency.models import Sending
from kyodo.kernel.prepared.driver import ask, ask_together, tell, tell_later

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
INSERT = (
    "INSERT INTO idempotency_sending (scope, key, content, status, headers, made_at) VALUES (%s, %s, 'c', %s, %s, %s)"
)


def put(key: str, status: int | None = 0, headers: str = "{}", made_at: datetime | None = None) -> int:
    return tell(INSERT, ["s", key, status, headers, made_at or timezone.now()])


def test_values_go_there_and_come_back_as_they_are():
    moment = timezone.now()
    assert put("たより'; --", 32_000, json.dumps({"%s": "50 %"}), moment) == 1
    assert put("k", 1) == 1
    kept = Sending.objects.get(status=32_000)
    assert (kept.key, kept.headers, kept.made_at) == ("たより'; --", {"%s": "50 %"}, moment)
    found = "SELECT key, status FROM idempotency_sending WHERE key LIKE '%%より%%' OR status = %s ORDER BY status"
    assert [tuple(row) for row in ask(found, [1])] == [("k", 1), ("たより'; --", 32_000)]
    assert [tuple(row) for row in ask(found, [2])] == [("たより'; --", 32_000)]
    assert tell("UPDATE idempotency_sending SET status = %s", [7]) == 2


def test_every_kind_of_value_arrives():
    day = date(2026, 2, 28)
    moments = [timezone.now(), timezone.now().astimezone(UTC), datetime(1, 1, 1, tzinfo=UTC)]
    for number, moment in enumerate(moments):
        put(str(number), made_at=moment)
        assert Sending.objects.get(key=str(number)).made_at == moment
    found = "SELECT COUNT(*) FROM idempotency_sending WHERE made_at > %s AND (status = %s) = %s AND status < %s"
    assert [tuple(row) for row in ask(found, [day, 0, True, 32_000])] == [(2,)]


def test_what_the_database_refuses_is_told_in_djangos_errors():
    put("k")
    with pytest.raises(IntegrityError), transaction.atomic():
        put("k")
    with pytest.raises((ProgrammingError, OperationalError)), transaction.atomic():
        ask("SELECT nothing FROM nowhere", [])
    if connection.vendor == "postgresql":
        with pytest.raises(DataError), transaction.atomic():
            put("l", 70_000)
        with pytest.raises((DataError, ValueError)), transaction.atomic():
            put("l\0m")
    assert Sending.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_told_in_a_transaction_goes_with_it():
    def put_and_fail(key):
        with transaction.atomic():
            put(key)  # the first statement of a transaction begins it
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        put_and_fail("first")
    assert Sending.objects.count() == 0
    with transaction.atomic():
        put("second")
        with pytest.raises(ZeroDivisionError):
            put_and_fail("third")
    assert [one.key for one in Sending.objects.all()] == ["second"]


@pytest.mark.django_db(transaction=True)
def test_what_the_server_forgot_is_prepared_anew_and_many_statements_do_not_fill_it():
    if connection.vendor != "postgresql":
        assert ask("SELECT COUNT(*) FROM idempotency_sending", []) == [(0,)]
        return
    connection.close()  # a new one, of which nothing is kept yet
    question = "SELECT COUNT(*) FROM idempotency_sending"
    assert ask(question, []) == [(0,)]
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")  # as a pool between us and the server may do
    assert ask(question, []) == [(0,)]
    for number in range(320):
        assert ask(f"{question} WHERE status = {number} AND key <> %s", ["k"]) == [(0,)]
    assert ask("SELECT COUNT(*) FROM pg_prepared_statements WHERE name LIKE 'kyodo%%'", []) == [(300,)]
    assert ask(question, []) == [(0,)]
    connection.close()  # and leaves a full one to nobody


@pytest.mark.django_db(transaction=True)
def test_tables_that_changed_are_read_as_they_are():
    question = "SELECT * FROM idempotency_sending"
    assert ask(question, []) == []
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE idempotency_sending ADD COLUMN more integer")
    try:
        assert ask(question, []) == []
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE idempotency_sending DROP COLUMN more")


def test_plans_are_kept_on_the_server_and_only_ours():
    question = "SELECT COUNT(*) FROM idempotency_sending WHERE made_at < %s"
    for days in (1, 400):
        assert ask(question, [timezone.now() - timedelta(days=days)]) == [(0,)]
    Sending.objects.aggregate(Count("pk"))
    if connection.vendor == "postgresql":
        kept = ask("SELECT statement FROM pg_prepared_statements", [])
        assert [text.count("made_at <") for (text,) in kept if "idempotency" in text and "COUNT" in text].count(1) == 1
        assert [text for (text,) in kept if 'AS "__count"' in text] == []


# --- together, and later ----------------------------------------------------------------------

COUNT = "SELECT COUNT(*) FROM idempotency_sending"


def put_later(*keys: str) -> None:
    for key in keys:
        tell_later(INSERT, ["s", key, 0, "{}", timezone.now()])


def put_later_and_fail(key: str) -> None:
    put_later(key)
    raise ZeroDivisionError


def test_questions_are_answered_in_their_order_and_each_by_its_own_rows():
    put("k")
    found = ask_together([(COUNT, []), (f"{COUNT} WHERE key = %s", ["l"]), ("SELECT key FROM idempotency_sending", [])])
    assert [[tuple(row) for row in rows] for rows in found] == [[(1,)], [(0,)], [("k",)]]


def test_the_first_question_that_is_refused_is_told_and_the_connection_goes_on():
    with pytest.raises((ProgrammingError, OperationalError)), transaction.atomic():
        ask_together([(COUNT, []), ("SELECT nothing FROM nowhere", []), (COUNT, [])])
    assert ask(COUNT, []) == [(0,)]


@pytest.mark.django_db(transaction=True)
def test_questions_asked_together_begin_the_transaction_they_stand_in():
    with transaction.atomic():
        ask_together([(COUNT, []), (COUNT, [])])
        put("k")
        transaction.set_rollback(True)
    assert Sending.objects.count() == 0
    assert [tuple(row) for rows in ask_together([(COUNT, []), (COUNT, [])]) for row in rows] == [(0,), (0,)]


@pytest.mark.django_db(transaction=True)
def test_what_is_told_for_later_is_there_for_whoever_looks_next_and_after_the_commit():
    with transaction.atomic():
        put_later("by a question")
        assert ask(COUNT, []) == [(1,)]
        put_later("by a queryset")
        assert Sending.objects.count() == 2
        put_later("by the commit")
    assert Sending.objects.count() == 3
    put_later("outside of a transaction")
    assert Sending.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_what_is_told_for_later_is_undone_with_its_transaction():
    with transaction.atomic():
        put_later("k")
        transaction.set_rollback(True)
    assert Sending.objects.count() == 0
    with transaction.atomic():
        put_later("before")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            put_later_and_fail("inside")
    assert [one.key for one in Sending.objects.all()] == ["before"]


@pytest.mark.django_db(transaction=True)
def test_what_is_refused_later_undoes_the_transaction_it_stands_in():
    put("k")
    with pytest.raises(IntegrityError), transaction.atomic():
        put_later("l", "k")
    assert [one.key for one in Sending.objects.all()] == ["k"]
    with transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic():
            put_later("k")
        put("m")
    assert {one.key for one in Sending.objects.all()} == {"k", "m"}


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_broke_is_said_to_be_broken_and_the_next_one_works():
    if connection.vendor != "postgresql":
        assert ask_together([(COUNT, [])]) == [[(0,)]]  # there is no server to lose
        return
    (((own,),), _count) = ask_together([("SELECT pg_backend_pid()", []), (COUNT, [])])
    other = connection.copy()

    def lose() -> None:
        put_later("k")
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [own])
        ask_together([(COUNT, []), (COUNT, [])])

    try:
        with pytest.raises(OperationalError), transaction.atomic():
            lose()
    finally:
        other.close()
        connection.close()
    assert ask_together([(COUNT, []), (COUNT, [])]) == [[(0,)], [(0,)]]
