"""Cases for machines: what everybody may see. Partners are named only once they have confirmed."""

from typing import Annotated, Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from kyodo.casebook.queries.cases import published
from kyodo.casebook.queries.directory import FACETS, LONGEST_QUESTION, Directory
from kyodo.casebook.queries.lines import Line
from kyodo.casebook.queries.page import case_page
from kyodo.casebook.record import as_json
from kyodo.casebook.states import Sort
from kyodo.casebook.words import address_of, whole_address
from kyodo.commons.actors.public import ActorKind
from kyodo.commons.collaborations.public import CollaborationState
from kyodo.kernel.api import Wrong, WrongParameters
from kyodo.kernel.errors import Unusable

router = Router(tags=["cases"])
Slug = Annotated[str, Path(pattern=r"^[-a-zA-Z0-9_]{1,80}$")]


class Named(Schema):
    """A ward or a field of activity."""

    slug: str
    name: str


class Member(Schema):
    """A partner; ``name`` is empty for one that has not confirmed yet."""

    name: str
    kind: ActorKind
    role: str


class CaseOut(Schema):
    """A case; ``stage`` is null where no collaboration of it is public, ``is_demo`` marks an invented sample."""

    slug: str
    title: str
    title_reading: str
    lead: str
    wards: list[Named]
    fields: list[Named]
    members: list[Member]
    year_from: int | None
    year_until: int | None
    stage: CollaborationState | None
    published_on: str
    is_demo: bool
    url: str


class WholeCaseOut(CaseOut):
    """A case with the government's data items (GIF 451-3) under their Japanese names."""

    record: dict[str, Any]


class CasePageOut(Schema):
    """A page of cases."""

    items: list[CaseOut]
    count: int
    next: str | None


class Wanted(Schema):
    """How the list is narrowed; "or" within a parameter, "and" between them."""

    q: str = Field("", max_length=LONGEST_QUESTION)
    field: list[str] = []
    ward: list[str] = []
    kind: list[ActorKind] = []
    scheme: list[str] = Field([], description="short names of support programmes")
    year: list[Annotated[str, Field(pattern=r"^\d{4}$")]] = Field([], description="fiscal years")
    stage: list[CollaborationState] = []
    sort: Sort = Sort.NEW
    page: int = Field(1, ge=1, le=1_000_000)
    limit: int = Field(20, ge=1, le=100)


@router.get("", response={200: CasePageOut, 400: Wrong, 422: WrongParameters}, summary="Cases of collaboration")
def cases(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return a page of cases."""
    directory = Directory()
    given = QueryDict(mutable=True)
    given["q"], given["sort"] = wanted.q, wanted.sort.value
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


@router.get("/{slug}", response={200: WholeCaseOut, 404: Wrong, 422: WrongParameters}, summary="One case")
def one_case(request: HttpRequest, slug: Slug) -> Any:
    """Return one case with all its data items."""
    lines = Directory().lines(published().filter(slug=slug))
    if not lines:
        return Status(404, {"detail": _("There is no such case.")})
    return Status(200, {**_item(lines[0]), "record": as_json(case_page(slug))})


def _item(line: Line) -> dict[str, Any]:
    case = line.case
    work = case.collaboration if case.collaboration and case.collaboration.is_public else None
    copied = ("slug", "title", "title_reading", "lead", "year_from", "year_until", "published_on", "is_demo")
    return {
        **{name: getattr(case, name) for name in copied},
        "wards": [{"slug": slug, "name": name} for slug, name in line.wards],
        "fields": [{"slug": slug, "name": name} for slug, name in line.fields],
        "members": [
            {"name": member.name, "kind": member.kind, "role": member.role}
            for member in (line.picture.partners if line.picture else ())
        ],
        "stage": work.state if work else None,
        "url": whole_address(address_of(case.slug)),
    }


def _next(request: HttpRequest, wanted: Wanted) -> str:
    query = request.GET.copy()
    query["page"] = str(wanted.page + 1)
    return f"{whole_address(request.path)}?{query.urlencode()}"
