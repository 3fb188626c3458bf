"""The worker's loop: due jobs, then every queue, then a short rest."""

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from django.db import DatabaseError, close_old_connections, connections

from kyodo.kernel.jobs.tick import run_due
from kyodo.kernel.jobs.wall import RUNNERS, Stopping

logger = logging.getLogger(__name__)

#: While the database is away the worker asks again after so many seconds.
REST_WITHOUT_DATABASE = 5.0


@contextmanager
def until_told_to_stop() -> Iterator[threading.Event]:
    """Give an event that is set by TERM or INT; a second one ends the process as usual."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def told(number: int, frame: FrameType | None) -> None:
        stop.set()
        for known, handler in before.items():
            signal.signal(known, handler)

    for number in before:
        signal.signal(number, told)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def one_pass(stopping: Stopping) -> int:
    """Run what is due and empty every queue once; returns how many things were done.

    A queue that fails is named in the log and does not keep the others from their turn.
    """
    done = run_due(stopping)
    for runner in RUNNERS:
        if stopping():
            break
        try:
            done += runner.run(stopping)
        except DatabaseError:
            raise
        except Exception:
            logger.exception("the queue %s failed", runner.key)
    return done


def work(stop: threading.Event, *, interval: float, once: bool) -> None:
    """Work until ``stop`` is set, or with ``once`` until nothing is left to do."""
    try:
        while not stop.is_set():
            if not once:
                close_old_connections()
            try:
                done = one_pass(stop.is_set)
            except DatabaseError:
                if once:
                    raise
                logger.exception("the database does not answer; trying again in %s s", REST_WITHOUT_DATABASE)
                connections.close_all()
                stop.wait(REST_WITHOUT_DATABASE)
                continue
            if not done:
                if once:
                    break
                stop.wait(interval)
    finally:
        for runner in RUNNERS:
            runner.close()
