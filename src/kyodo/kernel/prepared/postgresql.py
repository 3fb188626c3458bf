"""PostgreSQL asked through libpq itself, by statements that the server keeps, plan and all.

Django's cursors write the values into the text of a statement, of which no plan can be kept; psycopg's own are kept
from keeping plans by Django's settings, and cost as much as the answer. What a value is, the server sees by the
place where it stands: a place must not be the only thing that says so (``SELECT %s`` needs ``SELECT %s::text``).

Statements that do not wait for each other's answer go there together, and one that only has to be done before the
transaction ends goes with the next (:func:`later`). A way to the server and back costs both as much as a small answer.
"""

import re
import select
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple
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


def _text(value: str) -> bytes:
    if "\0" in value:
        raise errors.DataError("a text of PostgreSQL holds no NUL")
    return value.encode()


#: How most values are written: a call for each, where psycopg would look for its way each time.
_PLAIN: dict[type, Callable[[Any], bytes]] = {
    str: _text,
    int: b"%d".__mod__,
    bool: lambda value: b"t" if value else b"f",
    datetime: lambda value: str(value).encode(),
}
_TEXT = [PyFormat.TEXT]


class Statement(NamedTuple):
    """A statement with its values, whether numbers come back as they are, and who awaits its rows if it waits."""

    sql: str
    values: Sequence[Any]
    binary: bool = False
    answer: Callable[[list[Any]], None] | None = None


class _Link:
    """A connection with what is kept of it."""

    def __init__(self, link: Connection[Any]):
        self.link, self.change = link, Transformer(link)
        self.waiting: list[Statement] = []
        self._names: dict[str, bytes] = {}
        self._made = 0
        self._bell = select.poll()
        self._bell.register(link.pgconn.socket, select.POLLIN)

    def run(self, statements: Sequence[Statement]) -> list[PGresult]:
        """Run statements, those that wait before them; raises psycopg's error of the first that fails.

        Whoever awaits the rows of one that waited gets them, and may raise too.
        """
        statements, waited = [*self.waiting, *statements], len(self.waiting)
        self.waiting = []
        results = self._send(statements)
        for result in results:
            if result.status not in _DONE:
                if _state(result) not in _LOST:
                    self.checked(result)
                for statement in statements:
                    self._names.pop(statement.sql, None)
                if self.link.pgconn.transaction_status != TransactionStatus.IDLE:  # it is lost with them
                    self.checked(result)
                results = self._send(statements)
                break
        done = [self.checked(result) for result in results]
        for statement, result in zip(statements[:waited], done, strict=False):
            if statement.answer:
                statement.answer(self.rows(result))
        return done[waited:]

    def _send(self, statements: Sequence[Statement]) -> list[PGresult]:
        """Send statements, with the beginning of the transaction that the connection was told of."""
        begins = self._begins()
        if len(statements) == 1 and not begins:
            return [self._one(statements[0])]
        ready = [(self._name(one), one, self._dumped(one)) for one in statements]
        driver = self.link.pgconn
        driver.enter_pipeline_mode()
        try:
            if begins:
                driver.send_query_params(b"BEGIN", None)
            for name, one, sent in ready:
                form = Format.BINARY if one.binary else Format.TEXT
                if name:
                    driver.send_query_prepared(name, sent, None, form)
                else:
                    driver.send_query_params(_with_numbers(one.sql), sent, None, None, form)
            driver.pipeline_sync()
            results = [self._next() for _each in range(len(ready) + begins)]
            self._awaited()  # the end of what was sent together
            driver.exit_pipeline_mode()
        except BaseException:
            self.link.close()  # whoever comes next would get answers to these questions
            raise
        return results[begins:] if results[0].status in _DONE else results

    def _one(self, statement: Statement) -> PGresult:
        driver, sent = self.link.pgconn, self._dumped(statement)
        form = Format.BINARY if statement.binary else Format.TEXT
        name = self._name(statement)
        if name:
            return driver.exec_prepared(name, sent, None, form)
        return driver.exec_params(_with_numbers(statement.sql), sent, None, None, form)

    def _begins(self) -> bool:
        """Say whether a transaction is to begin first, as cursors see to before their first statement."""
        link = self.link
        if link.autocommit or link.pgconn.transaction_status != TransactionStatus.IDLE:
            return False
        if link.isolation_level is None and link.read_only is None and link.deferrable is None:
            return True
        link.execute("SELECT 1")
        return False

    def _name(self, statement: Statement) -> bytes:
        """Return the name under which the server keeps a statement: it is prepared now, unless so many are."""
        name = self._names.get(statement.sql)
        if name is None:
            if len(self._names) >= KEPT:
                return b""
            self._made += 1
            name = b"kyodo_%d" % self._made
            self.checked(self.link.pgconn.prepare(name, _with_numbers(statement.sql)))
            self._names[statement.sql] = name
        return name

    def _dumped(self, statement: Statement) -> Any:
        # Not of the types that psycopg would give: 1 and 100,000 are of two, and so the statement would be.
        return [
            None if value is None else plain(value) if (plain := _PLAIN.get(type(value))) else self._other(value)
            for value in statement.values
        ]

    def _other(self, value: Any) -> Any:
        if isinstance(value, str):  # one of a list of choices
            return _text(str(value))
        return self.change.dump_sequence([value], _TEXT)[0]

    def _next(self) -> PGresult:
        """Return the answer to the next of the statements that were sent together."""
        result = self._awaited()
        if result is None:
            raise errors.OperationalError("the server answered less than it was asked")
        self._awaited()  # each answer ends with nothing
        return result

    def _awaited(self) -> PGresult | None:
        # libpq would wait without letting the other threads go on, one of which may hold what is waited for.
        driver = self.link.pgconn
        while driver.is_busy():
            self._bell.poll()
            driver.consume_input()
        return driver.get_result()

    def checked(self, result: PGresult) -> PGresult:
        """Return a result that is one; raises psycopg's error otherwise."""
        if result.status in _DONE:
            return result
        if self.link.pgconn.status == ConnStatus.BAD:
            raise errors.OperationalError(result.get_error_message(self.change.encoding))
        raise errors.error_from_result(result, encoding=self.change.encoding)

    def rows(self, result: PGresult) -> list[tuple[Any, ...]]:
        """Return the rows of a result."""
        self.change.set_pgresult(result)
        return self.change.load_rows(0, result.ntuples, tuple)


#: By Django's connection, which is that of one thread.
_links: WeakKeyDictionary[Any, _Link] = WeakKeyDictionary()


def _link(here: Any) -> _Link:
    link = _links.get(here)
    if link is None or link.link is not here.connection:
        link = _links[here] = _Link(here.connection)
    return link


def ask(here: Any, statements: Sequence[Statement], told: Collection[int] = ()) -> list[Any]:
    """Run statements together and return the rows of each, or how many it wrote where its place is in ``told``.

    Raises psycopg's error of the first that fails.
    """
    link = _link(here)
    results = enumerate(link.run(statements))
    return [(result.command_tuples or 0) if place in told else link.rows(result) for place, result in results]


def tell(here: Any, statement: Statement) -> int:
    """Run a statement and return how many rows it wrote; raises psycopg's errors."""
    return _link(here).run([statement])[0].command_tuples or 0


def later(here: Any, statement: Statement) -> None:
    """Run a statement with the next one of this transaction, or with its end; what it raises is raised there."""
    _link(here).waiting.append(statement)


def waits(here: Any) -> bool:
    """Say whether a statement waits."""
    link = _links.get(here)
    return link is not None and bool(link.waiting) and link.link is here.connection


def is_awaited(here: Any) -> bool:
    """Say whether a statement waits whose rows somebody awaits."""
    return waits(here) and any(statement.answer for statement in _links[here].waiting)


def catch_up(here: Any) -> None:
    """Run what waits: somebody is about to use the connection in another way."""
    _link(here).run([])


def commit(here: Any) -> None:
    """End the transaction, what waits before it."""
    link = _link(here)
    if is_awaited(here):  # and what it says may be against it
        link.run([])
    if link.waiting:
        link.run([Statement("COMMIT", ())])
    elif link.link.pgconn.transaction_status != TransactionStatus.IDLE:
        link.checked(link.link.pgconn.exec_(b"COMMIT"))


def forget(here: Any) -> None:
    """Leave what waits: the transaction ends without it."""
    link = _links.get(here)
    if link is not None:
        link.waiting = []


def _state(result: PGresult) -> str:
    return (result.error_field(DiagnosticField.SQLSTATE) or b"").decode()


def _with_numbers(sql: str) -> bytes:
    """Write the places as PostgreSQL does, and percent signs once."""
    numbers = iter(range(1, 100_000))
    return re.sub("%[s%]", lambda found: f"${next(numbers)}" if found[0] == "%s" else "%", sql).encode()
