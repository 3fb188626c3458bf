"""What has to be in place before the site serves, each step quick when there is nothing to do."""

import hashlib
import json
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

WORKERS, THREADS = 2, 4


def migrate() -> int:
    """Bring the database up to date; return how many migrations were applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    return len(plan)


def _static_files() -> Iterator[str]:
    for finder in get_finders():
        for path, storage in finder.list(["CVS", ".*", "*~"]):
            status = Path(storage.path(path)).stat()
            yield f"{path} {status.st_size} {status.st_mtime_ns}"


def collect_static() -> bool:
    """Gather and pack the static files when one of them changed; say whether that was needed."""
    root = Path(settings.STATIC_ROOT)
    stamp = root / ".collected"
    backend = settings.STORAGES["staticfiles"]["BACKEND"]
    wanted = hashlib.sha256("\n".join([backend, *sorted(_static_files())]).encode()).hexdigest()
    if stamp.exists() and stamp.read_text("ascii") == wanted:
        return False
    call_command("collectstatic", interactive=False, clear=root.exists(), verbosity=0)
    stamp.write_text(wanted, "ascii")
    return True


def check_port(host: str, port: int) -> None:
    """Raise ``CommandError`` when the address cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"{host}:{port} cannot be used ({error.strerror}). Choose another port with --port N."
            ) from error


def address(host: str, port: int) -> str:
    """Return the address to open on this machine for what listens on ``host``."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(host, host)  # noqa: S104
    return f"http://{f'[{shown}]' if ':' in shown and '[' not in shown else shown}:{port}"


def _web(host: str, port: int) -> list[str]:
    bound = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        sys.executable, "-m", "gunicorn", "kyodo.site.wsgi:application", "--bind", bound, "--worker-class", "gthread",
        "--workers", os.environ.get("KYODO_WORKERS", str(WORKERS)),
        "--threads", os.environ.get("KYODO_THREADS", str(THREADS)),
        "--keep-alive", "20", "--timeout", "60", "--graceful-timeout", "20", "--log-level", "warning",
        "--no-control-socket", "--config", "python:kyodo.site.webserver",
    ]  # fmt: skip


def serve(host: str, port: int, announcement: str) -> None:
    """Become the supervisor of web server and worker; does not return.

    This process, which has Django in memory, makes room for a small one.
    """
    if not settings.PRODUCTION:
        os.environ.setdefault("KYODO_SITE_URL", address(host, port))
    # Without it each of a worker's threads keeps what it freed to itself (glibc).
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    plan = {
        "children": [
            ("web server", _web(host, port)),
            ("worker", [sys.executable, "-m", "kyodo", "work"]),
        ],
        "url": f"{address(host, port)}/healthz",
        "host": "" if "*" in settings.ALLOWED_HOSTS else settings.ALLOWED_HOSTS[0].lstrip("."),
        "announcement": announcement,
        "lock": str(settings.SERVING_LOCK),
    }
    connection.close()
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-m", "kyodo.site.supervisor", json.dumps(plan)])  # noqa: S606
