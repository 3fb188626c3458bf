"""What something costs and what stays due when it is cancelled: pure functions on the table's data, in whole yen.

The table is data (``models.Fee``); nothing here knows a price. Parts of a yen are dropped in favor of whoever pays.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Line:
    """One line of the fee table; empty ``user_kind`` or ``purpose``: any. ``per`` is slot, hour or month."""

    per: str
    slot_from: str
    slot_until: str
    user_kind: str
    purpose: str
    yen: int
    since: date

    def suits(self, use: "Use") -> bool:
        """Say whether this line is in force for a use."""
        return (
            self.since <= use.day and self.user_kind in ("", use.user_kind) and self.purpose in ("", use.purpose)
        )  # fmt: skip

    @property
    def weight(self) -> tuple[bool, bool, date]:
        """Of two lines that suit, the one for the purpose wins, then the one for the user, then the later one."""
        return bool(self.purpose), bool(self.user_kind), self.since


@dataclass(frozen=True)
class Use:
    """What is paid for: a day, from when to when (``09:00``), as whom, what for; months of a yearly thing."""

    day: date
    begins: str
    ends: str
    user_kind: str
    purpose: str
    count: int = 1
    months: int = 0


def fee_of(lines: Iterable[Line], use: Use) -> int | None:
    """Return the fee in yen, or None where the table has no answer: then a person must say it.

    Slots count where the use begins with one and ends with one: every slot in between is paid. Else hours count,
    each begun hour in full; a yearly thing costs its months.
    """
    suiting = [line for line in lines if line.suits(use)]
    if use.months:
        month = _best(line for line in suiting if line.per == "month")
        return None if month is None else month.yen * use.months * use.count
    slots = _slots(suiting, use)
    if slots is not None:
        return slots * use.count
    hour = _best(line for line in suiting if line.per == "hour")
    return None if hour is None else hour.yen * _hours(use) * use.count


def _slots(lines: Sequence[Line], use: Use) -> int | None:
    spans = {(line.slot_from, line.slot_until) for line in lines if line.per == "slot"}
    inside = sorted(span for span in spans if use.begins <= span[0] and span[1] <= use.ends)
    # Two slots that overlap (a morning, a whole day): the longest that begins first counts.
    chosen: list[tuple[str, str]] = []
    for span in sorted(inside, key=lambda one: (one[0], _minus(one[1]))):
        if not chosen or span[0] >= chosen[-1][1]:
            chosen.append(span)
    if not chosen or chosen[0][0] != use.begins or chosen[-1][1] != use.ends:
        return None
    best = [_best(line for line in lines if (line.slot_from, line.slot_until) == span) for span in chosen]
    return sum(line.yen for line in best if line)


def _minus(clock: str) -> int:
    return -_minutes(clock)


def _best(lines: Iterable[Line]) -> Line | None:
    return max(lines, key=lambda line: line.weight, default=None)


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _hours(use: Use) -> int:
    """Return the hours begun; an end at midnight is 24 o'clock."""
    ends = _minutes(use.ends) or 24 * 60
    return -(-(ends - _minutes(use.begins)) // 60)


@dataclass(frozen=True)
class Grant:
    """A reduction in force for days of use from ``since`` up to and without ``until``.

    Empty ``user_kind`` or ``purpose``: any.
    """

    percent: int
    since: date
    until: date | None
    user_kind: str = ""
    purpose: str = ""

    def suits(self, use: Use) -> bool:
        """Say whether this reduction is in force for a use."""
        is_theirs = self.user_kind in ("", use.user_kind) and self.purpose in ("", use.purpose)
        return is_theirs and self.since <= use.day and (self.until is None or use.day < self.until)


def reduced(yen: int, grants: Iterable[Grant], use: Use) -> int:
    """Return what is left of a fee for a use: the largest reduction in force counts, they are not added up.

    It counts from its own date on, whenever in the year it was granted.
    """
    percents = [one.percent for one in grants if one.suits(use)]
    return yen * (100 - max(percents, default=0)) // 100


def percent_due(steps: Iterable[Mapping[str, Any]], days_before: int) -> int:
    """Return how much of the fee stays due when something is cancelled so many days before the day of use.

    A step ``{"days": 7, "percent": 50}`` holds from the seventh day before on; of several the one with the fewest
    days. Before all steps nothing is due.
    """
    reached = [(int(step["days"]), int(step["percent"])) for step in steps if days_before <= int(step["days"])]
    return min(reached)[1] if reached else 0


def due_after(yen: int, steps: Iterable[Mapping[str, Any]], cancelled: date, day: date) -> int:
    """Return what stays due of a fee when it is cancelled on a day of Tokyo."""
    return yen * percent_due(steps, (day - cancelled).days) // 100
