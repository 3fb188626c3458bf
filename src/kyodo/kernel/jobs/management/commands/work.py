"""``kyodo work``: the worker."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kyodo.kernel.jobs.loop import until_told_to_stop, work

logger = logging.getLogger("kyodo.work")


class Command(BaseCommand):
    help = "Run due jobs, deliver the outbox and run queued tasks, until TERM. Several may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when nothing is left to do now")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds of rest when there is nothing to do")

    def handle(self, *args: Any, **options: Any) -> None:
        with until_told_to_stop() as stop:
            logger.info("the worker is ready")
            work(stop, interval=options["interval"], once=options["once"])
            logger.info("the worker has stopped")
