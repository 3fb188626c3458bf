"""The directory for machines: what everybody may see, never a person's name."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from kyodo.commons.actors import queries
from kyodo.commons.actors.directory import FACETS, LONGEST_QUESTION, Directory, Line
from kyodo.commons.actors.models import ActorKind
from kyodo.kernel.api import Wrong, WrongParameters
from kyodo.kernel.errors import Told, Unusable

router = Router(tags=["organizations"])


class Missing(Told):
    """There is nothing public at this address."""

    status = 404


class Named(Schema):
    """A ward or a field of activity."""

    slug: str
    name: str


class Organization(Schema):
    """An organization in the directory; ``is_demo`` marks an invented sample."""

    slug: str
    name: str
    name_reading: str
    kind: ActorKind
    legal_form: str
    corporate_number: str
    purpose: str
    founded: str
    wards: list[Named]
    fields: list[Named]
    office_address: str
    phone: str
    mail: str
    url: str
    confirmed_on: date | None
    is_stale: bool
    is_demo: bool
    page: str


class OrganizationWithSeats(Organization):
    """An organization with the titles of its seats."""

    seats: list[str]


class OrganizationPage(Schema):
    """A page of organizations, in the order of their reading."""

    items: list[Organization]
    count: int
    next: str | None


class Wanted(Schema):
    """How the list is narrowed; a facet may be given several times."""

    q: str = Field("", max_length=LONGEST_QUESTION)
    kind: list[ActorKind] = []
    ward: list[str] = []
    field: list[str] = []
    page: int = Field(1, ge=1, le=1_000_000)
    limit: int = Field(20, ge=1, le=100)


@router.get(
    "",
    response={200: OrganizationPage, 400: Wrong, 422: WrongParameters},
    summary="Organizations in the directory",
)
def organizations(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return a page of the directory."""
    directory = Directory()
    given = QueryDict(mutable=True)
    given["q"] = wanted.q
    for facet in FACETS:
        given.setlist(facet, [str(value) for value in getattr(wanted, facet)])
    selection = directory.select(given)
    if unknown := [f for f in FACETS if set(given.getlist(f)) != set(getattr(selection, f))]:
        raise Unusable(_("There is no such value of %(names)s.") % {"names": ", ".join(unknown)})
    found = directory.page(selection, wanted.page, wanted.limit)
    # Unlike a page for people, a number beyond the end holds nothing.
    items = list(found.page) if found.page.number == wanted.page else []
    has_next = bool(items) and found.page.has_next()
    return {
        "items": [_item(line) for line in items],
        "count": found.total,
        "next": _next(request, wanted) if has_next else None,
    }


@router.get("/{slug}", response={200: OrganizationWithSeats, 404: Wrong}, summary="One organization")
def organization(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return one organization with the titles of its seats."""
    actor = queries.listed().filter(slug=slug.replace("\x00", "")).first()
    if actor is None:
        raise Missing(_("There is no such organization."))
    return {**_item(Directory().lines([actor])[0]), "seats": [seat.title for seat in actor.seats.all()]}


def _item(line: Line) -> dict[str, Any]:
    actor = line.actor
    copied = (
        "slug", "name", "name_reading", "kind", "legal_form", "corporate_number", "purpose", "founded",
        "office_address", "phone", "mail", "url", "confirmed_on", "is_demo",
    )  # fmt: skip
    return {
        **{name: getattr(actor, name) for name in copied},
        "wards": [{"slug": slug, "name": name} for slug, name in line.wards],
        "fields": [{"slug": slug, "name": name} for slug, name in line.fields],
        "is_stale": queries.is_stale(actor.confirmed_on),
        "page": settings.SITE_URL + queries.address_of(actor.slug),
    }


def _next(request: HttpRequest, wanted: Wanted) -> str:
    query = request.GET.copy()
    query["page"] = str(wanted.page + 1)
    return f"{settings.SITE_URL}{request.path}?{query.urlencode()}"
