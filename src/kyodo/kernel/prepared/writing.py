"""Rows: one new thing, many at once, and some columns of one that is there.

As with ``bulk_create`` no signals are sent; what a field does before it is saved (a moment of its own) it does here
too. Models that inherit another one's table are not for this.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BooleanField, CharField, DateTimeField, Field, ForeignKey, IntegerField, Model, TextField
from django.db.models.expressions import DatabaseDefault

from kyodo.kernel.prepared.driver import ask, tell, tell_later

_sql: dict[tuple[Any, ...], str] = {}


def insert(thing: Model, *, once_by: Sequence[str] = ()) -> bool:
    """Insert a new thing and put the key on it that the database gives.

    ``once_by`` names the fields of a unique rule: when a row has these values already, nothing is inserted and False
    returned; whoever inserts that row just now is waited for. Any other rule that is broken raises
    ``IntegrityError``. What the database fills by itself is read from it when somebody asks.
    """
    here: Any = connections[DEFAULT_DB_ALIAS]
    columns, values = _row(thing, here)
    key = ("insert", here.vendor, type(thing), tuple(columns), *once_by)
    sql = _sql.get(key)
    if sql is None:
        own = here.ops.quote_name(_meta(thing).pk.column)
        sql = _sql[key] = f"{_into(type(thing), columns, 1, once_by, here)} RETURNING {own}"
    rows = ask(sql, values)
    if not rows:
        return False
    setattr(thing, _meta(thing).pk.attname, rows[0][0])
    thing._state.adding, thing._state.db = False, DEFAULT_DB_ALIAS
    return True


def insert_all(things: Sequence[Model]) -> None:
    """Insert new things of one kind whose keys nobody needs to know, in one statement; see :func:`tell_later`."""
    here: Any = connections[DEFAULT_DB_ALIAS]
    rows = [_row(thing, here) for thing in things]
    tell_later(*_rows_into(type(things[0]), rows[0][0], [values for _columns, values in rows], (), here))
    for thing in things:
        thing._state.adding = False


def insert_rows(model: type[Model], names: Sequence[str], rows: Sequence[Sequence[int]], once_by: Sequence[str]) -> int:
    """Insert rows of whole numbers, such as keys, without making a thing of each; return how many were inserted.

    Left out are those of which a row is there by the fields of ``once_by``; see :func:`insert`.
    """
    here: Any = connections[DEFAULT_DB_ALIAS]
    return tell(*_rows_into(model, _columns(model, names), rows, once_by, here))


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
    here: Any = connections[DEFAULT_DB_ALIAS]
    meta = _meta(thing)
    fields = [meta.get_field(name) for name in names]
    key = ("update", here.vendor, type(thing), names)
    sql = _sql.get(key)
    if sql is None:
        quote = here.ops.quote_name
        sets = ", ".join(f"{quote(field.column)} = %s" for field in fields)
        # The names are those of our own models, quoted; the values are parameters.
        sql = _sql[key] = f"UPDATE {quote(meta.db_table)} SET {sets} WHERE {quote(meta.pk.column)} = %s"  # noqa: S608
    values = [field.get_db_prep_save(field.pre_save(thing, False), connection=here) for field in fields]
    tell_later(sql, [*values, meta.pk.get_db_prep_save(thing.pk, connection=here)])


def _meta(thing: Model) -> Any:
    return thing._meta


def _columns(model: Any, names: Sequence[str]) -> list[str]:
    return [model._meta.get_field(name).column for name in names]


def _row(thing: Model, here: Any) -> tuple[list[str], list[Any]]:
    columns, values, given = [], [], thing.__dict__
    for field, column, name, plain, make, is_kept in _fields(type(thing), here.vendor):
        value = given[name] if is_kept and name in given else field.pre_save(thing, True)
        if isinstance(value, DatabaseDefault):
            given.pop(name)  # what the database puts there is read when somebody asks
        elif value is not None or not field.primary_key:
            columns.append(column)
            # What a column takes nearly as it is needs no preparing; most of a row is such.
            if value is not None and type(value) is not plain:
                value = field.get_db_prep_save(value, connection=here)
            elif value is not None and make:
                value = make(value)
            values.append(value)
    return columns, values


@cache
def _fields(model: Any, vendor: str) -> list[tuple[Any, str, str, type | None, Callable[[Any], Any] | None, bool]]:
    """Return the fields of a table: each with its column, its attribute, the type that is soon ready, and by what.

    At last, whether what the attribute holds is saved and the field has no part in it.
    """
    return [
        (field, field.column, field.attname, *_ready(field, vendor), type(field).pre_save is Field.pre_save)
        for field in model._meta.local_concrete_fields
    ]


def _ready(field: Any, vendor: str) -> tuple[type | None, Callable[[Any], Any] | None]:
    kinds = {CharField: str, TextField: str, IntegerField: int, BooleanField: bool, DateTimeField: datetime}
    target: Any = field.target_field if isinstance(field, ForeignKey) else field
    own = target.get_db_prep_save, target.get_db_prep_value, target.get_prep_value
    is_django = all(method.__func__.__module__.startswith("django.db.models") for method in own)
    plain = next((plain for kind, plain in kinds.items() if is_django and isinstance(target, kind)), None)
    return plain, _moment_of[vendor] if plain is datetime else None


def _as_text(moment: datetime) -> str:
    """Write a moment as SQLite keeps it."""
    return str(_with_zone(moment).astimezone(UTC).replace(tzinfo=None))


def _with_zone(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} says not where it is meant")
    return moment


_moment_of: dict[str, Callable[[datetime], Any]] = {"sqlite": _as_text, "postgresql": _with_zone}


def _into(model: Any, columns: Sequence[str], rows: int, once_by: Sequence[str], here: Any) -> str:
    quote = here.ops.quote_name
    places = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * rows)
    # The names are those of our own models, quoted; the values are parameters.
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, columns))}) VALUES {places}"  # noqa: S608
    if once_by:
        sql += f" ON CONFLICT ({', '.join(map(quote, _columns(model, once_by)))}) DO NOTHING"
    return sql
