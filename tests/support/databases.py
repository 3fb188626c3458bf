"""One migrated database, made once for a state of the migrations and copied for every run.

SQLite: the template is a file under ``var/tests``; each process copies it into its scratch
folder in memory, and a test that really commits has it copied back afterwards.
PostgreSQL: the tests start a server of their own on a free port, without fsync, from a cached
data directory that holds the migrated template; each process works on a copy of the template.
"""

import fcntl
import hashlib
import itertools
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "var" / "tests"
KEPT_TEMPLATES = 3
_restores = itertools.count(1)


def fingerprint() -> str:
    """Return a hash of all that decides what a freshly migrated database holds."""
    from django.apps import apps

    digest = hashlib.blake2b(digest_size=10)
    digest.update(f"{sys.version_info[:2]} {django.get_version()}\n".encode())
    for config in apps.get_app_configs():
        folder = Path(config.path)
        ours = folder.is_relative_to(ROOT)
        files = sorted(folder.glob("migrations/*.py"))
        if ours:
            files += [p for p in (folder / "apps.py", folder / "hooks.py") if p.exists()]
            files += _run_after_migrate(folder / "apps.py")
        for file in files:
            content = file.read_bytes() if ours else str(file.stat().st_size).encode()
            digest.update(f"{config.label} {file.name} ".encode() + content)
    return digest.hexdigest()


def _run_after_migrate(apps_file: Path) -> list[Path]:
    """Return our modules that a configuration with a ``post_migrate`` names."""
    text = apps_file.read_text("utf-8") if apps_file.exists() else ""
    if "post_migrate" not in text:
        return []
    named = re.findall(r"from (kyodo(?:\.\w+)+) import", text)
    files = [ROOT / "src" / Path(*name.split(".")).with_suffix(".py") for name in named]
    return [file for file in files if file.exists()]


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Hold a lock among all processes that use this checkout."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / name).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _migrate(url: str) -> None:
    """Migrate a database in a process of its own; raises with its output when that fails."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "kyodo", "migrate", "--skip-checks", "--verbosity", "0"],
        env={**os.environ, "KYODO_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "kyodo.site.settings"},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"the migrations do not run:\n{done.stdout}{done.stderr}")


def _forget_old(pattern: str) -> None:
    found = sorted(CACHE.glob(pattern), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in found[KEPT_TEMPLATES:]:
        shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink(missing_ok=True)


# --- SQLite -------------------------------------------------------------------------------


def sqlite_template() -> Path:
    """Return the migrated template, making it first where this state of the migrations has none."""
    from tests.support.plugin import SCRATCH

    with locked("sqlite.lock"):
        file = CACHE / f"template-{fingerprint()}.sqlite3"
        if not file.exists():
            made = SCRATCH / "building.sqlite3"
            _migrate(f"sqlite:///{made}")
            with closing(sqlite3.connect(made)) as db:
                db.execute("PRAGMA journal_mode=DELETE")
                db.execute("VACUUM")
            shutil.copyfile(made, building := CACHE / "building.sqlite3")
            building.replace(file)
            made.unlink()
        os.utime(file)
        _forget_old("template-*.sqlite3")
    return file


class SqliteCopies:
    """This process's SQLite database, a copy of the template."""

    def __init__(self) -> None:
        from django.db import connections

        self.template = sqlite_template()
        self.file = Path(connections["default"].settings_dict["NAME"])
        shutil.copyfile(self.template, self.file)
        raise_version()

    def restore(self) -> None:
        """Bring the database back to the template after a test that committed."""
        from django.db import connection

        connection.ensure_connection()
        with closing(sqlite3.connect(self.template)) as source:
            source.backup(connection.connection)
        raise_version()

    def close(self) -> None:
        """Nothing to stop: the scratch folder goes with the process."""


def raise_version() -> None:
    """Make the data version differ from that of any earlier test of this process.

    A live server keeps pages under it, and every test begins with the same database.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE freshness_beat SET count = %s WHERE lane = 0", [next(_restores) * 1_000_000])


# --- PostgreSQL ---------------------------------------------------------------------------


def postgresql_binaries() -> Path:
    """Return the folder of the newest installed PostgreSQL server (15 or later)."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3].split(".")[0]))
    on_path = shutil.which("postgres")
    if not found and not on_path:
        raise RuntimeError("no PostgreSQL server is installed; on Debian: apt-get install postgresql")
    return found[-1].parent if found else Path(str(on_path)).resolve().parent


class PostgresqlServer:
    """A private server without fsync: fast, and gone with the tests. Never for data that matters."""

    def __init__(
        self,
        cached: Path | None = None,
        options: str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off",
    ):
        self.binaries = postgresql_binaries()
        self.folder = Path(tempfile.mkdtemp(prefix="kyodo-pg-"))
        self.data = self.folder / "data"
        self.options = options
        self.port = _free_port()
        if cached:
            subprocess.run(["cp", "-a", str(cached), str(self.data)], check=True)
        self._own()
        if not cached:
            self._run("initdb", "-D", str(self.data), "-U", "kyodo", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                      "--no-sync")  # fmt: skip
        settings = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} {self.options}"
        )
        self._run("pg_ctl", "-D", str(self.data), "-w", "-l", str(self.folder / "log"), "-o", settings, "start")

    def _own(self) -> None:
        if os.geteuid() == 0:  # the server refuses to run as root
            subprocess.run(["chown", "-R", "postgres", str(self.folder)], check=True)

    def _run(self, program: str, *args: str) -> None:
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        # Into a file: the server that stays behind would keep a pipe open.
        with tempfile.TemporaryFile() as log:
            command = [*as_user, str(self.binaries / program), *args]
            done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False)
            if done.returncode:
                log.seek(0)
                raise RuntimeError(f"{program} failed:\n{log.read().decode()}")

    def url(self, database: str) -> str:
        """Return the address of a database of this server."""
        return f"postgresql://kyodo@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str) -> None:
        """Run one statement of administration."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as db:
            db.execute(statement)  # type: ignore[call-overload]

    def stop(self, mode: str = "immediate") -> None:
        """Stop the server; twice does no harm."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", str(self.data), "-m", mode, "-w", "stop")

    def close(self) -> None:
        """Stop the server and remove its folder."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def postgresql_data() -> Path:
    """Return a stopped data directory that holds the migrated database ``kyodo_template``."""
    with locked("postgresql.lock"):
        version = postgresql_binaries().parent.name
        kept = CACHE / f"postgresql-{version}-{fingerprint()}"
        if not kept.exists():
            server = PostgresqlServer()
            try:
                server.execute("CREATE DATABASE kyodo_template")
                _migrate(server.url("kyodo_template"))
                server.stop("fast")
                shutil.rmtree(building := CACHE / "building-postgresql", ignore_errors=True)
                subprocess.run(["cp", "-a", str(server.data), str(building)], check=True)
                building.replace(kept)
            finally:
                server.close()
        os.utime(kept)
        _forget_old("postgresql-*-*")
    return kept


class PostgresqlCopies:
    """This process's PostgreSQL server and its database, a copy of the template."""

    name = "kyodo_test"

    def __init__(self) -> None:
        from django.db import connections

        self.server = PostgresqlServer(postgresql_data())
        connections["default"].settings_dict.update(
            NAME=self.name, USER="kyodo", HOST="127.0.0.1", PORT=str(self.server.port)
        )
        self.server.execute(f"CREATE DATABASE {self.name} TEMPLATE kyodo_template")
        self.rows = TemplateRows(self.server.url(self.name))
        raise_version()

    def restore(self) -> None:
        """Bring the database back to the template after a test that committed."""
        from django.db import connections

        connections["default"].close()
        self.rows.put_back()
        raise_version()

    def close(self) -> None:
        """Stop the server and remove its folder."""
        self.rows.close()
        self.server.close()


class TemplateRows:
    """The rows of a fresh copy, put back after a test: a new copy of 1,200 relations takes ten times as long.

    Rows are put back with triggers and foreign keys at rest, so append-only tables are too; what a test does to the
    schema is not undone.
    """

    #: Deleted rows stay in the files until then.
    TIDIED_EACH = 20

    def __init__(self, url: str):
        import psycopg

        self.db = psycopg.connect(url, autocommit=True)
        self.count = 0
        self.execute("CREATE SCHEMA fresh")
        self.tables = self._names("true")
        self.filled = [
            name for name in self.tables if self.db.execute(_text(f"SELECT 1 FROM {name} LIMIT 1")).fetchone()
        ]
        for name in self.filled:
            self.execute(f"CREATE TABLE fresh.{name} AS SELECT {self._columns(name)} FROM {name}")
        self.sequences = "; ".join(
            f"SELECT setval('{name}', {last or first}, {str(last is not None).lower()})"
            for name, last, first in self.db.execute(
                "SELECT format('%I.%I', schemaname, sequencename), last_value, start_value FROM pg_sequences"
            )
        )

    def _names(self, condition: str) -> list[str]:
        """Return our tables of which something is true, in a fixed order."""
        asked = (
            "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' "
            f"AND relnamespace = 'public'::regnamespace AND {condition} ORDER BY relname"
        )
        return [name for (name,) in self.db.execute(_text(asked))]

    def _columns(self, name: str) -> str:
        found = self.db.execute(
            "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute "
            "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
            [name],
        ).fetchone()
        return str(found[0]) if found else "*"

    def execute(self, statements: str) -> None:
        """Run statements of our own, in one go."""
        self.db.execute(_text(statements))

    def put_back(self) -> None:
        """End everybody else's connections and put the rows back."""
        self.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        written = self._names("pg_relation_size(oid) > 0")
        emptied = [*(name for name in written if name not in self.filled), *self.filled]
        lines = ["BEGIN", "SET LOCAL session_replication_role = replica", *(f"DELETE FROM {name}" for name in emptied)]
        for name in self.filled:
            columns = self._columns(name)
            lines.append(f"INSERT INTO {name} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM fresh.{name}")
        self.execute("; ".join([*lines, self.sequences, "COMMIT"]))
        self.count += 1
        if self.count % self.TIDIED_EACH == 0:
            self.execute("VACUUM")

    def close(self) -> None:
        """Leave the database."""
        self.db.close()


def _text(statement: str) -> Any:
    """Return a statement made of the catalogue's own names, which are quoted."""
    return statement


Copies: Any = SqliteCopies | PostgresqlCopies
