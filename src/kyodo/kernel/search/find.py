"""Finding: any text, ranked across all kinds, narrowed by facets, only what ``who`` may see.

``find`` costs four queries, whatever it finds, and a few more only when it finds nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from kyodo.kernel.permissions import Who
from kyodo.kernel.search import groups, suggest, taught
from kyodo.kernel.search.analyzer import query as asking
from kyodo.kernel.search.analyzer.vocabulary import Vocabulary
from kyodo.kernel.search.groups import KIND, Group, Pair
from kyodo.kernel.search.models import SearchText
from kyodo.kernel.search.ranking import rank
from kyodo.kernel.search.snippets import Marker, Segment
from kyodo.kernel.search.stores.base import Narrowing, store

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
    known = taught.current()
    limit, offset = min(max(limit, 0), MOST_ITEMS), min(max(offset, 0), FARTHEST)
    chosen = {**(facets or {}), KIND: kinds}
    search = _Search(text, who, chosen, known)
    found = search.results(limit, offset)
    if search.seen:
        return found
    instead = _did_you_mean(search)
    for nouns_only in (False, True):
        words = asking.main_words([word.typed for word in search.query.words], known, nouns_only=nouns_only)
        looser = _Search(" ".join(words), who, chosen, known)
        if looser.seen:
            return replace(looser.results(limit, offset), did_you_mean=instead, loosened=True)
    return replace(found, did_you_mean=instead)


def count(text: str, *, who: Who) -> int:
    """Return how many documents ``who`` would find by a text."""
    search = _Search(text, who, {}, taught.current())
    return sum(map(search.matched.__getitem__, search.seen))


class _Search:
    """One query on its way: first counted by group, then its head ranked, then a page read."""

    def __init__(self, text: str, who: Who, chosen: Mapping[str, Sequence[str]], known: Vocabulary):
        self.query = asking.parse(text, known)
        self.who = who
        self.chosen = {name: frozenset((name, value) for value in values) for name, values in chosen.items() if values}
        self.known = known
        #: Matches by group id.
        self.matched = store().groups(self.query) if self.query.can_match else {}
        known_groups = groups.load(list(self.matched))
        audiences = {group[1] for group in known_groups.values()}
        mine = {audience for audience in audiences if groups.may_see(who, audience)}
        #: What ``who`` may see by group id, whatever was chosen.
        self.seen = known_groups
        if mine != audiences:
            self.seen = {number: group for number, group in known_groups.items() if group[1] in mine}

    def results(self, limit: int, offset: int) -> Results:
        """Return one page, narrowed to what was chosen."""
        wanted = self._met(self.chosen.values())
        facets = self._counted(wanted)
        for name in self.chosen:
            # A facet's own choice does not narrow its own counts.
            of_others = self._met(pairs for other, pairs in self.chosen.items() if other != name)
            own = {pair: number for pair, number in self._counted(of_others).items() if pair[0] == name}
            facets = {pair: number for pair, number in facets.items() if pair[0] != name} | own
        total = sum(map(self.matched.__getitem__, wanted))
        page = self._page(self._narrowing(wanted), limit, offset) if total else []
        return Results(self._items(page), total, _ordered(facets))

    def _met(self, chosen: Iterable[frozenset[Pair]]) -> Mapping[int, Group]:
        """Return the groups that have one of each of these pairs."""
        met = self.seen
        for pairs in chosen:
            met = {number: group for number, group in met.items() if not pairs.isdisjoint(group[0])}
        return met

    def _counted(self, met: Mapping[int, Group]) -> dict[Pair, int]:
        return groups.counted(zip(met.values(), map(self.matched.__getitem__, met), strict=True))

    def _narrowing(self, wanted: Mapping[int, Group]) -> Narrowing:
        """Name the groups that are wanted or those that are not, whichever are fewer."""
        if len(wanted) * 2 < len(self.matched):
            return Narrowing(list(wanted), leave_out=False)
        return Narrowing([number for number in self.matched if number not in wanted], leave_out=True)

    def _page(self, narrowing: Narrowing, limit: int, offset: int) -> list[tuple[int, float]]:
        page: list[tuple[int, float]] = []
        if offset < HEAD:
            head = store().head(self.query, narrowing, limit=HEAD, offset=0)
            page = rank(self.query, head)[offset : offset + limit]
        if offset + limit > HEAD and len(page) < limit:
            rest = store().head(self.query, narrowing, limit=limit - len(page), offset=max(offset, HEAD))
            page += [(candidate.id, 0.0) for candidate in rest]
        return page

    def _items(self, page: list[tuple[int, float]]) -> tuple[Item, ...]:
        if not page:
            return ()
        rows = SearchText.objects.filter(pk__in=[number for number, _score in page]).values_list(
            "document_id", "document__kind", "document__key", "document__group_id", "title", "body", "url", "at"
        )
        read = {row[0]: row[1:] for row in rows}
        marker = Marker(self.query, self.known.readings)
        return tuple(self._item(*read[number], score, marker) for number, score in page if number in read)

    def _item(
        self, kind: str, key: str, group_id: int, title: str, body: str, url: str, at: datetime | None,
        score: float, marker: Marker,
    ) -> Item:  # fmt: skip
        group = self.seen.get(group_id)
        return Item(
            kind=kind, key=key, title=title, url=url, score=score, at=at,
            marked_title=marker.whole(title), snippet=marker.piece(body), facets=group.facets if group else {},
        )  # fmt: skip


def _ordered(counted: Mapping[Pair, int]) -> dict[str, dict[str, int]]:
    """Return counts by facet, the facets by name, their values by number and then by name."""
    facets: dict[str, dict[str, int]] = {}
    for (name, value), number in sorted(counted.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        facets.setdefault(name, {})[value] = number
    return facets


def _did_you_mean(search: _Search) -> str:
    """Return the query with each word that nothing answers replaced by the nearest one that something does."""
    said, changed = [], False
    for word in search.query.words:
        if _answers(search, word.typed):
            said.append(word.typed)
            continue
        reading = asking.reading(word.typed, search.known)
        better = [other for other in suggest.offers(word.typed, reading, search.known) if _answers(search, other)]
        said.append(better[0] if better else word.typed)
        changed = changed or bool(better)
    instead = " ".join(said)
    return instead if changed and (len(said) == 1 or _answers(search, instead)) else ""


def _answers(search: _Search, text: str) -> bool:
    return bool(_Search(text, search.who, {}, search.known).seen)
