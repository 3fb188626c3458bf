"""Reads about needs. What is public never holds what was told, nor who told it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, pgettext

from kyodo.commons.actors.public import ListingState, Seat, fold, listed
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.permissions import NOBODY, Who
from kyodo.kernel.trail.walk import KINDS, Stop, back, forward
from kyodo.matching.models import Need, Offer
from kyodo.matching.queries.addresses import address_of, pages
from kyodo.matching.rules import keeps_desk
from kyodo.matching.states import NEED_SHOWN, NeedState

#: The desk may undo for so long what it did.
UNDONE_WITHIN = timedelta(minutes=10)
SEATS_FOUND = 20


def public() -> QuerySet[Need]:
    """Return the needs that everybody may see, with what their pages say of them."""
    return with_parts(Need.objects.filter(is_public=True, state__in=NEED_SHOWN))


def with_parts(needs: QuerySet[Need]) -> QuerySet[Need]:
    """Return needs with organization, fields, wards and districts; three queries more."""
    return needs.select_related("actor").prefetch_related("fields", "wards", "districts")


def looked_for(code: str) -> Need | None:
    """Return the public need of a number for which somebody is still looked for."""
    return public().filter(state=NeedState.OPEN, code=code[:6].replace("\x00", "")).first()


def is_in_plain_words(need: Need) -> bool:
    """Say whether everything stands that the public page of a need has to say."""
    return bool(need.title and need.plain and need.first_step and need.first_minutes)


def newest(limit: int) -> list[Need]:
    """Return what was shown last, newest first; one query."""
    return list(Need.objects.filter(is_public=True, state__in=NEED_SHOWN).order_by("-shown_at", "-pk")[:limit])


def sitemap() -> Iterator[tuple[str, date | None]]:
    """Yield the list and every public need with the day of its last change."""
    yield pages("need"), None
    for need in Need.objects.filter(is_public=True, state__in=NEED_SHOWN).order_by("pk").iterator(chunk_size=2000):
        yield address_of(need), timezone.localdate(need.changed_at)


def public_name(thing: Need | Offer) -> str:
    """Return the name of the organization behind something where it agreed and is in the directory, else nothing."""
    actor = thing.actor
    return actor.name if actor and thing.may_name and actor.state == ListingState.LISTED else ""


def who_words(thing: Need | Offer) -> str:
    """Return who stands behind something, as everybody may read it: its name by consent, else its kind."""
    if name := public_name(thing):
        return name
    kind = dict(type(thing)._meta.get_field("kind").choices or ()).get(thing.actor_kind, "")
    return str(kind) or pgettext("who", "a person of the city")


def months_words(months: list[int]) -> str:
    """Return the months that suit, in words; any where none is named."""
    if not months or len(months) == 12:
        return pgettext("months", "any time")
    return pgettext("months", ", ").join(pgettext("months", "month %(month)s") % {"month": one} for one in months)


@dataclass(frozen=True)
class Trail:
    """What something grew out of, and what became of it."""

    origins: list[Stop]
    results: list[Stop]


def trail_of(who: Who, thing: Need | Offer) -> Trail:
    """Return the trail of a need or an offer; for visitors it is kept until public data changes."""
    if who.is_known:
        return Trail(back(thing, who), forward(thing, who))
    key = ("matching:trail", thing._meta.label_lower, thing.pk, get_language())
    return remember(key, lambda: Trail(back(thing, NOBODY), forward(thing, NOBODY)))


def origin_of(who: Who, typed: str) -> tuple[models.Model, Stop] | None:
    """Return the record that ``kind:id`` names, with how it shows on a trail; None for what ``who`` may not read."""
    kind, _colon, key = typed.partition(":")
    shown = KINDS.find(kind)
    if shown is None or not key.isascii() or not key.isdigit() or len(key) > 18:
        return None
    stop = shown.find(who, key)
    stop = stop if stop and stop.is_open else None
    found = apps.get_model(kind)._default_manager.filter(pk=key).first() if stop else None
    return (found, stop) if found is not None and stop is not None else None


def seats_named(typed: str) -> list[Seat]:
    """Return the seats of associations in the directory whose name holds what was typed; one query."""
    found = Seat.objects.filter(actor__in=listed()).select_related("actor")
    for word in typed.split():
        key = fold(word)
        found = found.filter(models.Q(actor__name_key__contains=key) | models.Q(actor__sort_key__contains=key))
    ordered = found.order_by("actor__sort_key", "actor__name_key", "order", "pk")
    return list(ordered[:SEATS_FOUND]) if typed.strip() else []


def undone_until(thing: Need | Offer) -> datetime | None:
    """Return until when the closing of something can be undone; None where it cannot any more."""
    if thing.state != "closed" or thing.closed_at is None or timezone.now() >= thing.closed_at + UNDONE_WITHIN:
        return None
    return thing.closed_at + UNDONE_WITHIN


def moves_of(who: Who, need: Need) -> dict[str, bool]:
    """Return which buttons the desk has for a need as it stands."""
    keeps = bool(keeps_desk(who))
    return {
        "ready": keeps and need.state == NeedState.TOLD,
        "show": keeps and need.may_show and not need.is_public and need.state in NEED_SHOWN,
        "hide": keeps and need.is_shown,
        "look_again": keeps and need.state == NeedState.MET,
        "close": keeps and need.state in (NeedState.TOLD, NeedState.OPEN),
        "reopen": keeps and need.state == NeedState.CLOSED,
        "undo": keeps and undone_until(need) is not None,
    }


def forgotten_after(before: Any) -> QuerySet[Need]:
    """Return closed needs whose own words and person nobody needs any more."""
    return Need.objects.filter(state=NeedState.CLOSED, closed_at__lt=before).exclude(told="—")
