"""Writing an archive from one consistent view of the database."""

import gzip
import hashlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import load_backend
from django.utils import timezone

from kyodo import __version__
from kyodo.site.archive import seal
from kyodo.site.archive.tables import Digest, Table, digest_of, line_of, rows, tables_of

FORMAT = 1


class NotPossible(Exception):
    """There is a reason why no archive can be written or put back now; the message says it."""


def trees() -> dict[str, Path]:
    """Return the folders whose files belong to an archive, by their name in it."""
    return {"media": Path(settings.MEDIA_ROOT), "post": Path(settings.POST_ROOT)}


def write(path: Path) -> dict[str, Any]:
    """Write an archive and return its manifest; ``path`` appears only when it is complete.

    Raises :class:`NotPossible` when the database is behind the code or the file exists.
    """
    if path.exists():
        raise NotPossible(f"{path} exists already; an archive is never overwritten")
    with tempfile.TemporaryDirectory(prefix=".kyodo-backup-", dir=path.resolve().parent) as name:
        work = Path(name)
        with _snapshot(work) as view:
            manifest = _manifest(view, work)
        manifest["files"] = {key: asdict(found) for key, found in _files()}
        draft = work / "archive"
        _pack(draft, work, manifest)
        seal.put(draft)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.rename(path)
    return manifest


@contextmanager
def _snapshot(work: Path) -> Iterator[BaseDatabaseWrapper]:
    """Give a connection of its own on which the database stands still while others go on writing."""
    chosen = {**connection.settings_dict}
    if connection.vendor == "sqlite":
        chosen["NAME"] = str(work / "snapshot.sqlite3")
        connection.ensure_connection()
        with closing(sqlite3.connect(chosen["NAME"])) as target:
            connection.connection.backup(target)
    view: BaseDatabaseWrapper = load_backend(chosen["ENGINE"]).DatabaseWrapper(chosen, DEFAULT_DB_ALIAS)
    try:
        view.set_autocommit(False)
        if view.vendor == "postgresql":
            with view.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield view
    finally:
        view.close()


def _manifest(view: BaseDatabaseWrapper, work: Path) -> dict[str, Any]:
    executor = MigrationExecutor(view)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotPossible("the database is behind the code; run: kyodo migrate")
    tables = tables_of(executor.loader.project_state().apps)
    return {
        "format": FORMAT,
        "version": __version__,
        "written_at": timezone.now().isoformat(timespec="seconds"),
        "database": view.vendor,
        "migrations": sorted(map(list, executor.loader.applied_migrations)),
        "tables": {table.name: asdict(_write_table(view, table, work)) for table in tables},
    }


def _write_table(view: BaseDatabaseWrapper, table: Table, work: Path) -> Digest:
    with gzip.GzipFile(work / f"{table.name}.jsonl.gz", "wb", compresslevel=6, mtime=0) as packed:

        def lines() -> Iterator[bytes]:
            for row in rows(view, table):
                line = line_of(row)
                packed.write(line)
                yield line

        return digest_of(lines())


def _files() -> Iterator[tuple[str, Digest]]:
    """Yield (name in the archive, size and hash) of every file, ordered."""
    for tree, root in trees().items():
        for path in sorted(p for p in root.rglob("*") if p.is_file() and not p.is_symlink()):
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            yield f"{tree}/{path.relative_to(root).as_posix()}", Digest(path.stat().st_size, content)


def _pack(draft: Path, work: Path, manifest: dict[str, Any]) -> None:
    with tarfile.open(draft, "w", format=tarfile.PAX_FORMAT) as tar:
        told = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        head = tarfile.TarInfo("manifest.json")
        head.size = len(told)
        tar.addfile(head, io.BytesIO(told))
        for table in manifest["tables"]:
            tar.add(work / f"{table}.jsonl.gz", f"tables/{table}.jsonl.gz")
        for name in manifest["files"]:
            tree, _slash, inside = name.partition("/")
            tar.add(trees()[tree] / inside, name, recursive=False)
