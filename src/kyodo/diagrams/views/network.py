"""The city's network: who works with whom, as a picture and as a table."""

from functools import partial
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy

from kyodo.commons.actors.public import ActorKind
from kyodo.diagrams.directory import Directory
from kyodo.diagrams.network.choose import FACETS, Network, View, network_of, view_of
from kyodo.diagrams.network.graph import Body
from kyodo.diagrams.network.svg import Drawing, drawn_network
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.facets import page_number
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.permissions import Asked, anyone, open_to

PAGE = 50
#: So many partners are named in a row of the table at once; the others unfold.
FIRST = 6
FACET_LABELS = {
    "field": gettext_lazy("Field of activity"),
    "ward": gettext_lazy("Ward"),
    "kind": gettext_lazy("Who takes part"),
}


@open_to(anyone)
def network(request: Asked) -> HttpResponse:
    """Show who works with whom, narrowed by facets or around one organization."""
    directory = Directory()
    view = view_of(request.GET, directory)
    found = network_of(view, directory)
    page = Paginator(found.bodies, PAGE).get_page(page_number(request.GET))
    context = {"view": view, "found": found, "page": page, "rows": partial(rows_of, page, found, view)}
    return render(
        request, "diagrams/network.html", {**context, **narrowing(view, found), "drawing": picture(view, found)}
    )


def picture(view: View, found: Network) -> Drawing | None:
    """Return the drawing, kept until public data changes; nothing where nobody works together."""
    if not found.shown:
        return None
    base = view.but(q="", center="", steps=1)
    center = found.center.key if found.center else ""
    key = ("network:svg", view, get_language())
    return remember(
        key, lambda: drawn_network(found.graph, found.shown, lambda body: base.but(center=body).query, center)
    )


def rows_of(page: Page[Body], found: Network, view: View) -> list[dict[str, Any]]:
    """Return a page of bodies as rows of the table; asked for only where the table is not kept."""
    return [row_of(body, found, view) for body in page]


def row_of(body: Body, found: Network, view: View) -> dict[str, Any]:
    """Return a body as a row of the table, with those with whom it works."""
    others = [(found.graph.bodies[key].name, weight) for key, weight in body.partners]
    return {
        "body": body,
        "kind": ActorKind(body.kind).label,
        "first": others[:FIRST],
        "more": others[FIRST:],
        "href": view.but(q="", center=body.key, steps=1).query,
    }


def narrowing(view: View, found: Network) -> dict[str, Any]:
    """Return what the page offers to narrow the network, and what is chosen."""
    chosen = [(facet, choice) for facet in FACETS for choice in found.facets[facet] if choice.is_chosen]
    chips = [{"label": c.label, "href": _without(view, facet, c.value).query} for facet, c in chosen]
    if view.year:
        chips.append({"label": FiscalYear(view.year).label, "href": view.but(year=0).query})
    if found.center:
        chips.append({"label": found.center.name, "href": view.but(center="", steps=1).query})
    if view.q:
        chips.append({"label": view.q, "href": view.but(q="").query})
    return {
        "groups": [
            {"name": f, "label": FACET_LABELS[f], "options": found.facets[f]} for f in FACETS if found.facets[f]
        ],
        "years": [(year, FiscalYear(year).label) for year in found.years],
        "chips": chips,
        "keep": [pair for pair in view.pairs if pair[0] in ("q", "center", "steps")],
        "keep_facets": [pair for pair in view.pairs if pair[0] not in ("q", "center", "steps")],
        "steps": [(steps, view.but(steps=steps).query) for steps in (1, 2)],
        "whole_href": view.but(center="", steps=1, q="").query,
    }


def _without(view: View, facet: str, value: str) -> View:
    return view.but(**{facet: tuple(kept for kept in getattr(view, facet) if kept != value)})
