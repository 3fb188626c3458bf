"""Groups of documents in memory: what kind, which facets, for whom.

A group's id is a hash of its content, so what a process has read once stays true. There
may be tens of thousands, so they share their values and each is only a pair of tuples.
"""

from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from typing import NamedTuple, cast

from kyodo.kernel.permissions import Who
from kyodo.kernel.search.models import SearchGroup
from kyodo.kernel.search.sources import PUBLIC

#: Beyond so many the memory is emptied and filled anew.
MOST_KEPT = 50_000
KIND = "kind"

Pair = tuple[str, str]


class Group(NamedTuple):
    """Documents with the same (facet, value) pairs, the kind among them, and the same audience.

    ``marks`` are the numbers of its pairs in this process: thousands of groups are counted by them for one search.
    """

    pairs: tuple[Pair, ...]
    audience: tuple[str, ...]
    marks: tuple[int, ...]

    @property
    def facets(self) -> dict[str, tuple[str, ...]]:
        """The facets without the kind."""
        names = dict.fromkeys(name for name, _value in self.pairs if name != KIND)
        return {name: tuple(value for other, value in self.pairs if other == name) for name in names}


def may_see(who: Who, audience: tuple[str, ...]) -> bool:
    """Say whether ``who`` belongs to an audience."""
    if PUBLIC in audience:
        return True
    return any(key == f"person:{who.pk}" if key.startswith("person:") else who.holds(key) for key in audience)


def counted(matched: Iterable[tuple[Group, int]]) -> dict[Pair, int]:
    """Return the number of matches of each pair, from groups with their numbers of matches."""
    total = [0] * len(_pairs)
    for (_own, _audience, marks), matches in matched:
        for mark in marks:
            total[mark] += matches
    return {pair: number for pair, number in zip(_pairs, total, strict=False) if number}


_lock = Lock()
_kept: dict[int, Group] = {}
_shared: dict[object, object] = {}
#: The pairs by their numbers. They are few, and never forgotten: a group that somebody holds may name one.
_pairs: list[Pair] = []
_numbers: dict[Pair, int] = {}


def load(ids: Sequence[int]) -> dict[int, Group]:
    """Return the groups of these ids; costs no query while all are in memory."""
    known = list(map(_kept.get, ids))
    if all(known):
        return cast(dict[int, Group], dict(zip(ids, known, strict=True)))
    found = {number: group for number, group in zip(ids, known, strict=True) if group}
    missing = [number for number in ids if number not in found]
    read: dict[int, Group] = {}
    for start in range(0, len(missing), 10_000):
        rows = SearchGroup.objects.filter(pk__in=missing[start : start + 10_000])
        read.update((row[0], _group(*row[1:])) for row in rows.values_list("pk", "kind", "facets", "visible_to"))
    with _lock:
        if len(_kept) + len(read) > MOST_KEPT:
            _kept.clear()
            _shared.clear()
        _kept.update(read)
    return {**found, **read}


def _group(kind: str, facets: Mapping[str, list[str]], visible_to: list[str]) -> Group:
    pairs = [(KIND, kind), *((name, value) for name, values in facets.items() for value in values)]
    shared = tuple(_share(pair) for pair in pairs)
    return Group(shared, _share(tuple(visible_to)), tuple(map(_number, shared)))


def _number(pair: Pair) -> int:
    number = _numbers.get(pair)
    if number is None:
        with _lock:
            number = _numbers.setdefault(pair, len(_pairs))
            if number == len(_pairs):
                _pairs.append(pair)
    return number


def _share[T](value: T) -> T:
    return _shared.setdefault(value, value)  # type: ignore[return-value]
