"""How many tickets an entry holds: one, and one more for each round in a row that its party lost."""

from collections.abc import Iterable

#: Nobody comes to hold more.
MOST = 5


def tickets_after(results: Iterable[bool]) -> int:
    """Return the tickets after these rounds, the latest first: True for a win, False for none.

    A win that was not taken up ends the row, too. Rounds without an entry do not count and do not end it.
    """
    lost = 0
    for won in results:
        if won:
            break
        lost += 1
    return min(1 + lost, MOST)
