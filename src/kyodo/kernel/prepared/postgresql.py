"""PostgreSQL asked through libpq itself, by statements that the server keeps, plan and all.

Django's cursors write the values into the text of a statement, of which no plan can be kept; psycopg's own are kept
from keeping plans by Django's settings, and cost as much as the answer. What a value is, the server sees by the
place where it stands: a place must not be the only thing that says so (``SELECT %s`` needs ``SELECT %s::text``).
"""

import re
from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from psycopg import Connection, errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult

#: Statements kept on one connection: more than we have, but for those of so many rows. Beyond them none is prepared,
#: and none is given up: a pool between us and the server knows of what is prepared, not of what is let go.
KEPT = 300
_DONE = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
#: The server lost the statement (a pool between us and it may do that), or its tables changed.
_LOST = ("26000", "0A000")


class _Link:
    """A connection with what is kept of it."""

    def __init__(self, link: Connection[Any]):
        self.link, self.change = link, Transformer(link)
        self._names: dict[str, bytes] = {}
        self._made = 0

    def begin(self) -> None:
        """Begin the transaction that the connection was told of, as its cursors do before their first statement."""
        link = self.link
        if link.autocommit or link.pgconn.transaction_status != TransactionStatus.IDLE:
            return
        if link.isolation_level is None and link.read_only is None and link.deferrable is None:
            self.checked(link.pgconn.exec_(b"BEGIN"))
        else:
            link.execute("SELECT 1")

    def run(self, sql: str, sent: Any, binary: bool) -> PGresult:
        """Run a statement. One that comes for the first time is prepared, unless so many are."""
        driver, form = self.link.pgconn, Format.BINARY if binary else Format.TEXT
        name = self._names.get(sql)
        if name is None and len(self._names) >= KEPT:
            return driver.exec_params(_with_numbers(sql), sent, None, None, form)
        if name is None:
            self._made += 1
            name = b"kyodo_%d" % self._made
            self.checked(driver.prepare(name, _with_numbers(sql)))
            self._names[sql] = name
        return driver.exec_prepared(name, sent, None, form)

    def forget(self, sql: str) -> None:
        """Prepare a statement anew the next time."""
        self._names.pop(sql, None)

    def checked(self, result: PGresult) -> PGresult:
        """Return a result that is one; raises psycopg's error otherwise."""
        if result.status in _DONE:
            return result
        if self.link.pgconn.status == ConnStatus.BAD:
            raise errors.OperationalError(result.get_error_message(self.change.encoding))
        raise errors.error_from_result(result, encoding=self.change.encoding)


#: By Django's connection, which is that of one thread.
_links: WeakKeyDictionary[Any, _Link] = WeakKeyDictionary()


def ask(here: Any, sql: str, values: Sequence[Any], binary: bool) -> list[tuple[Any, ...]]:
    """Run a statement and return its rows; raises psycopg's errors."""
    link, result = _run(here, sql, values, binary)
    link.change.set_pgresult(result)
    return link.change.load_rows(0, result.ntuples, tuple)


def tell(here: Any, sql: str, values: Sequence[Any]) -> int:
    """Run a statement and return how many rows it wrote; raises psycopg's errors."""
    return _run(here, sql, values, False)[1].command_tuples or 0


def _run(here: Any, sql: str, values: Sequence[Any], binary: bool) -> tuple[_Link, PGresult]:
    link = _links.get(here)
    if link is None or link.link is not here.connection:
        link = _links[here] = _Link(here.connection)
    link.begin()
    # Not of the types that psycopg would give: 1 and 100,000 are of two, and so the statement would be.
    sent = link.change.dump_sequence(values, [PyFormat.TEXT] * len(values))
    result = link.run(sql, sent, binary)
    if result.status not in _DONE and _state(result) in _LOST:
        link.forget(sql)
        if link.link.pgconn.transaction_status == TransactionStatus.IDLE:  # else the transaction is lost with it
            result = link.run(sql, sent, binary)
    return link, link.checked(result)


def _state(result: PGresult) -> str:
    return (result.error_field(DiagnosticField.SQLSTATE) or b"").decode()


def _with_numbers(sql: str) -> bytes:
    """Write the places as PostgreSQL does, and percent signs once."""
    numbers = iter(range(1, 100_000))
    return re.sub("%[s%]", lambda found: f"${next(numbers)}" if found[0] == "%s" else "%", sql).encode()
