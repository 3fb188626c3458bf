from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.permissions import Who
from kyodo.kernel.registry import (
    API_ROUTERS,
    FEEDS,
    MENU,
    OPEN_DATA,
    PUBLIC_TABLES,
    SITEMAP,
    FeedEntry,
    FeedSource,
    MenuItem,
    SitemapSource,
)
from kyodo.kernel.search.followers import FOLLOWERS, Follower
from kyodo.kernel.search.sources import SOURCES, SearchSource
from kyodo.kernel.trail.walk import KINDS, Stop, TrailKind
from kyodo.timeline import (
    api,
    documents,
    open_data,
    pack,  # noqa: F401 - hangs the kinds of a city pack
    queries,
    rules,
)
from kyodo.timeline.models import Lane, Milestone


def _feed(limit: int) -> list[FeedEntry]:
    return [
        FeedEntry(documents.KIND, row.title, queries.address_of(row.slug), row.text, row.made_at)
        for row in queries.fresh(limit)
    ]


def _stop(who: Who, key: str) -> Stop | None:
    found = Milestone.objects.filter(pk=key).first()
    if found is None or not rules.may_see_milestone(who, found):
        return None
    return Stop(pgettext_lazy("timeline", "milestone"), found.title, queries.address_of(found.slug))


def _of_lanes(lanes: Sequence[Lane]) -> list[tuple[str, str]]:
    slugs = Milestone.objects.filter(lane__in=lanes).values_list("slug", flat=True)
    return [(documents.KIND, slug) for slug in slugs]


MENU.hang(MenuItem("timeline", _("The way of collaboration"), "timeline:list", "know", 40))
SOURCES.hang(
    SearchSource(documents.KIND, pgettext_lazy("timeline", "milestone"), documents.documents, documents.document)
)
FOLLOWERS.hang(
    Follower("timeline", Milestone, lambda milestones: [(documents.KIND, milestone.slug) for milestone in milestones]),
    Follower("timeline", Lane, _of_lanes),
)
PUBLIC_TABLES.hang("timeline_era", "timeline_lane", "timeline_milestone")
SITEMAP.hang(SitemapSource("timeline", queries.sitemap))
FEEDS.hang(FeedSource("timeline", _("New milestones"), _feed))
KINDS.hang(TrailKind("timeline.milestone", _stop))
API_ROUTERS.hang(("timeline", api.router))
OPEN_DATA.hang(open_data.SET)
