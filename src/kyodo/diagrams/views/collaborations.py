"""The directory of joint works, the page of one, and its diagram as files."""

from typing import Any

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from kyodo.commons.collaborations.public import (
    Collaboration,
    Confirmation,
    Picture,
    keeps_collaborations,
)
from kyodo.diagrams import queries, tablefile
from kyodo.diagrams.directory import Directory, Line, Selection, with_parts
from kyodo.diagrams.public import Figure, drawn_json, drawn_png, drawn_svg, figure_of
from kyodo.kernel.facets import Found, page_number
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.permissions import Asked, Who, anyone, open_to

FACET_LABELS = {
    "field": gettext_lazy("Field of activity"),
    "ward": gettext_lazy("Ward"),
    "kind": gettext_lazy("Who takes part"),
    "state": gettext_lazy("How far it has come"),
}


@open_to(anyone)
def collaboration_list(request: Asked) -> HttpResponse:
    """Show the directory, narrowed by facets and words."""
    keeps = bool(keeps_collaborations(request.who))
    directory = Directory()
    selection = directory.select(request.GET, sees_all=keeps)
    found = directory.page(selection, page_number(request.GET))
    return render(request, "diagrams/list.html", {"keeps": keeps, **list_context(selection, found)})


def list_context(selection: Selection, found: Found[Line]) -> dict[str, Any]:
    """Return what the directory's page shows besides its entries."""
    chosen = [(facet, choice) for facet, choices in found.facets.items() for choice in choices if choice.is_chosen]
    return {
        "found": found,
        "selection": selection,
        "groups": [
            {"name": f, "label": FACET_LABELS[f], "options": choices} for f, choices in found.facets.items() if choices
        ],
        "chips": [{"label": c.label, "href": selection.without(facet, c.value).query} for facet, c in chosen],
        "keep": [pair for pair in selection.pairs if pair[0] in ("q", "shown")],
        "keep_facets": [pair for pair in selection.pairs if pair[0] != "q"],
    }


@open_to(anyone)
def collaboration_table(request: Asked) -> StreamingHttpResponse:
    """Give the chosen joint works as a table file."""
    directory = Directory()
    works = with_parts(directory.all(directory.select(request.GET))).prefetch_related("spans")
    return tablefile.works_file(works.iterator(chunk_size=500))


@open_to(anyone)
def collaboration_detail(request: Asked, slug: str) -> HttpResponse:
    """Show a joint work with its diagram, as whoever asks may see it."""
    work = queries.work_for(request.who, slug)
    picture = queries.picture_for(request.who, work)
    year = queries.year_of(request.GET.get("year", ""), picture)
    context = {
        "work": work,
        "page": queries.page_of(work),
        "figure": figure_for(request.who, work, picture, year),
        "partners": queries.partner_lines(work, picture),
        "year": year,
        "trail": queries.trail_of(request.who, work),
        "desk": queries.desk_of(request.who, work),
        "channels": [choice for choice in Confirmation.choices if choice[0] != Confirmation.WEB],
    }
    return render(request, "diagrams/collaboration.html", context)


def figure_for(who: Who, work: Collaboration, picture: Picture, year: int | None) -> Figure:
    """Return the diagram for a page; what visitors see is kept for this day, until public data changes."""

    def draw() -> Figure:
        return figure_of(picture, href=work.get_absolute_url(), year=year)

    key = ("works:figure", work.pk, year, get_language(), timezone.localdate())
    return draw() if who.is_known else remember(key, draw)


def svg_for(work: Collaboration, picture: Picture, year: int | None) -> str:
    """Return the drawing as a file of its own; what is public is kept for this day."""

    def draw() -> str:
        return drawn_svg(picture, year=year)

    key = ("works:svg", work.pk, year, get_language(), timezone.localdate())
    return remember(key, draw) if work.is_public else draw()


@open_to(anyone)
def diagram_file(request: Asked, slug: str, ending: str) -> HttpResponse:
    """Give the diagram as a picture or as data; ``year`` chooses a fiscal year."""
    work = queries.work_for(request.who, slug)
    picture = queries.picture_to_pass_on(request.who, work)
    year = queries.year_of(request.GET.get("year", ""), picture)
    if ending == "svg":
        return HttpResponse(svg_for(work, picture, year), content_type="image/svg+xml; charset=utf-8")
    if ending == "png":
        return HttpResponse(drawn_png(picture, year=year), content_type="image/png")
    return JsonResponse(drawn_json(picture, year=year), json_dumps_params={"ensure_ascii": False})
