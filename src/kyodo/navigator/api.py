"""The read API of the navigation site: programmes, places with their hours, search.

It gives what an anonymous visitor may see. Lists are pages ``{items, count, next}``.
A parameter that cannot be used is answered with 400 or 422 and a word about it.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from kyodo.commons.places.public import FacilityKind, public_facilities, states_of
from kyodo.commons.places.public import hours as hours_of
from kyodo.kernel.api import Wrong, WrongParameters
from kyodo.kernel.clock.now import now, today
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import NOBODY
from kyodo.navigator.models import SupportProgramme
from kyodo.navigator.queries.memo import Memo
from kyodo.navigator.queries.places import FIRST_DAY, LAST_DAY, shown_places
from kyodo.navigator.queries.programmes import api_lines, for_api
from kyodo.navigator.queries.searching import found_for
from kyodo.navigator.queries.support import Wanted, field_names, matching, published, ward_names
from kyodo.navigator.standing import Standing
from kyodo.navigator.states import Audience, Need, ProgrammeKind

support, places, search = (Router(tags=[tag]) for tag in ("support", "places", "search"))

#: The longest stretch of days that one question may ask for.
LONGEST = 400

Slug = Annotated[str, Path(pattern=r"^[-a-zA-Z0-9_]{1,80}$")]


class Question(Schema):
    """Which stretch of a list is asked for."""

    limit: int = Field(20, ge=1, le=100, description="items on this page")
    offset: int = Field(0, ge=0, le=10_000, description="items to pass over")


class ProgrammeQuestion(Question):
    """Narrowed as in the directory: "or" within a parameter, "and" between them."""

    kind: list[ProgrammeKind] = []
    need: list[Need] = []
    actor_kind: list[Audience] = []
    ward: list[str] = Field([], description="slugs of wards")
    field: list[str] = Field([], description="slugs of fields")
    open: bool = Field(False, description="only those that take applications now")


class PlaceQuestion(Question):
    """Narrowed by kind and ward."""

    kind: list[FacilityKind] = []
    ward: list[str] = Field([], description="slugs of wards")


class SearchQuestion(Question):
    """Any words, and kinds of things to narrow down to."""

    q: str = Field(max_length=500, description="any words")
    kind: list[str] = Field([], description="kinds of things")


class DeskOut(Schema):
    """Whom to ask."""

    slug: str
    name: str
    phone: str


class ProgrammeOut(Schema):
    """A support programme: no ``wards`` means the whole city, ``apply_until`` is the first moment that is too late."""

    slug: str
    name: str
    name_reading: str
    kind: ProgrammeKind
    summary: str
    provider: str
    for_whom: list[Audience]
    needs: list[Need]
    wards: list[str]
    fields: list[str]
    ceiling_yen: int | None
    max_rate: float | None = Field(description="percent")
    apply_from: datetime | None
    apply_until: datetime | None
    is_always_open: bool
    standing: Standing
    desk: DeskOut | None
    confirmed_on: date | None
    is_demo: bool
    url: str


class ProgrammePageOut(Schema):
    """A page of programmes."""

    items: list[ProgrammeOut]
    count: int
    next: str | None


class PlaceOut(Schema):
    """A place. ``is_open`` is null where its hours are not known."""

    slug: str
    name: str
    name_reading: str
    kind: FacilityKind
    ward: str | None
    address: str
    phone: str
    is_open: bool | None
    state: str
    confirmed_on: date | None
    is_demo: bool
    url: str


class PlacePageOut(Schema):
    """A page of places."""

    items: list[PlaceOut]
    count: int
    next: str | None


class DayOut(Schema):
    """One day of a place: ``open`` is null where the hours are not known; times are ``HH:MM`` in Tokyo."""

    date: date
    open: bool | None
    opens_at: str | None
    closes_at: str | None
    reason: str


class FoundOut(Schema):
    """One thing found."""

    kind: str
    title: str
    url: str
    snippet: str
    score: float


class FoundPageOut(Schema):
    """A page of what was found."""

    items: list[FoundOut]
    count: int
    next: str | None


_WRONG: dict[Any, Any] = {400: Wrong, 422: WrongParameters}


def _next(request: HttpRequest, count: int, asked: Question) -> str | None:
    offset = asked.offset + asked.limit
    if offset >= count or offset > 10_000:
        return None
    parameters = request.GET.copy()
    parameters["limit"], parameters["offset"] = str(asked.limit), str(offset)
    return request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")


def _known(name: str, values: Sequence[str], known: set[str]) -> tuple[str, ...]:
    for value in values:
        if value not in known:
            facts = {"name": name, "known": ", ".join(sorted(known)[:30])}
            raise Unusable(_("There is no such %(name)s. Known are: %(known)s") % facts)
    return tuple(sorted(set(values)))


@support.get("", response={200: ProgrammePageOut, **_WRONG}, url_name="support", summary="Support programmes")
def list_programmes(request: HttpRequest, asked: Query[ProgrammeQuestion]) -> dict[str, Any]:
    """List support programmes by name."""
    memo, at = Memo(), now()
    wanted = Wanted(
        kind=tuple(sorted(asked.kind)),
        need=tuple(sorted(asked.need)),
        actor_kind=tuple(sorted(asked.actor_kind)),
        open=("now",) if asked.open else (),
        ward=_known("ward", asked.ward, {slug for slug, _name in ward_names(memo).values()}),
        field=_known("field", asked.field, {slug for slug, _name in field_names(memo).values()}),
    )
    minute = int(at.timestamp() // 60)
    count = memo.of(("api", "support", wanted, minute), lambda: _wanted(wanted, at).count())
    last = asked.offset + asked.limit
    lines = memo.of(
        ("api", "support", wanted, minute, asked.offset, last),
        lambda: api_lines(list(for_api(_wanted(wanted, at))[asked.offset : last]), memo, at),
    )
    items = [{**line, "url": _address(request, line["slug"])} for line in lines]
    return {"items": items, "count": count, "next": _next(request, count, asked)}


def _wanted(wanted: Wanted, at: datetime) -> QuerySet[SupportProgramme]:
    return published().filter(matching(wanted, at))


def _address(request: HttpRequest, slug: str) -> str:
    return request.build_absolute_uri(reverse("navigator:support_detail", args=[slug]))


@support.get("/{slug}", response={200: ProgrammeOut, 404: Wrong, 422: WrongParameters}, url_name="programme")
def one_programme(request: HttpRequest, slug: Slug) -> Any:
    """Return one support programme."""
    row = for_api(published()).filter(slug=slug).first()
    if row is None:
        return Status(404, {"detail": _("There is no such programme.")})
    line = api_lines([row], Memo(), now())[0]
    return Status(200, {**line, "url": _address(request, slug)})


@places.get("", response={200: PlacePageOut, **_WRONG}, url_name="places", summary="Places with their state now")
def list_places(request: HttpRequest, asked: Query[PlaceQuestion]) -> dict[str, Any]:
    """List places in their order, each with whether it is open now."""
    memo = Memo()
    wards = _known("ward", asked.ward, {slug for slug, _name in ward_names(memo).values()})
    found = shown_places()
    found = found.filter(kind__in=asked.kind) if asked.kind else found
    found = found.filter(ward__slug__in=wards) if wards else found
    count = memo.of(("api", "places", tuple(sorted(asked.kind)), wards), found.count)
    rows = list(
        found.select_related("ward").order_by("order", "name_reading", "slug")[
            asked.offset : asked.offset + asked.limit
        ]
    )
    copied = ("slug", "name", "name_reading", "kind", "address", "phone", "confirmed_on", "is_demo")
    items = [
        {
            **{name: getattr(row, name) for name in copied},
            "ward": row.ward.slug if row.ward else None,
            "is_open": state.is_open,
            "state": state.text,
            "url": request.build_absolute_uri(row.get_absolute_url()),
        }
        for row, state in states_of(rows, now())
    ]
    return {"items": items, "count": count, "next": _next(request, count, asked)}


@places.get(
    "/{slug}/hours",
    response={200: list[DayOut], 404: Wrong, **_WRONG},
    url_name="hours",
    summary="Opening hours by day",
)
def list_hours(
    request: HttpRequest,
    slug: Slug,
    from_: Annotated[date | None, Query(alias="from", description="first day, default today")] = None,
    to: Annotated[date | None, Query(description="last day, included; default six days later")] = None,
) -> Any:
    """Return the days from ``from`` to ``to``, both included, at most 400 of them."""
    start = from_ or today()
    last = to or start + timedelta(days=6) if start <= LAST_DAY else start
    if not FIRST_DAY <= start <= LAST_DAY or not start <= last <= LAST_DAY:
        raise Unusable(_("Days can be asked for from 1990 to 2090, the first before the last."))
    if (last - start).days >= LONGEST:
        raise Unusable(_("Please ask for at most %(days)d days at once.") % {"days": LONGEST})
    place = public_facilities().filter(slug=slug).first()
    if place is None:
        return Status(404, {"detail": _("There is no such place.")})
    days = [
        {
            "date": day.date,
            "open": day.open,
            "reason": day.reason,
            "opens_at": f"{day.opens_at:%H:%M}" if day.opens_at else None,
            "closes_at": f"{day.closes_at:%H:%M}" if day.closes_at else None,
        }
        for day in hours_of(place, start, last + timedelta(days=1))
    ]
    return Status(200, days)


@search.get("", response={200: FoundPageOut, **_WRONG}, url_name="search", summary="Search over everything public")
def search_everything(request: HttpRequest, asked: Query[SearchQuestion]) -> dict[str, Any]:
    """Find what an anonymous visitor may see, the best first."""
    found = found_for(NOBODY, asked.q, {"kind": asked.kind}, asked.limit, asked.offset, Memo())
    items = [
        {
            "kind": item.kind,
            "title": item.title,
            "url": request.build_absolute_uri(item.url),
            "snippet": item.plain_snippet,
            "score": item.score,
        }
        for item in found.items
    ]
    return {"items": items, "count": found.total, "next": _next(request, found.total, asked)}
