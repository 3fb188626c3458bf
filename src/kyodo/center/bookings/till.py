"""Notes and coins."""

from collections.abc import Mapping

#: Notes and coins, in yen.
MONEY = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1)


def worth(counted: Mapping[str, int]) -> int:
    """Return the worth of counted notes and coins."""
    return sum(int(coin) * number for coin, number in counted.items())
