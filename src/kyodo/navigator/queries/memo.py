"""Counts that are asked again and again: how many entries each facet holds costs a walk over all.

They are kept in the process for as long as no public data changed
(:mod:`kyodo.kernel.freshness.memo`), and within one request in any case.
"""

from collections.abc import Callable, Hashable
from typing import Any, cast

from kyodo.kernel.freshness.memo import remember


class Memo:
    """What one request may take from earlier ones."""

    def __init__(self) -> None:
        self._mine: dict[Hashable, Any] = {}

    def of[T](self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return what is kept under ``key``, or compute and keep it."""
        if key not in self._mine:
            self._mine[key] = remember(("navigator", key), compute)
        return cast(T, self._mine[key])
