"""What a visitor chose to see of the network: filters on the joint works, and a body as the center."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from kyodo.commons.actors.public import ActorKind, fold
from kyodo.commons.collaborations.public import NetworkWork, network_rows
from kyodo.diagrams.directory import Directory
from kyodo.diagrams.network.graph import Body, Graph, around, closest_part, graph_of
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.partial import PartialDate
from kyodo.kernel.facets import Choice, choices, known
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.text.fold import tidy

FACETS = ("field", "ward", "kind")
STEPS = (1, 2)
#: So many bodies can be drawn with their names legible.
MOST = 30
LONGEST = 250


@dataclass(frozen=True)
class View:
    """What was chosen; values that do not exist were left out already."""

    field: tuple[str, ...] = ()
    ward: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    year: int = 0
    center: str = ""
    steps: int = 1
    q: str = ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The choice as the pairs of an address, always in the same order."""
        said = [("q", self.q)] if self.q else []
        said += [(facet, value) for facet in FACETS for value in getattr(self, facet)]
        said += [("year", str(self.year))] if self.year else []
        said += [("center", self.center)] if self.center else []
        return said + ([("steps", str(self.steps))] if self.steps != STEPS[0] else [])

    def but(self, **changes: Any) -> "View":
        """Return the choice with some of it changed."""
        return replace(self, **changes)

    @property
    def query(self) -> str:
        """The choice as the query of an address."""
        return f"?{urlencode(self.pairs)}" if self.pairs else "?"

    @property
    def filters(self) -> tuple[Any, ...]:
        """What decides which joint works count."""
        return (self.field, self.ward, self.kind, self.year)


@dataclass(frozen=True)
class Network:
    """The network as it was chosen: its bodies in the order of the table, and those to be drawn, the center first."""

    graph: Graph
    bodies: list[Body]
    shown: list[str]
    center: Body | None
    facets: dict[str, list[Choice]]
    years: list[int]

    @property
    def left_out(self) -> int:
        """How many bodies of the table are not drawn."""
        return len(self.bodies) - len(self.shown)


def view_of(given: QueryDict, directory: Directory) -> View:
    """Read a choice from an address."""
    year, steps = given.get("year", ""), given.get("steps", "")
    return View(
        field=known(given.getlist("field"), directory.fields),
        ward=known(given.getlist("ward"), directory.wards),
        kind=known(given.getlist("kind"), ActorKind.values),
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0,
        center=given.get("center", "").replace("\x00", "")[:LONGEST],
        steps=2 if steps == "2" else 1,
        q=tidy(given.get("q", "").replace("\x00", ""))[:LONGEST],
    )


def network_of(view: View, directory: Directory) -> Network:
    """Return the network of a choice; computed once for each state of public data."""
    works = remember(("network:works",), network_rows)
    graph = remember(("network:graph", view.filters), lambda: graph_of(_narrowed(works, view)))
    center = graph.bodies.get(view.center)
    if center:
        near = around(graph, [center.key], view.steps)
        bodies, start = [graph.bodies[key] for key in near], [center.key]
        within: list[str] | None = list(near)
    else:
        bodies = _named(graph, view.q)
        start, within = [], list(around(graph, [body.key for body in bodies], 1)) if view.q else None
    shown = remember(
        ("network:shown", view.filters, view.center, view.steps, view.q),
        lambda: closest_part(graph, MOST, start, within),
    )
    facets = remember(("network:facets", view.filters), lambda: _counts(works, view))
    return Network(graph, bodies, shown, center, _facets(facets, view, directory), _years(works))


def _named(graph: Graph, typed: str) -> list[Body]:
    words = [key for word in typed.split() if (key := fold(word))]
    if not words:
        return list(graph.bodies.values())
    folded = ((body, fold(body.name)) for body in graph.bodies.values())
    return [body for body, name in folded if all(word in name for word in words)]


def _narrowed(works: Iterable[NetworkWork], view: View, without: str = "") -> list[NetworkWork]:
    field, ward, kind = (set(getattr(view, facet)) if facet != without else set() for facet in FACETS)
    return [
        work
        for work in works
        if (not field or field.intersection(work.fields))
        and (not ward or ward.intersection(work.wards))
        and (not kind or any(partner.kind in kind for partner in work.partners))
        and (not view.year or goes_on(work, view.year))
    ]


def goes_on(work: NetworkWork, year: int) -> bool:
    """Say whether a joint work went on at any time of a fiscal year; False where its time is not known."""
    fiscal = FiscalYear(year)
    return any(_begin(since) < fiscal.end and _end(until) > fiscal.start for since, until in work.edges)


def _begin(since: str) -> date:
    return PartialDate.from_iso(since).date if since else date.min


def _end(until: str) -> date:
    return PartialDate.from_iso(until).end if until else date.max


def _years(works: Sequence[NetworkWork]) -> list[int]:
    """Return the fiscal years from the first beginning to today, the latest first."""
    first = remember(("network:first year",), lambda: _first_year(works))
    if first is None:
        return []
    this = FiscalYear.of(timezone.localdate()).year
    return list(range(this, max(first, this - 60) - 1, -1))


def _first_year(works: Sequence[NetworkWork]) -> int | None:
    begins = [_begin(since) for work in works for since, _until in work.edges if since]
    return FiscalYear.of(min(begins)).year if begins else None


def _counts(works: Sequence[NetworkWork], view: View) -> dict[str, Counter[str]]:
    """Count for each facet how many joint works a further choice would find."""
    found = {}
    for facet in FACETS:
        counter: Counter[str] = Counter()
        for work in _narrowed(works, view, facet):
            counter.update({p.kind for p in work.partners} if facet == "kind" else getattr(work, f"{facet}s"))
        found[facet] = counter
    return found


def _facets(counts: dict[str, Counter[str]], view: View, directory: Directory) -> dict[str, list[Choice]]:
    by_slug: dict[str, list[tuple[str, Any]]] = {
        "field": [(slug, name) for slug, (_pk, name) in directory.fields.items()],
        "ward": [(slug, name) for slug, (_pk, name) in directory.wards.items()],
        "kind": list(ActorKind.choices),
    }
    return {facet: choices(rows, counts[facet], getattr(view, facet)) for facet, rows in by_slug.items()}
