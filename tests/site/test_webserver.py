"""Each process of the web server keeps to one core, in turn."""

import gc
import os
from types import SimpleNamespace

import pytest
from django.db import connections

from kyodo.site import webserver


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[set[int]]:
    """Four cores, of which one is somebody else's; what a process was held to."""
    told: list[set[int]] = []
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 2, 3})
    monkeypatch.setattr(os, "sched_setaffinity", lambda _pid, cores: told.append(cores))
    monkeypatch.setattr(webserver, "_turn", iter(range(9)))
    monkeypatch.setattr(connections, "close_all", lambda: None)  # the test's own connection stays
    return told


def start() -> None:
    """Make a process as gunicorn does."""
    worker = SimpleNamespace()
    webserver.pre_fork(None, worker)
    webserver.post_fork(None, worker)


def test_processes_take_the_allowed_cores_in_turn(held: list[set[int]]) -> None:
    for _process in range(4):
        start()
    assert held == [{0}, {2}, {3}, {0}]


def test_the_operator_may_leave_it_to_the_system(held: list[set[int]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KYODO_ONE_CORE", "0")
    start()
    assert held == []


def test_what_was_loaded_is_set_aside_once(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    for name in ("collect", "freeze"):
        monkeypatch.setattr(gc, name, lambda name=name: called.append(name))
    webserver.when_ready(None)
    assert called == ["collect", "freeze"]
