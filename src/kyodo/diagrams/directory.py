"""The directory of joint works: what a visitor chose, one page of it, and how many each further choice would find.

Counts are grouped queries, kept under the version of all public data; a total is never counted:
every joint work has one state, so the counts of states add up to it. Bodies that have not
confirmed that they take part are neither named nor counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language

from kyodo.commons.actors.public import ActorKind, Field
from kyodo.commons.collaborations.public import Collaboration, CollaborationState, Partner, listed
from kyodo.commons.places.public import Ward
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.registry import Text
from kyodo.kernel.text.fold import tidy, to_katakana

PAGE = 20
LONGEST_QUESTION = 100
NAMED = 4
FACETS = ("state", "kind", "ward", "field")
#: Wards or fields by their slugs: (id, name in the language of the page).
Named = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Selection:
    """What a visitor chose; values that no facet has were left out already."""

    q: str = ""
    state: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    ward: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    #: What is not public yet, for those who keep it.
    is_hidden: bool = False

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The choice as the pairs of an address, always in the same order."""
        said = [("q", self.q)] if self.q else []
        said += [(facet, value) for facet in FACETS for value in getattr(self, facet)]
        return said + ([("shown", "no")] if self.is_hidden else [])

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
    """One value of a facet, and how many joint works it would find."""

    value: str
    label: Text
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Line:
    """A joint work in a list: where, which fields, and the first of its confirmed partners."""

    work: Collaboration
    wards: list[str]
    fields: list[str]
    partners: list[str]
    others: int


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
        self.wards: Named = remember(("works:wards", latin), lambda: _by_slug(Ward.objects.all(), latin))
        self.fields: Named = remember(("works:fields", latin), lambda: _by_slug(Field.objects.all(), latin))

    def select(self, given: QueryDict, *, sees_all: bool = False) -> Selection:
        """Read a choice from an address; ``sees_all`` lets keepers ask for what is not public yet."""
        return Selection(
            q=tidy(given.get("q", "").replace("\x00", ""))[:LONGEST_QUESTION],
            state=_known(given.getlist("state"), CollaborationState.values),
            kind=_known(given.getlist("kind"), ActorKind.values),
            ward=_known(given.getlist("ward"), self.wards),
            field=_known(given.getlist("field"), self.fields),
            is_hidden=sees_all and given.get("shown") == "no",
        )

    def page(self, selection: Selection, number: int, size: int = PAGE) -> Found:
        """Return a page of a choice; a number beyond the last page gives the last page."""
        counts = remember(("works:counts", selection), lambda: self._counts(selection))
        states = counts["state"]
        total = sum(n for state, n in states.items() if not selection.state or state in selection.state)
        counted = _Counted(total, size)
        number = min(max(1, number), counted.num_pages)
        first = (number - 1) * size
        key = ("works:lines", selection, first, size, get_language())
        lines = remember(key, lambda: self.lines(self.all(selection)[first : first + size])) if total else []
        return Found(Page(lines, number, counted), total, self._facets(selection, counts))

    def all(self, selection: Selection) -> QuerySet[Collaboration]:
        """Return all joint works of a choice, the newest first."""
        order = "-changed_at" if selection.is_hidden else "-shown_at"
        return self._narrowed(selection).order_by(order, "-pk")

    def lines(self, works: QuerySet[Collaboration]) -> list[Line]:
        """Return joint works as a list shows them; four queries."""
        return [self._line(work) for work in with_parts(works)]

    def _line(self, work: Collaboration) -> Line:
        names = [partner.shown_name for partner in confirmed_of(work)]
        wards, fields = {ward.pk for ward in work.wards.all()}, {item.pk for item in work.fields.all()}
        return Line(
            work,
            [name for pk, name in self.wards.values() if pk in wards],
            [name for pk, name in self.fields.values() if pk in fields],
            names[:NAMED],
            len(names[NAMED:]),
        )

    def _narrowed(self, selection: Selection, without: str = "") -> QuerySet[Collaboration]:
        found = (Collaboration.objects.filter(is_public=False) if selection.is_hidden else listed()).order_by()
        for word in selection.q.split():
            named = Q(title__icontains=word) | Q(aim__icontains=word) | Q(title_reading__icontains=to_katakana(word))
            found = found.filter(named)
        if selection.state and without != "state":
            found = found.filter(state__in=selection.state)
        if selection.kind and without != "kind":
            of_kind = Partner.objects.filter(collaboration=OuterRef("pk"), kind__in=selection.kind)
            found = found.filter(Exists(of_kind.exclude(confirmation="")))
        for facet, column, named_ones in (("ward", "ward", self.wards), ("field", "field", self.fields)):
            if (chosen := getattr(selection, facet)) and without != facet:
                through = getattr(Collaboration, f"{facet}s").through
                ids = [named_ones[slug][0] for slug in chosen]
                linked = through.objects.filter(collaboration=OuterRef("pk"), **{f"{column}__in": ids})
                found = found.filter(Exists(linked))
        return found

    def _counts(self, selection: Selection) -> dict[str, dict[Any, int]]:
        """Count each facet's values among what the other choices find; four grouped queries."""
        counts = {
            facet: dict(self._narrowed(selection, facet).values_list(column).annotate(n=Count("pk")))
            for facet, column in (("state", "state"), ("ward", "wards"), ("field", "fields"))
        }
        kinds = self._narrowed(selection, "kind").filter(partners__confirmation__gt="").values_list("partners__kind")
        return {**counts, "kind": dict(kinds.annotate(n=Count("pk", distinct=True)))}

    def _facets(self, selection: Selection, counts: dict[str, dict[Any, int]]) -> dict[str, list[Choice]]:
        return {
            "field": list(_choices(self.fields, counts["field"], selection.field)),
            "ward": list(_choices(self.wards, counts["ward"], selection.ward)),
            "kind": _enumerated(ActorKind.choices, counts["kind"], selection.kind),
            "state": _enumerated(CollaborationState.choices, counts["state"], selection.state),
        }


def with_parts(works: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    """Return joint works with their wards, fields and confirmed partners; three queries more."""
    confirmed = Partner.objects.exclude(confirmation="").select_related("actor").order_by("order", "pk")
    return works.prefetch_related("wards", "fields", Prefetch("partners", confirmed, to_attr="confirmed"))


def confirmed_of(work: Collaboration) -> list[Partner]:
    """Return the confirmed partners of a joint work that was read by :func:`with_parts`."""
    found: list[Partner] = work.confirmed  # type: ignore[attr-defined]
    return found


def page_number(given: QueryDict) -> int:
    """Return the page that an address asks for; anything that is no number is the first."""
    text = given.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _by_slug(things: QuerySet[Any], latin: bool) -> Named:
    rows = things.values_list("slug", "pk", "name", "name_latin")
    return {slug: (pk, (latin and name_latin) or name) for slug, pk, name, name_latin in rows}


def _known(given: list[str], values: Any) -> tuple[str, ...]:
    return tuple(sorted({value for value in given if value in values}))


def _enumerated(choices: Any, counts: dict[Any, int], chosen: Sequence[str]) -> list[Choice]:
    return [Choice(value, label, counts.get(value, 0), value in chosen) for value, label in choices]


def _choices(by_slug: Named, counts: dict[Any, int], chosen: tuple[str, ...]) -> Iterator[Choice]:
    for slug, (pk, name) in by_slug.items():
        if counts.get(pk) or slug in chosen:
            yield Choice(slug, name, counts.get(pk, 0), slug in chosen)
