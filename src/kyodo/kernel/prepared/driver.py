"""The short way to a database: the driver itself is asked, and PostgreSQL keeps the plan of the statement too.

Django's cursors tell whoever counts or logs statements of each; where somebody does, they are used as ever.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX


def ask(sql: str, values: Sequence[Any], *, binary: bool = False) -> list[Any]:
    """Run a statement (places are ``%s``) and return its rows. Raises the errors of ``django.db``.

    ``binary``: PostgreSQL sends numbers as they are and not as texts, which pays for thousands of them.
    """
    here: Any = connections[DEFAULT_DB_ALIAS]
    if here.execute_wrappers or here.queries_logged:
        with here.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())
    return list(_run(here, sql, values, binary).fetchall())


def tell(sql: str, values: Sequence[Any]) -> int:
    """Run a statement that returns no rows; return how many rows it wrote."""
    here: Any = connections[DEFAULT_DB_ALIAS]
    if here.execute_wrappers or here.queries_logged:
        with here.cursor() as cursor:
            cursor.execute(sql, values)
            return int(cursor.rowcount)
    return int(_run(here, sql, values).rowcount)


def _run(here: Any, sql: str, values: Sequence[Any], binary: bool = False) -> Any:
    here.close_if_health_check_failed()
    here.ensure_connection()
    here.validate_no_broken_transaction()
    with here.wrap_database_errors:
        if here.vendor == "sqlite":
            return here.connection.execute(_with_marks(sql), values)
        from psycopg import Cursor

        # Django's own cursors put the values into the text of the statement, of which no plan could be kept.
        return Cursor(here.connection).execute(sql, values, prepare=True, binary=binary)


@lru_cache(maxsize=500)
def _with_marks(sql: str) -> str:
    """Write the places as SQLite does, and percent signs once."""
    return FORMAT_QMARK_REGEX.sub("?", sql).replace("%%", "%")
