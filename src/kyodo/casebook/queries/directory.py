"""The list of cases: what a visitor chose, one page of it, and how many cases each further choice would find.

Every function costs a constant number of queries; counts are grouped queries, kept while no public data changes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict
from django.utils.translation import get_language

from kyodo.casebook.models import Case, SchemeUsed
from kyodo.casebook.queries.cases import published
from kyodo.casebook.queries.lines import Line, lines_of
from kyodo.casebook.states import Sort, View
from kyodo.casebook.words import FACET_LABELS, KIND
from kyodo.commons.actors.public import ActorKind, wards_and_fields
from kyodo.commons.collaborations.public import CollaborationState, Partner
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.facets import Choice, Chosen, Counted, Counts, Found, choices, counted, known, named_choices
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
class Selection(Chosen):
    """What a visitor chose; values that no facet has were left out already."""

    FACETS = FACETS

    field: tuple[str, ...] = ()
    ward: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    scheme: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    sort: str = Sort.NEW.value
    view: str = View.DIAGRAMS.value

    @property
    def further(self) -> list[tuple[str, str]]:
        looks = (("sort", self.sort), ("view", self.view))
        return [(name, value) for name, value in looks if value not in FIRST_CHOICES]

    def with_(self, **changes: str) -> "Selection":
        """Return the choice in another order or look."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def narrowed(self) -> "Selection":
        """The choice as far as it says which cases, whatever their order and look."""
        return self.with_(sort=Sort.NEW.value, view=View.DIAGRAMS.value)


#: Years that an address may ask for: those that have a Japanese name, and some to come.
FIRST_YEAR, LAST_YEAR = 1868, 2199
FIRST_CHOICES = (Sort.NEW.value, View.DIAGRAMS.value)


@dataclass(frozen=True)
class WardTile:
    """A ward with how many cases it has, ``share`` in percent of the ward that has most, and the newest few."""

    name: Text
    count: int
    share: int
    href: str
    cases: Sequence[Case]


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR


class Directory:
    """The list of cases as one request reads it."""

    def __init__(self) -> None:
        names = wards_and_fields()
        self.wards, self.fields = names["ward"], names["field"]
        #: What the support is called that public cases used, by its short name.
        self.schemes: dict[str, str] = remember("casebook:schemes", _schemes)

    def select(self, given: QueryDict) -> Selection:
        """Read a choice from an address; a value that does not exist is left out."""
        return Selection(
            q=given.get("q", "").replace("\x00", "").strip()[:LONGEST_QUESTION],
            field=known(given.getlist("field"), self.fields),
            ward=known(given.getlist("ward"), self.wards),
            kind=known(given.getlist("kind"), ActorKind.values),
            scheme=known(given.getlist("scheme"), self.schemes),
            year=tuple(sorted({year for year in given.getlist("year") if _is_year(year)})),
            stage=known(given.getlist("stage"), CollaborationState.values),
            sort=given.get("sort", "") if given.get("sort") in Sort.values else Sort.NEW.value,
            view=given.get("view", "") if given.get("view") in View.values else View.DIAGRAMS.value,
        )

    def page(self, selection: Selection, number: int, size: int = PAGE) -> Found[Line]:
        """Return a page of a choice, the last one for a number beyond it; ward by ward there are no lines."""
        counts, total = remember(("casebook:counts", selection.narrowed), lambda: self._counts(selection))
        pages = Counted(total, size)
        number = pages.within(number)
        first = (number - 1) * size
        shows_lines = total and selection.view != View.WARDS
        key = ("casebook:lines", selection, first, size, get_language())
        lines = remember(key, lambda: self.lines(self.all(selection)[first : first + size])) if shows_lines else []
        return Found(Page(lines, number, pages), total, self._facets(selection, counts))

    def lines(self, cases: QuerySet[Case]) -> list[Line]:
        """Return cases as a list shows them."""
        return lines_of(list(cases.select_related("collaboration")), self.wards, self.fields)

    def all(self, selection: Selection) -> QuerySet[Case]:
        """Return all cases of a choice in their order."""
        return self._narrowed(selection).order_by(*ORDERS[selection.sort])

    def by_ward(self, selection: Selection, few: int = 5) -> list[WardTile]:
        """Return every ward, in their order, with its part of a choice; one query."""
        counts, _total = remember(("casebook:counts", selection.narrowed), lambda: self._counts(selection))
        numbers = {slug: counts["ward"].get(str(pk), 0) for slug, (pk, _name) in self.wards.items()}
        most = max(numbers.values(), default=0) or 1
        kept = ("casebook:tiles", selection.narrowed, few, get_language())

        def read() -> list[WardTile]:
            newest = self._few(selection, few)
            return [
                WardTile(
                    name, numbers[slug], round(100 * numbers[slug] / most),
                    replace(selection, ward=(slug,), view=View.LIST.value).query, newest[pk],
                )
                for slug, (pk, name) in self.wards.items()
            ]  # fmt: skip

        return remember(kept, read)

    def _few(self, selection: Selection, few: int) -> dict[int, list[Case]]:
        """Return the newest cases of each ward by its id."""
        rank = Window(RowNumber(), partition_by="wards", order_by=[F("first_published_at").desc(), F("pk").desc()])
        found = self._narrowed(selection, "ward").filter(wards__isnull=False)
        numbered = found.annotate(in_ward=F("wards"), rank=rank).filter(rank__lte=few).order_by("rank")
        by_ward: dict[int, list[Case]] = defaultdict(list)
        for case in numbered.only("slug", "title", "title_reading", "is_demo"):
            by_ward[case.in_ward].append(case)
        return by_ward

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

    def _counts(self, selection: Selection) -> tuple[Counts, int]:
        """Count each facet's values among what the other choices find, and all that is found; two queries."""
        counts, total = self._counts_of_columns(selection)
        public = self._narrowed(selection, "kind").filter(collaboration__is_public=True)
        joined = counted(
            field=(self._narrowed(selection, "field"), "fields"),
            ward=(self._narrowed(selection, "ward"), "wards"),
            kind=(public, "collaboration__partners__kind"),
            scheme=(self._narrowed(selection, "scheme"), "schemes__programme"),
        )
        return counts | joined, total

    def _counts_of_columns(self, selection: Selection) -> tuple[Counts, int]:
        """Count what stands in columns: cases that are alike in stage and years come as one row."""
        alike = self._narrowed(selection, "stage", "year").values_list(
            "collaboration__state", "collaboration__is_public", "year_from", "year_until"
        )
        stages: Counter[str] = Counter()
        years: Counter[str] = Counter()
        total = 0
        for stage, is_public, first, last, number in alike.annotate(n=Count("pk")):
            own_years = range(first, last + 1) if first else range(0)
            in_stage = not selection.stage or (is_public and stage in selection.stage)
            in_years = not selection.year or any(int(year) in own_years for year in selection.year)
            total += number if in_stage and in_years else 0
            if is_public and in_years:
                stages[stage] += number
            if in_stage:
                years.update(dict.fromkeys(map(str, own_years), number))
        return {"stage": dict(stages), "year": dict(years)}, total

    def _facets(self, selection: Selection, counts: Counts) -> dict[str, list[Choice]]:
        labels: dict[str, list[tuple[str, Text]]] = {
            "kind": list(ActorKind.choices),
            "scheme": list(self.schemes.items()),
            "year": [(year, FiscalYear(int(year)).long_label) for year in _years(selection, counts["year"])],
            "stage": list(CollaborationState.choices),
        }
        found = {
            "field": named_choices(self.fields, counts["field"], selection.field),
            "ward": named_choices(self.wards, counts["ward"], selection.ward),
            **{facet: choices(rows, counts[facet], getattr(selection, facet)) for facet, rows in labels.items()},
        }
        return {facet: values for facet, values in found.items() if values}


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


def _years(selection: Selection, counts: Mapping[str, int]) -> list[str]:
    return sorted({*counts, *selection.year}, reverse=True)


def _schemes() -> dict[str, str]:
    used = SchemeUsed.objects.filter(case__live=True, case__is_public=True).exclude(programme="")
    rows = dict(used.order_by("-name").values_list("programme", "name").distinct())
    return dict(sorted(rows.items(), key=lambda pair: pair[1]))
