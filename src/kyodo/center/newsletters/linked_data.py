"""Newsletters for machines (schema.org)."""

from typing import Any

from kyodo.center.newsletters.models import Article
from kyodo.center.newsletters.queries.issues import IssuePage
from kyodo.center.newsletters.words import path_of, whole


def issue(page: IssuePage) -> dict[str, Any]:
    """Return an issue as a PublicationIssue."""
    own, series = page.issue, page.issue.series
    return {
        "@context": "https://schema.org",
        "@type": "PublicationIssue",
        "name": str(own),
        "url": whole(path_of(series.slug, own.key)),
        "datePublished": own.month,
        "isPartOf": {"@type": "Periodical", "name": series.name, "url": whole(path_of(series.slug))},
        "publisher": {"@type": "Organization", "name": series.publisher},
        **({"issueNumber": own.number} if own.number is not None else {}),
    }


def article(one: Article) -> dict[str, Any]:
    """Return an article of an issue."""
    own, series = one.issue, one.issue.series
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": one.title,
        "abstract": one.lead,
        "url": whole(path_of(series.slug, own.key, one.slug)),
        "isPartOf": {"@type": "PublicationIssue", "name": str(own), "url": whole(path_of(series.slug, own.key))},
        "publisher": {"@type": "Organization", "name": series.publisher},
    }
