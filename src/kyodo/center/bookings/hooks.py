from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings import (
    clockwork,
    documents,
    lottery_hooks,  # noqa: F401 - hangs what the lottery and the cash book offer
    pack,  # noqa: F401 - hangs the kinds of a city pack
    pack_fees,  # noqa: F401 - hangs the kinds of a city pack
    retention,
    rules,
)
from kyodo.center.bookings.actions.users import PAPERS
from kyodo.center.bookings.demo import make_sample_rooms
from kyodo.center.bookings.models import Party
from kyodo.center.bookings.paying import PROVIDERS, TestProvider
from kyodo.center.bookings.queries import bookings, resources
from kyodo.center.bookings.steps import letters
from kyodo.commons.places.public import Facility
from kyodo.kernel.files.models import StoredFile
from kyodo.kernel.files.rules import FILE_RULES, FileRule
from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.kernel.notices.kinds import NOTICE_KINDS, NoticeKind
from kyodo.kernel.notices.states import Urgency
from kyodo.kernel.permissions import NOBODY, Answer, Who, no
from kyodo.kernel.registry import (
    DEMO,
    MENU,
    PANELS,
    PUBLIC_TABLES,
    RETENTION,
    SITEMAP,
    DemoStep,
    MenuItem,
    Panel,
    Period,
    SitemapSource,
)
from kyodo.kernel.search.followers import FOLLOWERS, Follower
from kyodo.kernel.search.sources import SOURCES, SearchSource


def _may_open_paper(who: Who, stored: StoredFile) -> Answer:
    party = Party.objects.select_related("actor").filter(pk=stored.owner_id).first()
    return rules.may_see_party(who, party) if party else no("no registration")


def _own_bookings(request: HttpRequest) -> dict[str, Any] | None:
    """The next bookings of somebody, for their own page."""
    who = getattr(request, "who", NOBODY)
    coming = bookings.own_by_time(who)[0][:3] if who.pk else []
    return {"coming": coming} if coming else None


MENU.hang(
    MenuItem("rooms", pgettext_lazy("menu", "Rooms and things to use"), "bookings:list", "support", 40),
    MenuItem(
        "rooms_desk", pgettext_lazy("menu", "Rooms at the counter"), "bookings:desk", "desk", 30,
        shown_to=lambda who: bool(rules.keeps_rooms(who)),
    ),
)  # fmt: skip
PANELS.hang(Panel("bookings", "my", "bookings/my_panel.html", _own_bookings, order=30))
# Bookings themselves are not here: what is free is read afresh, and a booking leaves all other pages as they are.
PUBLIC_TABLES.hang("bookings_resource", "bookings_resource_units", "bookings_conditions", "bookings_postednotice")
SOURCES.hang(
    SearchSource(
        documents.KIND, pgettext_lazy("search kind", "room, thing to use"), documents.documents, documents.document
    )
)
FOLLOWERS.hang(Follower("rooms", Facility, documents.names))
SITEMAP.hang(SitemapSource("rooms", resources.sitemap))
FILE_RULES.hang(FileRule(PAPERS, _may_open_paper))
NOTICE_KINDS.hang(
    NoticeKind(letters.BOOKED, _("receipt of a booking"), Urgency.NOW, is_capped=False),
    NoticeKind(letters.OFFERED, _("a time that somebody waited for is free"), Urgency.NOW, is_capped=False),
    NoticeKind(letters.CANCELLED, _("a booking was cancelled"), Urgency.NOW, is_capped=False),
)
RETENTION.hang(
    Period(
        "bookings", _("who booked and what for; the times stay for the figures"),
        _("For three years somebody may ask what was booked and paid."), 1095, retention.forget_bookings,
    ),
    Period(
        "ended_registrations", _("registrations that ended, with their papers"),
        _("For a year after the end somebody may come back without new papers."), 365, retention.forget_parties,
    ),
    Period(
        "waits", _("places on waiting lists that are over"), _("For a month somebody may ask how it was drawn."), 30,
        retention.forget_waits,
    ),
)  # fmt: skip
JOBS.hang(
    Job(
        "bookings.holds",
        _("give back what was held and not confirmed"),
        clockwork.end_holds,
        every=timedelta(minutes=1),
    ),
    Job(
        "bookings.online",
        _("take over payments that were made online"),
        clockwork.follow_payments,
        every=timedelta(minutes=10),
    ),
    Job("bookings.waits", _("close what was waited for in vain"), clockwork.close_waits, every=timedelta(hours=1)),
)
if settings.MODE == "demo":  # elsewhere a city hangs up the provider that it has a contract with
    PROVIDERS.hang(TestProvider())
DEMO.hang(DemoStep("rooms", make_sample_rooms, order=75))
