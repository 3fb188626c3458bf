from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.newsletters import (
    clockwork,
    documents,
    pack,  # noqa: F401 - hangs the kinds of a city pack
    retention,
    rules,
)
from kyodo.center.newsletters.actions.readers import CONFIRM
from kyodo.center.newsletters.actions.sending import KIND, TEST_KIND
from kyodo.center.newsletters.api import router
from kyodo.center.newsletters.demo import make_sample_newsletter
from kyodo.center.newsletters.models import Article, Issue, Series
from kyodo.center.newsletters.opendata import ISSUES
from kyodo.center.newsletters.queries import issues
from kyodo.center.newsletters.words import ARTICLE, ISSUE
from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.kernel.notices.kinds import NOTICE_KINDS, UNSOLICITED, Limit, NoticeKind
from kyodo.kernel.notices.states import Urgency
from kyodo.kernel.registry import (
    API_ROUTERS,
    DEMO,
    FEEDS,
    MENU,
    OPEN_DATA,
    PANELS,
    PUBLIC_TABLES,
    RETENTION,
    SITEMAP,
    DemoStep,
    FeedSource,
    MenuItem,
    Panel,
    Period,
    SitemapSource,
)
from kyodo.kernel.search.followers import FOLLOWERS, Follower
from kyodo.kernel.search.sources import SOURCES, SearchSource


def _newest(request: HttpRequest) -> dict[str, Any] | None:
    """Return the newest issue that was made here, for the front page; two queries."""
    issue = issues.newest().filter(link="").first()
    return {"issue": issue, "articles": issues.live_articles(issue)[:4]} if issue else None


MENU.hang(
    MenuItem("newsletters", pgettext_lazy("noun", "newsletters"), "newsletters:list", "know", 8),
    MenuItem(
        "newsletters_desk", pgettext_lazy("desk", "Make and send newsletters"), "newsletters:desk", "desk", 210,
        shown_to=lambda who: bool(rules.makes_issues(who)),
    ),
)  # fmt: skip
PANELS.hang(Panel("newsletters", "home", "newsletters/home.html", _newest, 40))
SOURCES.hang(
    SearchSource(
        ISSUE, pgettext_lazy("search kind", "newsletter"), documents.issue_documents, documents.issue_document
    ),
    SearchSource(
        ARTICLE, pgettext_lazy("search kind", "newsletter article"), documents.article_documents,
        documents.article_document,
    ),
)  # fmt: skip
FOLLOWERS.hang(
    Follower("newsletters", Article, lambda articles: [(ARTICLE, str(article.pk)) for article in articles]),
    Follower("newsletters", Issue, lambda found: documents.names(*found)),
    Follower("newsletters", Series, lambda series: documents.names(*Issue.objects.filter(series__in=series))),
)
PUBLIC_TABLES.hang(
    "newsletters_series", "newsletters_issue", "newsletters_article", "newsletters_copyplace", "places_desk",
    "gatherings_gathering", "gatherings_occurrence", "places_facility", "wagtailimages_image",
)  # fmt: skip
SITEMAP.hang(SitemapSource("newsletters", issues.sitemap))
FEEDS.hang(
    FeedSource("newsletters", pgettext_lazy("noun", "newsletters"), issues.feed),
    FeedSource("newsletter_articles", pgettext_lazy("newsletter", "articles"), issues.article_feed),
)
API_ROUTERS.hang(("newsletters", router))
OPEN_DATA.hang(ISSUES)
NOTICE_KINDS.hang(
    NoticeKind(KIND, _("issue of a newsletter"), Urgency.NOW, is_capped=False, is_bulk=True),
    NoticeKind(CONFIRM, _("confirmation of a newsletter"), Urgency.NOW, UNSOLICITED, is_capped=False),
    NoticeKind(
        TEST_KIND, _("trial letter of a newsletter"), Urgency.NOW, (Limit(10, timedelta(hours=1)),), is_capped=False
    ),
)
JOBS.hang(
    Job("newsletters.send", _("write letters of newsletters"), clockwork.send_letters, every=timedelta(minutes=1)),
    Job("newsletters.follow", _("follow letters of newsletters"), clockwork.follow_letters, every=timedelta(minutes=5)),
)
RETENTION.hang(
    Period(
        "newsletter_wishes", _("requests for newsletters, confirmed or not"),
        _("The link of the confirming letter holds for three days."), 4, retention.forget_wishes,
    ),
    Period(
        "newsletter_readers", _("mail addresses of readers who left"),
        _("For a month somebody may ask why letters stopped, or that none came."), 30, retention.forget_readers,
    ),
    Period(
        "newsletter_places", _("to whom copies on paper went that are not sent any more"),
        _("For a year the place may take them up again."), 365, retention.forget_places,
    ),
)  # fmt: skip
DEMO.hang(DemoStep("newsletters", make_sample_newsletter, order=90))
