"""Processes that a test starts, kills and starts again: what takes longest, loading the house, is done once.

A nursery is a process that has loaded Django and has neither threads nor connections. Each further process is a fork
of it that runs a module as ``python -m`` would.
"""

import json
import os
import runpy
import select
import signal
import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import Any


class Nursery:
    """The nursery, seen from the test. ``loaded`` are modules to load beside Django."""

    def __init__(self, environment: dict[str, str], *loaded: str) -> None:
        self._turn = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", __name__, *loaded],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, **order: Any) -> int:
        """Let the nursery do something and return its answer, a number."""
        with self._turn:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            print(json.dumps(order), file=self._process.stdin, flush=True)
            return int(self._process.stdout.readline())

    def start(self, *command: str, log: Path | None = None) -> "Forked":
        """Run a module with arguments in a process and a session of its own."""
        return Forked(self, self.ask(command=command, log=str(log or os.devnull)))

    def close(self) -> None:
        """Let the nursery go; what it started lives on."""
        with self._turn:
            self._process.communicate()


class Forked:
    """A process out of a nursery, with the ways of ``subprocess.Popen``."""

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self.nursery, self.pid = nursery, pid
        self._end = os.pidfd_open(pid)
        self._turn, self._code = threading.Lock(), None

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end and return its exit code. Raises ``TimeoutExpired``."""
        if not select.select([self._end], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        with self._turn:
            if self._code is None:
                self._code = self.nursery.ask(code=self.pid)
        return self._code

    def poll(self) -> int | None:
        """Return its exit code, or None while it runs."""
        return self.wait() if select.select([self._end], [], [], 0)[0] else None

    def kill(self) -> None:
        """Kill -9."""
        os.kill(self.pid, signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to stop."""
        os.kill(self.pid, signal.SIGTERM)


def _become(command: list[str], log: str) -> None:
    os.setsid()
    for number, place, how in ((0, os.devnull, os.O_RDONLY), (1, log, os.O_WRONLY), (2, log, os.O_WRONLY)):
        opened = os.open(place, how | os.O_APPEND | os.O_CREAT, 0o644)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = command
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)


def main() -> None:
    """Load the house, then do what the lines on standard input ask for."""
    import django
    from django.db import connections

    django.setup()
    for name in sys.argv[1:]:
        import_module(name)
    connections.close_all()
    for line in sys.stdin:
        order = json.loads(line)
        if "code" in order:
            print(os.waitstatus_to_exitcode(os.waitpid(order["code"], 0)[1]), flush=True)  # noqa: T201
        elif pid := os.fork():
            print(pid, flush=True)  # noqa: T201
        else:
            _become(order["command"], order["log"])
            return


if __name__ == "__main__":
    main()
