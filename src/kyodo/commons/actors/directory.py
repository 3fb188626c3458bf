"""The directory: what a visitor chose, one page of it, and how many entries each further choice would find.

Every function costs a constant number of queries. Counts are grouped queries over public entries,
kept under the version of all public data; a total is never counted: every entry has one kind, so
the counts of kinds add up to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language

from kyodo.commons.actors.models import Actor, ActorKind, Field
from kyodo.commons.actors.names import fold
from kyodo.commons.actors.states import ListingState
from kyodo.commons.places.models import Ward
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.registry import Text

PAGE = 20
LONGEST_QUESTION = 100
#: Up to this many entries found by name are named to the database one by one.
FEW = 500
ORDER = ("sort_key", "name_key", "pk")
FACETS = ("kind", "ward", "field")
#: Wards or fields by their slugs: (id, name in the language of the page).
Named = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Selection:
    """What a visitor chose; values that no facet has were left out already."""

    q: str = ""
    kind: tuple[str, ...] = ()
    ward: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    state: str = ListingState.LISTED.value

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The choice as the pairs of an address, always in the same order."""
        said = [("q", self.q)] if self.q else []
        said += [(facet, value) for facet in FACETS for value in getattr(self, facet)]
        return said + ([("state", self.state)] if self.state != ListingState.LISTED else [])

    def without(self, facet: str, value: str) -> "Selection":
        """Return the choice with one value of a facet taken away."""
        left: dict[str, Any] = {facet: tuple(kept for kept in getattr(self, facet) if kept != value)}
        return replace(self, **left)

    @property
    def query(self) -> str:
        """The choice as the query of an address."""
        return f"?{urlencode(self.pairs)}" if self.pairs else "?"


@dataclass(frozen=True)
class Choice:
    """One value of a facet, and how many entries it would find."""

    value: str
    label: Text
    count: int
    is_chosen: bool


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


@dataclass(frozen=True)
class Found:
    """One page of the directory, and what each further choice would find."""

    page: Page[Line]
    total: int
    facets: dict[str, list[Choice]]


class _Counted(Paginator[Line]):
    """A paginator that counts nothing itself."""

    def __init__(self, total: int, size: int):
        super().__init__([], size)
        self.total = total

    @property
    def count(self) -> int:
        return self.total


class Directory:
    """The directory as one request reads it."""

    def __init__(self) -> None:
        latin = get_language() not in (None, settings.LANGUAGE_CODE)
        self.wards: Named = remember(("actors:wards", latin), lambda: _by_slug(Ward.objects.all(), latin))
        self.fields: Named = remember(("actors:fields", latin), lambda: _by_slug(Field.objects.all(), latin))

    def select(self, given: QueryDict, *, sees_all: bool = False) -> Selection:
        """Read a choice from an address; ``sees_all`` lets keepers ask for what is not public by ``state``."""
        state = given.get("state", "")
        return Selection(
            q=given.get("q", "").replace("\x00", "").strip()[:LONGEST_QUESTION],
            kind=_known(given.getlist("kind"), ActorKind.values),
            ward=_known(given.getlist("ward"), self.wards),
            field=_known(given.getlist("field"), self.fields),
            state=state if sees_all and state in ListingState.values else ListingState.LISTED.value,
        )

    def page(self, selection: Selection, number: int, size: int = PAGE) -> Found:
        """Return a page of a choice; a number beyond the last page gives the last page."""
        named = self._named(selection)
        counts = remember(("actors:counts", selection), lambda: self._counts(selection, named))
        kinds = counts["kind"]
        total = sum(n for kind, n in kinds.items() if not selection.kind or kind in selection.kind)
        counted = _Counted(total, size)
        number = min(max(1, number), counted.num_pages)
        first = (number - 1) * size
        key = ("actors:lines", selection, first, size, get_language())
        lines = remember(key, lambda: self._cut(selection, named, first, size)) if total else []
        return Found(Page(lines, number, counted), total, self._facets(selection, counts))

    def _cut(self, selection: Selection, named: Sequence[int] | None, first: int, size: int) -> list[Line]:
        wanted = self._narrowed(selection, named).order_by(*ORDER).values("pk")[first : first + size]
        return self.lines(list(Actor.objects.filter(pk__in=wanted).order_by(*ORDER)))

    def lines(self, actors: Sequence[Actor]) -> list[Line]:
        """Return entries as a list shows them; two queries, and no ward or field is fetched again."""
        wards = _linked(Actor.wards.through, "ward_id", actors, self.wards)
        fields = _linked(Actor.fields.through, "field_id", actors, self.fields)
        return [Line(actor, wards.get(actor.pk, []), fields.get(actor.pk, [])) for actor in actors]

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

    def _counts(self, selection: Selection, named: Sequence[int] | None) -> dict[str, dict[Any, int]]:
        """Count each facet's values among what the other choices find; three grouped queries."""
        return {
            facet: dict(self._narrowed(selection, named, without=facet).values_list(column).annotate(n=Count("pk")))
            for facet, column in (("kind", "kind"), ("ward", "wards"), ("field", "fields"))
        }

    def _facets(self, selection: Selection, counts: dict[str, dict[Any, int]]) -> dict[str, list[Choice]]:
        return {
            "kind": [
                Choice(kind.value, kind.label, counts["kind"].get(kind.value, 0), kind.value in selection.kind)
                for kind in ActorKind
            ],
            "ward": list(_choices(self.wards, counts["ward"], selection.ward)),
            "field": list(_choices(self.fields, counts["field"], selection.field)),
        }


def shown(actors: QuerySet[Actor]) -> QuerySet[Actor]:
    """Return entries as a list shows them; two queries more."""
    return actors.prefetch_related("wards", "fields")


def _of_name(selection: Selection) -> QuerySet[Actor]:
    found = Actor.objects.filter(state=selection.state).order_by()
    for word in selection.q.split():
        if key := fold(word):
            found = found.filter(Q(name_key__contains=key) | Q(sort_key__contains=key))
    return found


def _by_slug(things: QuerySet[Any], latin: bool) -> Named:
    rows = things.values_list("slug", "pk", "name", "name_latin")
    return {slug: (pk, (latin and name_latin) or name) for slug, pk, name, name_latin in rows}


def _linked(through: Any, column: str, actors: Sequence[Actor], by_slug: Named) -> dict[int, list[tuple[str, str]]]:
    linked: dict[int, set[int]] = {}
    for actor, thing in through.objects.filter(actor__in=actors).values_list("actor_id", column):
        linked.setdefault(actor, set()).add(thing)
    return {
        actor: [(slug, name) for slug, (pk, name) in by_slug.items() if pk in things]
        for actor, things in linked.items()
    }


def _known(given: list[str], values: Any) -> tuple[str, ...]:
    return tuple(sorted({value for value in given if value in values}))


def _choices(by_slug: Named, counts: dict[Any, int], chosen: tuple[str, ...]) -> Iterator[Choice]:
    for slug, (pk, name) in by_slug.items():
        if counts.get(pk) or slug in chosen:
            yield Choice(slug, name, counts.get(pk, 0), slug in chosen)
