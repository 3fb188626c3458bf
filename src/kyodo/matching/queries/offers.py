"""Reads about offers. What is public never holds who wrote it, nor how to reach them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from kyodo.commons.actors.public import Actor, listed, open_works, standing
from kyodo.kernel.clock.now import day_of
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.permissions import Who
from kyodo.matching.card import fit
from kyodo.matching.models import Offer
from kyodo.matching.queries.addresses import address_of, pages
from kyodo.matching.queries.needs import undone_until
from kyodo.matching.queries.standing import HOSTS, others_with_hands, standing_words, standings
from kyodo.matching.rules import keeps_desk
from kyodo.matching.states import OFFER, OFFER_SHOWN, OfferState


def public() -> QuerySet[Offer]:
    """Return the offers that everybody may see, with what their pages say of them."""
    return with_parts(Offer.objects.filter(is_public=True, state__in=OFFER_SHOWN))


def with_parts(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """Return offers with organization, fields and wards; two queries more."""
    return offers.select_related("actor", "to", "need").prefetch_related("fields", "wards")


def newest(limit: int) -> list[Offer]:
    """Return what was shown last, newest first; one query."""
    return list(Offer.objects.filter(is_public=True, state__in=OFFER_SHOWN).order_by("-shown_at", "-pk")[:limit])


def sitemap() -> Iterator[tuple[str, date | None]]:
    """Yield the list and every public offer with the day of its last change."""
    yield pages("offer"), None
    for offer in Offer.objects.filter(is_public=True, state__in=OFFER_SHOWN).order_by("pk").iterator(chunk_size=2000):
        yield address_of(offer), timezone.localdate(offer.changed_at)


def last_day(offer: Offer) -> date | None:
    """Return the last day on which an offer is answered in time."""
    return day_of(offer.answer_by - timedelta(microseconds=1)) if offer.answer_by else None


def months_of_work(offer: Offer) -> list[int]:
    """Return the months in which an offer takes place, as numbers; empty where nobody knows."""
    if offer.starts_on is None or offer.ends_on is None:
        return []
    span = (offer.ends_on.year - offer.starts_on.year) * 12 + offer.ends_on.month - offer.starts_on.month
    return sorted({(offer.starts_on.month - 1 + ahead) % 12 + 1 for ahead in range(min(max(span, 0), 11) + 1)})


def host_of(offer: Offer) -> dict[str, Any] | None:
    """Return how the host whom an offer wishes for stands, what would make it fit, and who else has hands."""
    return standing_of(offer.to, offer) if offer.to else None


def door_of(slug: str) -> dict[str, Any] | None:
    """Return how an association of the directory stands, in words, for its own page.

    Three queries, kept until public data changes or the day is over.
    """
    day = timezone.localdate()

    def read() -> dict[str, Any] | None:
        host = listed().filter(slug=slug, kind__in=HOSTS).select_related("capacity").first()
        if host is None:
            return None
        found = standing(getattr(host, "capacity", None), open_works([host.pk])[host.pk], day)
        return {"actor": host, "day": day, "words": standing_words(found), "is_free": fit(Offer(), found).is_free}

    return remember(("matching:door", slug, day, get_language()), read)


def standing_of(host: Actor, offer: Offer | None = None) -> dict[str, Any]:
    """Return how a host stands, in words, and others with hands free where it has none."""
    found = standings([host.pk])[host.pk]
    fits = fit(offer or Offer(), found)
    others = [] if fits.is_free else others_with_hands(host)
    return {
        "actor": host,
        "room": found.room.value,
        "words": standing_words(found),
        "free_from": found.free_from,
        "is_free": fits.is_free,
        "hints": fits.hints if offer else (),
        "others": others,
    }


def moves_of(who: Who, offer: Offer) -> dict[str, bool]:
    """Return which buttons the desk has for an offer as it stands."""
    if not keeps_desk(who):
        return {}
    verbs = {step.verb for step in OFFER.from_state(offer.state)}
    return {
        "take_up": "take_up" in verbs,
        "queue": "queue" in verbs,
        "look_again": "look_again" in verbs,
        "close": "close" in verbs,
        "reopen": "reopen" in verbs,
        "show": offer.may_show and not offer.is_public and offer.state in OFFER_SHOWN,
        "hide": offer.is_shown,
        "undo": undone_until(offer) is not None,
    }


def forgotten_after(before: Any) -> QuerySet[Offer]:
    """Return offers that are over, whose own words and person nobody needs any more."""
    over = Q(state=OfferState.CLOSED) | Q(state=OfferState.WITHDRAWN)
    return Offer.objects.filter(over, closed_at__lt=before).exclude(title="—")


def old_drafts(before: Any) -> QuerySet[Offer]:
    """Return offers that nobody went on writing since a moment."""
    return Offer.objects.filter(state=OfferState.DRAFT, changed_at__lt=before)
