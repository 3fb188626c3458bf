"""Finding organizations of the directory for the rows of a drawing, in few queries for any number of rows."""

from collections.abc import Iterable

from django.db.models import Q

from kyodo.commons.actors.public import Actor, fold, listed
from kyodo.commons.collaborations.public import Collaboration

FEW = 8


def known_actors(work: Collaboration, slugs: Iterable[str]) -> dict[str, Actor]:
    """Return organizations by slug: what is listed, and whoever takes part in this joint work already; one query."""
    wanted = {slug for slug in slugs if slug}
    if not wanted:
        return {}
    open_ones = Q(pk__in=listed().values("pk")) | Q(partnerships__collaboration=work)
    found = Actor.objects.filter(open_ones, slug__in=wanted).distinct().prefetch_related("wards")
    return {actor.slug: actor for actor in found}


def same_named(names: Iterable[str]) -> dict[str, list[Actor]]:
    """Return the listed organizations of exactly these names, by folded name; one query."""
    keys = {fold(name) for name in names} - {""}
    found: dict[str, list[Actor]] = {key: [] for key in keys}
    if keys:
        for actor in listed().filter(name_key__in=keys).prefetch_related("wards").order_by("sort_key", "pk"):
            found[actor.name_key].append(actor)
    return found


def named_like(text: str) -> list[Actor]:
    """Return the first listed organizations whose name or reading holds what was typed; one query."""
    found = listed()
    words = [key for word in text.split() if (key := fold(word))]
    if not words:
        return []
    for key in words:
        found = found.filter(Q(name_key__contains=key) | Q(sort_key__contains=key))
    return list(found.prefetch_related("wards").order_by("sort_key", "name_key", "pk")[:FEW])
