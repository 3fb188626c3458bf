"""What is asked again and again, kept in this process for as long as no public data changed."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, cast

from django.db import connection

from kyodo.kernel.freshness.version import version

KEPT = 500

_kept: OrderedDict[tuple[int, Hashable], Any] = OrderedDict()
_lock = Lock()


class Memo:
    """What one request may take from earlier ones; reads the version of public data once (one query)."""

    def __init__(self) -> None:
        # Inside a transaction what we read may never be committed, so nothing is kept.
        self.version = None if connection.in_atomic_block else version()

    def of[T](self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return what is kept under ``key``, or compute and keep it."""
        if self.version is None:
            return compute()
        full = (self.version, key)
        with _lock:
            if full in _kept:
                _kept.move_to_end(full)
                return cast(T, _kept[full])
        value = compute()
        with _lock:
            _kept[full] = value
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
        return value
