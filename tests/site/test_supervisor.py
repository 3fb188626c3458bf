"""The supervisor keeps its children alive, and stops all of them together."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kyodo.site.supervisor import answers

#: A child that writes its process id and then waits.
CHILD = "import os, pathlib, sys, time; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(600)"


def until(wanted: Callable[[], Any], seconds: float = 20) -> Any:
    """Wait for something to become true and return it."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := wanted():
            return found
        time.sleep(0.02)
    raise AssertionError("it did not come true in time")


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").split(") ")[1][0] != "Z"
    except FileNotFoundError:
        return False


def pid_in(file: Path, other_than: int = 0) -> int:
    """Return the id that a child wrote, or 0."""
    text = file.read_text("ascii") if file.exists() else ""
    return int(text) if text and int(text) != other_than else 0


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Return a starter of supervisors over ``{name: program}``."""
    running: list[subprocess.Popen[str]] = []

    def starter(**children: str) -> subprocess.Popen[str]:
        plan = {
            "children": [[n, [sys.executable, "-c", code, str(tmp_path / n)]] for n, code in children.items()],
            "url": "", "host": "", "announcement": "", "lock": str(tmp_path / "lock"),
        }  # fmt: skip
        command = [sys.executable, "-m", "kyodo.site.supervisor", json.dumps(plan)]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        return running[-1]

    yield starter
    for process in running:
        process.kill()
        process.communicate()


def test_a_killed_child_is_started_again(start: Callable[..., subprocess.Popen[str]], tmp_path: Path) -> None:
    start(web=CHILD, worker=CHILD)
    first = until(lambda: pid_in(tmp_path / "worker"))
    web = until(lambda: pid_in(tmp_path / "web"))
    os.kill(first, signal.SIGKILL)
    assert is_alive(until(lambda: pid_in(tmp_path / "worker", first)))
    assert pid_in(tmp_path / "web") == web


def test_a_wish_to_stop_stops_all(start: Callable[..., subprocess.Popen[str]], tmp_path: Path) -> None:
    supervisor = start(web=CHILD, worker=CHILD)
    children = [until(lambda name=name: pid_in(tmp_path / name)) for name in ("web", "worker")]
    supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(20) == 0
    assert [is_alive(pid) for pid in children] == [False, False]


def test_children_end_with_a_killed_supervisor(start: Callable[..., subprocess.Popen[str]], tmp_path: Path) -> None:
    supervisor = start(web=CHILD)
    child = until(lambda: pid_in(tmp_path / "web"))
    supervisor.kill()
    until(lambda: not is_alive(child))


def test_a_child_that_never_stays_up_ends_the_site(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kyodo.site import supervisor as module

    said: list[str] = []
    monkeypatch.setattr(module, "LONGEST_PAUSE", 0.01)
    monkeypatch.setattr(module.signal, "signal", lambda *args: None)
    boss = module.Supervisor([module.Child("web", [sys.executable, "-c", "raise SystemExit(3)"])], said.append)
    assert boss.run() == 1
    assert said[0] == "web ended (exit 3); starting it again in 0 s"
    assert said[-1] == "web does not stay up; see its messages above"


def test_who_serves_holds_the_lock(start: Callable[..., subprocess.Popen[str]], tmp_path: Path, settings: Any) -> None:
    from kyodo.site.archive.restore import check_possible
    from kyodo.site.archive.write import NotPossible

    settings.SERVING_LOCK = tmp_path / "serving.lock"
    check_possible()
    start(web=CHILD)
    until(lambda: pid_in(tmp_path / "web"))
    (tmp_path / "lock").rename(tmp_path / "serving.lock")
    with pytest.raises(NotPossible, match="stop it before"):
        check_possible()


def test_an_address_where_nobody_listens_does_not_answer() -> None:
    assert not answers("http://127.0.0.1:1/")
