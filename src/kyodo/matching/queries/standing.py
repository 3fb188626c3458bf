"""How associations stand today, in words that everybody may read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import pgettext

from kyodo.commons.actors.public import (
    Actor,
    ActorKind,
    Capacity,
    OpenWorks,
    Room,
    Standing,
    fold,
    listed,
    open_works,
    standing,
)
from kyodo.commons.collaborations.public import CollaborationState
from kyodo.matching.models import Introduction

#: Joint works that take hands.
RUNNING = (CollaborationState.PREPARING, CollaborationState.ACTIVE)
#: Who is offered help on its own page.
HOSTS = (ActorKind.COMMUNITY_ORGANIZATION, ActorKind.CIVIC_GROUP)
#: An introduction in one of these will take hands: both have said yes.
AGREED = ("accepted", "meeting")
OTHERS_LOOKED_AT = 60


def _agreed(actor_ids: Sequence[int] | None) -> Counter[int]:
    """Count introductions to which both said yes: they will take hands, and become joint works by themselves."""
    found = Introduction.objects.filter(state__in=AGREED)
    if actor_ids is not None:
        found = found.filter(host__in=actor_ids)
    return Counter(found.values_list("host", flat=True))


AGREED_NOW = OpenWorks("matching", _agreed)


def standings(actor_ids: Iterable[int], on: date | None = None) -> dict[int, Standing]:
    """Return how hosts stand on a day (default: today), by id; three queries for any number.

    A joint work that grew out of an introduction counts once.
    """
    ids, day = list(set(actor_ids)), on or timezone.localdate()
    told = {capacity.actor_id: capacity for capacity in Capacity.objects.filter(actor__in=ids)}
    under_way = open_works(ids)
    return {pk: standing(told.get(pk), under_way[pk], day) for pk in ids}


def standing_words(found: Standing) -> str:
    """Return in one sentence how an association stands."""
    if found.room == Room.FREE:
        return pgettext("standing", "It has hands free for one thing more.")
    if found.room == Room.UNKNOWN:
        return pgettext("standing", "We have not asked it yet how much it can take on. We ask for you.")
    if found.room == Room.FULL:
        return pgettext("standing", "It has as much as it can carry just now.")
    if found.free_from is None:
        return pgettext("standing", "It asks not to be given anything new for now.")
    words = (
        pgettext("standing", "It is busy this month, and free from month %(month)s.")
        if found.room == Room.BUSY
        else pgettext("standing", "It takes a rest from new offers, until month %(month)s.")
    )
    return words % {"month": found.free_from.month}


def others_with_hands(host: Actor, limit: int = 3) -> list[Actor]:
    """Return other associations of the same wards or fields that said that they have hands free; four queries."""
    near = Q(wards__in=host.wards.all()) | Q(fields__in=host.fields.all())
    told = listed().filter(near, kind__in=HOSTS, capacity__isnull=False).exclude(pk=host.pk).distinct()
    found = list(told.order_by("sort_key", "name_key", "pk")[:OTHERS_LOOKED_AT])
    how = standings([actor.pk for actor in found])
    return [actor for actor in found if how[actor.pk].room == Room.FREE][:limit]


def hosts_named(typed: str, limit: int = 12) -> list[tuple[Actor, Standing]]:
    """Return associations of the directory whose name holds what was typed, with how they stand; three queries."""
    found = list(_named(typed)[:limit]) if typed.strip() else []
    how = standings([actor.pk for actor in found])
    return [(actor, how[actor.pk]) for actor in found]


def _named(typed: str) -> QuerySet[Actor]:
    found = listed().filter(kind__in=HOSTS)
    for word in typed.split():
        found = found.filter(Q(name_key__contains=fold(word)) | Q(sort_key__contains=fold(word)))
    return found.order_by("sort_key", "name_key", "pk")


def listed_host(slug: str) -> Actor | None:
    """Return the organization of the directory that an address names, if there is one."""
    return listed().filter(slug=slug[:100].replace("\x00", "")).first()
