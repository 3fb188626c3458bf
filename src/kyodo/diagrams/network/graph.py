"""Who works with whom: bodies, and in how many joint works each two of them take part together."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from kyodo.commons.collaborations.public import NetworkPartner, NetworkWork


@dataclass(frozen=True)
class Body:
    """A body of the network: in how many joint works it takes part, and with whom how often, the closest first."""

    key: str
    name: str
    kind: str
    url: str
    works: int
    partners: tuple[tuple[str, int], ...]

    @property
    def rank(self) -> tuple[int, int, str, str]:
        """The order of a list: who works with most others comes first."""
        return (-len(self.partners), -self.works, self.name, self.key)


@dataclass(frozen=True)
class Graph:
    """The network of some joint works. ``bodies`` stand in the order of their rank; ``ties`` counts the pairs."""

    bodies: dict[str, Body]
    works: int
    ties: int


def graph_of(works: Iterable[NetworkWork]) -> Graph:
    """Return the network of joint works."""
    known: dict[str, NetworkPartner] = {}
    counted: Counter[str] = Counter()
    near: defaultdict[str, Counter[str]] = defaultdict(Counter)
    number = 0
    for work in works:
        number += 1
        here = {partner.key: partner for partner in work.partners}
        known |= here
        counted.update(list(here))
        for one, other in combinations(here, 2):
            near[one][other] += 1
            near[other][one] += 1
    names = {key: partner.name for key, partner in known.items()}
    bodies = [
        Body(key, partner.name, partner.kind, partner.url, counted[key], _closest(near[key], names))
        for key, partner in known.items()
    ]
    bodies.sort(key=lambda body: body.rank)
    return Graph({body.key: body for body in bodies}, number, sum(len(body.partners) for body in bodies) // 2)


def _closest(near: Counter[str], names: dict[str, str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(near.items(), key=lambda item: (-item[1], names[item[0]], item[0])))


def around(graph: Graph, centers: Iterable[str], steps: int) -> dict[str, int]:
    """Return the bodies within so many steps of some, with their distance; nearest first, then by rank."""
    found = {key: 0 for key in centers if key in graph.bodies}
    edge = list(found)
    for step in range(1, steps + 1):
        edge = [key for here in edge for key, _n in graph.bodies[here].partners if key not in found]
        edge = sorted(dict.fromkeys(edge), key=lambda key: graph.bodies[key].rank)
        found |= dict.fromkeys(edge, step)
    return found


def closest_part(graph: Graph, most: int, start: Iterable[str] = (), within: Iterable[str] | None = None) -> list[str]:
    """Return up to ``most`` bodies that hang together best: from the most connected one on, always the body with
    the most joint works with those already there. Bodies that work with nobody are left out unless they start.
    """
    allowed = dict.fromkeys(graph.bodies if within is None else within)
    order = {key: place for place, key in enumerate(graph.bodies)}
    chosen: dict[str, None] = {}
    pull: Counter[str] = Counter()

    def take(key: str) -> None:
        chosen[key] = None
        pull.pop(key, None)
        for other, weight in graph.bodies[key].partners:
            if other in allowed and other not in chosen:
                pull[other] += weight

    for key in [key for key in start if key in allowed][:most]:
        take(key)
    rest = iter([key for key in graph.bodies if key in allowed and graph.bodies[key].partners])
    while len(chosen) < most:
        following = (
            min(pull, key=lambda key: (-pull[key], order[key]))
            if pull
            else next((key for key in rest if key not in chosen), None)
        )
        if following is None:
            break
        take(following)
    return list(chosen)
