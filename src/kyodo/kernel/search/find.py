"""Finding: any text, ranked across all kinds, narrowed by facets, only what ``who`` may see.

``find`` costs a constant number of queries: six, and a few more only when nothing was found.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kyodo.kernel.permissions import Who
from kyodo.kernel.search import groups, suggest, vocabulary
from kyodo.kernel.search.analyzer import query as asking
from kyodo.kernel.search.analyzer.query import Query
from kyodo.kernel.search.groups import Group
from kyodo.kernel.search.models import SearchText
from kyodo.kernel.search.ranking import Candidate, candidates, rank
from kyodo.kernel.search.snippets import Segment, marked, snippet
from kyodo.kernel.search.stores.base import store
from kyodo.kernel.search.vocabulary import Vocabulary

#: So many of the matches are read closely for the ranking; the rest keep their fixed order.
HEAD = 200
#: Most items of one page, and the last place that can be asked for.
MOST_ITEMS, FARTHEST = 100, 10_000


@dataclass(frozen=True)
class Item:
    """One thing found. ``title`` is plain text; ``marked_title`` and ``snippet`` mark what was looked for."""

    kind: str
    key: str
    title: str
    url: str
    score: float
    at: datetime | None
    marked_title: tuple[Segment, ...]
    snippet: tuple[Segment, ...]
    facets: Mapping[str, Sequence[str]]

    @property
    def plain_snippet(self) -> str:
        """The snippet as plain text."""
        return "".join(segment.text for segment in self.snippet)


@dataclass(frozen=True)
class Results:
    """A page of what was found.

    ``total`` counts all matches that ``who`` may see. ``facets`` gives for each facet, and
    for ``kind``, how many there are of each value, most first; a facet's own choice does
    not narrow its own counts. ``did_you_mean`` is a text to search for instead, or empty.
    ``loosened`` says that the sentence was not found and its main words were looked for.
    """

    items: tuple[Item, ...] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    did_you_mean: str = ""
    loosened: bool = False


def find(
    text: str,
    *,
    who: Who,
    kinds: Sequence[str] = (),
    facets: Mapping[str, Sequence[str]] | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Results:
    """Return what ``who`` may see of what a text asks for. Any text will do; never raises for one.

    ``kinds`` and each facet narrow to any of their values. A limit beyond ``MOST_ITEMS`` or
    an offset beyond ``FARTHEST`` is cut to it.
    """
    taught = vocabulary.current()
    search = _Search(asking.parse(text, taught), who, {"kind": kinds, **(facets or {})}, taught)
    found = search.results(min(max(limit, 0), MOST_ITEMS), min(max(offset, 0), FARTHEST))
    if search.seen:
        return found
    instead = _did_you_mean(search)
    words = asking.content_words([word.typed for word in search.query.words], taught)
    if len(words) > len(search.query.words):
        looser = _Search(asking.parse(" ".join(words), taught), who, search.chosen, taught)
        found = looser.results(min(max(limit, 0), MOST_ITEMS), min(max(offset, 0), FARTHEST))
        return Results(found.items, found.total, found.facets, instead, loosened=bool(looser.seen))
    return Results(found.items, found.total, found.facets, instead)


def count(text: str, *, who: Who) -> int:
    """Return how many documents ``who`` would find by a text."""
    taught = vocabulary.current()
    return sum(number for _group, number in _Search(asking.parse(text, taught), who, {}, taught).seen)


class _Search:
    """One query on its way: first counted by group, then its head ranked, then a page read."""

    def __init__(self, query: Query, who: Who, chosen: Mapping[str, Sequence[str]], taught: Vocabulary):
        self.query = query
        self.who = who
        self.chosen = {name: frozenset(values) for name, values in chosen.items() if values}
        self.taught = taught
        self.matched = store().groups(query) if query.can_match else []
        known = groups.load([number for number, _matches in self.matched])
        self.seen = [(known[n], matches) for n, matches in self.matched if n in known and known[n].may_be_seen(who)]

    def results(self, limit: int, offset: int) -> Results:
        wanted = [(group, number) for group, number in self.seen if group.fits(self.chosen)]
        total = sum(number for _group, number in wanted)
        if not total:
            return Results(facets=self._facets())
        narrowed = None if len(wanted) == len(self.matched) else [group.id for group, _number in wanted]
        page = self._page(narrowed, limit, offset)
        return Results(self._items(page, {group.id: group for group, _number in wanted}), total, self._facets())

    def _page(self, narrowed: list[int] | None, limit: int, offset: int) -> list[tuple[int, float]]:
        ranked: list[tuple[int, float]] = []
        if offset < HEAD:
            head = store().head(self.query, narrowed, limit=HEAD, offset=0)
            ranked = rank(self.query, self._candidates(head))[offset : offset + limit]
        missing = limit - len(ranked)
        if missing and offset + limit > HEAD:
            rest = store().head(self.query, narrowed, limit=missing, offset=max(offset, HEAD))
            ranked += [(number, 0.0) for number, _tier in rest]
        return ranked

    def _candidates(self, head: list[tuple[int, int]]) -> list[Candidate]:
        rows = SearchText.objects.filter(pk__in=[number for number, _tier in head])
        texts = rows.values_list("document_id", "folded_title", "folded_reading", "opening")
        return candidates(head, {number: (title, reading, opening) for number, title, reading, opening in texts})

    def _items(self, page: list[tuple[int, float]], wanted: Mapping[int, Group]) -> tuple[Item, ...]:
        rows = SearchText.objects.select_related("document").in_bulk([number for number, _score in page])
        return tuple(self._item(rows[n], score, wanted) for n, score in page if n in rows)

    def _item(self, row: SearchText, score: float, wanted: Mapping[int, Group]) -> Item:
        group = wanted.get(row.document.group_id)
        return Item(
            kind=row.document.kind, key=row.document.key, title=row.title, url=row.url, score=score, at=row.at,
            marked_title=marked(row.title, self.query, self.taught.readings),
            snippet=snippet(row.body, self.query, self.taught.readings), facets=group.facets if group else {},
        )  # fmt: skip

    def _facets(self) -> dict[str, dict[str, int]]:
        counted: dict[str, Counter[str]] = {}
        for group, number in self.seen:
            for name, values in group.values.items():
                if group.fits(self.chosen, but=name):
                    counter = counted.setdefault(name, Counter())
                    for value in values:
                        counter[value] += number
        ordered = {name: sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])) for name, counter in counted.items()}
        return {name: dict(ordered[name]) for name in sorted(ordered)}


def _did_you_mean(search: _Search) -> str:
    """Return the query with each word that nothing answers replaced by the nearest one that something does."""
    said, changed = [], False
    for word in search.query.words:
        if _answers(search, word.typed):
            said.append(word.typed)
            continue
        reading = asking.reading(word.typed, search.taught)
        better = [other for other in suggest.offers(word.typed, reading, search.taught) if _answers(search, other)]
        said.append(better[0] if better else word.typed)
        changed = changed or bool(better)
    instead = " ".join(said)
    return instead if changed and (len(said) == 1 or _answers(search, instead)) else ""


def _answers(search: _Search, text: str) -> bool:
    return bool(_Search(asking.parse(text, search.taught), search.who, {}, search.taught).seen)
