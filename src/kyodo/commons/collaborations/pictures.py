"""A joint work as one person may see it drawn: plain values, no model, no query."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.partial import PartialDate


@dataclass(frozen=True)
class PicturedPartner:
    """A partner of a picture. ``name`` is empty for one who is not confirmed: the kind alone is told."""

    key: str
    name: str
    kind: str
    role: str = ""
    is_named: bool = True
    url: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class PicturedTie:
    """What passes from ``source`` to ``target``, both keys of partners of the same picture."""

    key: str
    source: str
    target: str
    kind: str
    label: str = ""
    both_ways: bool = False
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class Picture:
    """A joint work to be drawn. ``years`` are the fiscal years through which it can be followed."""

    title: str
    aim: str
    partners: tuple[PicturedPartner, ...]
    ties: tuple[PicturedTie, ...]
    years: tuple[int, ...] = field(default=())


def is_current(since: str, until: str, on: date) -> bool:
    """Say whether a day lies in a period whose edges are known as far as they are; an end belongs to it."""
    begins = PartialDate.from_iso(since).date if since else None
    ends = PartialDate.from_iso(until).end if until else None
    return (begins is None or begins <= on) and (ends is None or on < ends)


def as_of(picture: Picture, on: date) -> Picture:
    """Return the picture with those who took part on a day, and what passed between them then."""
    partners = tuple(p for p in picture.partners if is_current(p.since, p.until, on))
    here = {partner.key for partner in partners}
    ties = tuple(
        tie
        for tie in picture.ties
        if is_current(tie.since, tie.until, on) and tie.source in here and tie.target in here
    )
    return Picture(picture.title, picture.aim, partners, ties, picture.years)


def years_between(edges: list[tuple[str, str]], today: date) -> tuple[int, ...]:
    """Return the fiscal years from the first beginning to the last end, or to today where one has no end."""
    begins = [FiscalYear.of(PartialDate.from_iso(since).date).year for since, _until in edges if since]
    if not begins:
        return ()
    ends = [_last_year(until) for _since, until in edges if until]
    is_open = any(not until for _since, until in edges)
    last = max([*ends, *([FiscalYear.of(today).year] if is_open else []), *begins])
    return tuple(range(min(begins), last + 1))


def _last_year(until: str) -> int:
    return FiscalYear.of(PartialDate.from_iso(until).end - timedelta(days=1)).year
