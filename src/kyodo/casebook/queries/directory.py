"""The list of cases: what a visitor chose, one page of it, and how many cases each further choice would find.

Every function costs a constant number of queries; counts are grouped queries, kept while no public data changes.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language

from kyodo.casebook.models import Case, SchemeUsed
from kyodo.casebook.queries.cases import published
from kyodo.casebook.queries.lines import Line, Named, lines_of
from kyodo.casebook.states import Sort, View
from kyodo.casebook.words import FACET_LABELS, KIND
from kyodo.commons.actors.public import ActorKind, Field
from kyodo.commons.collaborations.public import CollaborationState, Partner
from kyodo.commons.places.public import Ward
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.registry import Text
from kyodo.kernel.search.find import MOST_ITEMS, find

PAGE = 20
LONGEST_QUESTION = 100
#: Cases that a search within the list looks at, the best first.
LOOKED_AT = 500
FACETS = tuple(FACET_LABELS)
ORDERS: Mapping[str, Sequence[Any]] = {
    Sort.NEW: ("-first_published_at", "-pk"),
    Sort.YEAR: (F("year_until").desc(nulls_last=True), "-first_published_at", "-pk"),
    Sort.NAME: ("title_reading", "title", "pk"),
}


@dataclass(frozen=True)
class Selection:
    """What a visitor chose; values that no facet has were left out already."""

    q: str = ""
    field: tuple[str, ...] = ()
    ward: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    scheme: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    sort: str = Sort.NEW.value
    view: str = View.DIAGRAMS.value

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The choice as the pairs of an address, always in the same order."""
        said = [("q", self.q)] if self.q else []
        said += [(facet, value) for facet in FACETS for value in getattr(self, facet)]
        return said + [
            (name, value) for name, value in (("sort", self.sort), ("view", self.view)) if value not in FIRST_CHOICES
        ]

    def without(self, facet: str, value: str) -> "Selection":
        """Return the choice with one value of a facet taken away."""
        left: dict[str, Any] = {facet: tuple(kept for kept in getattr(self, facet) if kept != value)}
        return replace(self, **left)

    def with_(self, **changes: str) -> "Selection":
        """Return the choice in another order or look."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def query(self) -> str:
        """The choice as the query of an address."""
        return f"?{urlencode(self.pairs)}" if self.pairs else "?"

    @property
    def narrowed(self) -> "Selection":
        """The choice as far as it says which cases, whatever their order and look."""
        return self.with_(sort=Sort.NEW.value, view=View.DIAGRAMS.value)


FIRST_CHOICES = (Sort.NEW.value, View.DIAGRAMS.value)


@dataclass(frozen=True)
class Choice:
    """One value of a facet, and how many cases it would find."""

    value: str
    label: Text
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class WardTile:
    """A ward with how many cases it has, ``share`` in percent of the ward that has most, and the newest few."""

    name: Text
    count: int
    share: int
    href: str
    cases: Sequence[Case]


@dataclass(frozen=True)
class Found:
    """One page of the list, and what each further choice would find."""

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
    """The list of cases as one request reads it."""

    def __init__(self) -> None:
        latin = get_language() not in (None, settings.LANGUAGE_CODE)
        self.wards: Named = remember(("casebook:wards", latin), lambda: _by_slug(Ward.objects.all(), latin))
        self.fields: Named = remember(("casebook:fields", latin), lambda: _by_slug(Field.objects.all(), latin))
        #: What the support is called that public cases used, by its short name.
        self.schemes: dict[str, str] = remember("casebook:schemes", _schemes)

    def select(self, given: QueryDict) -> Selection:
        """Read a choice from an address; a value that does not exist is left out."""
        return Selection(
            q=given.get("q", "").replace("\x00", "").strip()[:LONGEST_QUESTION],
            field=_known(given.getlist("field"), self.fields),
            ward=_known(given.getlist("ward"), self.wards),
            kind=_known(given.getlist("kind"), ActorKind.values),
            scheme=_known(given.getlist("scheme"), self.schemes),
            year=tuple(sorted({y for y in given.getlist("year") if y.isascii() and y.isdigit() and len(y) == 4})),
            stage=_known(given.getlist("stage"), CollaborationState.values),
            sort=given.get("sort", "") if given.get("sort") in Sort.values else Sort.NEW.value,
            view=given.get("view", "") if given.get("view") in View.values else View.DIAGRAMS.value,
        )

    def page(self, selection: Selection, number: int, size: int = PAGE) -> Found:
        """Return a page of a choice; a number beyond the last page gives the last page."""
        counts, total = remember(("casebook:counts", selection.narrowed), lambda: self._counts(selection))
        counted = _Counted(total, size)
        number = min(max(1, number), counted.num_pages)
        first = (number - 1) * size
        key = ("casebook:lines", selection, first, size, get_language())
        lines = remember(key, lambda: self.lines(self.all(selection)[first : first + size])) if total else []
        return Found(Page(lines, number, counted), total, self._facets(selection, counts))

    def lines(self, cases: QuerySet[Case]) -> list[Line]:
        """Return cases as a list shows them."""
        return lines_of(list(cases.select_related("collaboration")), self.wards, self.fields)

    def all(self, selection: Selection) -> QuerySet[Case]:
        """Return all cases of a choice in their order."""
        return self._narrowed(selection).order_by(*ORDERS[selection.sort])

    def by_ward(self, selection: Selection, few: int = 5) -> list[WardTile]:
        """Return every ward, in their order, with its part of a choice; one query a ward."""
        counts, _total = remember(("casebook:counts", selection.narrowed), lambda: self._counts(selection))
        most = max(counts["ward"].values(), default=0) or 1
        kept = ("casebook:tiles", selection.narrowed, few, get_language())

        def read() -> list[WardTile]:
            return [
                WardTile(
                    name, counts["ward"].get(pk, 0), round(100 * counts["ward"].get(pk, 0) / most),
                    replace(selection, ward=(slug,), view=View.LIST.value).query, self._few(selection, pk, few),
                )
                for slug, (pk, name) in self.wards.items()
            ]  # fmt: skip

        return remember(kept, read)

    def _few(self, selection: Selection, ward: int, few: int) -> list[Case]:
        found = self._narrowed(selection, "ward").filter(wards=ward).order_by(*ORDERS[Sort.NEW])
        return list(found.only("slug", "title", "title_reading", "is_demo")[:few])

    # --- narrowing ------------------------------------------------------------------------

    def _narrowed(self, selection: Selection, *without: str) -> QuerySet[Case]:
        found = published().order_by()
        if selection.q:
            found = found.filter(slug__in=slugs_of(selection.q))
        for facet, condition in self._conditions(selection):
            if facet not in without:
                found = found.filter(condition)
        return found

    def _conditions(self, selection: Selection) -> Iterator[tuple[str, Q | Exists]]:
        """Yield the condition of each facet in which something was chosen."""
        here = OuterRef("pk")
        if selection.field:
            ids = [self.fields[slug][0] for slug in selection.field]
            yield "field", Exists(Case.fields.through.objects.filter(case=here, field__in=ids))
        if selection.ward:
            ids = [self.wards[slug][0] for slug in selection.ward]
            yield "ward", Exists(Case.wards.through.objects.filter(case=here, ward__in=ids))
        if selection.kind:
            partners = Partner.objects.filter(collaboration=OuterRef("collaboration"), kind__in=selection.kind)
            yield "kind", Exists(partners.filter(collaboration__is_public=True))
        if selection.scheme:
            yield "scheme", Exists(SchemeUsed.objects.filter(case=here, programme__in=selection.scheme))
        if selection.year:
            within = (Q(year_from__lte=int(year), year_until__gte=int(year)) for year in selection.year)
            yield "year", reduce(or_, within)
        if selection.stage:
            yield "stage", Q(collaboration__is_public=True, collaboration__state__in=selection.stage)

    # --- counting -------------------------------------------------------------------------

    def _counts(self, selection: Selection) -> tuple[dict[str, dict[Any, int]], int]:
        """Count each facet's values among what the other choices find, and all that is found; five queries."""
        shown = Q(collaboration__is_public=True)
        counts, total = self._counts_of_columns(selection)
        for facet, column, condition in (
            ("field", "fields", Q()),
            ("ward", "wards", Q()),
            ("kind", "collaboration__partners__kind", shown),
            ("scheme", "schemes__programme", Q()),
        ):
            found = self._narrowed(selection, facet).filter(condition)
            counts[facet] = dict(found.values_list(column).annotate(n=Count("pk", distinct=True)))
        return counts, total

    def _counts_of_columns(self, selection: Selection) -> tuple[dict[str, dict[Any, int]], int]:
        """Count what stands in columns: cases that are alike in stage and years come as one row."""
        alike = self._narrowed(selection, "stage", "year").values_list(
            "collaboration__state", "collaboration__is_public", "year_from", "year_until"
        )
        stages: Counter[str] = Counter()
        years: Counter[int] = Counter()
        total = 0
        for stage, is_public, first, last, number in alike.annotate(n=Count("pk")):
            own_years = range(first, last + 1) if first else range(0)
            in_stage = not selection.stage or (is_public and stage in selection.stage)
            in_years = not selection.year or any(int(year) in own_years for year in selection.year)
            total += number if in_stage and in_years else 0
            if is_public and in_years:
                stages[stage] += number
            if in_stage:
                years.update(dict.fromkeys(own_years, number))
        return {"stage": dict(stages), "year": dict(years)}, total

    def _facets(self, selection: Selection, counts: Mapping[str, Mapping[Any, int]]) -> dict[str, list[Choice]]:
        labels: dict[str, list[tuple[str, Text, Any]]] = {
            "field": [(slug, name, pk) for slug, (pk, name) in self.fields.items()],
            "ward": [(slug, name, pk) for slug, (pk, name) in self.wards.items()],
            "kind": [(value, label, value) for value, label in ActorKind.choices],
            "scheme": [(slug, name, slug) for slug, name in self.schemes.items()],
            "year": [(str(year), FiscalYear(year).long_label, year) for year in _years(selection, counts["year"])],
            "stage": [(value, label, value) for value, label in CollaborationState.choices],
        }
        found = {
            facet: [
                Choice(value, label, counts[facet].get(key, 0), value in getattr(selection, facet))
                for value, label, key in rows
                if counts[facet].get(key) or value in getattr(selection, facet)
            ]
            for facet, rows in labels.items()
        }
        return {facet: choices for facet, choices in found.items() if choices}


def slugs_of(text: str) -> list[str]:
    """Return the short names of the cases that the search finds, the best first; kept while nothing changes."""

    def read() -> list[str]:
        slugs: list[str] = []
        for offset in range(0, LOOKED_AT, MOST_ITEMS):
            found = find(text, who=NOBODY, kinds=(KIND,), limit=MOST_ITEMS, offset=offset)
            slugs += [item.key for item in found.items]
            if len(found.items) < MOST_ITEMS:
                break
        return slugs

    return remember(("casebook:found", text), read)


def _years(selection: Selection, counts: Mapping[Any, int]) -> list[int]:
    return sorted({*counts, *map(int, selection.year)}, reverse=True)


def _by_slug(things: QuerySet[Any], latin: bool) -> Named:
    rows = things.values_list("slug", "pk", "name", "name_latin")
    return {slug: (pk, (latin and name_latin) or name) for slug, pk, name, name_latin in rows}


def _schemes() -> dict[str, str]:
    used = SchemeUsed.objects.filter(case__live=True, case__is_public=True).exclude(programme="")
    rows = dict(used.order_by("-name").values_list("programme", "name").distinct())
    return dict(sorted(rows.items(), key=lambda pair: pair[1]))


def _known(given: list[str], values: Any) -> tuple[str, ...]:
    return tuple(sorted({value for value in given if value in values}))
