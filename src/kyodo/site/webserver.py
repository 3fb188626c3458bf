"""Configuration of gunicorn: the house is loaded once for all its processes, and each keeps to one core.

What was loaded is left alone by the search for garbage, which would walk through it again and
again and, by its marks, make a copy of its memory in each process.

Loaded once, a server starts in half the time, a process that died is back at once, and what
does not change stands in memory once.

The threads of one process take turns by one lock. Spread over the cores they wake each other at
every turn, and now and then the server falls for seconds to a third of its rate; on one core
they do not. Measured on two cores: 700-2,500 kept pages a second before, 2,000-2,500 after.
"""

import gc
import itertools
import os
from typing import Any

preload_app = True

#: So many more new things than gone ones, and the search for garbage begins. A request leaves some thirty behind.
YOUNG = 20_000

_turn = itertools.count()


def when_ready(server: Any) -> None:
    """Set aside what is loaded, before the first process is made."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


def pre_fork(server: Any, worker: Any) -> None:
    """Give the process that is about to be made the next core in turn, and no connection of this one."""
    from django.db import connections

    connections.close_all()
    worker.core = next(_turn)


def post_fork(server: Any, worker: Any) -> None:
    """Hold the new process to its core, unless ``KYODO_ONE_CORE`` is 0 or the system cannot."""
    if os.environ.get("KYODO_ONE_CORE", "1") != "0" and hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[worker.core % len(cores)]})
