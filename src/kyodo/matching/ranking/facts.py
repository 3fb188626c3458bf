"""What the ranking knows of a need, an offer or an organization. Pure: read once, compared often."""

from dataclasses import dataclass, field
from datetime import date

#: A window without an end is looked at so many months ahead.
FAR = 24


@dataclass(frozen=True, slots=True)
class Profile:
    """One thing that is ranked, or for which others are ranked.

    ``kind`` is need, offer or actor; ``hours`` are a month's where a host tells what it can give, and
    all hours of the host where an offer tells what it takes. ``months`` are those that suit; none: any.
    ``works`` counts the public joint works in which an organization took part.
    """

    kind: str
    pk: int
    actor: int | None = None
    fields: frozenset[int] = frozenset()
    wards: frozenset[int] = frozenset()
    districts: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    hours: float | None = None
    first_minutes: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    wished: int | None = None
    works: int = 0
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hands:
    """What an association told of its capacity, and how many joint works it has under way."""

    is_told: bool = False
    hours_a_month: int | None = None
    busy_months: frozenset[int] = frozenset()
    most_open: int = 1
    not_before: date | None = None
    themes: frozenset[int] = frozenset()
    open_now: int = 0


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between the two sides of one pair."""

    resemblance: float = 0.0
    shared: tuple[str, ...] = ()
    worked_together: bool = False
    intermediaries: frozenset[int] = field(default_factory=frozenset)


def months_of(guest: Profile, today: date) -> list[date]:
    """Return the first days of the months through which an offer runs from now on; this month where it says nothing."""
    begin = max(guest.starts_on or today, today).replace(day=1)
    end = guest.ends_on or begin
    months = [begin]
    while len(months) < FAR and (following := next_month(months[-1])) <= end:
        months.append(following)
    return months


def next_month(first: date) -> date:
    """Return the first day of the month after one."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
