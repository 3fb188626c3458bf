"""Candidates in both directions, with their reasons in words."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils import timezone

from kyodo.commons.actors.public import Actor, Standing
from kyodo.kernel.search import taught
from kyodo.matching.models import Introduction, Need, Offer
from kyodo.matching.ranking import reads, weights
from kyodo.matching.ranking.facts import Profile
from kyodo.matching.ranking.index import Index, Ranked, Wish
from kyodo.matching.ranking.reads import Everything
from kyodo.matching.ranking.texts import forms_of, nouns_of, text_of_need, text_of_offer, with_synonyms
from kyodo.matching.ranking.words import FOR_ALL, Names, sentences
from kyodo.matching.states import LIVE

#: Such an introduction keeps its two from being proposed to each other again.
SETTLED = (*LIVE, "declined", "formed")


@dataclass(frozen=True)
class Candidate:
    """Somebody who may fit. ``score`` only orders them and is never shown.

    ``reasons`` speak for it and ``against`` against it, the weightiest first; ``would_fit`` says what
    would have to change. ``actor`` is None where a person told the need or no entry of the directory
    made the offer.
    """

    actor: Actor | None
    need: Need | None
    offer: Offer | None
    score: float
    reasons: tuple[str, ...]
    would_fit: tuple[str, ...]
    standing: Standing
    against: tuple[str, ...] = ()


def hosts_for(offer: Offer, limit: int = 20, counted: Mapping[str, int] | None = None) -> list[Candidate]:
    """Return who may be a host of an offer, the best first: open needs, and associations that told none.

    Who has as much as it can carry comes after all others; who asked to be left in peace, said no to this
    offer, is being asked about it or has left the directory does not come. ``counted`` are weights to try.
    A constant number of queries.
    """
    profile, text = _of_offer(offer)
    settled = Introduction.objects.filter(offer=offer, state__in=SETTLED).values_list("host_id", flat=True)
    return _candidates(profile, text, "host", limit, settled, counted)


def guests_for(need: Need, limit: int = 20, counted: Mapping[str, int] | None = None) -> list[Candidate]:
    """Return who may help with a need, the best first: open offers, and organizations that did such things before.

    The same are left out as by :func:`hosts_for`. A constant number of queries.
    """
    [profile] = reads.need_profiles(Need.objects.filter(pk=need.pk))
    text = text_of_need(need.title, need.plain, need.first_step, need.told)
    profile = replace(profile, forms=forms_of(text))
    rows = Introduction.objects.filter(need=need, state__in=SETTLED).values_list("guest_id", "offer__actor_id", "offer")
    met = list(rows)
    offers = frozenset(offer for _guest, _actor, offer in met if offer)
    actors = [pk for guest, actor, _offer in met for pk in (guest, actor) if pk]
    return _candidates(profile, text, "guest", limit, actors, counted, offers)


def other_hosts(offer: Offer, but_not: Iterable[int] = (), limit: int = 3) -> list[Candidate]:
    """Return hosts that may be named to those who offer: listed ones with hands for it, with what anybody may know.

    What they told the desk as a need is no part of it. ``but_not`` are ids of organizations.
    """
    profile, text = _of_offer(offer)
    settled = Introduction.objects.filter(offer=offer, state__in=SETTLED).values_list("host_id", flat=True)
    today = timezone.localdate()
    all_of_it = reads.everything(today)
    ranked = all_of_it.organizations.rank(
        _wish(profile, "host"), all_of_it.known, weights.current(), today, without={*settled, *but_not}, limit=limit,
        only_free=True,
    )  # fmt: skip
    return [_for_all(one) for one in _told(ranked, text, all_of_it, FOR_ALL)]


def _of_offer(offer: Offer) -> tuple[Profile, str]:
    """Return an offer as the ranking knows it, and its description; it may be a draft, whose words are not kept."""
    [profile] = reads.offer_profiles(Offer.objects.filter(pk=offer.pk))
    text = text_of_offer(offer.title, offer.plain, offer.we_do)
    return replace(profile, forms=forms_of(text)), text


def _for_all(candidate: Candidate) -> Candidate:
    return replace(candidate, would_fit=(), against=())


def _wish(profile: Profile, side: str) -> Wish:
    return Wish(profile, with_synonyms(profile.forms, taught.current()), side, reads.acting())


def _candidates(
    profile: Profile,
    text: str,
    side: str,
    limit: int,
    without: Iterable[int],
    counted: Mapping[str, int] | None,
    without_offers: frozenset[int] = frozenset(),
) -> list[Candidate]:
    today = timezone.localdate()
    all_of_it = reads.everything(today)
    index: Index = all_of_it.hosts if side == "host" else all_of_it.guests
    ranked = index.rank(
        _wish(profile, side), all_of_it.known, counted or weights.current(), today, without=without,
        limit=limit + len(without_offers),
    )  # fmt: skip
    kept = [one for one in ranked if one.profile.kind != "offer" or one.profile.pk not in without_offers]
    return _told(kept[:limit], text, all_of_it)


def _told(
    ranked: list[Ranked], text: str, all_of_it: Everything, only: Collection[str] | None = None
) -> list[Candidate]:
    """Return candidates with their reasons in words, ``only`` some keys of them where given; three queries."""
    between = {pk for one in ranked for r in one.fit.reasons for pk in r.facts.get("intermediaries", ())}
    actors = reads.still_listed([*(one.profile.actor for one in ranked), *between])
    ids = {kind: [one.profile.pk for one in ranked if one.profile.kind == kind] for kind in ("need", "offer")}
    needs, offers = Need.objects.in_bulk(ids["need"]), Offer.objects.in_bulk(ids["offer"])
    places = all_of_it.places
    called = {pk: actor.name for pk, actor in actors.items()}
    names = Names(places.fields, places.wards, places.districts, called, nouns_of(text))
    found = []
    for one in ranked:
        reasons = [reason for reason in one.fit.reasons if only is None or reason.key in only]
        found.append(
            Candidate(
                actor=actors.get(one.profile.actor or 0),
                need=needs.get(one.profile.pk) if one.profile.kind == "need" else None,
                offer=offers.get(one.profile.pk) if one.profile.kind == "offer" else None,
                score=one.fit.points,
                reasons=sentences(reasons, names),
                would_fit=sentences(one.fit.would_fit, names),
                standing=one.standing,
                against=sentences(one.fit.against, names),
            )
        )
    return found
