from django.utils.translation import gettext_lazy as _

from kyodo.commons.actors.public import Actor, Field
from kyodo.commons.gatherings import (
    documents,
    opendata,
    pack,  # noqa: F401 - hangs the kind of a city pack
    queries,
    rules,
)
from kyodo.commons.gatherings.api import router
from kyodo.commons.gatherings.demo import make_sample_events
from kyodo.commons.gatherings.imports.desk import DESK
from kyodo.commons.gatherings.models import Gathering
from kyodo.commons.places.public import Facility, Ward
from kyodo.kernel.imports.desk import DESKS
from kyodo.kernel.permissions import Who
from kyodo.kernel.registry import (
    API_ROUTERS,
    CHECKS,
    DEMO,
    FEEDS,
    MENU,
    OPEN_DATA,
    PANELS,
    PUBLIC_TABLES,
    SITEMAP,
    CheckItem,
    DemoStep,
    FeedEntry,
    FeedSource,
    MenuItem,
    Panel,
    SitemapSource,
)
from kyodo.kernel.search.followers import FOLLOWERS, Follower
from kyodo.kernel.search.sources import SOURCES, SearchSource
from kyodo.kernel.trail.walk import KINDS, Stop, TrailKind


def _feed(limit: int) -> list[FeedEntry]:
    return [
        FeedEntry(documents.KIND, found.title, queries.address_of(found.slug), found.description[:200], at)
        for found in queries.newest(limit)
        if (at := found.published_at)
    ]


def _stop(who: Who, key: str) -> Stop | None:
    found = Gathering.objects.select_related("organizer").filter(pk=key).first()
    if found is None or not rules.may_see(who, found):
        return None
    return Stop(_("event"), found.title, found.get_absolute_url())


MENU.hang(
    MenuItem("events", _("Events"), "gatherings:list", "connect", 15),
    MenuItem(
        "events_desk", _("Write and keep events"), "gatherings:desk", "desk", 200,
        shown_to=lambda who: bool(rules.writes_events(who)),
    ),
)  # fmt: skip
PANELS.hang(Panel("events", "home", "gatherings/home_events.html", queries.on_home, 15))
FOLLOWERS.hang(
    Follower("gatherings", Gathering, lambda events: [(documents.KIND, event.slug) for event in events]),
    Follower("gatherings", Facility, lambda places: documents.names(place__in=places)),
    Follower("gatherings", Actor, lambda actors: documents.names(organizer__in=actors)),
    Follower("gatherings", Ward, lambda w: [*documents.names(ward__in=w), *documents.names(place__ward__in=w)]),
    Follower("gatherings", Field, lambda fields: documents.names(fields__in=fields)),
)
DESKS.hang(DESK)
SOURCES.hang(SearchSource(documents.KIND, _("event"), documents.documents, documents.document))
PUBLIC_TABLES.hang("gatherings_gathering", "gatherings_gathering_fields", "gatherings_occurrence")
SITEMAP.hang(SitemapSource("events", queries.sitemap))
FEEDS.hang(FeedSource("events", _("Events"), _feed))
API_ROUTERS.hang(("events", router))
OPEN_DATA.hang(opendata.EVENTS)
KINDS.hang(TrailKind("gatherings.gathering", _stop))
CHECKS.hang(CheckItem("events", _("dates of public events"), queries.without_dates))
DEMO.hang(DemoStep("events", make_sample_events, order=60))
