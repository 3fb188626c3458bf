"""What the search over the house finds of newsletters: issues and their articles."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.utils import translation

from kyodo.center.newsletters.models import Article, Issue
from kyodo.center.newsletters.queries import issues
from kyodo.center.newsletters.queries.checklist import words_of
from kyodo.center.newsletters.words import ARTICLE, ISSUE, path_of
from kyodo.kernel.clock.now import moment
from kyodo.kernel.clock.partial import PartialDate
from kyodo.kernel.search.index import Name
from kyodo.kernel.search.sources import Document


def _issue(issue: Issue) -> Document:
    return Document(
        kind=ISSUE,
        key=issue.slug,
        title=f"{issue.series.name} {issue.label} {issue.title}".strip(),
        reading=issue.series.name_reading,
        summary=issue.lead,
        body=f"{issue.series.publisher} {issue.series.summary}".strip(),
        url=path_of(issue.series.slug, issue.key),
        at=moment(PartialDate.from_iso(issue.month).date),
    )


def _article(article: Article) -> Document:
    issue = article.issue
    return Document(
        kind=ARTICLE,
        key=str(article.pk),
        title=article.title,
        reading=article.title_reading,
        summary=article.lead,
        body=f"{article.rubric} {words_of(article)} {issue.series.name} {issue.label}".strip(),
        url=path_of(issue.series.slug, issue.key, article.slug),
        at=moment(PartialDate.from_iso(issue.month).date),
    )


# A document is the same whoever writes it: it never follows the language of a request.


def issue_documents() -> Iterator[Document]:
    """Yield every public issue."""
    with translation.override(settings.LANGUAGE_CODE):
        for issue in issues.public().order_by("pk").iterator(chunk_size=500):
            yield _issue(issue)


def issue_document(key: str) -> Document | None:
    """Return the public issue of this name."""
    return next(iter(some([key])), None)


def some(slugs: Sequence[str]) -> list[Document]:
    """Return the public issues of these names; one query."""
    with translation.override(settings.LANGUAGE_CODE):
        return [_issue(issue) for issue in issues.public().filter(slug__in=slugs)]


def article_documents() -> Iterator[Document]:
    """Yield every public article."""
    with translation.override(settings.LANGUAGE_CODE):
        for article in issues.articles().order_by("pk").iterator(chunk_size=500):
            yield _article(article)


def article_document(key: str) -> Document | None:
    """Return the public article of this number."""
    found = issues.articles().filter(pk=int(key)).first() if key.isdecimal() else None
    with translation.override(settings.LANGUAGE_CODE):
        return _article(found) if found else None


def names(*of: Issue) -> Iterator[Name]:
    """Yield kind and key of issues and their articles, whether they are to be found or not; one query."""
    for issue in of:
        yield ISSUE, issue.slug
    for pk in Article.objects.filter(issue__in=of).values_list("pk", flat=True):
        yield ARTICLE, str(pk)
