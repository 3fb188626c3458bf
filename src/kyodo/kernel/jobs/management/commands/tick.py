"""``kyodo tick``: run the jobs that are due, once, and end; for a machine that has its own timer."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kyodo.kernel.jobs.database_clock import database_now
from kyodo.kernel.jobs.models import JobState, Run
from kyodo.kernel.jobs.tick import run_due, run_one
from kyodo.kernel.jobs.wall import JOBS


class Command(BaseCommand):
    help = "Run the jobs that are due now, and end. With --list show how they stand; with --run KEY run one now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--list", action="store_true", help="show every job, when it was due last and how it went")
        parser.add_argument("--run", metavar="KEY", help="run this job now, also when it is not due")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self._list()
        elif options["run"]:
            self._run(options["run"])
        else:
            self.stdout.write(f"{run_due()} run")

    def _list(self) -> None:
        rows = JobState.objects.in_bulk()
        for job in JOBS:
            row = rows.get(job.key)
            last = Run.objects.filter(job=job.key).first()
            ended = timezone.localtime(last.ended_at).strftime("%Y-%m-%d %H:%M:%S") if last else "-"
            state = row.state if row else "waiting"
            self.stdout.write(f"{job.key:32} {state:10} {ended:20} {last.note if last else ''}".rstrip())

    def _run(self, key: str) -> None:
        job = JOBS.find(key)
        if job is None:
            raise CommandError(f"there is no job {key!r}; see tick --list")
        if not run_one(job, database_now()):
            raise CommandError(f"{key} is running in another process")
