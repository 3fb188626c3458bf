"""Many at once: threads that start together, each with a database connection of its own."""

from collections.abc import Callable
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
