from datetime import time, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import HANDOVER, MANDATE_ENDED, OPEN_WORKS, Actor, Field, MandateEnd
from kyodo.commons.asks.public import ASK_KINDS, AskKind
from kyodo.commons.collaborations.public import AFTER_END, AfterEnd
from kyodo.commons.places.public import Ward
from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.kernel.notices.kinds import NOTICE_KINDS, UNSOLICITED, NoticeKind
from kyodo.kernel.notices.states import Urgency
from kyodo.kernel.permissions import NOBODY, SYSTEM, Who
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
from kyodo.matching import askkinds, clockwork, documents, handover, limits, opendata, retention, rules
from kyodo.matching.actions import followups, seasons
from kyodo.matching.actions.needs import RECEIVED_MAIL as NEED_RECEIVED
from kyodo.matching.actions.offers import RECEIVED_MAIL as OFFER_RECEIVED
from kyodo.matching.api import need_router, offer_router
from kyodo.matching.demo import make_sample_matching
from kyodo.matching.models import Introduction, Need, Offer
from kyodo.matching.queries import needs, offers
from kyodo.matching.queries.addresses import address_of
from kyodo.matching.queries.introductions import own_of
from kyodo.matching.queries.standing import AGREED_NOW
from kyodo.matching.steps.letters import NOTICE
from kyodo.matching.steps.mandated import mandate_ended, sweep_mandates


def _need_feed(limit: int) -> list[FeedEntry]:
    return [
        FeedEntry(documents.NEED, need.title, address_of(need), need.plain[:200], need.shown_at)
        for need in needs.newest(limit)
    ]


def _offer_feed(limit: int) -> list[FeedEntry]:
    return [
        FeedEntry(documents.OFFER, offer.title, address_of(offer), offer.we_do[:200], offer.shown_at)
        for offer in offers.newest(limit)
    ]


def _need_stop(who: Who, key: str) -> Stop | None:
    need = Need.objects.select_related("actor").filter(pk=key).first()
    if need is None or not rules.may_see(who, need):
        return None
    return Stop(pgettext_lazy("noun", "need"), str(need), need.get_absolute_url())


def _offer_stop(who: Who, key: str) -> Stop | None:
    offer = Offer.objects.select_related("actor").filter(pk=key).first()
    if offer is None or not rules.may_see(who, offer):
        return None
    return Stop(pgettext_lazy("noun", "offer"), str(offer), offer.get_absolute_url())


def _introduction(who: Who, key: str) -> Stop | None:
    found = Introduction.objects.select_related("host", "guest", "offer").filter(pk=key).first()
    if found is None or not rules.keeps_desk(who):
        return None
    return Stop(pgettext_lazy("noun", "introduction"), str(found), found.get_absolute_url())


def _door(request: HttpRequest) -> dict[str, Any] | None:
    """How an association stands, and the door to offer it something, for its page."""
    slug = request.resolver_match.kwargs.get("slug", "") if request.resolver_match else ""
    return offers.door_of(slug)


def _desk_door(request: HttpRequest) -> dict[str, Any] | None:
    """The way from the page of an organization to what the desk knows of it, for the desk."""
    slug = request.resolver_match.kwargs.get("slug", "") if request.resolver_match else ""
    who = getattr(request, "who", NOBODY)
    return {"slug": slug} if slug and rules.keeps_desk(who) else None


def _own_introductions(request: HttpRequest) -> dict[str, Any] | None:
    """The introductions in which somebody is a side, for their own page."""
    who = getattr(request, "who", NOBODY)
    found = own_of(who.pk) if who.pk else []
    return {"introductions": found} if found else None


def _promises(request: HttpRequest) -> dict[str, Any]:
    """The way from the figures of the city to how well the desk keeps its promises, for the home page."""
    return {}


MENU.hang(
    MenuItem(
        "desk", pgettext_lazy("desk", "The desk's day"), "matching:desk", "desk", 10,
        shown_to=lambda who: bool(rules.keeps_desk(who)),
    ),
    MenuItem("needs", pgettext_lazy("menu", "Help wanted"), "matching:needs", "connect", 16),
    MenuItem("offers", pgettext_lazy("menu", "Offers of help"), "matching:offers", "connect", 18),
    MenuItem(
        "need_call", _("A need from a phone call"), "matching:need_call", "desk", 12,
        shown_to=lambda who: bool(rules.keeps_desk(who)),
    ),
    MenuItem(
        "weights", _("Weights of the ranking"), "matching:weights", "desk", 90,
        shown_to=lambda who: bool(rules.keeps_desk(who)),
    ),
)  # fmt: skip
PANELS.hang(
    Panel("offer_door", "organization", "matching/of_organization.html", _door, order=50),
    Panel("desk_door", "organization", "matching/desk_door.html", _desk_door, order=40),
    Panel("introductions", "my", "matching/my_introductions.html", _own_introductions, order=20),
    Panel("promises", "home", "matching/home_promises.html", _promises, order=41),
)
SOURCES.hang(
    SearchSource(
        documents.NEED, pgettext_lazy("noun", "need"), documents.need_documents, documents.need_document
    ),
    SearchSource(
        documents.OFFER, pgettext_lazy("noun", "offer"), documents.offer_documents, documents.offer_document
    ),
)  # fmt: skip
FOLLOWERS.hang(
    Follower("matching", Actor, lambda actors: documents.names(actor__in=actors)),
    Follower("matching", Ward, lambda wards: documents.names(wards__in=wards)),
    Follower("matching", Field, lambda fields: documents.names(fields__in=fields)),
)
PUBLIC_TABLES.hang(
    "matching_need", "matching_need_fields", "matching_need_wards", "matching_need_districts", "matching_offer",
    "matching_offer_fields", "matching_offer_wards", "matching_introduction", "actors_capacity",
    "actors_capacity_themes",
)  # fmt: skip
OPEN_DATA.hang(opendata.NEEDS, opendata.OFFERS)
SITEMAP.hang(SitemapSource("needs", needs.sitemap), SitemapSource("offers", offers.sitemap))
FEEDS.hang(
    FeedSource("needs", pgettext_lazy("menu", "Help wanted"), _need_feed),
    FeedSource("offers", pgettext_lazy("menu", "Offers of help"), _offer_feed),
)
CHECKS.hang(CheckItem("matching", _("words of needs and offers"), documents.words_out_of_step))
API_ROUTERS.hang(("needs", need_router), ("offers", offer_router))
KINDS.hang(
    TrailKind("matching.need", _need_stop),
    TrailKind("matching.offer", _offer_stop),
    TrailKind("matching.introduction", _introduction),
)
NOTICE_KINDS.hang(
    NoticeKind(NOTICE, _("letter of the desk"), Urgency.NOW, is_capped=False),
    NoticeKind(NEED_RECEIVED, _("receipt of a need"), Urgency.NOW, limits=UNSOLICITED, limit_group="matching.received"),
    NoticeKind(
        OFFER_RECEIVED, _("receipt of an offer"), Urgency.NOW, limits=UNSOLICITED, limit_group="matching.received"
    ),
)
RETENTION.hang(
    Period(
        "closed_matching", _("who told a closed need or wrote an offer that is over, and their own words"),
        _("For a year somebody may ask what became of it, or take it up again."), 365, retention.forget_closed,
    ),
    Period(
        "finished_matching", _("who told a need or wrote an offer out of which a joint work grew"),
        _("For a year after the joint work ended somebody may ask them about it."), 365, retention.forget_finished,
    ),
    Period(
        "offer_drafts", _("offers that were never sent"),
        _("Whoever began an offer may go on with it for a month."), 30, retention.forget_drafts,
    ),
    Period(
        "desk_letters", _("texts of the desk's letters, with the contacts in them"),
        _("For a year after the end somebody may ask what was written."), 365, retention.forget_letters,
    ),
    Period(
        "desk_notes", _("the desk's notes about what is over; the minutes stay for the figures"),
        _("For a year after the end somebody may take it up again."), 365, retention.forget_notes,
    ),
    Period(
        "host_notes", _("the desk's notes about associations"),
        _("What was learned by phone helps with the next question, but not for ever."), 1095,
        retention.forget_host_notes,
    ),
    Period(
        "matching_words", _("what both sides wrote beside their answers, and notes of calls"),
        _("For a year somebody may ask what was said; the answers themselves stay for the figures."), 365,
        retention.forget_words,
    ),
)  # fmt: skip
JOBS.hang(
    Job("matching.forget", _("forget counts of forms"), limits.forget, every=timedelta(days=1)),
    Job("matching.follow_up", _("ask whether a joint work helped"), clockwork.follow_up, daily_at=time(9, 30)),
    Job("matching.season", _("ask associations how much they can take on"), clockwork.ask_season, daily_at=time(9, 40)),
    Job(
        "matching.mandates", _("ask associations themselves whose mandate is over"), sweep_mandates,
        every=timedelta(minutes=10),
    ),
)  # fmt: skip
DEMO.hang(DemoStep("matching", make_sample_matching, order=70))
HANDOVER.hang(handover.SECTION)
OPEN_WORKS.hang(AGREED_NOW)
BY = SYSTEM  # whoever answered stands with the reply
ASK_KINDS.hang(
    askkinds.HOST,
    askkinds.GUEST,
    AskKind(
        followups.KIND, pgettext_lazy("ask", "did it help?"),
        lambda ask, reply: followups.keep_follow_up(ask=ask, reply=reply, by=BY, channel=reply.channel),
        lambda ask, reply: followups.forget_follow_up(ask=ask, by=BY, channel=reply.channel),
    ),
    AskKind(
        seasons.KIND, pgettext_lazy("ask", "can you take something on?"),
        lambda ask, reply: seasons.keep_capacity(ask=ask, reply=reply, by=BY, channel=reply.channel),
        lambda ask, reply: seasons.restore_capacity(ask=ask, by=BY, channel=reply.channel),
    ),
)  # fmt: skip
AFTER_END.hang(AfterEnd("matching", followups.stop_follow_ups))
MANDATE_ENDED.hang(MandateEnd("matching", mandate_ended))
