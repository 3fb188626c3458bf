"""What everybody reads: the archive, a newsletter, an issue in its forms, an article, and where copies lie."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import pgettext

from kyodo.center.newsletters import linked_data
from kyodo.center.newsletters.models import Article, Issue, Series
from kyodo.center.newsletters.papers import issue_file
from kyodo.center.newsletters.queries import issues
from kyodo.center.newsletters.queries.directory import archive
from kyodo.center.newsletters.queries.paper import shown_places
from kyodo.center.newsletters.rules import may_see_article, may_see_issue
from kyodo.center.newsletters.words import home, way, whole
from kyodo.kernel.permissions import YES, Answer, Asked, Who, anyone, find_or_404, no, open_to

FEED_LENGTH = 30


def may_see_series(who: Who, series: Series) -> Answer:
    """A newsletter is for everybody unless it is hidden."""
    return YES if series.is_public else no("hidden")


@open_to(anyone)
def issue_list(request: Asked) -> HttpResponse:
    """Show the issues of all newsletters, narrowed by newsletter, year and words."""
    found = archive(request.GET, request.GET.get("page"))
    keep = list(found.selection.pairs)
    words = [("q", found.selection.q)] if found.selection.q else []
    return render(request, "newsletters/list.html", {"found": found, "keep": keep, "words": words})


@open_to(anyone)
def series_detail(request: Asked, slug: str) -> HttpResponse:
    """Show a newsletter: who makes it, since when, its issues, and how to get it."""
    series = find_or_404(Series.objects.select_related("desk"), may_see_series, request.who, slug=slug)
    context = {"series": series, "issues": list(issues.newest(series)[:30]), "crumbs": way()}
    return render(request, "newsletters/series.html", context)


def _issue(request: Asked, slug: str, key: str) -> Issue:
    found = Issue.objects.select_related("series__desk")
    return find_or_404(found, may_see_issue, request.who, series__slug=slug, key=key)


@open_to(anyone)
def issue_detail(request: Asked, slug: str, key: str) -> HttpResponse:
    """Show an issue with what its articles are about."""
    page = issues.issue_page(_issue(request, slug, key))
    crumbs = [*way(), (page.issue.series.name, page.issue.series.get_absolute_url())]
    context = {"page": page, "crumbs": crumbs, "data": linked_data.issue(page)}
    return render(request, "newsletters/issue.html", context)


@open_to(anyone)
def issue_paper(request: Asked, slug: str, key: str) -> HttpResponse:
    """Give an issue as it is printed."""
    issue = find_or_404(
        Issue.objects.select_related("series__desk").filter(link=""), may_see_issue, request.who,
        series__slug=slug, key=key,
    )  # fmt: skip
    return issue_file(issue)


@open_to(anyone)
def article_detail(request: Asked, slug: str, key: str, name: str) -> HttpResponse:
    """Show an article."""
    article = find_or_404(
        Article.objects.select_related("issue__series"), may_see_article, request.who,
        issue__series__slug=slug, issue__key=key, slug=name,
    )  # fmt: skip
    page = issues.article_page(article)
    crumbs = [*way(), (str(article.issue), article.issue.get_absolute_url())]
    context = {"page": page, "article": article, "crumbs": crumbs, "data": linked_data.article(article)}
    return render(request, "newsletters/article.html", context)


@open_to(anyone)
def copies(request: Asked) -> HttpResponse:
    """Show where copies on paper lie."""
    return render(request, "newsletters/copies.html", {"places": shown_places(), "crumbs": way()})


@open_to(anyone)
def feed(request: Asked) -> HttpResponse:
    """Give new issues and their articles as an Atom feed."""
    title = pgettext("noun", "newsletters")
    atom = Atom1Feed(title, whole(home()), "", language="ja", feed_url=whole(f"{home()}feed.atom"))
    entries = sorted([*issues.feed(FEED_LENGTH), *issues.article_feed(FEED_LENGTH)], key=lambda e: e.at, reverse=True)
    for one in entries[:FEED_LENGTH]:
        link = whole(one.path)
        atom.add_item(one.title, link, one.summary, unique_id=link, pubdate=one.at, updateddate=one.at)
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
