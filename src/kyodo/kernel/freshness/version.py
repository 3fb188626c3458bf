"""The version of all public data, and the triggers that raise it."""

from typing import Any
from weakref import WeakSet

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from kyodo.kernel.prepared.driver import ask
from kyodo.kernel.registry import PUBLIC_TABLES

#: Counters on PostgreSQL: a writer takes one that nobody else holds.
LANES = 16

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION kyodo_beat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('kyodo.beaten', true) IS DISTINCT FROM txid_current()::text THEN
    UPDATE freshness_beat SET count = count + 1 WHERE lane =
      (SELECT lane FROM freshness_beat ORDER BY random() LIMIT 1 FOR UPDATE SKIP LOCKED);
    IF NOT FOUND THEN
      UPDATE freshness_beat SET count = count + 1 WHERE lane = 0;
    END IF;
    PERFORM set_config('kyodo.beaten', txid_current()::text, true);
  END IF;
  RETURN NULL;
END $$
"""

_POSTGRES_TRIGGER = (
    "CREATE OR REPLACE TRIGGER kyodo_beat AFTER INSERT OR UPDATE OR DELETE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION kyodo_beat()"
)
_SQLITE_TRIGGER = (
    "CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {table} "
    "BEGIN UPDATE freshness_beat SET count = count + 1 WHERE lane = 0; END"
)


_QUESTION = "SELECT SUM(count) FROM freshness_beat"
_NAME = b"kyodo_beat"
#: Connections of PostgreSQL on which the question is prepared.
_prepared: WeakSet[Any] = WeakSet()


def version() -> int:
    """Return the version of all public data; any commit that changes some makes it greater.

    It is the first query of most requests, so it is itself the check whether a kept connection
    still lives: one way to the database instead of two. A dead connection is opened anew.
    """
    here: Any = connections[DEFAULT_DB_ALIAS]
    if here.connection is None or here.in_atomic_block or not here.autocommit:
        return _read()
    now = None if here.execute_wrappers or here.queries_logged else _shortly(here)
    here.health_check_done = True
    if now is not None:
        return now
    try:
        return _read()
    except (OperationalError, InterfaceError):
        here.close()
        return _read()


def _read() -> int:
    return int(ask(_QUESTION, [])[0][0] or 0)


def _shortly(here: Any) -> int | None:
    """Ask the driver itself, at a quarter of the cost; None where it cannot answer, and the long way is to be gone.

    It gives the lock of the threads away once instead of at every step of a cursor.
    """
    try:
        if here.vendor == "sqlite":
            return int(here.connection.execute(_QUESTION).fetchone()[0] or 0)
        return _of_postgresql(here.connection)
    except here.Database.Error:
        return None


def _of_postgresql(link: Any) -> int | None:
    from psycopg.pq import ExecStatus, TransactionStatus

    driver = link.pgconn
    if driver.transaction_status != TransactionStatus.IDLE:
        return None
    if link not in _prepared:
        if driver.prepare(_NAME, _QUESTION.encode()).status != ExecStatus.COMMAND_OK:
            return None
        _prepared.add(link)
    told = driver.exec_prepared(_NAME, None)
    if told.status != ExecStatus.TUPLES_OK:
        _prepared.discard(link)
        return None
    return int(told.get_value(0, 0) or 0)


def install(using: BaseDatabaseWrapper) -> None:
    """Put the triggers on every public table that exists; running it again changes nothing."""
    with using.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM freshness_beat")
        if not cursor.fetchone()[0]:
            cursor.executemany("INSERT INTO freshness_beat (lane, count) VALUES (%s, 0)", [(n,) for n in range(LANES)])
        if using.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        existing = set(using.introspection.table_names(cursor))
        for table in PUBLIC_TABLES:
            if table in existing:
                _install_on(using, cursor, table)


def _install_on(using: BaseDatabaseWrapper, cursor: CursorWrapper, table: str) -> None:
    # Table names come from PUBLIC_TABLES in our own code and are quoted: nothing here was typed by anybody.
    quoted = using.ops.quote_name(table)
    if using.vendor == "postgresql":
        cursor.execute(_POSTGRES_TRIGGER.format(table=quoted))
        return
    for event in ("INSERT", "UPDATE", "DELETE"):
        name = using.ops.quote_name(f"kyodo_beat_{table}_{event.lower()}")
        cursor.execute(_SQLITE_TRIGGER.format(name=name, event=event, table=quoted))
