"""Newsletters for machines: what everybody may read, and nothing of readers."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from kyodo.center.newsletters.models import Issue
from kyodo.center.newsletters.queries.directory import archive
from kyodo.center.newsletters.queries.issues import public, with_articles
from kyodo.center.newsletters.words import FACETS, path_of, whole
from kyodo.kernel.api import Wrong, WrongParameters
from kyodo.kernel.errors import Told, Unusable

router = Router(tags=["newsletters"])


class Missing(Told):
    """There is nothing public at this address."""

    status = 404


class ArticleOut(Schema):
    """An article of an issue."""

    title: str
    lead: str
    page: str


class IssueOut(Schema):
    """An issue; ``elsewhere`` is where it lies if not on this site, ``paper`` the address of the PDF."""

    id: str
    newsletter: str
    series: str
    number: int | None
    month: str
    title: str
    lead: str
    elsewhere: str
    page: str
    paper: str
    is_demo: bool
    articles: list[ArticleOut]


class IssuesOut(Schema):
    """A page of issues, newest first."""

    items: list[IssueOut]
    count: int
    next: str | None


class Wanted(Schema):
    """How the list is narrowed; a facet may be given several times."""

    q: str = Field("", max_length=100)
    series: list[str] = []
    year: list[str] = []
    page: int = Field(1, ge=1, le=1_000_000)


_LIST: dict[int, Any] = {400: Wrong, 422: WrongParameters}


@router.get("", response={200: IssuesOut, **_LIST}, summary="Issues of newsletters")
def issues(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return a page of issues."""
    given = QueryDict(mutable=True)
    given["q"] = wanted.q
    for facet in FACETS:
        given.setlist(facet, getattr(wanted, facet))
    found = archive(given, wanted.page)
    if unknown := [facet for facet in FACETS if set(getattr(wanted, facet)) != set(found.selection.of(facet))]:
        raise Unusable(_("There is no such value of %(names)s.") % {"names": ", ".join(unknown)})
    ids = [line.issue.pk for line in found.lines] if found.page.number == wanted.page else []
    rows = {issue.pk: issue for issue in with_articles(public().filter(pk__in=ids))}
    query = request.GET.copy()
    query["page"] = str(wanted.page + 1)
    following = whole(f"{request.path}?{query.urlencode()}")
    return {
        "items": [_item(rows[pk]) for pk in ids if pk in rows],
        "count": found.total,
        "next": following if ids and found.page.has_next() else None,
    }


@router.get("/{slug}", response={200: IssueOut, 404: Wrong}, summary="One issue")
def issue(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return one issue with its articles."""
    found = with_articles(public().filter(slug=slug.replace("\x00", ""))).first()
    if found is None:
        raise Missing(_("There is no such issue."))
    return _item(found)


def _item(issue: Issue) -> dict[str, Any]:
    path = path_of(issue.series.slug, issue.key)
    ready = issue.ready_articles  # type: ignore[attr-defined]
    return {
        "id": issue.slug,
        "newsletter": issue.series.name,
        "series": issue.series.slug,
        **{name: getattr(issue, name) for name in ("number", "month", "title", "lead", "is_demo")},
        "elsewhere": issue.link,
        "page": whole(path),
        "paper": "" if issue.link else whole(f"{path}issue.pdf"),
        "articles": [
            {"title": one.title, "lead": one.lead, "page": whole(path_of(issue.series.slug, issue.key, one.slug))}
            for one in ready
        ],
    }
