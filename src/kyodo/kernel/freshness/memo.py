"""What is asked again and again, kept in this process for as long as no public data changed.

For values that depend on public tables only, and are the same for everybody: the names in
the page frame, the counts beside facets, the rules of opening hours. The key must name all
that the value depends on, such as the language.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Event, Lock, get_ident
from typing import Any, cast

from django.db import connection

from kyodo.kernel.freshness.version import version

KEPT = 2000
#: Characters of markup kept in all: parts of long pages must not fill the memory.
KEPT_LETTERS = 16_000_000

_kept: OrderedDict[tuple[int, Hashable], Any] = OrderedDict()
_letters = 0
_lock = Lock()


class _AtWork:
    """A value that a thread computes just now."""

    def __init__(self, thread: int):
        self.thread, self.done = thread, Event()


#: Keys that are computed just now.
_at_work: dict[tuple[int, Hashable], _AtWork] = {}
#: Seconds to wait for another thread before computing oneself.
PATIENCE = 20


@dataclass
class _Reading:
    """The request that is being answered, and the version of public data that it read."""

    version: int | None


_request: ContextVar[_Reading | None] = ContextVar("reading", default=None)


@contextmanager
def reading(known: int | None = None) -> Iterator[None]:
    """While a request only reads, its version of public data is read once (or is ``known`` already)."""
    token = _request.set(_Reading(known))
    try:
        yield
    finally:
        _request.reset(token)


def seen(version: int) -> None:
    """Tell a request that only reads, and has not asked yet, which version of public data somebody saw just now."""
    request = _request.get()
    if request is not None and request.version is None:
        request.version = version


def version_here() -> int | None:
    """Return the version under which values may be kept now, or None where nothing may be.

    Inside a transaction what we read may never be committed, so nothing is kept.
    """
    if connection.in_atomic_block:
        return None
    request = _request.get()
    if request is None:
        return version()
    if request.version is None:
        request.version = version()
    return request.version


def remember[T](key: Hashable, compute: Callable[[], T], known: int | None = None) -> T:
    """Return what is kept under ``key`` for the present data, or compute and keep it.

    ``known`` is the version of public data, where this request has read it and written nothing since.
    Costs one small query for each request, not for each call. The value must not be changed
    by whoever gets it. What several threads want at once, one of them computes and the others await: at the turn
    of a minute the counts of a hundred thousand entries would else be counted by all of them side by side.
    """
    now = version_here() if known is None or connection.in_atomic_block else known
    if now is None:
        return compute()
    full = (now, key)
    while True:
        with _lock:
            if full in _kept:
                _kept.move_to_end(full)
                return cast(T, _kept[full])
            at_work = _at_work.get(full)
            if at_work is None:
                _at_work[full] = at_work = _AtWork(get_ident())
                break
        if at_work.thread == get_ident() or not at_work.done.wait(PATIENCE):
            return compute()
    try:
        value = compute()
        with _lock:
            _keep(full, value)
        return value
    finally:
        with _lock:
            _at_work.pop(full, None)
        at_work.done.set()


def recall(keys: Iterable[Hashable], version: int) -> list[Any]:
    """Return what :func:`remember` keeps under keys for public data of a version, None for others.

    For writers that check rules under a lock: they ask for the version there, which is one small question (see
    :func:`~kyodo.kernel.freshness.version.version_and_moment`) instead of reading the rules again. Not for a
    transaction that changed public data itself.
    """
    with _lock:
        return [_kept.get((version, key)) for key in keys]


def _keep(key: tuple[int, Hashable], value: Any) -> None:
    global _letters
    _letters += _length(value) - _length(_kept.pop(key, None))
    _kept[key] = value
    while len(_kept) > KEPT or (_letters > KEPT_LETTERS and len(_kept) > 1):
        _letters -= _length(_kept.popitem(last=False)[1])


def _length(value: Any) -> int:
    return len(value) if isinstance(value, str) else 0
