"""Which page of a list one is on, where the number of entries is known already."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

from kyodo.navigator.queries.support import Facet


class Counted(Paginator[Any]):
    """A paginator that counts nothing itself; turning stops at ``last`` pages."""

    def __init__(self, total: int, size: int, last: int):
        super().__init__([], size)
        self.total, self.last = total, last

    @property
    def count(self) -> int:
        return self.total

    @property
    def num_pages(self) -> int:
        return min(max(1, -(-self.total // int(self.per_page))), self.last)


def page_of(lines: Sequence[Any], number: int, total: int, size: int, last: int) -> Page[Any]:
    """Return these lines as page ``number`` of ``total`` entries."""
    return Page(lines, number, Counted(total, size, last))


def address(data: QueryDict, **changes: str | None) -> str:
    """Return the query of an address with some parameters replaced; None takes one away, and ``page`` always goes."""
    pairs = [(name, values) for name, values in data.lists() if name != "page" and name not in changes]
    pairs += [(name, [value]) for name, value in changes.items() if value is not None]
    text = urlencode(pairs, doseq=True)
    return f"?{text}" if text else "?"


def without(data: QueryDict, name: str, value: str) -> str:
    """Return the query of an address without one value of a parameter."""
    copy = data.copy()
    copy.pop("page", None)
    copy.setlist(name, [kept for kept in copy.getlist(name) if kept != value])
    text = copy.urlencode()
    return f"?{text}" if text else "?"


def whole_page(found: QuerySet[Any], number: int, size: int = 20) -> Page[Any]:
    """Return a page of a short list; a number beyond the end is the last page."""
    return Paginator(found, size).get_page(number)


def chips(data: QueryDict, facets: Iterable[Facet]) -> list[dict[str, object]]:
    """Return what is chosen, each with the address that takes it away."""
    return [
        {"label": option.label, "href": without(data, facet.name, option.value)}
        for facet in facets
        for option in facet.options
        if option.is_chosen
    ]
