from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import HANDOVER, OPEN_WORKS, Actor, Field
from kyodo.commons.collaborations import (
    documents,
    handover,
    pack,  # noqa: F401 - hangs the kind of a city pack
    queries,
    rules,
)
from kyodo.commons.collaborations.demo import make_sample_collaborations
from kyodo.commons.collaborations.models import Collaboration
from kyodo.commons.collaborations.opendata import COLLABORATIONS, TIES
from kyodo.commons.places.models import Ward
from kyodo.kernel.permissions import Who
from kyodo.kernel.registry import (
    CHECKS,
    DEMO,
    FEEDS,
    OPEN_DATA,
    PUBLIC_TABLES,
    SITEMAP,
    CheckItem,
    DemoStep,
    FeedEntry,
    FeedSource,
    SitemapSource,
)
from kyodo.kernel.search.followers import FOLLOWERS, Follower
from kyodo.kernel.search.sources import SOURCES, SearchSource
from kyodo.kernel.trail.walk import KINDS, Stop, TrailKind


def _feed(limit: int) -> list[FeedEntry]:
    return [
        FeedEntry(documents.KIND, found.title, queries.address_of(found.slug), found.aim[:200], found.shown_at)
        for found in queries.newest(limit)
    ]


def _stop(who: Who, key: str) -> Stop | None:
    found = Collaboration.objects.filter(pk=key).first()
    if found is None or not rules.may_see(who, found):
        return None
    return Stop(pgettext_lazy("noun", "collaboration"), found.title, found.get_absolute_url())


FOLLOWERS.hang(
    Follower("collaborations", Actor, lambda actors: documents.names(partners__actor__in=actors)),
    Follower("collaborations", Ward, lambda wards: documents.names(wards__in=wards)),
    Follower("collaborations", Field, lambda fields: documents.names(fields__in=fields)),
)
SOURCES.hang(
    SearchSource(documents.KIND, pgettext_lazy("noun", "collaboration"), documents.documents, documents.document)
)
PUBLIC_TABLES.hang(
    "collaborations_collaboration", "collaborations_collaboration_fields", "collaborations_collaboration_wards",
    "collaborations_collaboration_districts", "collaborations_span", "collaborations_partner", "collaborations_tie",
    "collaborations_event", "collaborations_yearfigure",
)  # fmt: skip
HANDOVER.hang(*handover.SECTIONS)
OPEN_WORKS.hang(handover.OPEN_NOW)
OPEN_DATA.hang(COLLABORATIONS, TIES)
SITEMAP.hang(SitemapSource("collaborations", queries.sitemap))
FEEDS.hang(FeedSource("collaborations", _("Collaborations"), _feed))
KINDS.hang(TrailKind("collaborations.collaboration", _stop))
CHECKS.hang(CheckItem("collaborations", _("ties of collaborations"), queries.ties_astray))
DEMO.hang(DemoStep("collaborations", make_sample_collaborations, order=50))
