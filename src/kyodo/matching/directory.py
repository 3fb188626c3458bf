"""The lists of needs and of offers: what a visitor chose, one page of it, and what each further choice would find.

What can be chosen is read once for all public entries in few queries, kept until public data changes,
and counted here: public needs and offers are some hundreds, not tens of thousands.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import get_language, pgettext, pgettext_lazy

from kyodo.commons.actors.public import ActorKind
from kyodo.kernel.facets import Choice, choices
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.registry import Text
from kyodo.matching.models import Need, Offer
from kyodo.matching.queries import needs, offers

PAGE = 20
ALL_YEAR = tuple(range(1, 13))
LABELS: Mapping[str, Text] = {
    "field": pgettext_lazy("facet", "Field of activity"),
    "ward": pgettext_lazy("facet", "Ward"),
    "month": pgettext_lazy("facet", "Month that suits"),
    "kind": pgettext_lazy("facet", "Who"),
}
Thing = Need | Offer
#: Values of one entry, by facet: (stored value, label).
Values = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Selection:
    """What a visitor chose: pairs of facet and value, in one order."""

    pairs: tuple[tuple[str, str], ...] = ()

    def of(self, facet: str) -> set[str]:
        """Return the values chosen of a facet."""
        return {value for name, value in self.pairs if name == facet}

    def without(self, facet: str, value: str) -> str:
        """Return the query of the address without one value."""
        return f"?{urlencode([pair for pair in self.pairs if pair != (facet, value)])}"


@dataclass(frozen=True)
class Group:
    """A facet with what can be chosen of it."""

    name: str
    label: Text
    options: list[Choice]


@dataclass(frozen=True)
class Found[T: Thing]:
    """One page of a list, how many there are, and what can be chosen."""

    selection: Selection
    page: Page[Any]
    things: list[T]
    total: int
    groups: list[Group]
    chips: list[dict[str, Any]]


class Directory[T: Thing]:
    """One of the two lists as a request reads it."""

    def __init__(self, key: str, public: Callable[[], QuerySet[T]], months: Callable[[T], list[int]]):
        self.key, self.public, self.months = key, public, months

    def entries(self) -> list[tuple[int, Values]]:
        """Return the public entries with their values, newest first; three queries, kept until data change."""

        def read() -> list[tuple[int, Values]]:
            return [(one.pk, self._values(one)) for one in self.public().order_by("-shown_at", "-pk")]

        return remember((f"matching:{self.key}:entries", get_language()), read)

    def _values(self, one: T) -> Values:
        months = self.months(one) or ALL_YEAR
        kinds = dict(ActorKind.choices)
        return {
            "field": [(field.slug, str(field)) for field in one.fields.all()],
            "ward": [(ward.slug, str(ward)) for ward in one.wards.all()],
            "month": [(str(n), pgettext("months", "month %(month)s") % {"month": n}) for n in months],
            "kind": [(one.actor_kind, str(kinds[one.actor_kind]))] if one.actor_kind else [],
        }

    def page(self, given: QueryDict, number: Any, size: int = PAGE) -> Found[T]:
        """Return a page of what an address chooses; values that no facet has are left out, and a number beyond
        the last page gives the last page."""
        entries = self.entries()
        known = {(facet, value) for _pk, values in entries for facet in LABELS for value, _label in values[facet]}
        pairs = [(facet, value) for facet in LABELS for value in sorted(set(given.getlist(facet)))]
        selection = Selection(tuple(pair for pair in pairs if pair in known))
        ids = [pk for pk, values in entries if _fits(values, selection)]
        page = Paginator(ids, size).get_page(number)
        things = {one.pk: one for one in self.public().filter(pk__in=list(page))}
        groups = [Group(facet, label, _choices(entries, selection, facet)) for facet, label in LABELS.items()]
        chips = [
            {"label": option.label, "href": selection.without(group.name, option.value)}
            for group in groups
            for option in group.options
            if option.is_chosen
        ]
        return Found(
            selection,
            page,
            [things[pk] for pk in page if pk in things],
            len(ids),
            [group for group in groups if group.options],
            chips,
        )


def _fits(values: Values, selection: Selection, but_for: str = "") -> bool:
    return all(
        not chosen or any(value in chosen for value, _label in values[facet])
        for facet in LABELS
        if facet != but_for
        for chosen in (selection.of(facet),)
    )


def _choices(entries: Iterable[tuple[int, Values]], selection: Selection, facet: str) -> list[Choice]:
    counts: dict[str, int] = {}
    labels: dict[str, str] = {}
    for _pk, values in entries:
        is_found = _fits(values, selection, but_for=facet)
        for value, label in values[facet]:
            labels[value] = label
            counts[value] = counts.get(value, 0) + is_found
    chosen = selection.of(facet)
    order = (lambda value: (int(value), "")) if facet == "month" else (lambda value: (-counts[value], value))
    return choices(((value, labels[value]) for value in sorted(labels, key=order)), counts, sorted(chosen))


NEEDS = Directory("needs", needs.public, lambda need: need.months)
OFFERS = Directory("offers", offers.public, offers.months_of_work)
