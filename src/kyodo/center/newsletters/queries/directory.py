"""The archive: issues narrowed by newsletter, year and words, and what each further choice would find.

Issues are some hundreds, not tens of thousands: they are read once in one query, kept while no public data changes, and
counted here.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from kyodo.center.newsletters.models import Article, Issue
from kyodo.center.newsletters.queries.issues import newest, public, with_articles
from kyodo.center.newsletters.words import ARTICLE, FACETS, ISSUE
from kyodo.kernel.facets import Choice, choices
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.registry import Text
from kyodo.kernel.search.find import MOST_ITEMS, find

PAGE = 20
LONGEST_QUESTION = 100
#: Articles that a search looks at, the best first.
LOOKED_AT = 300
#: What the archive keeps of an issue: its number, and its values by facet.
Entry = tuple[int, dict[str, str]]


@dataclass(frozen=True)
class Selection:
    """What a visitor chose: words, and pairs of facet and value."""

    q: str = ""
    pairs: tuple[tuple[str, str], ...] = ()

    def of(self, facet: str) -> tuple[str, ...]:
        """Return the values chosen of a facet."""
        return tuple(value for name, value in self.pairs if name == facet)

    def without(self, facet: str, value: str) -> str:
        """Return the query of the address without one value."""
        return f"?{urlencode([*self._words, *(pair for pair in self.pairs if pair != (facet, value))])}"

    @property
    def _words(self) -> list[tuple[str, str]]:
        return [("q", self.q)] if self.q else []

    @property
    def query(self) -> str:
        """The choice as the query of an address."""
        return f"?{urlencode([*self._words, *self.pairs])}"


@dataclass(frozen=True)
class Line:
    """An issue in the list; ``found`` are those of its articles in which the words stand, else all of them."""

    issue: Issue
    articles: Sequence[Article]


@dataclass(frozen=True)
class Found:
    """A page of the archive."""

    selection: Selection
    page: Page[Any]
    lines: list[Line]
    total: int
    groups: list[dict[str, Any]]
    chips: list[dict[str, Any]]


def _entries() -> tuple[list[Entry], dict[str, str]]:
    """Return all public issues with their values, the newest first, and the names of the series; one query."""

    def read() -> tuple[list[Entry], dict[str, str]]:
        rows = newest().values_list("pk", "series__slug", "series__name", "month")
        entries = [(pk, {"series": slug, "year": month[:4]}) for pk, slug, _name, month in rows]
        return entries, {slug: name for _pk, slug, name, _month in rows}

    return remember("newsletters:entries", read)


def archive(given: QueryDict, number: Any) -> Found:
    """Return a page of what an address chooses; values that no facet has are left out."""
    entries, names = _entries()
    known = {pair for _pk, values in entries for pair in values.items()}
    pairs = tuple((f, v) for f in FACETS for v in sorted(set(given.getlist(f))) if (f, v) in known)
    selection = Selection(given.get("q", "").strip()[:LONGEST_QUESTION], pairs)
    hits = hits_of(selection.q) if selection.q else None
    within = [entry for entry in entries if hits is None or entry[0] in hits]
    ids = [pk for pk, values in within if _fits(values, selection)]
    page = Paginator(ids, PAGE).get_page(number)
    groups = [_group(facet, label, within, selection, names) for facet, label in FACETS.items()]
    chips = [
        {"label": option.label, "href": selection.without(group["name"], option.value)}
        for group in groups
        for option in group["options"]
        if option.is_chosen
    ]
    shown = [group for group in groups if group["options"]]
    return Found(selection, page, _lines(list(page), hits), len(ids), shown, chips)


def _fits(values: dict[str, str], selection: Selection, but_for: str = "") -> bool:
    return all(not selection.of(facet) or values[facet] in selection.of(facet) for facet in FACETS if facet != but_for)


def _group(
    facet: str, label: Text, entries: Sequence[Entry], selection: Selection, names: dict[str, str]
) -> dict[str, Any]:
    counts = Counter(values[facet] for _pk, values in entries if _fits(values, selection, but_for=facet))
    rows: list[tuple[str, Text]] = (
        list(names.items()) if facet == "series" else [(y, y) for y in sorted({*counts, *selection.of(facet)})[::-1]]
    )
    options: list[Choice] = choices(rows, counts, selection.of(facet))
    return {"name": facet, "label": label, "options": options}


def _lines(ids: list[int], hits: dict[int, set[int]] | None) -> list[Line]:
    issues = {issue.pk: issue for issue in with_articles(public().filter(pk__in=ids))}
    lines = []
    for pk in ids:
        if issue := issues.get(pk):
            wanted = hits[pk] if hits else set()
            own = [one for one in issue.ready_articles if not wanted or one.pk in wanted]  # type: ignore[attr-defined]
            for one in own:
                one.issue = issue
            lines.append(Line(issue, own if not issue.link else []))
    return lines


def hits_of(text: str) -> dict[int, set[int]]:
    """Return the issues in which words stand, and in which of their articles; kept while nothing changes."""

    def read() -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        slugs: list[str] = []
        numbers: list[int] = []
        for offset in range(0, LOOKED_AT, MOST_ITEMS):
            items = find(text, who=NOBODY, kinds=(ISSUE, ARTICLE), limit=MOST_ITEMS, offset=offset).items
            slugs += [item.key for item in items if item.kind == ISSUE]
            numbers += [int(item.key) for item in items if item.kind == ARTICLE]
            if len(items) < MOST_ITEMS:
                break
        for pk in Issue.objects.filter(slug__in=slugs).values_list("pk", flat=True):
            found[pk] = set()
        for pk, issue in Article.objects.filter(pk__in=numbers).values_list("pk", "issue_id"):
            found.setdefault(issue, set()).add(pk)
        return found

    return remember(("newsletters:found", text), read)
