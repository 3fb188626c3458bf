"""Needs and offers for machines: what everybody may see, never a person and no contact."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from kyodo.kernel.api import Wrong, WrongParameters
from kyodo.kernel.errors import Told, Unusable
from kyodo.matching.directory import LABELS, NEEDS, OFFERS, Directory
from kyodo.matching.models import Need, Offer
from kyodo.matching.queries import needs as need_queries
from kyodo.matching.queries import offers as offer_queries
from kyodo.matching.queries.addresses import address_of
from kyodo.matching.states import Does, NeedState, OfferState

need_router = Router(tags=["needs"])
offer_router = Router(tags=["offers"])


class Missing(Told):
    """There is nothing public at this address."""

    status = 404


class Named(Schema):
    """A ward or a field of activity."""

    slug: str
    name: str


class Common(Schema):
    """What a need and an offer have in common; ``organization`` is empty unless it agreed to be named."""

    code: str
    title: str
    plain: str
    first_step: str
    first_minutes: int | None
    kind: str
    organization: str
    wards: list[Named]
    fields: list[Named]
    shown_at: datetime | None
    is_demo: bool
    page: str


class NeedItem(Common):
    """A need in the desk's plain words; ``months`` is empty where any month will do."""

    months: list[int]
    state: NeedState


class OfferItem(Common):
    """An offer with its burden card."""

    we_do: str
    host_does: str
    host_hours: Decimal | None
    paperwork: Does
    insurance: Does
    cost: Does
    cost_words: str
    starts_on: date | None
    ends_on: date | None
    follows: str
    minors: bool | None
    state: OfferState


class NeedPage(Schema):
    """A page of needs, newest first."""

    items: list[NeedItem]
    count: int
    next: str | None


class OfferPage(Schema):
    """A page of offers, newest first."""

    items: list[OfferItem]
    count: int
    next: str | None


class Wanted(Schema):
    """How the list is narrowed; a facet may be given several times."""

    field: list[str] = []
    ward: list[str] = []
    month: list[str] = []
    kind: list[str] = []
    page: int = Field(1, ge=1, le=1_000_000)
    limit: int = Field(20, ge=1, le=100)


_LIST: dict[int, Any] = {400: Wrong, 422: WrongParameters}


@need_router.get("", response={200: NeedPage, **_LIST}, summary="Public needs")
def needs(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return a page of needs."""
    return _page(request, wanted, NEEDS)


@need_router.get("/{code}", response={200: NeedItem, 404: Wrong}, summary="One need")
def need(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return one need."""
    return _item(_one(need_queries.public().filter(code=code.replace("\x00", "")).first()))


@offer_router.get("", response={200: OfferPage, **_LIST}, summary="Public offers")
def offers(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return a page of offers."""
    return _page(request, wanted, OFFERS)


@offer_router.get("/{code}", response={200: OfferItem, 404: Wrong}, summary="One offer")
def offer(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return one offer with its burden card."""
    return _item(_one(offer_queries.public().filter(code=code.replace("\x00", "")).first()))


def _one(found: Need | Offer | None) -> Need | Offer:
    if found is None:
        raise Missing(_("There is nothing public under this number."))
    return found


def _page(request: HttpRequest, wanted: Wanted, directory: Directory[Any]) -> dict[str, Any]:
    given = QueryDict(mutable=True)
    for facet in LABELS:
        given.setlist(facet, getattr(wanted, facet))
    found = directory.page(given, wanted.page, wanted.limit)
    if unknown := [facet for facet in LABELS if set(getattr(wanted, facet)) != found.selection.of(facet)]:
        raise Unusable(_("There is no such value of %(names)s.") % {"names": ", ".join(unknown)})
    # Unlike a page for people, a number beyond the end holds nothing.
    items = found.things if found.page.number == wanted.page else []
    query = request.GET.copy()
    query["page"] = str(wanted.page + 1)
    following = f"{settings.SITE_URL}{request.path}?{query.urlencode()}"
    return {
        "items": [_item(one) for one in items],
        "count": found.total,
        "next": following if items and found.page.has_next() else None,
    }


def _item(thing: Need | Offer) -> dict[str, Any]:
    schema = NeedItem if isinstance(thing, Need) else OfferItem
    own = {name: getattr(thing, name) for name in schema.model_fields if hasattr(thing, name)}
    return {
        **own,
        "kind": thing.actor_kind,
        "organization": need_queries.public_name(thing),
        "wards": [{"slug": ward.slug, "name": ward.name} for ward in thing.wards.all()],
        "fields": [{"slug": field.slug, "name": field.name} for field in thing.fields.all()],
        "page": settings.SITE_URL + address_of(thing),
    }
