"""Candidates: who could receive an offer, in words. Never a bare score."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from kyodo.commons.actors.public import Actor, ActorKind, Room, Standing, listed
from kyodo.matching.models import Need, Offer
from kyodo.matching.queries.standing import standings

#: Kinds of organizations that receive hands.
HOSTS = (ActorKind.COMMUNITY_ORGANIZATION, ActorKind.CIVIC_GROUP)
_READ = 60


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be introduced; ``reasons`` in words, ``would_fit`` says what would make it fit."""

    actor: Actor
    need: Need | None
    offer: Offer | None
    score: float
    reasons: tuple[str, ...]
    would_fit: tuple[str, ...]
    standing: Standing


def other_hosts(offer: Offer, but_not: tuple[int, ...] = (), limit: int = 3) -> list[Candidate]:
    """Return public hosts of the same field or ward that can be asked today; five queries."""
    fields, wards = list(offer.fields.values_list("pk", flat=True)), list(offer.wards.values_list("pk", flat=True))
    of_field = Actor.fields.through.objects.filter(actor=OuterRef("pk"), field__in=fields)
    of_ward = Actor.wards.through.objects.filter(actor=OuterRef("pk"), ward__in=wards)
    found = listed().filter(kind__in=HOSTS).exclude(pk__in=[*but_not, *([offer.actor_id] if offer.actor_id else [])])
    found = found.annotate(same_field=Exists(of_field), same_ward=Exists(of_ward)).filter(
        Q(same_field=True) | Q(same_ward=True)
    )
    near = list(found.order_by("-same_field", "-same_ward", "sort_key", "pk")[:_READ])
    stands = standings(actor.pk for actor in near)
    fit = [actor for actor in near if stands[actor.pk].room in (Room.FREE, Room.UNKNOWN)]
    return [Candidate(actor, None, offer, 0.0, _reasons(actor), (), stands[actor.pk]) for actor in fit[:limit]]


def _reasons(actor: Actor) -> tuple[str, ...]:
    found = []
    if actor.same_field:  # type: ignore[attr-defined]
        found.append(_("works in the same field"))
    if actor.same_ward:  # type: ignore[attr-defined]
        found.append(_("in the same ward"))
    return tuple(found)
