"""``kyodo tick``: does the chores that are due; with ``--forever`` it is the site's clock."""

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from kyodo.kernel.registry import CHORES, Chore

log = logging.getLogger("kyodo.tick")


class Command(BaseCommand):
    """A chore that fails is logged and tried again when it is next due; the others go on."""

    help = "Do the chores that are due once, or keep doing them with --forever."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--forever", action="store_true", help="stay and do each chore again when it is due")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["forever"]:
            failed = [chore.key for chore in CHORES if not do(chore)]
            if failed:
                raise SystemExit(f"kyodo tick: failed: {', '.join(failed)}")
            return
        stop = threading.Event()

        def wish(number: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, wish)
        signal.signal(signal.SIGINT, wish)
        due: dict[str, float] = {}
        while not stop.wait(1):
            for chore in CHORES:
                if time.monotonic() >= due.get(chore.key, 0):
                    do(chore)
                    due[chore.key] = time.monotonic() + chore.every


def do(chore: Chore) -> bool:
    """Run one chore; say whether it ended well."""
    close_old_connections()
    try:
        count = chore.run()
    except Exception:
        log.exception("the chore %s failed", chore.key)
        return False
    if count:
        log.info("%s: %s", chore.key, count)
    return True
