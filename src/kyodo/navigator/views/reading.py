"""Guides, figures and videos."""

from django.http import HttpResponse
from django.shortcuts import render

from kyodo.kernel.facets import page_number
from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to
from kyodo.navigator import linked_data
from kyodo.navigator.charts import chart_of
from kyodo.navigator.queries import figures, guides
from kyodo.navigator.queries.pages import whole_page
from kyodo.navigator.rules import may_see_guide, may_see_shown
from kyodo.navigator.words import way_to


@open_to(anyone)
def guide_list(request: Asked) -> HttpResponse:
    """Show the shelves of guides."""
    return render(request, "navigator/guide_list.html", {"shelves": guides.shelves()})


@open_to(anyone)
def guide_detail(request: Asked, slug: str) -> HttpResponse:
    """Show a guide."""
    guide = find_or_404(guides.published_guides(), may_see_guide, request.who, slug=slug)
    return render(
        request, "navigator/guide_detail.html", guide.get_context(request) | {"data": linked_data.article(guide)}
    )


@open_to(anyone)
def figure_list(request: Asked) -> HttpResponse:
    """Show the city's figures."""
    page = whole_page(figures.shown_datasets(), page_number(request.GET))
    return render(request, "navigator/figure_list.html", {"page": page})


@open_to(anyone)
def figure_detail(request: Asked, slug: str) -> HttpResponse:
    """Show one table of figures as a chart and in numbers."""
    dataset = find_or_404(figures.shown_datasets(), may_see_shown, request.who, slug=slug)
    figure = figures.figure_of(dataset)
    context = {
        "figure": figure,
        "chart": chart_of(figure),
        "crumbs": way_to("navigator:figures"),
        "data": linked_data.dataset(dataset),
    }
    return render(request, "navigator/figure_detail.html", context)


@open_to(anyone)
def video_list(request: Asked) -> HttpResponse:
    """Show the videos; each link leaves for its provider, and nothing of theirs loads here."""
    return render(
        request, "navigator/video_list.html", {"page": whole_page(figures.shown_videos(), page_number(request.GET))}
    )
