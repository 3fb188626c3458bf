"""Filling an empty database from an archive, in a process whose own database it is."""

import time
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from kyodo.site.archive.read import Archive
from kyodo.site.archive.seal import Damaged
from kyodo.site.archive.tables import DERIVED, Table, digests, tables_of, write_rows

Node = tuple[str, str]


def fill(archive: Archive) -> None:
    """Migrate to where the archive stood, load it, compare, then go on to today's code.

    Raises :class:`Damaged` when what was loaded is not what the archive says.
    """
    tables = _migrate_as_archived(archive)
    with transaction.atomic():
        _empty(tables)
        for table in tables:
            write_rows(connection, table, archive.lines(table.name))
        _count_on(tables)
        connection.check_constraints()
    _compare(tables, archive.manifest["tables"])
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    call_command("reindex", verbosity=0)
    call_command("update_index", verbosity=0)
    with connection.cursor() as cursor:
        # Whoever still holds pages under the old version must not find it again.
        cursor.execute("UPDATE freshness_beat SET count = %s WHERE lane = 0", [int(time.time())])


def _migrate_as_archived(archive: Archive) -> list[Table]:
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    wanted: set[Node] = {(app, name) for app, name in archive.manifest["migrations"]}
    if unknown := wanted - set(executor.loader.disk_migrations):
        raise Damaged(f"the archive was written by a newer kyodo (it knows {'.'.join(sorted(unknown)[0])})")
    wanted &= set(graph.nodes)  # those that a squashed one replaces are not in it
    leaves = [node for node in sorted(wanted) if not _has_later(graph, node, wanted)]
    executor.migrate(leaves)
    state = MigrationExecutor(connection).loader.project_state(leaves)
    return [table for table in tables_of(state.apps) if table.name in archive.manifest["tables"]]


def _has_later(graph: Any, node: Node, wanted: set[Node]) -> bool:
    return any(child.key in wanted and child.key[0] == node[0] for child in graph.node_map[node].children)


def _empty(tables: list[Table]) -> None:
    """Remove the rows that migrations made; the archive brings its own."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        names = [quote(name) for name in sorted({table.name for table in tables} | (DERIVED & existing))]
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")
        else:
            for name in names:
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608  (names of models)


def _count_on(tables: list[Table]) -> None:
    """Let new rows be numbered after the restored ones."""
    if connection.vendor != "postgresql":
        return  # SQLite goes on after the greatest number by itself
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in tables:
            if len(table.key) > 1:
                continue  # made of other tables' keys, so nothing counts it
            [key] = table.key
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quote(table.name), key])
            sequence = cursor.fetchone()[0] if dict(table.columns)[key] == "number" else None
            if sequence:
                greatest = f"SELECT max({quote(key)}) FROM {quote(table.name)}"  # noqa: S608
                cursor.execute(f"SELECT setval(%s, coalesce(({greatest}), 1), ({greatest}) IS NOT NULL)", [sequence])


def _compare(tables: list[Table], told: dict[str, dict[str, Any]]) -> None:
    for name, found in digests(connection, tables).items():
        if (found.rows, found.sha256) != (told[name]["rows"], told[name]["sha256"]):
            raise Damaged(f"after loading, the table {name} is not as the archive says")
    if missing := set(told) - {table.name for table in tables}:
        raise Damaged(f"this kyodo has no table {sorted(missing)[0]}")
