"""Rows: one new thing, many at once, and some columns of one that is there.

As with ``bulk_create`` no signals are sent; what a field does before it is saved (a moment of its own) it does here
too. Models that inherit another one's table are not for this.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, IntegrityError
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault

from kyodo.kernel.prepared.driver import ask, ask_later, connected, tell_later
from kyodo.kernel.prepared.reading import Question
from kyodo.kernel.prepared.values import ready

_sql: dict[tuple[Any, ...], str] = {}


def insert(thing: Model, *, once_by: Sequence[str] = ()) -> bool:
    """Insert a new thing and put the key on it that the database gives.

    ``once_by`` names the fields of a unique rule: when a row has these values already, nothing is inserted and False
    returned; whoever inserts that row just now is waited for. Any other rule that is broken raises
    ``IntegrityError``. What the database fills by itself is read from it when somebody asks.
    """
    return _is_in(thing, ask(*_keyed_into(thing, once_by)))


class AlreadyThere(IntegrityError):
    """A row with these values is there: ``thing`` was not inserted, and its transaction ends without a trace."""

    def __init__(self, thing: Model):
        super().__init__(f"a {thing._meta.label} with these values is there")
        self.thing = thing


def insert_later(thing: Model, *, once_by: Sequence[str]) -> None:
    """Insert a new thing as :func:`insert` does, with the next statement; its key is there with that one's answer.

    Where a row has these values already, the next statement raises :class:`AlreadyThere`, or whatever ends the wait
    (:func:`~kyodo.kernel.prepared.driver.await_answers`); nothing of the transaction is then committed.
    """

    def answer(rows: list[Any]) -> None:
        if not _is_in(thing, rows):
            connected().needs_rollback = True
            raise AlreadyThere(thing)

    ask_later(*_keyed_into(thing, once_by), answer)


def _keyed_into(thing: Model, once_by: Sequence[str]) -> tuple[str, list[Any]]:
    """Return the statement that inserts a thing and gives its key, and what fills it."""
    here = connected()
    columns, values = _row(thing, here)
    key = ("insert", here.vendor, type(thing), tuple(columns), *once_by)
    sql = _sql.get(key)
    if sql is None:
        own = here.ops.quote_name(_meta(thing).pk.column)
        sql = _sql[key] = f"{_into(type(thing), columns, 1, once_by, here)} RETURNING {own}"
    return sql, values


def _is_in(thing: Model, rows: Sequence[Any]) -> bool:
    if not rows:
        return False
    setattr(thing, _meta(thing).pk.attname, rows[0][0])
    thing._state.adding, thing._state.db = False, DEFAULT_DB_ALIAS
    return True


def insert_all(things: Sequence[Model]) -> None:
    """Insert new things of one kind whose keys nobody needs to know, in one statement; see :func:`tell_later`."""
    here = connected()
    rows = [_row(thing, here) for thing in things]
    tell_later(*_rows_into(type(things[0]), rows[0][0], [values for _columns, values in rows], (), here))
    for thing in things:
        thing._state.adding = False


def next_keys(model: type[Model], count: int) -> Question[list[int]]:
    """Return the question for the keys that so many new things will have, for :func:`inserting`.

    With its key a thing and the rows that refer to it go to the database together. On SQLite the keys are the asker's
    until the transaction ends, in which nobody else writes.
    """
    here, meta = connected(), _meta(model)
    if here.vendor == "sqlite":
        last = "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s"
        return Question(last, [meta.db_table], lambda rows: [rows[0][0] + 1 + number for number in range(count)])
    key = f"SELECT nextval('{_sequence(meta.db_table, meta.pk.column)}')"
    # Of one the server keeps the plan; of as many as are asked for it makes one each time.
    asked = (key, []) if count == 1 else (f"{key} FROM generate_series(1, %s::int)", [count])
    return Question(*asked, lambda rows: [key for (key,) in rows])


@cache
def _sequence(table: str, column: str) -> str:
    """Return the name of what PostgreSQL counts the keys of a table by; it is the database's own."""
    return str(ask("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', column])[0][0])


def inserting(thing: Model, *, once_by: Sequence[str] = ()) -> Question[bool]:
    """Return the question that inserts a new thing whose key is known; its answer is that of :func:`insert`."""
    here = connected()
    columns, values = _row(thing, here)
    sql, values = _rows_into(type(thing), columns, [values], once_by, here)

    def done(count: int) -> bool:
        thing._state.adding, thing._state.db = not count, DEFAULT_DB_ALIAS
        return bool(count)

    return Question(sql, values, done, is_told=True)


def inserting_rows(
    model: type[Model], names: Sequence[str], rows: Sequence[Sequence[int]], once_by: Sequence[str]
) -> Question[int]:
    """Return the question that inserts rows of whole numbers, such as keys, without making a thing of each.

    Its answer is how many were inserted: left out are those of which a row is there by the fields of ``once_by``; see
    :func:`insert`.
    """
    return Question(*_rows_into(model, _columns(model, names), rows, once_by, connected()), int, is_told=True)


def _rows_into(
    model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]], once_by: Sequence[str], here: Any
) -> tuple[str, list[Any]]:
    key = ("rows", here.vendor, model, tuple(columns), len(rows), *once_by)
    sql = _sql.get(key)
    if sql is None:
        sql = _sql[key] = _into(model, columns, len(rows), once_by, here)
    return sql, [value for row in rows for value in row]


def update(thing: Model, *names: str) -> None:
    """Write some fields of a thing that is there, as ``save(update_fields=…)`` does; see :func:`tell_later`."""
    here = connected()
    sql, fields = _setting(type(thing), names, here.vendor)
    tell_later(sql, [field.get_db_prep_save(field.pre_save(thing, False), connection=here) for field in fields])


@cache
def _setting(model: Any, names: Sequence[str], vendor: str) -> tuple[str, list[Any]]:
    """Return the statement that writes some fields of a thing, and the fields that fill it."""
    meta, quote = model._meta, connected().ops.quote_name
    fields = [*(meta.get_field(name) for name in names), meta.pk]
    *sets, own = (f"{quote(field.column)} = %s" for field in fields)
    # The names are those of our own models, quoted; the values are parameters.
    return f"UPDATE {quote(meta.db_table)} SET {', '.join(sets)} WHERE {own}", fields  # noqa: S608


def _meta(thing: Model | type[Model]) -> Any:
    return thing._meta


def _columns(model: Any, names: Sequence[str]) -> list[str]:
    return [model._meta.get_field(name).column for name in names]


class _Column(NamedTuple):
    """A column of a table, and how what a thing has there gets ready for it."""

    field: Any
    name: str
    attribute: str
    plain: type | None
    make: Callable[[Any], Any] | None
    #: Whether the field leaves what is there as it is.
    is_kept: bool


def _row(thing: Model, here: Any) -> tuple[list[str], list[Any]]:
    names, values, given = [], [], thing.__dict__
    for column in _columns_of(type(thing), here.vendor):
        field, name, attribute, plain, make, is_kept = column
        value = given[attribute] if is_kept and attribute in given else field.pre_save(thing, True)
        if type(value) is plain:
            value = make(value) if make else value
        elif value is not None:
            if isinstance(value, DatabaseDefault):
                given.pop(attribute)  # what the database puts there is read when somebody asks
                continue
            value = field.get_db_prep_save(value, connection=here)
        elif field.primary_key:
            continue
        names.append(name)
        values.append(value)
    return names, values


@cache
def _columns_of(model: Any, vendor: str) -> list[_Column]:
    return [
        _Column(field, field.column, field.attname, *ready(field, vendor), type(field).pre_save is Field.pre_save)
        for field in model._meta.local_concrete_fields
    ]


def _into(model: Any, columns: Sequence[str], rows: int, once_by: Sequence[str], here: Any) -> str:
    quote = here.ops.quote_name
    places = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * rows)
    # The names are those of our own models, quoted; the values are parameters.
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, columns))}) VALUES {places}"  # noqa: S608
    if once_by:
        sql += f" ON CONFLICT ({', '.join(map(quote, _columns(model, once_by)))}) DO NOTHING"
    return sql
