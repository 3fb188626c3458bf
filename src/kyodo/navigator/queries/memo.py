"""Counts that are asked again and again, kept for as long as no public data changed.

How many entries each facet holds costs a walk over all of them. The answer is kept in
this process under the version of all public data, so no commit anywhere can leave it stale.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, cast

from django.db import connection

from kyodo.kernel.freshness.version import version

KEPT = 1000

_kept: OrderedDict[tuple[int, Hashable], Any] = OrderedDict()
_lock = Lock()


class Memo:
    """What one request may take from earlier ones; reads the version once (one query)."""

    def __init__(self) -> None:
        # Inside a transaction what we read may never be committed, so nothing is kept.
        self.version = None if connection.in_atomic_block else version()
        self._mine: dict[Hashable, Any] = {}

    def of[T](self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return what is kept under ``key``, or compute and keep it."""
        if self.version is None:
            if key not in self._mine:
                self._mine[key] = compute()
            return cast(T, self._mine[key])
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


def forget_all() -> None:
    """Empty the memory; for tests that empty the database."""
    with _lock:
        _kept.clear()
