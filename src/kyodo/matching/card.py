"""The burden card: what is still missing on it, and whether it fits what a host can carry. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from kyodo.commons.actors.public import Room, Standing
from kyodo.kernel.registry import Text
from kyodo.matching.models import Offer
from kyodo.ui.words import jp_date, with_unit

#: What the card must say: name of the field, step of the form where it is asked, and what to add in kind words.
ASKED: tuple[tuple[str, str, Text], ...] = (
    ("title", "card", pgettext_lazy("missing", "what you offer, in a few words")),
    ("we_do", "card", pgettext_lazy("missing", "what you do")),
    ("host_hours", "card", pgettext_lazy("missing", "how many hours it costs them")),
    ("paperwork", "card", pgettext_lazy("missing", "who does the paperwork")),
    ("insurance", "card", pgettext_lazy("missing", "who takes out the insurance")),
    ("cost", "card", pgettext_lazy("missing", "who bears the cost")),
    ("first_step", "card", pgettext_lazy("missing", "the first step")),
    ("first_minutes", "card", pgettext_lazy("missing", "how many minutes the first step takes")),
    ("ends_on", "card", pgettext_lazy("missing", "when it ends")),
    ("follows", "card", pgettext_lazy("missing", "who carries it on when you leave")),
    ("minors", "card", pgettext_lazy("missing", "whether people under 18 take part")),
)
#: What the first meeting may take, so that nobody is frightened of it.
FIRST_HOUR = 60


def missing_fields(offer: Offer) -> list[str]:
    """Return the fields of the card that are still empty, in their order."""
    return [name for name, _step, _words in ASKED if getattr(offer, name) in ("", None)]


def missing(offer: Offer) -> list[Text]:
    """Return in words all that an offer lacks before it can be sent."""
    empty = set(missing_fields(offer))
    found = [words for name, _step, words in ASKED if name in empty]
    if offer.actor_id is None and not (offer.body and offer.kind):
        found.append(pgettext_lazy("missing", "who you are"))
    if offer.person_id is None:
        found.append(pgettext_lazy("missing", "how we reach you"))
    return found


@dataclass(frozen=True)
class Fit:
    """Whether an offer fits a host: ``is_free`` when it can be asked now; ``hints`` say what would make it fit."""

    is_free: bool
    hints: tuple[str, ...]


def fit(offer: Offer, standing: Standing) -> Fit:
    """Return how an offer fits what a host can carry. Nothing is known of a host that was never asked."""
    hints = []
    if offer.first_minutes is not None and offer.first_minutes > FIRST_HOUR:
        hints.append(_("It fits better if the first step takes an hour or less."))
    most = standing.hours_a_month
    if most and offer.host_hours is not None and hours_a_month(offer) > most:
        total = most * months_of(offer)
        hints.append(
            _("It fits if it costs them %(total)s hours or less in all (%(most)s hours a month).")
            % {"total": total, "most": most}
        )
    begins_too_early = standing.free_from is not None and (offer.starts_on or date.min) < standing.free_from
    if standing.room in (Room.BUSY, Room.NOT_NOW) and begins_too_early:
        hints.append(_("It fits if it begins in month %(month)s or later.") % {"month": standing.free_from.month})  # type: ignore[union-attr]
    return Fit(standing.room in (Room.FREE, Room.UNKNOWN), tuple(hints))


def months_of(offer: Offer) -> int:
    """Return over how many months an offer goes, at least one."""
    if offer.ends_on is None or offer.starts_on is None:
        return 1
    return max((offer.ends_on.year - offer.starts_on.year) * 12 + offer.ends_on.month - offer.starts_on.month + 1, 1)


def hours_a_month(offer: Offer) -> float:
    """Return how many hours a month an offer costs its host."""
    return float(offer.host_hours or 0) / months_of(offer)


def card_lines(offer: Offer) -> list[tuple[str, str]]:
    """Return the burden card as pairs of what is asked and what was answered; what is empty is left out."""
    hours = "" if offer.host_hours is None else with_unit(_plain(offer.host_hours), pgettext("unit", "hours"))
    first = offer.first_step
    if first and offer.first_minutes:
        first = pgettext("first step", "%(step)s (%(minutes)s minutes)") % {
            "step": first,
            "minutes": offer.first_minutes,
        }
    cost = " ".join(filter(None, (offer.get_cost_display(), offer.cost_words)))
    minors = "" if offer.minors is None else pgettext("minors", "yes") if offer.minors else pgettext("minors", "no")
    said = {
        "we_do": offer.we_do, "host_does": offer.host_does, "host_hours": hours,
        "paperwork": offer.get_paperwork_display(), "insurance": offer.get_insurance_display(), "cost": cost,
        "first_step": first, "starts_on": jp_date(offer.starts_on), "ends_on": jp_date(offer.ends_on),
        "follows": offer.follows, "minors": minors,
    }  # fmt: skip
    return [(str(_field(name).verbose_name), str(value)) for name, value in said.items() if value]


def _field(name: str) -> Any:
    return Offer._meta.get_field(name)


def _plain(number: Decimal) -> float:
    # A whole number is written without a decimal point.
    return int(number) if number == int(number) else float(number)
