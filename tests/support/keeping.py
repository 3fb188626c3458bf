"""Worlds that many tests on a live site begin with: made once, then put into the fresh database as they are."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.support.databases import raise_version
from tests.support.plugin import SCRATCH

_kept: dict[str, tuple[Path, Any]] = {}


def begun_with[T](name: str, make: Callable[[], T]) -> T:
    """Return what ``make`` returned, with its rows in a database that had none; tests change them as they like.

    On SQLite they are made once a day and process: writing thousands of rows takes seconds, copying pages none.
    """
    from django.db import connection
    from django.utils import timezone

    if connection.vendor != "sqlite":
        return make()
    key = f"{name}-{timezone.localdate()}"
    if key not in _kept:
        made, file = make(), SCRATCH / f"begun-with-{key}.sqlite3"
        with closing(sqlite3.connect(file)) as copy:
            connection.connection.backup(copy)
        _kept[key] = file, made
        return made
    file, made = _kept[key]
    with closing(sqlite3.connect(file)) as copy:
        connection.ensure_connection()
        copy.backup(connection.connection)
    raise_version()
    return made
