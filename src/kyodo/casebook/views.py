"""The list of cases, a case, and both as files."""

from functools import partial

from django.http import HttpResponse, JsonResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from kyodo.casebook import linked_data, record
from kyodo.casebook.models import Case
from kyodo.casebook.queries.directory import Directory, Selection
from kyodo.casebook.queries.lines import Line
from kyodo.casebook.queries.page import case_page
from kyodo.casebook.rules import may_see
from kyodo.casebook.states import Sort, View
from kyodo.casebook.words import FACET_LABELS, way_to_cases
from kyodo.kernel.facets import Found, page_number
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to
from kyodo.kernel.tables.write import table_file


@open_to(anyone)
def case_list(request: Asked) -> HttpResponse:
    """Show the cases, narrowed by facets: with diagrams, as a list, or ward by ward."""
    directory = Directory()
    selection = directory.select(request.GET)
    found = directory.page(selection, page_number(request.GET))
    context = list_context(selection, found)
    if selection.view == View.WARDS:
        context["wards"] = directory.by_ward(selection)
    return render(request, "casebook/list.html", context)


def list_context(selection: Selection, found: Found[Line]) -> dict[str, object]:
    """Return what the page of the list shows besides its cases."""
    chosen = [(facet, choice) for facet, choices in found.facets.items() for choice in choices if choice.is_chosen]
    return {
        "found": found,
        "selection": selection,
        "groups": [{"name": f, "label": FACET_LABELS[f], "options": found.facets[f]} for f in FACET_LABELS
                   if f in found.facets],
        "chips": [{"label": c.label, "href": selection.without(facet, c.value).query} for facet, c in chosen],
        "keep": [pair for pair in selection.pairs if pair[0] in ("q", "sort", "view")],
        "keep_facets": [pair for pair in selection.pairs if pair[0] != "q"],
        "sorts": [(sort, selection.with_(sort=sort.value).query) for sort in Sort],
        "views": [(view, selection.with_(view=view.value).query) for view in View],
        "csv_href": reverse("casebook:table") + selection.query,
    }  # fmt: skip


@open_to(anyone)
def case_table(request: Asked) -> StreamingHttpResponse:
    """Give the chosen cases as a table file with the government's data items as columns."""
    directory = Directory()
    cases = directory.all(directory.select(request.GET))
    return table_file("cases", record.HEADINGS, record.rows(cases))


@open_to(anyone)
def case_detail(request: Asked, slug: str) -> HttpResponse:
    """Show a case."""
    # Everybody may see the same cases, so that one is there is kept too.
    find = partial(find_or_404, Case.objects.all(), may_see, request.who, slug=slug)
    case = remember(("casebook:case", slug), find)
    year = chosen_year(request.GET)
    page = case_page(case.slug, year)
    context = {"page": page, "year": year, "crumbs": way_to_cases(), "data": partial(linked_data.article, page)}
    return render(request, "casebook/detail.html", context)


def chosen_year(given: QueryDict) -> int | None:
    """Return the fiscal year of the diagram that an address asks for."""
    text = given.get("year", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None


@open_to(anyone)
def case_json(request: Asked, slug: str) -> JsonResponse:
    """Give a case as data, in the words of the government's data items."""
    case = find_or_404(Case.objects.all(), may_see, request.who, slug=slug)
    return JsonResponse(record.as_json(case_page(case.slug)), json_dumps_params={"ensure_ascii": False, "indent": 2})
