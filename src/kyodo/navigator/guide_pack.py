"""Guides of a city pack: Markdown with front matter becomes pages of the CMS below the shelf of guides."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError
from wagtail.models import Page, Site

from kyodo.kernel.packs.kinds import Entry, Loading, PackKind, Problem
from kyodo.kernel.packs.record import Line, Prose, Record
from kyodo.navigator.documents import KINDS
from kyodo.navigator.markdown_guide import translate
from kyodo.navigator.models import GuideIndexPage, GuidePage
from kyodo.navigator.states import GuideGroup

#: Columns that are compared with the page at the next load; a draft of staff counts as an edit too.
_COLUMNS = ("title", "title_reading", "group", "order", "summary", "keeper", "confirmed_on", "source", "is_demo")
_STATE = ("live", "has_unpublished_changes")


def _known_desks(body: str, info: ValidationInfo) -> str:
    known = (info.context or {}).get("known")
    for slug in translate(body).desks:
        if known is not None and not known.has("desk", slug):
            facts = {"kind": "desk", "slug": slug, "like": known.like("desk", slug)}
            raise PydanticCustomError("unknown_reference", "no such record", facts)
    return body


class GuideRecord(Record):
    """A guide: ``guides/<slug>.md``, its text below the front matter (see ``kyodo.navigator.markdown_guide``)."""

    title: Annotated[Line, StringConstraints(max_length=100)]
    kana: Annotated[str, StringConstraints(max_length=200)] = ""
    group: GuideGroup
    order: Annotated[int, Field(ge=0, le=9999)] = 100
    summary: Annotated[str, StringConstraints(max_length=150)] = ""
    owner: Annotated[str, StringConstraints(max_length=100)] = ""
    confirmed_on: date | None = None
    body: Annotated[Prose, AfterValidator(_known_desks)]


def check_guides(entries: Sequence[Entry], loading: Loading) -> Iterable[Problem]:
    """Yield what is wrong inside the texts, with the line in the file."""
    for entry in entries:
        for line, words in translate(entry.record.body).faults:
            yield Problem(entry.file, entry.line_of(("body",)) + line - 1, words)


def write_guides(records: Sequence[GuideRecord], loading: Loading) -> None:
    """Create or update the pages of these guides; a page keeps its place and its history."""
    existing = {page.slug: page for page in GuidePage.objects.filter(slug__in=[record.slug for record in records])}
    shelf = None
    for record in records:
        page = existing.get(record.slug) or GuidePage(slug=record.slug, first_published_at=timezone.now())
        for column, value in _values(record).items():
            setattr(page, column, value)
        page.last_published_at = timezone.now()
        if page.pk:
            page.save()
        else:
            shelf = shelf or the_shelf()
            shelf.add_child(instance=page)


def _values(record: GuideRecord) -> dict[str, Any]:
    copied = {name: getattr(record, name) for name in ("title", "order", "summary", "confirmed_on", "source")}
    return {
        **copied,
        "draft_title": record.title,
        "title_reading": record.kana,
        "group": record.group.value,
        "keeper": record.owner,
        "is_demo": record.demo,
        "live": True,
        "has_unpublished_changes": False,
        "body": json.dumps(translate(record.body).blocks),
    }


def the_shelf() -> GuideIndexPage:
    """Return the one shelf of guides, made below the site's first page where there is none yet."""
    found: GuideIndexPage | None = GuideIndexPage.objects.first()
    if found:
        return found
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    parent = site.root_page if site else Page.get_first_root_node()
    shelf = GuideIndexPage(title=_("Guides"), slug="guides", show_in_menus=False)
    parent.add_child(instance=shelf)
    return shelf


def read_guides(slugs: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """Return what the pages of these slugs hold, as plain values."""
    pages = GuidePage.objects.filter(slug__in=slugs)
    return {
        page.slug: {**{name: getattr(page, name) for name in (*_COLUMNS, *_STATE)}, "body": list(page.body.raw_data)}
        for page in pages
    }


def withdraw_guides(slugs: Sequence[str], loading: Loading) -> list[str]:
    """Take pages out of the public; they stay in the CMS as drafts."""
    for page in GuidePage.objects.filter(slug__in=slugs, live=True):
        page.unpublish(log_action=False)
    return []


GUIDE = PackKind(
    name="guide",
    label=gettext_lazy("guide"),
    model=GuidePage,
    schema=GuideRecord,
    write=write_guides,
    read=read_guides,
    withdraw=withdraw_guides,
    folder="guides",
    markdown=True,
    check=check_guides,
    search="guide",
    documents=KINDS["guide"].some,
    order=90,
)
