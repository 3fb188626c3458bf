"""Whose turn it is on a waiting list. Pure: no clock, no database.

The first in line whose whole group fits into the free places is next; nobody is split. A group that does
not fit is passed over and keeps its place in line, but not for ever: after ``MOST_PASSED`` times nobody behind
it is offered anything until enough places have come together for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

MOST_PASSED = 2


@dataclass(frozen=True)
class Group:
    """Some people in line who stay together; ``passed``: how often somebody behind them came first."""

    key: int
    size: int
    passed: int = 0


@dataclass(frozen=True)
class Turn:
    """Whose turn it is, and who was passed over for it."""

    key: int
    passed: tuple[int, ...] = ()


def turns(line: Sequence[Group], free: int | None, places: int | None) -> list[Turn]:
    """Return who gets the free places, in order. None: as many places as one likes.

    A group larger than all places together can never come in and keeps nobody waiting.
    """
    standing, found = list(line), []
    while (turn := _next(standing, free, places)) is not None:
        size = next(group.size for group in standing if group.key == turn.key)
        free = None if free is None else free - size
        passed = set(turn.passed)
        standing = [
            replace(group, passed=group.passed + (group.key in passed)) for group in standing if group.key != turn.key
        ]
        found.append(turn)
    return found


def _next(line: Sequence[Group], free: int | None, places: int | None) -> Turn | None:
    passed: list[int] = []
    for group in line:
        if free is None or group.size <= free:
            return Turn(group.key, tuple(passed))
        if places is not None and group.size > places:
            continue
        if group.passed >= MOST_PASSED:
            return None
        passed.append(group.key)
    return None
