"""PostgreSQL asked through libpq itself, by statements that the server keeps, plan and all.

Django's cursors write the values into the text of a statement, of which no plan can be kept; psycopg's own are kept
from keeping plans by Django's settings, and cost as much as the answer. What a value is, the server sees by the
place where it stands: a place must not be the only thing that says so (``SELECT %s`` needs ``SELECT %s::text``).
"""

import re
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from psycopg import Connection, errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult

#: Statements kept on one connection: more than we have, but for those of so many rows.
KEPT = 300
_DONE = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
#: The server lost the statement (a pool between us and it may do that), or its tables changed.
_LOST = ("26000", "0A000")


class _Link:
    """A connection with what is kept of it."""

    def __init__(self, link: Connection[Any]):
        self.link, self.change = link, Transformer(link)
        self._names: OrderedDict[str, bytes] = OrderedDict()
        self._made = 0

    def _name_of(self, sql: str) -> bytes:
        """Return under which name the server keeps a statement; one that comes for the first time is prepared."""
        if sql in self._names:
            self._names.move_to_end(sql)
            return self._names[sql]
        self._made += 1
        name = b"kyodo_%d" % self._made
        self.checked(self.link.pgconn.prepare(name, _with_numbers(sql)))
        self._names[sql] = name
        if len(self._names) > KEPT:
            self.checked(self.link.pgconn.exec_(b"DEALLOCATE " + self._names.popitem(last=False)[1]))
        return name

    def run(self, sql: str, sent: Any, binary: bool) -> PGresult:
        return self.link.pgconn.exec_prepared(self._name_of(sql), sent, None, Format.BINARY if binary else Format.TEXT)

    def forget(self, sql: str) -> None:
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
    _begin(link.link)
    # Not of the types that psycopg would give: 1 and 100,000 are of two, and so the statement would be.
    sent = link.change.dump_sequence(values, [PyFormat.TEXT] * len(values))
    result = link.run(sql, sent, binary)
    if result.status not in _DONE and _state(result) in _LOST:
        link.forget(sql)
        if link.link.pgconn.transaction_status == TransactionStatus.IDLE:  # else the transaction is lost with it
            result = link.run(sql, sent, binary)
    return link, link.checked(result)


def _begin(link: Connection[Any]) -> None:
    """Begin the transaction that the connection was told of, as its cursors do before their first statement."""
    if link.autocommit or link.pgconn.transaction_status != TransactionStatus.IDLE:
        return
    if link.isolation_level is None and link.read_only is None and link.deferrable is None:
        link.pgconn.exec_(b"BEGIN")
    else:
        link.execute("SELECT 1")


def _state(result: PGresult) -> str:
    return (result.error_field(DiagnosticField.SQLSTATE) or b"").decode()


def _with_numbers(sql: str) -> bytes:
    """Write the places as PostgreSQL does, and percent signs once."""
    numbers = iter(range(1, 100_000))
    return re.sub("%[s%]", lambda found: f"${next(numbers)}" if found[0] == "%s" else "%", sql).encode()
