"""Tables as portable rows: the same JSON and the same hash, whichever database holds them."""

import base64
import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

#: Made anew from other tables after a restore, so neither kept nor compared.
DERIVED = {
    "freshness_beat", "search_searchdocument", "search_searchgroup", "search_searchtext", "search_knownword",
    "wagtailsearch_indexentry", "wagtailsearch_indexentry_fts",
}  # fmt: skip
ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class Table:
    """A table of the database: its name, its columns with their kinds, and those columns that are its key."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]


@dataclass(frozen=True)
class Digest:
    """What a table holds: how many rows, and the hash over all of them in the order of their key."""

    rows: int
    sha256: str


def tables_of(apps: Apps) -> list[Table]:
    """Return the tables of a state of the models, derived ones left out, ordered by name."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy and not meta.swapped and meta.db_table not in DERIVED:
            fields = [field for field in meta.local_concrete_fields if field.column]
            columns = tuple(sorted((str(field.column), kind_of(field)) for field in fields))
            key = tuple(str(field.column) for field in meta.pk_fields)
            found[meta.db_table] = Table(meta.db_table, columns, key)
    return [found[name] for name in sorted(found)]


_KINDS = {
    "BooleanField": "bool", "NullBooleanField": "bool", "DateTimeField": "moment", "DateField": "date",
    "TimeField": "time", "DurationField": "duration", "DecimalField": "decimal", "JSONField": "json",
    "UUIDField": "uuid", "BinaryField": "bytes", "FloatField": "float",
}  # fmt: skip


def kind_of(field: models.Field[Any, Any]) -> str:
    """Return how a column's values are written: a word of ours for its type."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    internal = field.get_internal_type()
    if internal == "DecimalField":
        return f"decimal:{field.decimal_places}"  # type: ignore[attr-defined]
    return _KINDS.get(internal, "number" if "Integer" in internal or "Auto" in internal else "text")


# --- values -------------------------------------------------------------------------------


def outward(kind: str, value: Any) -> Any:
    """Return a value of the database as JSON can hold it, alike for both databases."""
    if value is None:
        return None
    if kind.startswith("decimal:"):
        return str(Decimal(str(value)).quantize(Decimal(1).scaleb(-int(kind[8:]))))
    return _OUT.get(kind, _same)(value)


def _same(value: Any) -> Any:
    return value


def _moment_out(value: Any) -> str:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return str(moment.isoformat(timespec="microseconds"))


def _duration_out(value: Any) -> int:
    return value if isinstance(value, int) else value // timedelta(microseconds=1)


_OUT: dict[str, Callable[[Any], Any]] = {
    "bool": bool,
    "moment": _moment_out,
    "date": lambda v: v if isinstance(v, str) else v.isoformat(),
    "time": lambda v: (time.fromisoformat(v) if isinstance(v, str) else v).isoformat(timespec="microseconds"),
    "duration": _duration_out,
    "json": lambda v: json.loads(v) if isinstance(v, str | bytes) else v,
    "uuid": lambda v: uuid.UUID(str(v)).hex,
    "bytes": lambda v: base64.b64encode(bytes(v)).decode(),
    "float": lambda v: repr(float(v)),
    "number": int,
    "text": str,
}


def inward(kind: str, value: Any, connection: BaseDatabaseWrapper) -> Any:
    """Return a value of the archive as this database takes it."""
    if value is None:
        return None
    if kind.startswith("decimal:"):
        return Decimal(value)
    if kind == "json":
        return connection.ops.adapt_json_value(value, None)
    if connection.vendor == "sqlite" and kind in ("moment", "time", "duration", "uuid"):
        return _for_sqlite(kind, value)
    return _IN.get(kind, _same)(value)


def _for_sqlite(kind: str, value: Any) -> Any:
    """As Django writes them: moments naive in UTC, durations as microseconds, ids as hex."""
    if kind == "moment":
        return str(datetime.fromisoformat(value).astimezone(UTC).replace(tzinfo=None))
    return str(time.fromisoformat(value)) if kind == "time" else value


_IN: dict[str, Callable[[Any], Any]] = {
    "moment": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "duration": lambda v: timedelta(microseconds=v),
    "uuid": uuid.UUID,
    "bytes": base64.b64decode,
    "float": float,
}


# --- rows ---------------------------------------------------------------------------------


def rows(connection: BaseDatabaseWrapper, table: Table) -> Iterator[list[Any]]:
    """Yield the rows of a table in the order of their key, as JSON can hold them."""
    quote = connection.ops.quote_name
    texts = {name for name, kind in table.columns if kind == "text" and connection.vendor == "postgresql"}
    order = ", ".join(quote(name) + (' COLLATE "C"' if name in texts else "") for name in table.key)
    columns = ", ".join(quote(name) for name, _kind in table.columns)
    kinds = [kind for _name, kind in table.columns]
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {quote(table.name)} ORDER BY {order}")  # noqa: S608  (names of models)
        while batch := cursor.fetchmany(ROWS_AT_ONCE):
            for row in batch:
                yield [outward(kind, value) for kind, value in zip(kinds, row, strict=True)]


def line_of(row: Sequence[Any]) -> bytes:
    """Return the one way in which a row is written; its hash counts."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def digest_of(lines: Iterable[bytes]) -> Digest:
    """Return count and hash of lines."""
    count, content = 0, hashlib.sha256()
    for line in lines:
        content.update(line)
        count += 1
    return Digest(count, content.hexdigest())


def digests(connection: BaseDatabaseWrapper, tables: Iterable[Table]) -> dict[str, Digest]:
    """Return what each table of a database holds now."""
    return {table.name: digest_of(line_of(row) for row in rows(connection, table)) for table in tables}


def write_rows(connection: BaseDatabaseWrapper, table: Table, lines: Iterable[bytes]) -> int:
    """Insert lines of an archive into a table; return how many."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name, _kind in table.columns)
    marks = ", ".join(["%s"] * len(table.columns))
    statement = f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"  # noqa: S608  (names of models)
    kinds = [kind for _name, kind in table.columns]
    count, batch = 0, []
    with connection.cursor() as cursor:
        for line in lines:
            values = json.loads(line)
            batch.append([inward(kind, value, connection) for kind, value in zip(kinds, values, strict=True)])
            count += 1
            if len(batch) == ROWS_AT_ONCE:
                cursor.executemany(statement, batch)
                batch = []
        if batch:
            cursor.executemany(statement, batch)
    return count
