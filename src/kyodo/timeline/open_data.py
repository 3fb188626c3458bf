"""The timeline as files for everybody."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.registry import SAMPLE, Column, DataSet
from kyodo.timeline.models import Milestone
from kyodo.timeline.queries import address_of, board

COLUMNS = (
    Column("id", "ID", _("The key of the milestone, part of its address"), is_required=True),
    Column("title", "できごと", _("What happened"), is_required=True),
    Column("title_kana", "できごとのカナ", _("The same in kana")),
    Column(
        "on",
        "時期",
        _("When, as far as it is known: 2015-06-26, 2015-07, 2015, FY2012 (fiscal year), 1965s (ten years from 1965)"),
        is_required=True,
    ),
    Column("until", "時期の終わり", _("The last day, month or year of what took a while")),
    Column(
        "precision", "時期の精度", _("How much of the date is known: day, month, year, fiscal_year or decade"),
        is_required=True,
    ),
    Column("first_day", "最初の日", _("The first day of what is known"), "date", is_required=True),
    Column("shown_date", "時期の表記", _("The date as the page writes it")),
    Column("era", "時代区分", _("The era of the city's policy, or of this site's own division")),
    Column("lane", "分類", _("The line of events"), is_required=True),
    Column("text", "説明", _("One or two sentences about it")),
    Column("related", "関連ページ", _("A related page"), "uri"),
    Column("sources", "出典", _("Where it is written")),
    Column("url", "URL", _("Its place on the page"), "uri", is_required=True),
    SAMPLE,
)  # fmt: skip


def rows(first: int | None) -> Iterator[tuple[Any, ...]]:
    """Yield the milestones, the earliest first."""
    whole = board()
    eras, lanes = {era.slug: era.name for era in whole.eras}, whole.lane_names
    for entry in islice(whole.entries, first):
        yield (
            entry.key, entry.title, entry.reading, entry.on.iso, entry.until.iso if entry.until else "",
            entry.on.precision.value, entry.on.date, entry.when, eras.get(whole.era_of(entry), ""),
            lanes.get(entry.lane, ""), entry.text, _address(entry.href) if entry.href else "", list(entry.sources),
            _address(address_of(entry.key)), "見本" if entry.is_demo else "",
        )  # fmt: skip


def _address(href: str) -> str:
    return f"{settings.SITE_URL}{href}" if href.startswith("/") else href


SET = DataSet(
    key="timeline",
    title=_("The way of collaboration"),
    description=_("What happened in the city's way of collaboration, each with its date as far as it is known."),
    keywords=(_("history"), pgettext_lazy("keyword", "collaboration"), pgettext_lazy("timeline", "milestone")),
    columns=COLUMNS,
    rows=rows,
    records=Milestone.objects.all,
    count=lambda: len(board().entries),
    page="/timeline/",
    order=60,
)
