"""Load: wrk where it is installed, else a small keep-alive client of our own; and what a server used."""

import contextlib
import os
import re
import selectors
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 16
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Ran:
    """Requests a second, milliseconds at the half and at 99 of 100, how many, how many went wrong."""

    rate: float
    p50: float
    p99: float
    requests: int
    wrong: int


def provide_wrk() -> str | None:
    """Return wrk, installing Debian's package where that is possible."""
    if not shutil.which("wrk") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "wrk"], capture_output=True, check=False)
    return shutil.which("wrk")


def put_under_load(url: str, seconds: float) -> Ran:
    """Ask one address over 16 connections for so long."""
    wrk = shutil.which("wrk")
    return _by_wrk(wrk, url, seconds) if wrk else _by_own(url, seconds)


def _by_wrk(wrk: str, url: str, seconds: float) -> Ran:
    told = subprocess.run(
        [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--latency",
         "-H", "Accept-Encoding: gzip", url],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip

    def number(pattern: str) -> float:
        found = re.search(pattern, told)
        return float(found[1]) if found else 0.0

    def milliseconds(share: int) -> float:
        found = re.search(rf"\s{share}%\s+([\d.]+)(us|ms|s)", told)
        return float(found[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[found[2]] if found else 0.0

    wrong = int(number(r"Non-2xx or 3xx responses: (\d+)"))
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", told)
    wrong += sum(map(int, errors.groups())) if errors else 0
    requests = int(number(r"(\d+) requests in"))
    return Ran(number(r"Requests/sec:\s+([\d.]+)"), milliseconds(50), milliseconds(99), requests, wrong)


def _by_own(url: str, seconds: float) -> Ran:
    """Keep 16 connections busy from one process; costs more of the machine than wrk does."""
    host, port, path = re.match(r"http://([\d.]+):(\d+)(.*)", url).groups()  # type: ignore[union-attr]
    request = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    chooser = selectors.DefaultSelector()
    states: dict[socket.socket, list[object]] = {}
    for _n in range(CONNECTIONS):
        link = socket.create_connection((host, int(port)))
        link.setblocking(False)
        chooser.register(link, selectors.EVENT_READ)
        states[link] = [b"", time.perf_counter()]
        link.send(request)
    spent, wrong, began = [], 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        for key, _events in chooser.select(0.1):
            link = key.fileobj
            assert isinstance(link, socket.socket)
            state = states[link]
            state[0] = bytes(state[0]) + link.recv(1 << 16)  # type: ignore[call-overload]
            head, mark, body = bytes(state[0]).partition(b"\r\n\r\n")  # type: ignore[call-overload]
            length = re.search(rb"(?i)content-length: (\d+)", head)
            if mark and length and len(body) >= int(length[1]):
                spent.append((time.perf_counter() - float(state[1])) * 1000)  # type: ignore[arg-type]
                wrong += not head.startswith(b"HTTP/1.1 2")
                states[link] = [b"", time.perf_counter()]
                link.send(request)
    took = time.perf_counter() - began
    for link in states:
        link.close()
    spent.sort()
    return Ran(len(spent) / took, spent[len(spent) // 2], spent[int(len(spent) * 0.99)], len(spent), wrong)


class Server:
    """A gunicorn of two processes with four threads each, the same for the site and for the floor."""

    def __init__(self, application: str, environment: dict[str, str], cwd: Path):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{self.port}", "--worker-class",
             "gthread", "--workers", "2", "--threads", "4", "--keep-alive", "20", "--log-level", "error",
             "--no-control-socket", "--config", "python:kyodo.site.webserver"],
            env={"MALLOC_ARENA_MAX": "2", **environment}, cwd=cwd,
        )  # fmt: skip
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.1)
        raise RuntimeError(f"the server of {application} does not start")

    def workers(self) -> list[int]:
        """Return the worker processes."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii")
        return [int(pid) for pid in children.split()]

    def cpu(self) -> float:
        """Return the seconds of CPU that the workers have used so far."""
        return sum(sum(map(int, _stat(pid)[11:13])) for pid in self.workers()) / _TICK

    def memory(self) -> tuple[float, float]:
        """Return the MB of the largest worker: its own memory, and with its share of mapped files."""
        own, shared = 0, 0
        for pid in self.workers():
            told = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
            found = {name: int(size) for name, size in re.findall(r"^(\w+):\s+(\d+) kB", told, re.M)}
            own, shared = max(own, found["Pss_Anon"]), max(shared, found["Pss"])
        return own / 1024, shared / 1024

    def stop(self) -> None:
        """Stop the server."""
        self.process.terminate()
        self.process.wait(30)


def _stat(pid: int) -> Sequence[str]:
    return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()


@contextlib.contextmanager
def serving(application: str, environment: dict[str, str], cwd: Path) -> Iterator[Server]:
    """Run a server for as long as the block lasts."""
    server = Server(application, environment, cwd)
    try:
        yield server
    finally:
        server.stop()
