"""Groups of documents in memory: what kind, which facets, for whom.

A group's id is a hash of its content, so what a process has read once stays true.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock

from kyodo.kernel.permissions import Who
from kyodo.kernel.search.models import SearchGroup
from kyodo.kernel.search.sources import PUBLIC

#: Beyond so many the memory is emptied and filled anew.
MOST_KEPT = 20_000


@dataclass(frozen=True)
class Group:
    """Documents of one kind with the same facets and audience; ``values`` holds the kind among the facets."""

    id: int
    facets: Mapping[str, tuple[str, ...]]
    values: Mapping[str, tuple[str, ...]]
    visible_to: frozenset[str]

    def may_be_seen(self, who: Who) -> bool:
        """Say whether ``who`` belongs to the audience."""
        if PUBLIC in self.visible_to:
            return True
        return any(key == f"person:{who.pk}" if key.startswith("person:") else who.holds(key) for key in self.visible_to)

    def fits(self, chosen: Mapping[str, frozenset[str]], but: str = "") -> bool:
        """Say whether each chosen facet, except the one named by ``but``, has one of its values here."""
        return all(name == but or not values.isdisjoint(self.values.get(name, ())) for name, values in chosen.items())


_lock = Lock()
_kept: dict[int, Group] = {}


def load(ids: Iterable[int]) -> dict[int, Group]:
    """Return the groups of these ids; costs no query while all are in memory."""
    wanted = list(ids)
    with _lock:
        found = {number: _kept[number] for number in wanted if number in _kept}
    missing = [number for number in wanted if number not in found]
    for start in range(0, len(missing), 1000):
        rows = SearchGroup.objects.filter(pk__in=missing[start : start + 1000])
        found.update({row.pk: _group(row) for row in rows})
    if missing:
        with _lock:
            if len(_kept) > MOST_KEPT:
                _kept.clear()
            _kept.update(found)
    return found


def _group(row: SearchGroup) -> Group:
    facets = {name: tuple(values) for name, values in row.facets.items()}
    return Group(row.pk, facets, {**facets, "kind": (row.kind,)}, frozenset(row.visible_to))
