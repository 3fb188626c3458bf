"""The version of all public data, and the triggers that raise it."""

from datetime import datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from kyodo.kernel.jobs.database_clock import moment_here, moment_of
from kyodo.kernel.prepared.reading import Question, together
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


#: Asks for the version of all public data; any commit that changes some makes it greater.
VERSION = Question("SELECT SUM(count) FROM freshness_beat", (), lambda rows: int(rows[0][0] or 0))


def version() -> int:
    """Return the version of all public data."""
    (count,) = together(VERSION)
    return int(count)


def version_and_moment() -> Question[tuple[int, datetime]]:
    """Return the question for the version and the present moment by the database's clock."""
    return Question(f"SELECT SUM(count), {moment_here()} FROM freshness_beat", (), _read)  # noqa: S608 (our own words)


def _read(rows: list[Any]) -> tuple[int, datetime]:
    ((count, moment),) = rows
    return int(count or 0), moment_of(moment)


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
