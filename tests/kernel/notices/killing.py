"""Killing workers in the middle of their work, and counting what arrived.

Run alone it measures: ``python -m pytest tests/kernel/notices/test_kill.py`` for the quick test;
the figures of many kills come from ``KYODO_TEST_KILLS=50``.
"""

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection, transaction

from kyodo.kernel.notices.actions import write
from kyodo.kernel.notices.models import Notice
from tests.support.nursery import Forked, Nursery


def database_url() -> str:
    """Return the address of the tests' own database, for another process."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgresql://{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


def nursery_of_workers(port: int, folder: Path) -> Nursery:
    """Return where workers come from that use the tests' database and a mail server on this port."""
    return Nursery(
        {
            **os.environ, "KYODO_DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "kyodo.site.settings",
            "KYODO_MAIL_URL": f"smtp://127.0.0.1:{port}", "KYODO_POST_ROOT": str(folder), "KYODO_LOG_LEVEL": "ERROR",
        },
        "kyodo.kernel.jobs.management.commands.work",
    )  # fmt: skip


def postmen_of(worker: int) -> list[int]:
    """Return the process ids of a worker's postmen."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
            if int(fields[1]) == worker and b"postman" in (status.parent / "cmdline").read_bytes():
                found.append(int(status.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def write_notices(first: int, count: int) -> None:
    """Write notices, each in its own transaction; every fifth is rolled back."""
    for n in range(first, first + count):
        try:
            with transaction.atomic():
                write(
                    key=f"n{n}", kind="notices.site", recipient=f"person:{n}", address=f"a{n}@example.jp",
                    subject=f"{n}", body="本文です。",
                )  # fmt: skip
                if n % 5 == 4:
                    raise RuntimeError("rolled back")
        except RuntimeError:
            pass


@dataclass
class Kills:
    """Kills the worker again and again: at random, or by the mail server right before its answer."""

    port: int
    folder: Path
    with_postman: bool = False
    worker: Forked | None = None
    killed: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.nursery = nursery_of_workers(self.port, self.folder)

    def kill(self) -> None:
        """Kill -9 the worker that runs now, and its postman with it where that is asked for."""
        with self.lock:
            worker = self.worker
            if worker is None or worker.poll() is not None:
                return
            postmen = postmen_of(worker.pid) if self.with_postman else []
            self.killed += 1  # before whoever waits for its end goes on
            for pid in (worker.pid, *postmen):
                os.kill(pid, signal.SIGKILL)
            worker.wait()

    def start(self) -> None:
        """Start the next worker: ``kyodo work``."""
        self.worker = self.nursery.start("kyodo", "work", "--interval", "0.05", "--skip-checks")

    def stop(self) -> int:
        """Ask the last worker to stop; returns its exit code."""
        assert self.worker is not None
        self.worker.terminate()
        return self.worker.wait(30)

    def end(self) -> None:
        """Leave no worker behind."""
        if self.worker is not None and self.worker.poll() is None:
            self.worker.kill()
            self.worker.wait()
        self.nursery.close()


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is so, at most so long; returns whether it is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.02)
    return False


def all_settled() -> bool:
    """Say whether no notice waits or is being sent."""
    return not Notice.objects.filter(state__in=["queued", "failed", "sending"]).exists()


def chance(seed: int) -> random.Random:
    """Return a generator of chance that can be repeated."""
    return random.Random(seed)  # noqa: S311
