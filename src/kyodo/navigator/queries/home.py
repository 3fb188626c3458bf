"""What the front page says of today: open places, closing deadlines, new entries."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone

from kyodo.commons.places.public import OpeningHours, states_of
from kyodo.kernel.clock.now import day_of, now
from kyodo.kernel.registry import FeedEntry
from kyodo.navigator.models import SupportProgramme
from kyodo.navigator.queries.figures import shown_datasets
from kyodo.navigator.queries.guides import published_guides
from kyodo.navigator.queries.places import shown_places
from kyodo.navigator.queries.support import published
from kyodo.navigator.standing import stale_before

PLACES, DEADLINES, NEW, FIGURES = 5, 5, 5, 3
#: A deadline is shown on the front page from so many days before it.
AHEAD = timedelta(days=60)


def open_places(request: HttpRequest) -> dict[str, Any] | None:
    """Return the first places whose hours are known with how they stand now (four queries), or None."""
    known = Exists(OpeningHours.objects.filter(facility=OuterRef("pk")))
    rows = list(shown_places().filter(known).order_by("order", "name_reading", "slug")[:PLACES])
    return {"places": states_of(rows, now())} if rows else None


def closing(request: HttpRequest) -> dict[str, Any] | None:
    """Return the programmes whose applications close soonest, or None where none is known."""
    at = now()
    found = published().filter(
        apply_until__gt=at, apply_until__lte=at + AHEAD, confirmed_on__gte=stale_before(day_of(at))
    )
    found = found.exclude(apply_from__gt=at).only("slug", "name", "name_reading", "apply_until", "is_demo", "kind")
    rows = list(found.order_by("apply_until", "name_reading", "id")[:DEADLINES])
    return {"programmes": rows} if rows else None


def new_entries(limit: int) -> list[FeedEntry]:
    """Return the programmes and guides that became public last, newest first (two or three queries)."""
    programmes = published().exclude(first_published_at=None).order_by("-first_published_at", "-id")
    entries = [
        _programme_entry(row) for row in programmes.only("slug", "name", "summary", "first_published_at")[:limit]
    ]
    guides = published_guides().exclude(first_published_at=None).order_by("-first_published_at", "-id")
    entries += [
        FeedEntry("guide", guide.title, guide.get_absolute_url(), guide.summary, guide.first_published_at)
        for guide in guides.only("slug", "title", "summary", "first_published_at")[:limit]
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:limit]


def _programme_entry(row: SupportProgramme) -> FeedEntry:
    at = row.first_published_at or timezone.now()
    return FeedEntry("support", row.name, row.get_absolute_url(), row.summary, at)


def figures(request: HttpRequest) -> dict[str, Any] | None:
    """Return the first tables of figures for one line each on the front page (one query)."""
    rows = list(shown_datasets().only("slug", "title", "title_reading", "summary", "is_demo")[:FIGURES])
    return {"datasets": rows} if rows else None


def new_on_home(request: HttpRequest) -> dict[str, Any] | None:
    """Return the newest entries for the front page."""
    entries = new_entries(NEW)
    return {"entries": entries} if entries else None
