from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.casebook import (
    documents,
    pack,  # noqa: F401 - hangs the kind of a city pack
    record,
    rules,
)
from kyodo.casebook.actions import draft_case
from kyodo.casebook.api import router
from kyodo.casebook.demo import make_sample_case
from kyodo.casebook.models import Case
from kyodo.casebook.queries import cases
from kyodo.casebook.queries.cases import published
from kyodo.casebook.queries.directory import Directory
from kyodo.casebook.words import KIND
from kyodo.commons.actors.public import Actor, Field
from kyodo.commons.collaborations.public import AFTER_END, AfterEnd, Collaboration
from kyodo.commons.places.public import Ward
from kyodo.kernel.permissions import Who
from kyodo.kernel.registry import (
    API_ROUTERS,
    DEMO,
    FEEDS,
    MENU,
    MILESTONES,
    OPEN_DATA,
    PANELS,
    PUBLIC_TABLES,
    SITEMAP,
    DataSet,
    DemoStep,
    FeedSource,
    MenuItem,
    MilestoneSource,
    Panel,
    SitemapSource,
)
from kyodo.kernel.search.followers import FOLLOWERS, Follower
from kyodo.kernel.search.sources import SOURCES, SearchSource
from kyodo.kernel.trail.walk import KINDS, Stop, TrailKind

#: Cases on the front page.
FRESH = 3


def _fresh(request: HttpRequest) -> dict[str, Any] | None:
    """Return the newest cases that have a diagram; a constant number of queries."""
    newest = cases.published().order_by("-first_published_at", "-pk")
    lines = Directory().lines(newest.exclude(collaboration=None)[:FRESH])
    return {"lines": lines} if lines else None


def _stop(who: Who, key: str) -> Stop | None:
    found = Case.objects.filter(pk=key).first()
    if found is None or not rules.may_see(who, found):
        return None
    return Stop(pgettext_lazy("casebook", "case"), found.title, found.get_absolute_url())


AFTER_END.hang(AfterEnd("casebook", draft_case))
MENU.hang(MenuItem("cases", _("Cases"), "casebook:list", "know", 5))
PANELS.hang(Panel("cases", "home", "casebook/home_cases.html", _fresh, 25))
FOLLOWERS.hang(
    Follower("casebook", Case, lambda cases: [(KIND, case.slug) for case in cases]),
    Follower("casebook", Collaboration, lambda works: documents.names(collaboration__in=works)),
    Follower("casebook", Actor, lambda actors: documents.names(collaboration__partners__actor__in=actors)),
    Follower("casebook", Ward, lambda wards: documents.names(wards__in=wards)),
    Follower("casebook", Field, lambda fields: documents.names(fields__in=fields)),
)
SOURCES.hang(SearchSource(KIND, pgettext_lazy("casebook", "case"), documents.documents, documents.document))
PUBLIC_TABLES.hang(
    "casebook_case", "casebook_case_fields", "casebook_case_wards", "casebook_schemeused", "trail_step", "places_desk",
    "places_city", "wagtailimages_image",
)  # fmt: skip
SITEMAP.hang(SitemapSource("cases", cases.sitemap))
FEEDS.hang(FeedSource("cases", _("Cases"), cases.feed))
API_ROUTERS.hang(("cases", router))
KINDS.hang(TrailKind("casebook.case", _stop))
MILESTONES.hang(MilestoneSource("cases", _("Cases"), cases.milestones))
OPEN_DATA.hang(
    DataSet(
        "cases", _("Cases of collaboration"),
        _("How citizens, associations, schools, businesses and the city worked together, and what others can copy."),
        [_("case"), _("collaboration"), _("citizens' activities")],
        record.COLUMNS, record.all_rows, published, "casebook:list",
        standard=_("Data items for cases of the government's interoperability framework (GIF 451-3)"), order=40,
    )
)  # fmt: skip
DEMO.hang(DemoStep("casebook", make_sample_case, order=60))
