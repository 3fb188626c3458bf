"""The short way to a database: the driver itself is asked, and PostgreSQL keeps the plan of the statement too.

Django's cursors tell whoever counts or logs statements of each; where somebody does, they are used as ever.
"""

from collections.abc import Callable, Collection, Sequence
from functools import cache, lru_cache
from threading import local
from typing import Any

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX


class _Known(local):
    connection: Any = None


_known = _Known()


def connected() -> Any:
    """Return Django's connection of this thread. It stays the same; Django looks for it each time."""
    found = _known.connection
    if found is None:
        found = _known.connection = connections[DEFAULT_DB_ALIAS]
    return found


@cache
def _postgresql() -> Any:
    """Return how PostgreSQL is asked, which only those need to load who have it."""
    from kyodo.kernel.prepared import postgresql

    return postgresql


def ask(sql: str, values: Sequence[Any], *, binary: bool = False) -> list[Any]:
    """Run a statement (places are ``%s``) and return its rows. Raises the errors of ``django.db``.

    ``binary``: PostgreSQL sends numbers as they are and not as texts, which pays for thousands of them.
    """
    here = connected()
    if _is_watched(here):
        return _run(here, sql, lambda: _by_cursor(here, sql, values)[0])
    if here.vendor == "sqlite":
        return _run(here, sql, lambda: _on_sqlite(here, sql, values).fetchall())
    postgresql = _postgresql()
    statement = postgresql.Statement(sql, values, binary)
    return _run(here, sql, lambda: postgresql.ask(here, [statement])[0])


def ask_together(questions: Sequence[tuple[str, Sequence[Any]]], told: Collection[int] = ()) -> list[Any]:
    """Run statements that do not wait for each other's answer, in their order; return the rows of each.

    Of those at the places in ``told`` how many rows they wrote is returned. PostgreSQL gets them all at once: one way
    there and back. Raises the error of the first that fails.
    """
    here = connected()
    if here.vendor == "sqlite" or _is_watched(here):
        return [(tell if place in told else ask)(*question) for place, question in enumerate(questions)]
    postgresql = _postgresql()
    statements = [postgresql.Statement(sql, values) for sql, values in questions]
    return _run(here, questions[0][0], lambda: postgresql.ask(here, statements, told))


def tell(sql: str, values: Sequence[Any]) -> int:
    """Run a statement that returns no rows; return how many rows it wrote."""
    here = connected()
    if _is_watched(here):
        return _run(here, sql, lambda: _by_cursor(here, sql, values)[1])
    if here.vendor == "sqlite":
        return int(_run(here, sql, lambda: _on_sqlite(here, sql, values).rowcount))
    postgresql = _postgresql()
    return int(_run(here, sql, lambda: postgresql.tell(here, postgresql.Statement(sql, values))))


def tell_later(sql: str, values: Sequence[Any]) -> None:
    """Run a statement of which nobody awaits the answer: before whatever comes next, or before the commit.

    PostgreSQL gets it together with that. What it refuses is raised there, still in the same transaction.
    """
    _later(sql, values, None)


def ask_later(sql: str, values: Sequence[Any], answer: Callable[[list[Any]], None]) -> None:
    """Do as :func:`tell_later`, and give the rows to ``answer`` once they are there, always before the commit.

    What ``answer`` raises is raised where the next statement stands.
    """
    _later(sql, values, answer)


def await_answers() -> None:
    """Run what waits for the next statement, where somebody awaits an answer to it."""
    here = connected()
    if here.vendor == "postgresql":
        postgresql = _postgresql()
        if postgresql.is_awaited(here):
            _run(here, "", lambda: postgresql.catch_up(here))


def _later(sql: str, values: Sequence[Any], answer: Callable[[list[Any]], None] | None) -> None:
    here = connected()
    if here.vendor == "sqlite" or _is_watched(here) or not here.in_atomic_block:
        if answer:
            answer(ask(sql, values))
        else:
            tell(sql, values)
        return
    postgresql = _postgresql()
    _run(here, sql, lambda: postgresql.later(here, postgresql.Statement(sql, values, answer=answer)))


def _is_watched(here: Any) -> bool:
    return bool(here.execute_wrappers or here.force_debug_cursor)


def _by_cursor(here: Any, sql: str, values: Sequence[Any]) -> tuple[list[Any], int]:
    with here.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall() if cursor.description else ()), int(cursor.rowcount)


def _run[T](here: Any, sql: str, run: Callable[[], T]) -> T:
    """Run a statement on a connection that lives.

    Whether a kept one does, Django asks before the first statement of a request. What only reads, outside of a
    transaction, is itself that question: one way to the database instead of two.
    """
    is_asked = here.connection is None or here.health_check_done or not here.health_check_enabled
    if is_asked and here.connection is not None and not here.needs_rollback:  # nearly always
        try:
            return run()
        except here.Database.Error:
            with here.wrap_database_errors:
                raise
    here.validate_no_broken_transaction()
    if is_asked or here.in_atomic_block or not sql.startswith("SELECT"):
        here.close_if_health_check_failed()
        return _wrapped(here, run)
    here.health_check_done = True
    try:
        return _wrapped(here, run)
    except (OperationalError, InterfaceError):
        here.close()
        return _wrapped(here, run)


def _wrapped[T](here: Any, run: Callable[[], T]) -> T:
    here.ensure_connection()
    with here.wrap_database_errors:
        return run()


def _on_sqlite(here: Any, sql: str, values: Sequence[Any]) -> Any:
    return here.connection.execute(_with_marks(sql), values)


@lru_cache(maxsize=500)
def _with_marks(sql: str) -> str:
    """Write the places as SQLite does, and percent signs once."""
    return FORMAT_QMARK_REGEX.sub("?", sql).replace("%%", "%")
