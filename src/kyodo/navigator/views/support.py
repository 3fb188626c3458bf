"""The support directory, its finder, and a programme's page."""

from functools import partial

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from kyodo.kernel.facets import page_number
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to
from kyodo.kernel.tables.write import table_file
from kyodo.navigator.forms import finder_answers, question, said, support_wanted
from kyodo.navigator.models import SupportProgramme
from kyodo.navigator.queries import finder, programmes
from kyodo.navigator.queries.memo import Memo
from kyodo.navigator.queries.pages import address, chips, page_of
from kyodo.navigator.queries.support import LAST_PAGE, PAGE_SIZE, SORTS, listing
from kyodo.navigator.rules import may_see_programme
from kyodo.navigator.words import SORT_LABELS, way_to


@open_to(anyone)
def support_list(request: Asked) -> HttpResponse:
    """Show the directory, narrowed by facets."""
    memo = Memo()
    wanted = support_wanted(request.GET, memo)
    found = listing(wanted, page_number(request.GET), memo)
    context = {
        "found": found,
        "wanted": wanted,
        "page": page_of(found.lines, found.page, found.total, PAGE_SIZE, LAST_PAGE),
        "chips": chips(request.GET, found.facets),
        "sort": wanted.sort,
        "sorts": [(key, SORT_LABELS[key], address(request.GET, sort=key)) for key in SORTS],
        "keep": [("sort", wanted.sort)] if wanted.sort != SORTS[0] else [],
        "csv_href": reverse("navigator:support_table") + address(request.GET),
    }
    return render(request, "navigator/support_list.html", context)


@open_to(anyone)
def support_table(request: Asked) -> StreamingHttpResponse:
    """Give the chosen programmes as a table file."""
    wanted = support_wanted(request.GET, Memo())
    return table_file("support", programmes.HEADINGS, programmes.table_rows(wanted))


@open_to(anyone)
def support_finder(request: Asked) -> HttpResponse:
    """Ask three questions, one a page, then show what suits and why."""
    answers = finder_answers(request.GET)
    context: dict[str, object] = {"crumbs": way_to("navigator:support")}
    if answers.is_complete:
        context |= {"matches": finder.matches(answers, Memo()), "said": said(request.GET)}
        return render(request, "navigator/finder_results.html", context)
    return render(request, "navigator/finder_question.html", context | question(answers))


@open_to(anyone)
def support_detail(request: Asked, slug: str) -> HttpResponse:
    """Show a programme."""
    # Everybody may see the same programmes, so that one is there is kept too.
    find = partial(find_or_404, SupportProgramme.objects.all(), may_see_programme, request.who, slug=slug)
    programme = remember(("navigator:programme", slug), find)
    page, data = programmes.kept_page(programme, Memo())
    context = {"page": page, "crumbs": way_to("navigator:support"), "data": data}
    return render(request, "navigator/support_detail.html", context)
