"""Putting an archive in place: build beside, verify, and only then switch."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote as escape

from django.conf import settings
from django.db import connection, transaction

from kyodo.kernel.sqlite3.line import TURN, WRITE
from kyodo.site.archive.read import Archive, opened
from kyodo.site.archive.seal import Damaged
from kyodo.site.archive.write import NotPossible, trees

Say = Callable[[str], None]


class Beside(Protocol):
    """A new database beside the one in use."""

    url: str

    def switch(self) -> None: ...
    def discard(self) -> None: ...


def restore(path: Path, say: Say) -> dict[str, Any]:
    """Put an archive in place of database and files, and return its manifest.

    Until the very last step nothing in use is touched. Raises ``Damaged`` or ``NotPossible``.
    """
    with opened(path) as archive:
        manifest = archive.manifest
        count = sum(table["rows"] for table in manifest["tables"].values())
        say(f"the archive of {manifest['written_at']} is whole: {count} rows, {len(manifest['files'])} files")
        beside: Beside = BesideSqlite() if connection.vendor == "sqlite" else BesidePostgresql()
        files = Files(archive)
        try:
            files.build()
            say("the files were written beside the present ones and are as archived")
            _fill(path, beside.url)
            say("a new database was built beside the present one and holds what was archived")
            beside.switch()
        except BaseException:
            beside.discard()
            files.discard()
            raise
        files.switch()
        say("database and files are in place")
        return manifest


def _fill(path: Path, url: str) -> None:
    """Fill the new database in a process of its own, for which it is the only one."""
    done = subprocess.run(  # noqa: S603  (our own command)
        [sys.executable, "-m", "kyodo", "restore", str(path), "--fill"],
        env={**os.environ, "KYODO_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "kyodo.site.settings"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise Damaged(f"the archive could not be loaded: {lines[-1] if lines else 'no reason given'}")


class BesideSqlite:
    """A new database file; the old one stays beside it as ``….before-restore``."""

    def __init__(self) -> None:
        self.file = Path(connection.settings_dict["NAME"]).resolve()
        self.new = self.file.with_name(f"{self.file.name}.restoring")
        self.discard()
        self.url = f"sqlite:///{escape(str(self.new))}"

    def switch(self) -> None:
        connection.close()
        self._settle(self.new)
        if self.file.exists():
            self._settle(self.file)
            self.file.replace(self.file.with_name(f"{self.file.name}.before-restore"))
        self.new.replace(self.file)
        self.discard()  # what stood beside it

    def _settle(self, file: Path) -> None:
        """Bring what stands in the write-ahead log into the file itself."""
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(file, timeout=20)) as db:
            mode = db.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
            if mode != "delete":
                raise NotPossible(f"{file} is in use; stop the site before restoring")

    def discard(self) -> None:
        for name in ("", "-wal", "-shm", "-journal", TURN, WRITE):
            self.new.with_name(self.new.name + name).unlink(missing_ok=True)


class BesidePostgresql:
    """A new schema in the same database; it takes the old one's name in one transaction."""

    NEW, OLD = "kyodo_restoring", "kyodo_before_restore"

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            self.name = str(cursor.fetchone()[0])
            cursor.execute(f"DROP SCHEMA IF EXISTS {self.NEW} CASCADE")
            cursor.execute(f"CREATE SCHEMA {self.NEW}")
        self.url = _url(connection.settings_dict, f"-c search_path={self.NEW}")

    def switch(self) -> None:
        quote = connection.ops.quote_name
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {self.OLD} CASCADE")
            cursor.execute(f"ALTER SCHEMA {quote(self.name)} RENAME TO {self.OLD}")
            cursor.execute(f"ALTER SCHEMA {self.NEW} RENAME TO {quote(self.name)}")

    def discard(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {self.NEW} CASCADE")


def _url(given: dict[str, Any], options: str) -> str:
    """Return a connection's address with further options of PostgreSQL."""
    user, password = escape(given["USER"], safe=""), escape(given["PASSWORD"], safe="")
    login = f"{user}:{password}@" if password else f"{user}@" if user else ""
    port = f":{given['PORT']}" if given["PORT"] else ""
    host = escape(given["HOST"] or "", safe="")
    return f"postgresql://{login}{host}{port}/{escape(str(given['NAME']))}?options={escape(options, safe='')}"


class Files:
    """The archived files, built beside the present ones."""

    def __init__(self, archive: Archive):
        self.archive = archive
        self.pairs = {tree: (root, root.with_name(f"{root.name}.restoring")) for tree, root in trees().items()}

    def build(self) -> None:
        """Extract all files and compare each with the manifest."""
        self.discard()
        for tree, (_root, new) in self.pairs.items():
            new.mkdir(parents=True)
            self.archive.extract(tree, new)
        for name, told in self.archive.manifest["files"].items():
            tree, _slash, inside = name.partition("/")
            with (self.pairs[tree][1] / inside).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != told["sha256"]:
                    raise Damaged(f"the file {name} is not as the manifest says")

    def switch(self) -> None:
        """Put the new folders in place; the old ones stay as ``….before-restore``."""
        for root, new in self.pairs.values():
            before = root.with_name(f"{root.name}.before-restore")
            shutil.rmtree(before, ignore_errors=True)
            if root.exists():
                root.replace(before)
            new.replace(root)

    def discard(self) -> None:
        """Remove what was built."""
        for _root, new in self.pairs.values():
            shutil.rmtree(new, ignore_errors=True)


def check_possible() -> None:
    """Raise :class:`NotPossible` while the site with this database is being served from here."""
    import fcntl

    lock = Path(settings.SERVING_LOCK)
    if lock.exists():
        with lock.open("r") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise NotPossible("the site is running; stop it before restoring") from error
