"""Many at once: threads that start together, each with a database connection of its own."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Thread
from typing import Any


def all_at_once(number: int, act: Callable[[int], Any]) -> list[Any]:
    """Call ``act(0) … act(number - 1)`` at the same moment; returns results or the errors raised, in order."""
    from django.db import connections

    together = Barrier(number)
    results: list[Any] = [None] * number

    def run(n: int) -> None:
        together.wait()
        try:
            results[n] = act(n)
        except Exception as error:
            results[n] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(n,)) for n in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


type Crowd = Callable[[Callable[[int], Any]], list[Any]]


@contextmanager
def a_crowd(number: int) -> Iterator[Crowd]:
    """Give :func:`all_at_once` for many rounds: threads and connections stay for as long as the block lasts."""
    from django.db import connections

    begin, end = Barrier(number + 1), Barrier(number + 1)
    results: list[Any] = [None] * number
    wanted: list[Callable[[int], Any] | None] = [None]

    def run(n: int) -> None:
        while True:
            begin.wait()
            act = wanted[0]
            if act is None:
                connections.close_all()
                return
            try:
                results[n] = act(n)
            except Exception as error:
                results[n] = error
            end.wait()

    def together(act: Callable[[int], Any]) -> list[Any]:
        wanted[0] = act
        begin.wait()
        end.wait()
        return list(results)

    threads = [Thread(target=run, args=(n,)) for n in range(number)]
    for thread in threads:
        thread.start()
    # Between so many threads a turn of the interpreter's usual five milliseconds makes each round last seconds.
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.0002)
    try:
        yield together
    finally:
        sys.setswitchinterval(usual)
        wanted[0] = None
        begin.wait()
        for thread in threads:
            thread.join()
