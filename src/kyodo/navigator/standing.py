"""Where a programme stands today: open, always open, soon, closed for now, not confirmed lately, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.now import day_of


class Standing(models.TextChoices):
    """How a programme stands on a day; also the headings of the directory, in this order."""

    OPEN = "open", _("Applications are open")
    ALWAYS = "always", _("Open at any time")
    SOON = "soon", _("Opening soon")
    UNKNOWN = "unknown", _("Ask the desk when to apply")
    CLOSED = "closed", _("Closed for this round")
    STALE = "stale", _("Please ask the desk first")
    ENDED = "ended", _("Ended programmes (kept as a record)")


class Timed(Protocol):
    """What of a programme says how it stands."""

    apply_from: datetime | None
    apply_until: datetime | None
    is_always_open: bool
    year_until: int | None
    confirmed_on: date | None


@dataclass(frozen=True)
class Section:
    """A stretch of the directory: which programmes, in which order."""

    standing: Standing
    condition: Q
    order: Sequence[str]


def stale_before(day: date) -> date:
    """Return the day before which a confirmation is too old to rely on (setting ``STALE_AFTER_DAYS``)."""
    return day - timedelta(days=settings.STALE_AFTER_DAYS)


def is_stale(confirmed_on: date | None, day: date) -> bool:
    """Say whether nobody has confirmed an entry lately."""
    return confirmed_on is None or confirmed_on < stale_before(day)


def sections(sort: str, at: datetime) -> list[Section]:
    """Return the stretches of the directory; together they hold every programme once."""
    day = day_of(at)
    ended = Q(year_until__lt=FiscalYear.of(day).year)
    current = Q(year_until=None) | Q(year_until__gte=FiscalYear.of(day).year)
    last = Section(Standing.ENDED, ended, ("-year_until", "name_reading", "id"))
    if sort == "name":
        return [Section(Standing.OPEN, current, ("name_reading", "id")), last]
    if sort == "confirmed":
        dated = Section(Standing.OPEN, current & Q(confirmed_on__isnull=False), ("-confirmed_on", "name_reading", "id"))
        return [dated, Section(Standing.STALE, current & Q(confirmed_on=None), ("name_reading", "id")), last]
    return [*_by_deadline(current, day, at), last]


def _by_deadline(current: Q, day: date, at: datetime) -> list[Section]:
    fresh = current & Q(confirmed_on__gte=stale_before(day))
    timed = fresh & Q(is_always_open=False)
    begun = timed & (Q(apply_from=None) | Q(apply_from__lte=at))
    return [
        Section(Standing.OPEN, begun & Q(apply_until__gt=at), ("apply_until", "name_reading", "id")),
        Section(Standing.ALWAYS, fresh & Q(is_always_open=True), ("name_reading", "id")),
        Section(Standing.SOON, timed & Q(apply_from__gt=at), ("apply_from", "name_reading", "id")),
        Section(Standing.UNKNOWN, begun & Q(apply_until=None), ("name_reading", "id")),
        Section(Standing.CLOSED, begun & Q(apply_until__lte=at), ("-apply_until", "name_reading", "id")),
        Section(
            Standing.STALE, current & Q(confirmed_on__lt=stale_before(day)), ("-confirmed_on", "name_reading", "id")
        ),
        Section(Standing.STALE, current & Q(confirmed_on=None), ("name_reading", "id")),
    ]


def standing_of(programme: Timed, at: datetime) -> Standing:
    """Return how a programme stands at a moment; the same division as :func:`sections` makes by deadline."""
    day = day_of(at)
    if programme.year_until is not None and programme.year_until < FiscalYear.of(day).year:
        return Standing.ENDED
    if is_stale(programme.confirmed_on, day):
        return Standing.STALE
    return season_of(programme, at)


def season_of(programme: Timed, at: datetime) -> Standing:
    """Return where a programme is in its round, however long ago that was confirmed."""
    if programme.is_always_open:
        return Standing.ALWAYS
    if programme.apply_from and programme.apply_from > at:
        return Standing.SOON
    if programme.apply_until is None:
        return Standing.UNKNOWN
    return Standing.OPEN if programme.apply_until > at else Standing.CLOSED
