from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import Actor, Field
from kyodo.commons.asks.public import ASK_KINDS, AskKind
from kyodo.commons.gatherings import (
    clockwork,
    documents,
    letters,
    limits,
    opendata,
    pack,  # noqa: F401 - hangs the kind of a city pack
    queries,
    rules,
)
from kyodo.commons.gatherings.actions import registering
from kyodo.commons.gatherings.api import router
from kyodo.commons.gatherings.demo import make_sample_events
from kyodo.commons.gatherings.imports.desk import DESK
from kyodo.commons.gatherings.models import Gathering
from kyodo.commons.gatherings.places import OFFER
from kyodo.commons.gatherings.queries import people
from kyodo.commons.places.public import Facility, Ward
from kyodo.kernel.imports.desk import DESKS
from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.kernel.notices.kinds import NOTICE_KINDS, Limit, NoticeKind
from kyodo.kernel.notices.states import Urgency
from kyodo.kernel.permissions import SYSTEM, Who
from kyodo.kernel.registry import (
    API_ROUTERS,
    CHECKS,
    DEMO,
    FEEDS,
    MENU,
    OPEN_DATA,
    PANELS,
    PUBLIC_TABLES,
    RETENTION,
    SITEMAP,
    CheckItem,
    DemoStep,
    FeedEntry,
    FeedSource,
    MenuItem,
    Panel,
    Period,
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


#: A family may sign up for several events on one evening; a stranger may not fill somebody's box.
LIMITS = (Limit(6, timedelta(minutes=15)), Limit(20, timedelta(days=1)))
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
PUBLIC_TABLES.hang(
    "gatherings_gathering", "gatherings_gathering_fields", "gatherings_occurrence", "gatherings_signup",
    "gatherings_charge", "gatherings_registration",
)  # fmt: skip
SITEMAP.hang(SitemapSource("events", queries.sitemap))
FEEDS.hang(FeedSource("events", _("Events"), _feed))
API_ROUTERS.hang(("events", router))
OPEN_DATA.hang(opendata.EVENTS)
KINDS.hang(TrailKind("gatherings.gathering", _stop))
CHECKS.hang(
    CheckItem("events", _("dates of public events"), queries.without_dates),
    CheckItem("places", _("places of events that were given away"), people.out_of_step),
)
ASK_KINDS.hang(
    AskKind(
        OFFER, pgettext_lazy("ask", "do you take the free place?"),
        lambda ask, reply: registering.offer_answered(ask=ask, reply=reply, by=SYSTEM, channel=reply.channel),
        lambda ask, reply: registering.offer_reopened(ask=ask, by=SYSTEM, channel=reply.channel),
        lambda ask: registering.offer_ended(ask=ask, by=SYSTEM, channel="clock"),
    )
)  # fmt: skip
NOTICE_KINDS.hang(
    NoticeKind(letters.RECEIVED, _("receipt of a registration"), Urgency.NOW, limits=LIMITS, is_capped=False),
    NoticeKind(letters.REMINDER, _("reminder of an event"), Urgency.NOW, is_capped=False),
    NoticeKind(letters.CHANGED, _("an event is moved or does not take place"), Urgency.NOW, is_capped=False),
)
JOBS.hang(
    Job("gatherings.remind", _("remind of events that are near"), clockwork.remind, every=timedelta(hours=1)),
    Job("gatherings.forget_forms", _("forget counts of forms"), limits.forget, daily_at=time(3, 40)),
)
RETENTION.hang(
    Period(
        "event_wishes", _("what people needed at an event that is over"),
        _("Sign language, childcare and the like are nobody's business once the day is over. The counts stay."),
        3, clockwork.forget_wishes,
    ),
    Period(
        "event_people", _("names and contacts of those who signed up for an event that is over"),
        _("For three months somebody may ask about a receipt or something left behind. The counts stay."),
        90, clockwork.forget_people,
    ),
)  # fmt: skip
DEMO.hang(DemoStep("events", make_sample_events, order=60))
