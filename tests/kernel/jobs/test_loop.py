import os
import signal
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from kyodo.kernel.jobs import loop
from kyodo.kernel.jobs.database_clock import later
from kyodo.kernel.jobs.queue import put_back
from kyodo.kernel.jobs.wall import JOBS, RUNNERS, Runner

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]

DONE: list[int] = []


@task(backend="jobs")
def note_down(number):
    DONE.append(number)


@pytest.fixture(autouse=True)
def no_jobs(monkeypatch):
    DONE.clear()
    monkeypatch.setattr(JOBS, "_items", {})


def test_work_once_runs_all_queued_tasks_and_ends():
    for number in range(25):
        note_down.enqueue(number)
    call_command("work", "--once")
    assert sorted(DONE) == list(range(25))
    assert DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL).count() == 25


def test_a_task_of_a_killed_worker_is_put_back_and_in_the_end_given_up():
    result = note_down.enqueue(1)
    rows = DBTaskResult.objects.filter(pk=result.id)
    rows.update(status=TaskResultStatus.RUNNING, started_at=later(-timedelta(minutes=29)), worker_ids=["a"])
    assert put_back() == "0 put back, 0 given up"
    rows.update(started_at=later(-timedelta(minutes=31)))
    assert put_back() == "1 put back, 0 given up"
    call_command("work", "--once")
    assert DONE == [1]
    rows.update(status=TaskResultStatus.RUNNING, started_at=later(-timedelta(hours=1)), worker_ids=list("abcde"))
    assert put_back() == "0 put back, 1 given up"


def test_a_queue_that_fails_does_not_stop_the_others(monkeypatch, caplog):
    def broken(stopping):
        raise ValueError

    seen = []
    runners = [
        Runner("broken", "", broken, order=1),
        Runner("sound", "", lambda stopping: 0, close=lambda: seen.append("closed"), order=2),
    ]
    monkeypatch.setattr(RUNNERS, "_items", {runner.key: runner for runner in runners})
    loop.work(threading.Event(), interval=0, once=True)
    assert seen == ["closed"]
    assert "the queue broken failed" in caplog.text


def test_the_worker_waits_for_a_database_that_is_away(monkeypatch, caplog):
    monkeypatch.setattr(loop, "REST_WITHOUT_DATABASE", 0)
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)
    monkeypatch.setattr(loop.connections, "close_all", lambda: None)
    stop = threading.Event()
    passes = []

    def one_pass(stopping):
        passes.append(1)
        if len(passes) < 3:
            raise DatabaseError
        stop.set()
        return 0

    monkeypatch.setattr(loop, "one_pass", one_pass)
    loop.work(stop, interval=0, once=False)
    assert len(passes) == 3


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_loop_and_the_old_handler_comes_back(number):
    before = signal.getsignal(number)
    with loop.until_told_to_stop() as stop:
        os.kill(os.getpid(), number)
        assert stop.wait(5)
    assert signal.getsignal(number) == before
