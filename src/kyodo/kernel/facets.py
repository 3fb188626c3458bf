"""Lists that are narrowed by facets: what was chosen, how many each further choice would find, one page of it.

Whatever the number of facets, names cost one query, counts one, and links of a page's entries
one. A room says what it narrows and how; what is counted it keeps itself
(:mod:`kyodo.kernel.freshness.memo`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.translation import get_language

from kyodo.kernel.registry import Text

#: Entries of a look-up table by their slugs: (id, name in the language of the page).
type Named = dict[str, tuple[int, str]]
#: How many entries each value of each facet would find; values are texts, ids too.
type Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Chosen:
    """What a visitor chose; a room's own choice derives from it and has a tuple of values for each facet."""

    FACETS: ClassVar[Sequence[str]] = ()

    q: str = ""

    @property
    def further(self) -> list[tuple[str, str]]:
        """What stands in an address besides words and facets."""
        return []

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The choice as the pairs of an address, always in the same order."""
        said = [("q", self.q)] if self.q else []
        said += [(facet, value) for facet in self.FACETS for value in getattr(self, facet)]
        return said + self.further

    def without(self, facet: str, value: str) -> Self:
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
class Found[Line]:
    """One page of a list, and what each further choice would find."""

    page: Page[Line]
    total: int
    facets: dict[str, list[Choice]]


class Counted(Paginator[Any]):
    """A paginator that counts nothing itself."""

    def __init__(self, total: int, size: int):
        super().__init__([], size)
        self.total = total

    @property
    def count(self) -> int:
        return self.total

    def within(self, number: int) -> int:
        """Return the number of a page that exists: beyond the last one it is the last."""
        return min(max(1, number), self.num_pages)


def page_number(given: QueryDict) -> int:
    """Return the page that an address asks for; anything that is no number is the first."""
    text = given.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def known(given: Iterable[str], values: Any) -> tuple[str, ...]:
    """Return those of the given values that exist, each once, in their order."""
    return tuple(sorted({value for value in given if value in values}))


def is_latin() -> bool:
    """Say whether the page is in a language that is written with Latin letters."""
    return get_language() not in (None, settings.LANGUAGE_CODE)


def named(latin: bool, **tables: type[Model]) -> dict[str, Named]:
    """Return look-up tables by slug, each in its order; one query for all of them."""
    columns = ("order", "slug", "pk", "name", "name_latin")
    parts = [table._default_manager.order_by().values_list(Value(key), *columns) for key, table in tables.items()]
    found: dict[str, Named] = {key: {} for key in tables}
    for key, _order, slug, pk, name, name_latin in sorted(parts[0].union(*parts[1:], all=True).order_by()):
        found[key][slug] = (pk, (latin and name_latin) or name)
    return found


def counted(**parts: tuple[QuerySet[Any], str]) -> Counts:
    """Count by facet how many entries each value of a column has; one query for all facets."""
    found: Counts = {facet: {} for facet in parts}
    grouped = [
        narrowed.order_by()
        .annotate(facet=Value(facet), facet_value=Cast(F(column), TextField()))
        .values("facet", "facet_value")
        .annotate(n=Count("pk", distinct=True))
        .values_list("facet", "facet_value", "n")
        for facet, (narrowed, column) in parts.items()
    ]
    for facet, value, number in grouped[0].union(*grouped[1:], all=True).order_by():
        if value is not None:
            found[facet][value] = number
    return found


def linked(
    owner: str, owners: Sequence[Model], **tables: tuple[Any, Named]
) -> dict[str, dict[int, list[tuple[str, str]]]]:
    """Return for each owner what it is linked to as (slug, name), in their order; one query for all tables."""
    parts = [
        through.objects.filter(**{f"{owner}__in": owners}).values_list(Value(key), f"{owner}_id", f"{key}_id")
        for key, (through, _named) in tables.items()
    ]
    ids: dict[str, dict[int, set[int]]] = {key: {} for key in tables}
    for key, one, thing in parts[0].union(*parts[1:], all=True).order_by():
        ids[key].setdefault(one, set()).add(thing)
    return {
        key: {one: [(slug, name) for slug, (pk, name) in tables[key][1].items() if pk in things]
              for one, things in by_owner.items()}
        for key, by_owner in ids.items()
    }  # fmt: skip


def choices(
    rows: Iterable[tuple[str, Text]], counts: Mapping[str, int], chosen: Sequence[str], *, shows_empty: bool = False
) -> list[Choice]:
    """Return the values of a facet with their counts; a value that nothing has is left out unless it is chosen."""
    found = [Choice(value, label, counts.get(value, 0), value in chosen) for value, label in rows]
    return [choice for choice in found if shows_empty or choice.count or choice.is_chosen]


def named_choices(names: Named, counts: Mapping[str, int], chosen: Sequence[str]) -> list[Choice]:
    """Return the entries of a look-up table, counted by id, as values of a facet."""
    by_slug = {slug: counts.get(str(pk), 0) for slug, (pk, _name) in names.items()}
    return choices(((slug, name) for slug, (_pk, name) in names.items()), by_slug, chosen)
