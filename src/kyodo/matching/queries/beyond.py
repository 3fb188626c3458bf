"""Whether one thing more fits a host, and if not, why not."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyodo.commons.actors.public import Actor, Room, Standing
from kyodo.kernel.clock.words import month_text, plain_date
from kyodo.matching.models import Offer
from kyodo.matching.queries.standing import standings


class Too(StrEnum):
    """Why one thing more does not fit."""

    NOT_NOW = "not_now"
    FULL = "full"
    BUSY = "busy"
    HEAVY = "heavy"


@dataclass(frozen=True)
class Beyond:
    """What stands against asking a host, in words for the desk. A heavy one would fit if it were smaller."""

    why: Too
    words: str
    free_from: date | None

    @property
    def would_fit_smaller(self) -> bool:
        return self.why == Too.HEAVY


def hours_a_month(offer: Offer | None, first_minutes: int, only_first: bool, on: date) -> Decimal:
    """Return what is asked of a host in its busiest month, in hours. Pure."""
    if offer is None or only_first or offer.host_hours is None:
        return Decimal(first_minutes) / 60
    begins = max(offer.starts_on or on, on)
    ends = max(offer.ends_on or begins, begins)
    months = (ends.year - begins.year) * 12 + ends.month - begins.month + 1
    return Decimal(offer.host_hours) / months


def beyond(stands: Standing, hours: Decimal) -> Beyond | None:
    """Return why one thing more would be beyond a host's capacity; None where it fits."""
    if stands.room == Room.NOT_NOW:
        until = plain_date(stands.free_from) if stands.free_from else ""
        return Beyond(
            Too.NOT_NOW, _("They asked to be left in peace until %(day)s.") % {"day": until}, stands.free_from
        )
    if stands.room == Room.FULL:
        words = ngettext(
            "%(open)s joint work is under way there, and they carry %(most)s at most.",
            "%(open)s joint works are under way there, and they carry %(most)s at most.",
            stands.open_now,
        )
        return Beyond(Too.FULL, words % {"open": stands.open_now, "most": stands.most_open}, None)
    if stands.room == Room.BUSY:
        words = _("This is a busy month for them. They can begin from %(month)s.")
        month = month_text(stands.free_from) if stands.free_from else _("another year")
        return Beyond(Too.BUSY, words % {"month": month}, stands.free_from)
    if stands.hours_a_month is not None and hours > stands.hours_a_month:
        words = _("It would take about %(hours)s hours a month; they can give %(have)s.")
        needed = f"{hours.quantize(Decimal('0.1')).normalize():f}"
        return Beyond(Too.HEAVY, words % {"hours": needed, "have": stands.hours_a_month}, stands.free_from)
    return None


def beyond_of(host: Actor, offer: Offer | None, first_minutes: int, only_first: bool) -> Beyond | None:
    """Return what stands against asking a host today; three queries."""
    day = timezone.localdate()
    return beyond(standings([host.pk], day)[host.pk], hours_a_month(offer, first_minutes, only_first, day))
