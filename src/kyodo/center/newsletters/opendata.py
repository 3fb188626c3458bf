"""Issues of newsletters as open data."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.newsletters.queries.issues import public, with_articles
from kyodo.center.newsletters.words import path_of, whole
from kyodo.kernel.registry import SAMPLE, Column, DataSet
from kyodo.kernel.tables.records import batches

COLUMNS = (
    Column("id", "ID", _("name of the issue: newsletter and number or month"), is_required=True),
    Column("newsletter", "通信名", _("name of the newsletter"), is_required=True),
    Column("number", "号数", _("number of the issue; empty where it is not known"), "integer"),
    Column("month", "発行年月", _("month of the issue, or as much of it as is known"), is_required=True),
    Column("publisher", "発行者", _("publisher of the issue"), is_required=True),
    Column("title", "見出し", _("headline of the issue")),
    Column("articles", "記事", _("titles of the articles, separated by semicolons")),
    Column("elsewhere", "掲載先", _("where it lies, if not on this site"), "uri"),
    Column("url", "URL", _("its page on this site"), "uri", is_required=True),
    SAMPLE,
    Column("source", "出典", _("where the facts come from")),
)


def _rows(first: int | None) -> Iterator[Sequence[Any]]:
    for issue in batches(with_articles(public().order_by("pk")), first):
        titles = [article.title for article in issue.ready_articles]  # type: ignore[attr-defined]
        yield (
            issue.slug, issue.series.name, issue.number, issue.month, issue.series.publisher, issue.title, titles,
            issue.link or None, whole(path_of(issue.series.slug, issue.key)), "見本" if issue.is_demo else "",
            issue.source,
        )  # fmt: skip


ISSUES = DataSet(
    "newsletters",
    pgettext_lazy("data", "Newsletters"),
    _("Issues of the newsletters for citizens' activities, with the titles of their articles."),
    (_("newsletter"), _("citizens' activities")),
    COLUMNS,
    _rows,
    public,
    "newsletters:list",
    order=70,
)
