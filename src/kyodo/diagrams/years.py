"""Which partners and ties a diagram shows: today's, or those of a fiscal year."""

from dataclasses import dataclass, replace
from datetime import date

from kyodo.commons.collaborations.public import Picture, as_of
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.partial import PartialDate


@dataclass(frozen=True)
class YearChoice:
    """A fiscal year through which a joint work can be followed."""

    label: str
    href: str
    is_current: bool


def shown(picture: Picture, year: int | None, today: date) -> tuple[Picture, int | None]:
    """Return the picture of a fiscal year and that year; without one that of today, or of the last year.

    A past year shows all who took part in it. A picture without history stays as it is.
    """
    this_year = FiscalYear.of(today).year
    if year is None:
        year = min(picture.years[-1], max(this_year, picture.years[0])) if picture.years else this_year
    if year == this_year:
        now = as_of(picture, today)
        if now.partners or not picture.partners:
            return now, year if picture.years else None
    within = _within(picture, FiscalYear(year))
    if within.partners or picture.years:
        return within, year if picture.years else None
    return picture, None


def _within(picture: Picture, year: FiscalYear) -> Picture:
    partners = tuple(partner for partner in picture.partners if _meets(partner.since, partner.until, year))
    here = {partner.key for partner in partners}
    ties = tuple(
        tie
        for tie in picture.ties
        if _meets(tie.since, tie.until, year) and tie.source in here and tie.target in here
    )  # fmt: skip
    return replace(picture, partners=partners, ties=ties)


def _meets(since: str, until: str, year: FiscalYear) -> bool:
    begins = PartialDate.from_iso(since).date if since else date.min
    ends = PartialDate.from_iso(until).end if until else date.max
    return begins < year.end and ends > year.start


def choices(picture: Picture, href: str, year: int | None) -> tuple[YearChoice, ...]:
    """Return the years of a picture as links, the earliest first."""
    if len(picture.years) < 2:
        return ()
    return tuple(YearChoice(year_label(one), f"{href}?year={one}", one == year) for one in picture.years)


def year_label(year: int) -> str:
    """Return 令和元年度（2019年度）; in English FY2019."""
    label = FiscalYear(year).label
    return label if str(year) in label else f"{label}（{year}年度）"
