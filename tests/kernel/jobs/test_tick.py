from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from kyodo.kernel.jobs.database_clock import database_now, later
from kyodo.kernel.jobs.hooks import forget, wrong
from kyodo.kernel.jobs.models import JobState, Run, RunState
from kyodo.kernel.jobs.tick import claim, finish, run_due, run_one
from kyodo.kernel.jobs.wall import JOBS, Job
from tests.support.threads import all_at_once

pytestmark = pytest.mark.both_databases


@pytest.fixture
def only(monkeypatch):
    """Let one job hang on the wall; returns it and the list of its runs."""
    ran = []

    def act():
        ran.append(1)
        return f"run {len(ran)}"

    job = Job("test.job", "test", act, every=timedelta(days=1))
    monkeypatch.setattr(JOBS, "_items", {job.key: job})
    return job, ran


def run_states():
    return list(Run.objects.order_by("pk").values_list("state", "note"))


@pytest.mark.django_db
def test_a_job_runs_once_in_its_slot(only):
    assert [run_due(), run_due(), run_due()] == [1, 0, 0]
    assert run_states() == [("done", "run 1")]


@pytest.mark.django_db
def test_it_runs_again_in_the_next_slot(only):
    run_due()
    JobState.objects.update(slot=later(-timedelta(days=2)))
    assert run_due() == 1
    assert run_states() == [("done", "run 1"), ("done", "run 2")]


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_runs_it(only):
    assert sum(all_at_once(8, lambda n: run_due())) == 1
    assert only[1] == [1]


@pytest.mark.django_db
def test_a_failed_run_is_tried_again_later_and_given_up_in_the_end(only, monkeypatch, caplog):
    def broken():
        raise ValueError("written by a person")

    job = Job("test.job", "test", broken, every=timedelta(days=1), retries=2)
    monkeypatch.setattr(JOBS, "_items", {job.key: job})
    assert [run_due(), run_due()] == [1, 0]
    waits = []
    for _again in range(2):
        row = JobState.objects.get()
        waits.append(round((row.retry_at - database_now()).total_seconds() / 60))
        JobState.objects.update(retry_at=later(-timedelta(seconds=1)))
        assert run_due() == 1
    assert waits == [1, 5]
    assert run_states() == [("failed", "ValueError"), ("failed", "ValueError"), ("given_up", "ValueError")]
    assert run_due() == 0
    assert list(wrong()) == ["jobs: test.job failed 3 times and waits for its next time"]


@pytest.mark.django_db
def test_a_run_of_a_killed_worker_is_done_by_another_after_its_lease(only):
    job, ran = only
    assert claim(job, job.slot(database_now()))
    assert run_due() == 0
    JobState.objects.update(lease_until=later(-timedelta(seconds=1)))
    assert list(wrong()) == ["jobs: test.job was started and never ended; is a worker running?"]
    assert run_due() == 1
    assert ran == [1]
    assert list(wrong()) == []


@pytest.mark.django_db
def test_a_job_that_kills_its_workers_is_left_until_its_next_slot(only):
    job, _ran = only
    slot = job.slot(database_now())
    claims = []
    for _kill in range(6):
        claims.append(bool(claim(job, slot)))
        JobState.objects.update(lease_until=later(-timedelta(seconds=1)))
    assert claims == [True, True, True, True, False, False]
    assert claim(job, slot + timedelta(days=1))


@pytest.mark.django_db
def test_who_comes_back_after_the_lease_changes_nothing(only, caplog):
    job, _ran = only
    slot = job.slot(database_now())
    late = claim(job, slot)
    JobState.objects.update(lease_until=later(-timedelta(seconds=1)))
    second = claim(job, slot)
    finish(job, late, RunState.DONE, "late")
    assert JobState.objects.get().token == second
    assert run_states() == []
    assert "took longer" in caplog.text


@pytest.mark.django_db
def test_no_second_run_while_one_is_under_way_even_in_the_next_slot(only):
    job, _ran = only
    slot = job.slot(database_now())
    assert claim(job, slot)
    assert not run_one(job, slot + timedelta(days=1))


@pytest.mark.django_db
def test_old_runs_are_forgotten(only):
    run_due()
    Run.objects.update(ended_at=later(-timedelta(days=91)))
    assert forget() == "1 runs, 0 tasks"


@pytest.mark.django_db
def test_tick_lists_and_runs_one_by_name(only, capsys):
    call_command("tick")
    call_command("tick", "--run", "test.job")
    call_command("tick", "--list")
    first, *rest = capsys.readouterr().out.splitlines()
    assert first == "1 run"
    assert [line.split()[:2] for line in rest] == [["test.job", "done"]]
    assert rest[0].endswith("run 2")
    with pytest.raises(CommandError, match="there is no job 'other'"):
        call_command("tick", "--run", "other")
