"""From the short name of a thing to its page, for rooms that do not know each other.

The index holds a title and an address for everything public, in step with what is published; so
whoever keeps only the kind and the key of somebody else's thing can still link to it, and the link
vanishes with the thing.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from kyodo.kernel.search.models import SearchDocument
from kyodo.kernel.search.sources import PUBLIC


@dataclass(frozen=True)
class Link:
    """The page of a public thing."""

    title: str
    url: str


def links_to(kind: str, keys: Collection[str]) -> dict[str, Link]:
    """Return the pages of those things of a kind that everybody may find, by key; one query."""
    return dict(_public(SearchDocument.objects.filter(kind=kind, key__in=list(keys))))


def all_links(kind: str, limit: int = 2000) -> list[tuple[str, Link]]:
    """Return (key, page) of the things of a kind that everybody may find, by title; one query."""
    return _public(SearchDocument.objects.filter(kind=kind).order_by("text__title", "key")[:limit])


def _public(found: QuerySet[SearchDocument]) -> list[tuple[str, Link]]:
    rows = found.values_list("key", "text__title", "text__url", "group__visible_to")
    return [(key, Link(title, url)) for key, title, url, audience in rows if PUBLIC in audience]
