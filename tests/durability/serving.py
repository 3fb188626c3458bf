"""The production web server on the tests' database, to be killed."""

import http.client
import os
import signal
import socket
import time
from pathlib import Path

from kyodo.site.starting import _web
from tests.kernel.notices.killing import database_url
from tests.support.nursery import Forked, Nursery

HOST = "127.0.0.1"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class Server:
    """gunicorn with two workers, as ``kyodo serve`` starts it; the whole group dies together."""

    def __init__(self, folder: Path) -> None:
        self.port, self.log = free_port(), folder / "server.log"
        self.process: Forked | None = None
        self.killed = 0
        environment = {
            **os.environ, "KYODO_DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "kyodo.site.settings",
            "KYODO_WORKERS": "2", "KYODO_THREADS": "4", "PYTHONWARNINGS": "ignore",
        }  # fmt: skip
        self.nursery = Nursery(environment, "kyodo.site.urls", "gunicorn.app.wsgiapp", "gunicorn.workers.gthread")

    def start(self, seconds: float = 120) -> None:
        """Start it and wait until it answers. Raises ``RuntimeError`` with its log when it does not."""
        self.process = self.nursery.start(*_web(HOST, self.port)[2:], log=self.log)
        end = time.monotonic() + seconds
        while not self._answers():
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError(f"the server does not answer:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=20)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """Kill -9 master and workers at once."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.killed += 1

    def stop(self) -> int:
        """Ask the server to stop; returns its exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(60)

    def end(self) -> None:
        """Leave nothing behind."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.nursery.close()
