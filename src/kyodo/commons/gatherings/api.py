"""Events for machines: what everybody may see."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from kyodo.commons.gatherings import queries
from kyodo.commons.gatherings.listing import FACETS, Listing
from kyodo.commons.gatherings.models import Gathering, Occurrence
from kyodo.commons.gatherings.opendata import SUPPORT_NAMES
from kyodo.commons.gatherings.periods import COMING, known
from kyodo.commons.gatherings.states import Attendance, GatheringKind
from kyodo.kernel.api import Wrong, WrongParameters
from kyodo.kernel.clock.now import in_tokyo, now
from kyodo.kernel.errors import Told, Unusable

router = Router(tags=["events"])


class Missing(Told):
    """There is nothing public at this address."""

    status = 404


class Named(Schema):
    """A ward or a field of activity."""

    slug: str
    name: str


class Date(Schema):
    """One date, half-open. An all-day one begins and ends at midnight; ``ends_at`` null: not known."""

    number: int
    starts_at: datetime
    ends_at: datetime | None
    is_all_day: bool
    is_cancelled: bool


class Event(Schema):
    """An event; ``is_demo`` marks an invented sample, ``is_free`` null that nobody said."""

    slug: str
    title: str
    title_reading: str
    kind: GatheringKind
    description: str
    is_cancelled: bool
    cancelled_reason: str
    dates: list[Date]
    dates_text: str
    attendance: Attendance
    place: str
    address: str
    ward: Named | None
    organizer: str
    fields: list[Named]
    audience: str
    is_free: bool | None
    fee_text: str
    capacity: int | None
    how_to_apply: str
    apply_until: datetime | None
    support: list[str]
    accommodation_text: str
    contact_name: str
    contact_phone: str
    contact_mail: str
    url: str
    is_demo: bool
    changed_at: datetime
    page: str


class EventPage(Schema):
    """A page of events, in the order of their dates."""

    items: list[Event]
    count: int
    next: str | None


class Wanted(Schema):
    """How the list is narrowed: ``when`` is coming, today, weekend, month, past or a day; a facet may come twice."""

    when: str = Field(COMING, max_length=10)
    ward: list[str] = []
    kind: list[GatheringKind] = []
    field: list[str] = []
    fee: list[str] = []
    how: list[str] = []
    support: list[str] = []
    page: int = Field(1, ge=1, le=1_000_000)
    limit: int = Field(20, ge=1, le=100)


@router.get("", response={200: EventPage, 400: Wrong, 422: WrongParameters}, summary="Events")
def events(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return a page of the events."""
    listing = Listing(now())
    given = QueryDict(mutable=True)
    given["when"] = wanted.when
    for facet in FACETS:
        given.setlist(facet, [str(value) for value in getattr(wanted, facet)])
    chosen = listing.wanted(given)
    unknown = [facet for facet in FACETS if set(given.getlist(facet)) != set(getattr(chosen, facet))]
    if unknown or known(wanted.when) != wanted.when:
        names = ", ".join(unknown or ["when"])
        raise Unusable(_("There is no such value of %(names)s.") % {"names": names})
    found = listing.page(chosen, wanted.page, wanted.limit)
    # Unlike a page for people, a number beyond the end holds nothing.
    items = list(found.page) if found.page.number == wanted.page else []
    has_next = bool(items) and found.page.has_next()
    return {
        "items": [_item(line.gathering) for line in items],
        "count": found.total,
        "next": _next(request, wanted) if has_next else None,
    }


@router.get("/{slug}", response={200: Event, 404: Wrong}, summary="One event")
def event(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return one event."""
    gathering = queries.whole(queries.public().filter(slug=slug.replace("\x00", ""))).first()
    if gathering is None:
        raise Missing(_("There is no such event."))
    return _item(gathering)


def _item(gathering: Gathering) -> dict[str, Any]:
    copied = (
        "slug", "title", "title_reading", "kind", "description", "cancelled_reason", "is_cancelled", "dates_text",
        "attendance", "audience", "is_free", "fee_text", "capacity", "how_to_apply", "accommodation_text",
        "contact_name", "contact_phone", "contact_mail", "url", "is_demo",
    )  # fmt: skip
    ward = queries.ward_of(gathering)
    return {
        **{name: getattr(gathering, name) for name in copied},
        "dates": [_date(found) for found in gathering.occurrences.all()],
        "place": queries.place_name(gathering),
        "address": queries.address(gathering),
        "ward": {"slug": ward.slug, "name": ward.name} if ward else None,
        "organizer": queries.organizer_name(gathering),
        "fields": [{"slug": field.slug, "name": field.name} for field in gathering.fields.all()],
        "apply_until": in_tokyo(gathering.apply_until) if gathering.apply_until else None,
        "support": [name for name in SUPPORT_NAMES.values() if getattr(gathering, name)],
        "changed_at": in_tokyo(gathering.changed_at),
        "page": settings.SITE_URL + queries.address_of(gathering.slug),
    }


def _date(found: Occurrence) -> dict[str, Any]:
    return {
        "number": found.number,
        "starts_at": in_tokyo(found.starts_at),
        "ends_at": in_tokyo(found.ends_at) if found.is_end_known else None,
        "is_all_day": found.is_all_day,
        "is_cancelled": found.is_cancelled,
    }


def _next(request: HttpRequest, wanted: Wanted) -> str:
    query = request.GET.copy()
    query["page"] = str(wanted.page + 1)
    return f"{settings.SITE_URL}{request.path}?{query.urlencode()}"
