"""Issues and articles: what is public, what an issue's page shows, and what exactly was checked."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from kyodo.center.newsletters.blocks import Block, EventLine, ready
from kyodo.center.newsletters.models import Article, Issue, Series
from kyodo.center.newsletters.states import PUBLIC_STATES
from kyodo.center.newsletters.words import ARTICLE, ISSUE, home, path_of
from kyodo.commons.gatherings.public import address_of, dates_between
from kyodo.kernel.clock.now import moment
from kyodo.kernel.registry import FeedEntry
from kyodo.ui.words import jp_date, jp_datetime


def public() -> QuerySet[Issue]:
    """Issues that everybody may read, with their series."""
    found = Issue.objects.filter(is_public=True, state__in=PUBLIC_STATES, series__is_public=True)
    return found.select_related("series")


def articles() -> QuerySet[Article]:
    """Articles that everybody may read, with their issue and series."""
    found: QuerySet[Article] = Article.objects.filter(
        live=True, issue__is_public=True, issue__state__in=PUBLIC_STATES, issue__series__is_public=True
    )
    return found.select_related("issue__series")


def live_articles(issue: Issue) -> list[Article]:
    """Return the articles of an issue that are ready, in their order."""
    return list(Article.objects.filter(issue=issue, live=True).order_by("order", "pk"))


def newest(series: Series | None = None) -> QuerySet[Issue]:
    """Return public issues, the newest first."""
    found = public().order_by("-month", "-number", "-pk")
    return found.filter(series=series) if series else found


def digest_of(issue: Issue) -> str:
    """Return what is public of an issue as one hash: its own words and the revisions of its articles; one query."""
    rows = Article.objects.filter(issue=issue, live=True).order_by("order", "pk")
    values = [*rows.values_list("pk", "live_revision_id", "title", "lead", "body", "order", "is_feature", "byline")]
    content = [issue.title, issue.lead, issue.number, issue.month, [(*v[:4], str(v[4]), *v[5:]) for v in values]]
    return hashlib.blake2b(repr(content).encode(), digest_size=20).hexdigest()


# --- events -------------------------------------------------------------------------------------


def events(since: date, until: date, most: int) -> list[EventLine]:
    """Return the public events of some days, each once, in their order; one query."""
    lines: dict[int, EventLine] = {}
    found = dates_between(moment(since), moment(until + timedelta(days=1))).filter(is_cancelled=False)
    for date_ in found[: most * 10]:
        gathering = date_.gathering
        if gathering.pk not in lines and len(lines) < most:
            when = jp_date(date_.starts_at) if date_.is_all_day else jp_datetime(date_.starts_at)
            place = gathering.place.name if gathering.place and gathering.place.is_public else gathering.place_name
            href = address_of(gathering.slug)
            lines[gathering.pk] = EventLine(when, gathering.title, place, href, gathering.is_cancelled)
    return list(lines.values())


def blocks_of(article: Article) -> list[Block]:
    """Return the blocks of an article, with their pictures and events."""
    return [ready(block, events) for block in article.body]


# --- a page -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class IssuePage:
    """What the page of an issue shows."""

    issue: Issue
    articles: Sequence[Article]
    earlier: Issue | None
    later: Issue | None


def issue_page(issue: Issue) -> IssuePage:
    """Return an issue with its articles and its neighbors within the series; two queries."""
    row = list(newest(issue.series))
    place = next((number for number, one in enumerate(row) if one.pk == issue.pk), None)
    later = row[place - 1] if place else None
    earlier = row[place + 1] if place is not None and place + 1 < len(row) else None
    return IssuePage(issue, live_articles(issue) if not issue.link else [], earlier, later)


@dataclass(frozen=True)
class ArticlePage:
    """What the page of an article shows."""

    article: Article
    blocks: Sequence[Block]
    others: Sequence[Article]


def article_page(article: Article) -> ArticlePage:
    """Return an article with its blocks and the others of its issue."""
    others = [other for other in live_articles(article.issue) if other.pk != article.pk]
    for other in others:
        other.issue = article.issue
    return ArticlePage(article, blocks_of(article), others)


def with_articles(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """Return issues with their ready articles in ``ready_articles``; one query more."""
    live = Article.objects.filter(live=True).order_by("order", "pk")
    return issues.prefetch_related(Prefetch("articles", live, to_attr="ready_articles"))


# --- what others read ------------------------------------------------------------------------------


def feed(limit: int) -> list[FeedEntry]:
    """Return the issues that were published here last; one query. The archive of what lies elsewhere is no news."""
    found = public().filter(link="").exclude(published_at=None).order_by("-published_at", "-pk")[:limit]
    return [
        FeedEntry(ISSUE, f"{i.series.name} {i.label} {i.title}".strip(), path_of(i.series.slug, i.key), i.lead,
                  i.published_at)
        for i in found
    ]  # fmt: skip


def article_feed(limit: int) -> list[FeedEntry]:
    """Return the articles of the newest issues; one query."""
    found = articles().exclude(issue__published_at=None).order_by("-issue__published_at", "order", "pk")[:limit]
    return [
        FeedEntry(ARTICLE, one.title, path_of(one.issue.series.slug, one.issue.key, one.slug), one.lead,
                  one.issue.published_at)
        for one in found
    ]  # fmt: skip


def sitemap() -> Iterator[tuple[str, Any]]:
    """Yield the addresses of the archive, of series, issues and articles with the day of their last change."""
    yield home(), None
    for slug in Series.objects.filter(is_public=True).order_by("order", "slug").values_list("slug", flat=True):
        yield path_of(slug), None
    for issue in public().order_by("pk").iterator(chunk_size=500):
        yield path_of(issue.series.slug, issue.key), timezone.localdate(issue.changed_at)
    for one in articles().order_by("pk").iterator(chunk_size=500):
        yield path_of(one.issue.series.slug, one.issue.key, one.slug), timezone.localdate(one.changed_at)
