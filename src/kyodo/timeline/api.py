"""The timeline for machines: what everybody may see, the earliest first."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from kyodo.kernel.api import Wrong, WrongParameters
from kyodo.kernel.clock.partial import PartialDate, Precision
from kyodo.kernel.clock.reading import read_when
from kyodo.kernel.errors import Unusable
from kyodo.timeline.queries import Board, Entry, Wanted, address_of, board, chosen

router = Router(tags=["timeline"])


class Question(Schema):
    """Narrowed as on the page: "or" within a parameter, "and" between them."""

    lane: list[str] = Field([], description="keys of lanes")
    era: list[str] = Field([], description="slugs of eras")
    since: str = Field("", max_length=40, alias="from", description="a date as far as it is wanted: 1999, 2015-07")
    until: str = Field("", max_length=40, description="the last day, month or year wanted")
    q: str = Field("", max_length=100, description="words that all stand in it")
    limit: int = Field(100, ge=1, le=500, description="items on this page")
    offset: int = Field(0, ge=0, le=10_000, description="items to pass over")


class MilestoneOut(Schema):
    """A milestone; ``precision`` says how much of ``on`` is known, ``url`` is its place on the page."""

    id: str
    title: str
    title_reading: str
    on: str
    until: str | None
    precision: Precision
    lane: str
    era: str | None
    text: str
    related: str | None
    sources: list[str]
    is_demo: bool
    url: str


class EraOut(Schema):
    """A stretch of the city's policy; ``is_official`` is false where this site made the division."""

    slug: str
    name: str
    since: str
    until: str | None
    mark: str
    is_official: bool
    sources: list[str]


class LaneOut(Schema):
    """A line of events."""

    key: str
    name: str


class TimelineOut(Schema):
    """A page of milestones, with all eras and lanes."""

    items: list[MilestoneOut]
    count: int
    next: str | None
    eras: list[EraOut]
    lanes: list[LaneOut]


@router.get(
    "",
    response={200: TimelineOut, 400: Wrong, 422: WrongParameters},
    url_name="timeline",
    summary="Milestones with eras and lanes",
)
def list_milestones(request: HttpRequest, asked: Query[Question]) -> dict[str, Any]:
    """List milestones by date."""
    whole = board()
    entries = chosen(whole, _wanted(whole, asked))
    last = asked.offset + asked.limit
    parameters = request.GET.copy()
    parameters["offset"] = str(last)
    more = request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")
    return {
        "items": [_told(whole, entry) for entry in entries[asked.offset : last]],
        "count": len(entries),
        "next": more if last < len(entries) and last <= 10_000 else None,
        "eras": [
            {
                "slug": era.slug, "name": era.name, "since": era.since.iso, "mark": era.mark,
                "until": era.until.iso if era.until else None, "is_official": era.is_official,
                "sources": list(era.sources),
            }
            for era in whole.eras
        ],
        "lanes": [{"key": key, "name": name} for key, name in whole.lanes],
    }  # fmt: skip


def _wanted(whole: Board, asked: Question) -> Wanted:
    known = {"lane": {key for key, _name in whole.lanes}, "era": {era.slug for era in whole.eras}}
    for name, values in (("lane", asked.lane), ("era", asked.era)):
        for value in values:
            if value not in known[name]:
                facts = {"name": name, "known": ", ".join(sorted(known[name])[:30])}
                raise Unusable(_("There is no such %(name)s. Known are: %(known)s") % facts)
    return Wanted(tuple(asked.lane), tuple(asked.era), _day(asked.since), _day(asked.until), asked.q)


def _day(text: str) -> PartialDate | None:
    return read_when(text) if text.strip() else None


def _told(whole: Board, entry: Entry) -> dict[str, Any]:
    era = whole.era_of(entry)
    return {
        "id": entry.key, "title": entry.title, "title_reading": entry.reading, "on": entry.on.iso,
        "until": entry.until.iso if entry.until else None, "precision": entry.on.precision, "lane": entry.lane,
        "era": era if any(known.slug == era for known in whole.eras) else None, "text": entry.text,
        "related": _whole_address(entry.href) if entry.href else None, "sources": list(entry.sources),
        "is_demo": entry.is_demo, "url": _whole_address(address_of(entry.key)),
    }  # fmt: skip


def _whole_address(href: str) -> str:
    return f"{settings.SITE_URL}{href}" if href.startswith("/") else href
