"""The paper edition of an issue, A4 in two columns; and labels for the parcels."""

import base64
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import override

from kyodo.center.newsletters.blocks import Block
from kyodo.center.newsletters.models import Article, CopyPlace, Issue
from kyodo.center.newsletters.queries.issues import blocks_of, live_articles
from kyodo.center.newsletters.queries.paper import label_of
from kyodo.center.newsletters.richruns import runs_of
from kyodo.center.newsletters.words import path_of, whole
from kyodo.kernel.clock.partial import PartialDate
from kyodo.kernel.freshness.memo import version_here
from kyodo.kernel.paper.codes import qr_svg
from kyodo.kernel.paper.press import pdf
from kyodo.ui.words import partial_date, phrases_in

SHEET, LABELS = "newsletters/paper/issue.typ", "newsletters/paper/labels.typ"
#: Enough for a column's width, or the page's, at 200 dots an inch.
PRINTED = "max-1500x1500|format-jpeg|jpegquality-82"


def issue_pdf(issue: Issue) -> bytes:
    """Return an issue as a PDF, as its articles stand now; in Japanese, as the issue is."""
    with override(settings.LANGUAGE_CODE):
        data = issue_data(issue)
    return pdf(SHEET, data, issue.published_at)


def public_pdf(issue: Issue) -> bytes:
    """Return an issue as everybody gets it; the last few are kept as long as no public data changes."""
    now = version_here()
    return issue_pdf(issue) if now is None else _kept(issue.pk, now)


@lru_cache(maxsize=6)
def _kept(pk: int, version: int) -> bytes:
    return issue_pdf(Issue.objects.select_related("series__desk").get(pk=pk))


def issue_data(issue: Issue) -> dict[str, Any]:
    """Return what the sheet of an issue is set from."""
    series, desk = issue.series, issue.series.desk
    page = whole(path_of(series.slug, issue.key))
    return {
        "title": f"{series.name} {issue.label}",
        "masthead": series.masthead,
        "name": series.name,
        "reading": series.name_reading,
        "number": str(issue.number) if issue.number is not None else "",
        "month": partial_date(issue.month),
        "season": _season(issue.month),
        "headline": list(phrases_in(issue.title)) if issue.title else [],
        "lead": issue.lead,
        "is_demo": issue.is_demo,
        "articles": [_article(article) for article in live_articles(issue)],
        "publisher": series.publisher,
        "editor": series.editor,
        "desk": {"name": desk.name, "phone": desk.phone, "fax": desk.fax, "mail": desk.mail, "hours": desk.hours_text}
        if desk
        else None,
        "page": page.partition("://")[2],
        "qr": qr_svg(page),
        "subscribe": whole(path_of("subscribe")).partition("://")[2] if series.takes_readers else "",
    }


def _season(month: str) -> str:
    """Return the month alone, such as 12月号, where it is known."""
    known = PartialDate.from_iso(month)
    return f"{known.date.month}月号" if len(month) >= len("2026-12") else f"{month}年"


def _article(article: Article) -> dict[str, Any]:
    return {
        "title": list(phrases_in(article.title)),
        "plain_title": article.title,
        "rubric": article.rubric,
        "lead": article.lead,
        "lead_phrases": list(phrases_in(article.lead)) if article.lead else [],
        "byline": article.byline,
        "is_feature": article.is_feature,
        "blocks": [_block(block) for block in blocks_of(article)],
    }


def _block(block: Block) -> dict[str, Any]:
    value, kind = block.value, block.kind
    if kind == "text":
        return {"kind": kind, "parts": runs_of(value["text"].source)}
    if kind == "news":
        return {"kind": kind, "heading": value["heading"], "parts": runs_of(value["text"].source)}
    if kind == "heading":
        return {"kind": kind, "heading": list(phrases_in(value["text"]))}
    if kind == "picture":
        return _picture(value)
    if kind == "events":
        return {"kind": kind, "heading": value["heading"] or "", "events": [vars(line) for line in block.events]}
    names = ("name", "phone", "fax", "mail", "url")
    return {"kind": kind, **{name: value[name] or "" for name in names}}


def _picture(value: Any) -> dict[str, Any]:
    """Return a picture as a drawing that holds it, because a sheet reads nothing but its data."""
    if not value["image"]:
        return {"kind": "nothing"}
    made = value["image"].get_rendition(PRINTED)
    with made.file.open("rb") as opened:
        packed = base64.b64encode(opened.read()).decode("ascii")
    kind = "png" if PurePath(made.file.name).suffix == ".png" else "jpeg"
    size = f'width="{made.width}" height="{made.height}"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}>'
        f'<image {size} xlink:href="data:image/{kind};base64,{packed}"/></svg>'
    )
    alt = value["alt"] or value["caption"] or value["image"].title
    return {
        "kind": "picture", "svg": svg, "alt": alt, "is_wide": made.width > made.height * 2,
        "is_tall": made.height > made.width, "caption": value["caption"] or "", "credit": value["credit"] or "",
    }  # fmt: skip


def issue_file(issue: Issue, *, is_preview: bool = False) -> HttpResponse:
    """Return an issue as a file to open and print."""
    return _file(issue_pdf(issue) if is_preview else public_pdf(issue), f"{issue.slug}.pdf")


def labels_file(places: Sequence[CopyPlace], name: str) -> HttpResponse:
    """Return the labels of parcels, twelve a sheet."""
    data = {"title": name, "labels": [label_of(place) for place in places]}
    with override(settings.LANGUAGE_CODE):
        made = pdf(LABELS, data)
    answer = _file(made, "labels.pdf")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _file(made: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
