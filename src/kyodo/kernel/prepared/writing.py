"""Rows: one new thing, many at once, and some columns of one that is there.

As with ``bulk_create`` no signals are sent; what a field does before it is saved (a moment of its own) it does here
too. Models that inherit another one's table are not for this.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from types import NoneType
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, IntegrityError
from django.db.models import DateTimeField, Field, Model
from django.db.models.expressions import DatabaseDefault

from kyodo.kernel.prepared.driver import ask, ask_later, connected, tell_later
from kyodo.kernel.prepared.reading import Question
from kyodo.kernel.prepared.values import ready

_sql: dict[tuple[Any, ...], str] = {}


class AlreadyThere(IntegrityError):
    """A row with these values is there: ``thing`` was not inserted, and its transaction ends without a trace."""

    def __init__(self, thing: Model):
        super().__init__(f"a {thing._meta.label} with these values is there")
        self.thing = thing


def insert_later(thing: Model, *, once_by: Sequence[str]) -> None:
    """Insert a new thing with the next statement; its key is there with that one's answer.

    ``once_by`` names the fields of a unique rule: when a row has these values already, the next statement raises
    :class:`AlreadyThere`, or whatever ends the wait (:func:`~kyodo.kernel.prepared.driver.await_answers`), and nothing
    of the transaction is committed; whoever inserts that row just now is waited for. Any other rule that is broken
    raises ``IntegrityError``. What the database fills by itself is read from it when somebody asks.
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
    key = ("insert", here.vendor, type(thing), columns, *once_by)
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
    """Return the question that inserts a new thing whose key is known; its answer is whether it was inserted.

    It is not where a row has the values of the fields in ``once_by`` already; see :func:`insert_later`.
    """
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

    Its answer is how many were inserted: left out are those of which a row is there by the fields of ``once_by``.
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


class _Way(NamedTuple):
    """How the values of a thing get into its table's columns, for values of these types."""

    columns: tuple[str, ...]
    #: By the place of a value: what makes it ready for its column.
    made: Sequence[tuple[int, Callable[[Any], Any]]]
    #: The places of values that are left out: a key that is not known yet, what the database fills by itself.
    out: Sequence[int]


class _Table(NamedTuple):
    """The columns of a model: its fields, those that have their own word before each writing, and the known ways."""

    fields: Sequence[Any]
    attributes: Sequence[str]
    asked: Sequence[tuple[int, Any]]
    ways: dict[tuple[type, ...], _Way]


def _row(thing: Model, here: Any) -> tuple[tuple[str, ...], list[Any]]:
    """Return the columns of a thing and what it has there. A thing is asked for all at once, not field by field."""
    table = _table(type(thing), here.vendor)
    try:
        values = [*map(thing.__dict__.__getitem__, table.attributes)]
    except KeyError:  # what the database filled, and nobody asked for since
        values = [getattr(thing, attribute) for attribute in table.attributes]
    for place, field in table.asked:
        values[place] = field.pre_save(thing, True)
    types = tuple(map(type, values))
    way = table.ways.get(types)
    if way is None:
        way = table.ways[types] = _way(table.fields, types, here.vendor)
    for place, make in way.made:
        values[place] = make(values[place])
    for place in way.out:
        if isinstance(values.pop(place), DatabaseDefault):
            del thing.__dict__[table.attributes[place]]  # what is there now is read when somebody asks
    return way.columns, values


@cache
def _table(model: Any, vendor: str) -> _Table:
    fields = model._meta.local_concrete_fields
    asked = [(n, field) for n, field in enumerate(fields) if not _is_kept(field)]
    return _Table(fields, [field.attname for field in fields], asked, {})


def _is_kept(field: Any) -> bool:
    """Say whether a field leaves what a thing has there as it is."""
    if type(field).pre_save is DateTimeField.pre_save:
        return not (field.auto_now or field.auto_now_add)
    return type(field).pre_save is Field.pre_save


def _way(fields: Sequence[Any], types: Sequence[type], vendor: str) -> _Way:
    columns: list[str] = []
    made: list[tuple[int, Callable[[Any], Any]]] = []
    out: list[int] = []
    for place, (field, kind) in enumerate(zip(fields, types, strict=True)):
        if kind is DatabaseDefault or (kind is NoneType and field.primary_key):
            out.insert(0, place)  # the last one is left out first
            continue
        columns.append(field.column)
        plain, make = ready(field, vendor)
        if kind is not plain and kind is not NoneType:
            make = partial(_prepared, field)
        if make and kind is not NoneType:
            made.append((place, make))
    return _Way(tuple(columns), made, out)


def _prepared(field: Any, value: Any) -> Any:
    return field.get_db_prep_save(value, connection=connected())


def _into(model: Any, columns: Sequence[str], rows: int, once_by: Sequence[str], here: Any) -> str:
    quote = here.ops.quote_name
    places = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * rows)
    # The names are those of our own models, quoted; the values are parameters.
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, columns))}) VALUES {places}"  # noqa: S608
    if once_by:
        sql += f" ON CONFLICT ({', '.join(map(quote, _columns(model, once_by)))}) DO NOTHING"
    return sql
