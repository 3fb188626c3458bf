"""The directory: what a visitor chose, one page of it, and how many entries each further choice would find.

Every function costs a constant number of queries. Counts are grouped queries over public entries,
kept under the version of all public data; a total is never counted: every entry has one kind, so
the counts of kinds add up to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language

from kyodo.commons.actors.models import Actor, ActorKind, Field
from kyodo.commons.actors.names import fold
from kyodo.commons.actors.states import ListingState
from kyodo.commons.places.models import Ward
from kyodo.kernel.facets import (
    Choice,
    Chosen,
    Counted,
    Counts,
    Found,
    Named,
    choices,
    counted,
    is_latin,
    known,
    linked,
    named,
    named_choices,
)
from kyodo.kernel.freshness.memo import remember

PAGE = 20
LONGEST_QUESTION = 100
#: Up to this many entries found by name are named to the database one by one.
FEW = 500
ORDER = ("sort_key", "name_key", "pk")
FACETS = ("kind", "ward", "field")


@dataclass(frozen=True)
class Selection(Chosen):
    """What a visitor chose; values that no facet has were left out already."""

    FACETS = FACETS

    kind: tuple[str, ...] = ()
    ward: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    state: str = ListingState.LISTED.value

    @property
    def further(self) -> list[tuple[str, str]]:
        return [("state", self.state)] if self.state != ListingState.LISTED else []


@dataclass(frozen=True)
class Line:
    """One entry of a list with its wards and fields as (slug, name)."""

    actor: Actor
    wards: list[tuple[str, str]]
    fields: list[tuple[str, str]]

    @property
    def ward_names(self) -> list[str]:
        return [name for _slug, name in self.wards]

    @property
    def field_names(self) -> list[str]:
        return [name for _slug, name in self.fields]


class Directory:
    """The directory as one request reads it."""

    def __init__(self) -> None:
        names = wards_and_fields()
        self.wards, self.fields = names["ward"], names["field"]

    def select(self, given: QueryDict, *, sees_all: bool = False) -> Selection:
        """Read a choice from an address; ``sees_all`` lets keepers ask for what is not public by ``state``."""
        state = given.get("state", "")
        return Selection(
            q=given.get("q", "").replace("\x00", "").strip()[:LONGEST_QUESTION],
            kind=known(given.getlist("kind"), ActorKind.values),
            ward=known(given.getlist("ward"), self.wards),
            field=known(given.getlist("field"), self.fields),
            state=state if sees_all and state in ListingState.values else ListingState.LISTED.value,
        )

    def page(self, selection: Selection, number: int, size: int = PAGE) -> Found[Line]:
        """Return a page of a choice; a number beyond the last page gives the last page."""
        named = self._named(selection)
        counts = remember(("actors:counts", selection), lambda: self._counts(selection, named))
        kinds = counts["kind"]
        total = sum(n for kind, n in kinds.items() if not selection.kind or kind in selection.kind)
        pages = Counted(total, size)
        number = pages.within(number)
        first = (number - 1) * size
        key = ("actors:lines", selection, first, size, get_language())
        lines = remember(key, lambda: self._cut(selection, named, first, size)) if total else []
        return Found(Page(lines, number, pages), total, self._facets(selection, counts))

    def _cut(self, selection: Selection, named: Sequence[int] | None, first: int, size: int) -> list[Line]:
        wanted = self._narrowed(selection, named).order_by(*ORDER).values("pk")[first : first + size]
        return self.lines(list(Actor.objects.filter(pk__in=wanted).order_by(*ORDER)))

    def lines(self, actors: Sequence[Actor]) -> list[Line]:
        """Return entries as a list shows them; one query, and no ward or field is fetched again."""
        found = linked(
            "actor", actors, ward=(Actor.wards.through, self.wards), field=(Actor.fields.through, self.fields)
        )
        return [Line(actor, found["ward"].get(actor.pk, []), found["field"].get(actor.pk, [])) for actor in actors]

    def all(self, selection: Selection) -> QuerySet[Actor]:
        """Return all entries of a choice in their order, with wards and fields."""
        return self._narrowed(selection, None).order_by(*ORDER).prefetch_related("wards", "fields")

    def _named(self, selection: Selection) -> list[int] | None:
        """Return the ids of what the typed name finds, or None where that says nothing or too much."""
        if not fold(selection.q):
            return None
        found = remember(
            ("actors:named", selection.state, selection.q),
            lambda: list(_of_name(selection).values_list("pk", flat=True)[: FEW + 1]),
        )
        return found if len(found) <= FEW else None

    def _narrowed(self, selection: Selection, named: Sequence[int] | None, without: str = "") -> QuerySet[Actor]:
        found = _of_name(selection) if named is None else Actor.objects.filter(state=selection.state, pk__in=named)
        found = found.order_by()
        if selection.kind and without != "kind":
            found = found.filter(kind__in=selection.kind)
        if selection.ward and without != "ward":
            ids = [self.wards[slug][0] for slug in selection.ward]
            found = found.filter(Exists(Actor.wards.through.objects.filter(actor=OuterRef("pk"), ward__in=ids)))
        if selection.field and without != "field":
            ids = [self.fields[slug][0] for slug in selection.field]
            found = found.filter(Exists(Actor.fields.through.objects.filter(actor=OuterRef("pk"), field__in=ids)))
        return found

    def _counts(self, selection: Selection, named: Sequence[int] | None) -> Counts:
        """Count each facet's values among what the other choices find; one query."""
        columns = (("kind", "kind"), ("ward", "wards"), ("field", "fields"))
        return counted(**{facet: (self._narrowed(selection, named, facet), column) for facet, column in columns})

    def _facets(self, selection: Selection, counts: Counts) -> dict[str, list[Choice]]:
        return {
            "kind": choices(ActorKind.choices, counts["kind"], selection.kind, shows_empty=True),
            "ward": named_choices(self.wards, counts["ward"], selection.ward),
            "field": named_choices(self.fields, counts["field"], selection.field),
        }


def wards_and_fields() -> dict[str, Named]:
    """Return the city's wards and fields of activity under ``ward`` and ``field``; kept until public data change."""
    latin = is_latin()
    return remember(("wards and fields", latin), lambda: named(latin, ward=Ward, field=Field))


def shown(actors: QuerySet[Actor]) -> QuerySet[Actor]:
    """Return entries as a list shows them; two queries more."""
    return actors.prefetch_related("wards", "fields")


def _of_name(selection: Selection) -> QuerySet[Actor]:
    found = Actor.objects.filter(state=selection.state).order_by()
    for word in selection.q.split():
        if key := fold(word):
            found = found.filter(Q(name_key__contains=key) | Q(sort_key__contains=key))
    return found
