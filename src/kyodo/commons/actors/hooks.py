from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors import (
    documents,
    pack,  # noqa: F401 - hangs the kinds of a city pack
    queries,
    rules,
)
from kyodo.commons.actors.api import router
from kyodo.commons.actors.demo import make_sample_organizations
from kyodo.commons.actors.demo_mandates import make_sample_mandates
from kyodo.commons.actors.handover import clockwork as handovers
from kyodo.commons.actors.handover import sections  # noqa: F401 - hangs the sections of the book
from kyodo.commons.actors.handover.actions import forget_notes
from kyodo.commons.actors.handover.queries import SCAN as NOTE_SCAN
from kyodo.commons.actors.imports.desk import ORGANIZATION_IMPORT
from kyodo.commons.actors.mandates import clockwork as mandates
from kyodo.commons.actors.mandates import letters
from kyodo.commons.actors.mandates.actions import SCAN as MANDATE_SCAN
from kyodo.commons.actors.models import Actor, Field, HandoverNote, Mandate
from kyodo.commons.actors.opendata import ORGANIZATIONS
from kyodo.commons.actors.telling import forget_papers
from kyodo.commons.places.models import Ward
from kyodo.kernel.files.models import StoredFile
from kyodo.kernel.files.rules import FILE_RULES, FileRule
from kyodo.kernel.imports.desk import DESKS
from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.kernel.notices.kinds import NOTICE_KINDS, NoticeKind
from kyodo.kernel.notices.states import Urgency
from kyodo.kernel.permissions import SYSTEM, Answer, Who, no
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


def _may_open_sheet(who: Who, stored: StoredFile) -> Answer:
    mandate = Mandate.objects.select_related("actor").filter(pk=stored.owner_id).first()
    return rules.may_see_scan(who, mandate) if mandate else no("no mandate")


def _may_open_note(who: Who, stored: StoredFile) -> Answer:
    note = HandoverNote.objects.select_related("seat").filter(pk=stored.owner_id).first()
    return rules.may_keep_note(who, note) if note else no("no note")


def _keeps(who: Who) -> bool:
    return bool(rules.keeps_seats(who))


MENU.hang(
    MenuItem("organizations", _("Organizations"), "actors:list", "connect", 10),
    MenuItem(
        "organizations_import", _("Import organizations"), "actors:imports", "desk", 300,
        shown_to=lambda who: bool(rules.imports_files(who)),
    ),
    MenuItem("mandates", pgettext_lazy("desk", "Mandates"), "actors:desk_mandates", "desk", 40, shown_to=_keeps),
    MenuItem("handovers", pgettext_lazy("desk", "Handovers"), "actors:desk_handovers", "desk", 41, shown_to=_keeps),
    MenuItem("papers", pgettext_lazy("desk", "Papers to print"), "actors:papers", "desk", 42, shown_to=_keeps),
)  # fmt: skip
FILE_RULES.hang(FileRule(MANDATE_SCAN, _may_open_sheet), FileRule(NOTE_SCAN, _may_open_note))
NOTICE_KINDS.hang(
    NoticeKind(letters.ACCOUNT, _("account of what was done by mandate"), Urgency.DIGEST),
    NoticeKind(letters.OVER, _("end of a mandate"), Urgency.NOW),
    NoticeKind(letters.PROPOSED, _("mandate proposed to a new holder"), Urgency.DIGEST),
    NoticeKind(handovers.READY, _("handover book"), Urgency.DIGEST),
)
JOBS.hang(
    Job("actors.mandates", _("end mandates and propose them to new holders"), mandates.go_on, daily_at=time(6, 10)),
    Job("actors.accounts", _("send the accounts of last month"), mandates.send_accounts, daily_at=time(6, 30)),
    Job(
        "actors.handover_books", _("make the handover books in March"), handovers.make_ready, daily_at=time(5, 0),
        longest=timedelta(hours=1),
    ),
    Job("actors.successions", _("tell the rooms who follows on a seat"), handovers.go_on, daily_at=time(6, 20)),
)  # fmt: skip
FOLLOWERS.hang(
    Follower("actors", Actor, lambda actors: [(documents.KIND, actor.slug) for actor in actors]),
    Follower("actors", Ward, lambda wards: documents.names(wards__in=wards)),
    Follower("actors", Field, lambda fields: documents.names(fields__in=fields)),
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
DESKS.hang(ORGANIZATION_IMPORT)
RETENTION.hang(
    Period(
        "papers_due", _("papers that the desk printed for associations"),
        _("For a year the desk may be asked whether and when a paper was printed."), 365,
        lambda before: forget_papers(before=before, by=SYSTEM, channel="retention"),
    ),
    Period(
        "handover_notes", _("notes for the successor on a seat that nobody holds"),
        _("For two years somebody may still be found for the seat and need what was written down."), 730,
        lambda before: forget_notes(before=before, by=SYSTEM, channel="retention"),
    ),
)  # fmt: skip
DEMO.hang(
    DemoStep("organizations", make_sample_organizations, order=40),
    DemoStep("mandates", make_sample_mandates, order=45),
)
