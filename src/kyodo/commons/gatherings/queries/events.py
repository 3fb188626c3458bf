"""Reads about gatherings and their dates. What is public is published or cancelled; a place that is not public
is never named, nor an organizer that is not in the directory."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, Prefetch, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation

from kyodo.commons.actors.public import ListingState
from kyodo.commons.gatherings.models import Gathering, Occurrence
from kyodo.commons.gatherings.periods import days
from kyodo.commons.gatherings.rules import keeps_events, organizations_of
from kyodo.commons.gatherings.states import PUBLIC_STATES, GatheringState
from kyodo.kernel.clock.now import now
from kyodo.kernel.permissions import Who

ON_HOME = 6


def public() -> QuerySet[Gathering]:
    """Return the gatherings that everybody may see."""
    return Gathering.objects.filter(state__in=PUBLIC_STATES)


def whole(gatherings: QuerySet[Gathering]) -> QuerySet[Gathering]:
    """Return gatherings with all that a page, a calendar or a file says of them: two queries more."""
    dates = Prefetch("occurrences", Occurrence.objects.order_by("starts_at", "number"))
    return gatherings.select_related("place__ward", "ward", "organizer", "sign_up").prefetch_related(dates, "fields")


def newest(limit: int) -> list[Gathering]:
    """Return what was published last, newest first; one query."""
    found = Gathering.objects.filter(state=GatheringState.PUBLISHED).exclude(published_at=None)
    return list(found.order_by("-published_at", "-pk")[:limit])


@cache
def _pages() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("gatherings:detail", args=["-"]).removesuffix("-/")


def address_of(slug: str) -> str:
    """Return the path of an event's page in the site's first language, whoever asks in which."""
    return f"{_pages()}{slug}/"


def sitemap() -> Iterator[tuple[str, Any]]:
    """Yield the address of the list and of every public event with the day of its last change."""
    yield _pages(), None
    for slug, changed in public().order_by("pk").values_list("slug", "changed_at").iterator(chunk_size=2000):
        yield address_of(slug), timezone.localdate(changed)


# --- what is said of one gathering ------------------------------------------------------------


def place_name(gathering: Gathering) -> str:
    """Return the name of the place as it is public."""
    shown = gathering.place.name if gathering.place and gathering.place.is_public else ""
    return gathering.place_name if not shown else f"{shown} {gathering.place_name}".strip()


def address(gathering: Gathering) -> str:
    """Return the address of the place, where it is known and public."""
    if gathering.address:
        return gathering.address
    return gathering.place.address if gathering.place and gathering.place.is_public else ""


def ward_of(gathering: Gathering) -> Any:
    """Return the ward of the place, or None."""
    return gathering.ward or (gathering.place.ward if gathering.place and gathering.place.is_public else None)


def position(gathering: Gathering) -> tuple[Any, Any] | None:
    """Return latitude and longitude, or None where they are not known."""
    for thing in (gathering, gathering.place if gathering.place and gathering.place.is_public else None):
        if thing is not None and thing.latitude is not None and thing.longitude is not None:
            return thing.latitude, thing.longitude
    return None


def organizer_name(gathering: Gathering) -> str:
    """Return the organizer as it is public: an organization of the directory, or what was written."""
    listed = gathering.organizer and gathering.organizer.state == ListingState.LISTED
    return gathering.organizer_name or (gathering.organizer.name if gathering.organizer and listed else "")


def organizer_page(gathering: Gathering) -> str:
    """Return the address of the organizer's entry where it has a public one."""
    if gathering.organizer and gathering.organizer.state == ListingState.LISTED:
        return gathering.organizer.get_absolute_url()
    return ""


def standing_dates(gathering: Gathering) -> list[Occurrence]:
    """Return the dates that were not taken away, as they were prefetched."""
    return [found for found in gathering.occurrences.all() if not found.is_cancelled]


def is_over(gathering: Gathering, at: datetime) -> bool:
    """Say whether the last date had ended by a moment."""
    return all(found.ends_at <= at for found in standing_dates(gathering))


# --- lists of dates ----------------------------------------------------------------------------


def dates_between(starts: datetime, ends: datetime) -> QuerySet[Occurrence]:
    """Return the public dates that touch a half-open stretch, in their order; one query."""
    found = Occurrence.objects.filter(gathering__state__in=PUBLIC_STATES, starts_at__lt=ends, ends_at__gt=starts)
    return found.select_related("gathering__place").order_by("starts_at", "gathering__title", "pk")


def on_home(request: HttpRequest) -> dict[str, Any] | None:
    """Return what takes place today and within a week for the front page (one query), or None."""
    at = now()
    today = at.date()
    week = days(today, today + timedelta(days=7))
    coming = dates_between(at, week.ends or at).filter(is_cancelled=False, gathering__state=GatheringState.PUBLISHED)
    first: dict[int, Occurrence] = {}
    for found in coming[: ON_HOME * 10]:
        first.setdefault(found.gathering_id, found)
    rows = list(first.values())[:ON_HOME]
    return {"occurrences": rows, "today": today} if rows else None


# --- the desk ------------------------------------------------------------------------------------


def at_desk(who: Who, state: str = "") -> QuerySet[Gathering]:
    """Return the events that somebody works on: all for staff, else those of their organizations.

    Drafts stand first, then what comes next by its day, then what is over, the last one first. Each bears the date
    that counts as ``next_at`` or, when all are over, ``last_at``, and ``is_whole_day``.
    """
    found = Gathering.objects.all()
    if not keeps_events(who):
        found = found.filter(organizer__in=organizations_of(who))
    if state:
        found = found.filter(state=state)
    dates = Occurrence.objects.filter(gathering=OuterRef("pk"), is_cancelled=False)
    coming, last = dates.filter(ends_at__gt=now()).order_by("starts_at", "number"), dates.order_by("-starts_at")
    found = found.select_related("organizer").annotate(
        next_at=Subquery(coming.values("starts_at")[:1]),
        last_at=Subquery(last.values("starts_at")[:1]),
        is_whole_day=Coalesce(Subquery(coming.values("is_all_day")[:1]), Subquery(last.values("is_all_day")[:1])),
        rank=Case(When(state=GatheringState.DRAFT, then=0), When(next_at__isnull=False, then=1), default=2),
    )
    return found.order_by("rank", F("next_at").asc(nulls_last=True), F("last_at").desc(nulls_last=True), "-pk")


def has_dates(gathering: Gathering) -> bool:
    """Say whether an event has a date that stands; one query."""
    return gathering.occurrences.filter(is_cancelled=False).exists()


def without_dates() -> Iterator[str]:
    """Yield a line for each public event that has no date any more."""
    standing = Occurrence.objects.filter(gathering=OuterRef("pk"), is_cancelled=False)
    for slug in public().exclude(Exists(standing)).order_by("pk").values_list("slug", flat=True):
        yield f"events: {slug} is public and has no date; write one or cancel it"
