"""A page of what the search over the house found, with its facets in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import ActorKind
from kyodo.kernel.clock.now import now
from kyodo.kernel.permissions import Who
from kyodo.kernel.registry import Text
from kyodo.kernel.search.find import Results, find
from kyodo.kernel.search.sources import SOURCES
from kyodo.navigator.queries.memo import Memo
from kyodo.navigator.queries.pages import page_of
from kyodo.navigator.queries.support import Facet, FacetValue, field_names, ward_names

PAGE_SIZE, LAST_PAGE = 20, 100
#: Longer questions hardly come twice.
LONGEST_KEPT = 60
#: Facets of the search in their order on the page.
FACETS: dict[str, Text] = {
    "kind": _("Kind"), "ward": _("Ward"), "field": pgettext_lazy("facet", "Field"), "actor_kind": _("Kind of actor"),
}  # fmt: skip
#: Values shown of each facet, most first; those that are chosen are always shown.
SHOWN = 12


@dataclass(frozen=True)
class Asked:
    """What was typed and chosen on the search page."""

    text: str
    chosen: Mapping[str, Sequence[str]]
    page: int


@dataclass(frozen=True)
class SearchPage:
    """What the search page shows."""

    asked: Asked
    results: Results
    page: Page[object]
    facets: Sequence[Facet]
    kinds: Mapping[str, Text]


def search_page(asked: Asked, who: Who, memo: Memo) -> SearchPage:
    """Find, and put the facets into words; any text will do."""
    number = min(max(asked.page, 1), LAST_PAGE)
    results = found_for(who, asked.text, asked.chosen, PAGE_SIZE, (number - 1) * PAGE_SIZE, memo)
    last = min(max(1, -(-results.total // PAGE_SIZE)), LAST_PAGE)
    page = page_of(results.items, min(number, last), results.total, PAGE_SIZE, LAST_PAGE)
    labels = _labels(memo)
    facets = [_facet(name, results.facets.get(name, {}), asked.chosen[name], labels[name]) for name in FACETS]
    return SearchPage(asked, results, page, [facet for facet in facets if facet.options], labels["kind"])


def found_for(who: Who, text: str, chosen: Mapping[str, Sequence[str]], limit: int, offset: int, memo: Memo) -> Results:
    """Find; what nobody in particular may see of it is kept for this minute, as pages for anonymous visitors are.

    The minute bounds how long a result may lag behind an index that was written anew without any change of data.
    """

    def read() -> Results:
        facets = {name: values for name, values in chosen.items() if name != "kind"}
        return find(text, who=who, kinds=chosen.get("kind", ()), facets=facets, limit=limit, offset=offset)

    if who.is_known or len(text) > LONGEST_KEPT:
        return read()
    narrowed = tuple((name, tuple(values)) for name, values in sorted(chosen.items()))
    return memo.of(("found", text, narrowed, limit, offset, int(now().timestamp() // 60)), read)


def _labels(memo: Memo) -> dict[str, dict[str, Text]]:
    return {
        "kind": {source.kind: source.label for source in SOURCES},
        "ward": dict(ward_names(memo).values()),
        "field": dict(field_names(memo).values()),
        "actor_kind": dict(ActorKind.choices),
    }


def _facet(name: str, counts: Mapping[str, int], chosen: Sequence[str], labels: Mapping[str, Text]) -> Facet:
    values = [value for value in counts if value in labels]
    shown = values[:SHOWN] + [value for value in chosen if value in labels and value not in values[:SHOWN]]
    return Facet(name, FACETS[name], [FacetValue(v, labels[v], counts.get(v, 0), v in chosen) for v in shown])
