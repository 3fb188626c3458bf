from django.utils.translation import gettext_lazy as _

from kyodo.commons.actors import (
    documents,
    pack,  # noqa: F401 - hangs the kinds of a city pack
    queries,
    rules,
)
from kyodo.commons.actors.api import router
from kyodo.commons.actors.demo import make_sample_organizations
from kyodo.commons.actors.imports.actions import erase_imports
from kyodo.commons.actors.models import Actor, Field
from kyodo.commons.actors.opendata import ORGANIZATIONS
from kyodo.commons.places.models import Ward
from kyodo.kernel.permissions import SYSTEM, Who
from kyodo.kernel.registry import (
    API_ROUTERS,
    CHECKS,
    DEMO,
    FEEDS,
    MENU,
    OPEN_DATA,
    PUBLIC_TABLES,
    RETENTION,
    SITEMAP,
    CheckItem,
    DemoStep,
    FeedEntry,
    FeedSource,
    MenuItem,
    Period,
    SitemapSource,
)
from kyodo.kernel.search.followers import FOLLOWERS, Follower
from kyodo.kernel.search.sources import SOURCES, SearchSource
from kyodo.kernel.trail.walk import KINDS, Stop, TrailKind


def _feed(limit: int) -> list[FeedEntry]:
    return [
        FeedEntry(documents.KIND, actor.name, queries.address_of(actor.slug), actor.purpose[:200], actor.listed_at)
        for actor in queries.newest(limit)
    ]


def _stop(who: Who, key: str) -> Stop | None:
    actor = Actor.objects.filter(pk=key).first()
    if actor is None or not rules.may_see(who, actor):
        return None
    return Stop(_("organization"), actor.name, actor.get_absolute_url())


MENU.hang(
    MenuItem("organizations", _("Organizations"), "actors:list", "connect", 10),
    MenuItem(
        "organizations_import", _("Import organizations"), "actors:imports", "desk", 300,
        shown_to=lambda who: bool(rules.imports_files(who)),
    ),
)  # fmt: skip
FOLLOWERS.hang(
    Follower("actors", Actor, lambda actor: [(documents.KIND, actor.slug)]),
    Follower("actors", Ward, lambda ward: documents.names(wards=ward)),
    Follower("actors", Field, lambda field: documents.names(fields=field)),
)
SOURCES.hang(SearchSource(documents.KIND, _("organization"), documents.documents, documents.document))
PUBLIC_TABLES.hang(
    "actors_actor", "actors_actor_fields", "actors_actor_wards", "actors_actor_districts", "actors_field",
    "actors_seat", "actors_holding", "people_consent", "people_person", "places_ward", "places_district",
)  # fmt: skip
OPEN_DATA.hang(ORGANIZATIONS)
SITEMAP.hang(SitemapSource("organizations", queries.sitemap))
FEEDS.hang(FeedSource("organizations", _("Organizations"), _feed))
API_ROUTERS.hang(("organizations", router))
KINDS.hang(TrailKind("actors.actor", _stop))
CHECKS.hang(CheckItem("organizations", _("folded names of organizations"), queries.names_out_of_step))
RETENTION.hang(
    Period(
        "organization_imports", _("imported files of organizations"),
        _("The rows of a file are needed as long as somebody may ask what became of them."), 90,
        lambda before: erase_imports(before=before, by=SYSTEM, channel="retention"),
    )
)  # fmt: skip
DEMO.hang(DemoStep("organizations", make_sample_organizations, order=40))
