"""The support directory, its finder, and a programme's page."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo.kernel.permissions import anyone, find_or_404, open_to
from kyodo.navigator import linked_data
from kyodo.navigator.forms import finder_answers, page_number, support_wanted
from kyodo.navigator.queries import finder, programmes
from kyodo.navigator.queries.memo import Memo
from kyodo.navigator.queries.pages import address, page_of, without
from kyodo.navigator.queries.support import LAST_PAGE, PAGE_SIZE, SORTS, Facet, Wanted, listing
from kyodo.navigator.rules import may_see_programme
from kyodo.navigator.tablefile import table_file
from kyodo.navigator.words import QUESTIONS, SORT_LABELS, STEPS, way_to


@open_to(anyone)
def support_list(request: HttpRequest) -> HttpResponse:
    """Show the directory, narrowed by facets."""
    memo = Memo()
    wanted = support_wanted(request.GET, memo)
    found = listing(wanted, page_number(request.GET), memo)
    context = {
        "found": found,
        "page": page_of(found.lines, found.page, found.total, PAGE_SIZE, LAST_PAGE),
        "chips": chips(request, found.facets),
        "sort": wanted.sort,
        "sorts": [(key, SORT_LABELS[key], address(request.GET, sort=key)) for key in SORTS],
        "keep": [("sort", wanted.sort)] if wanted.sort != SORTS[0] else [],
        "csv_href": reverse("navigator:support_table") + address(request.GET),
    }
    return render(request, "navigator/support_list.html", context)


def chips(request: HttpRequest, facets: "list[Facet] | object") -> list[dict[str, object]]:
    """Return what is chosen, each with the address that takes it away."""
    return [
        {"label": option.label, "href": without(request.GET, facet.name, option.value)}
        for facet in facets  # type: ignore[attr-defined]
        for option in facet.options
        if option.is_chosen
    ]


@open_to(anyone)
def support_table(request: HttpRequest) -> StreamingHttpResponse:
    """Give the chosen programmes as a table file."""
    wanted: Wanted = support_wanted(request.GET, Memo())
    return table_file("support", programmes.HEADINGS, programmes.table_rows(wanted))


@open_to(anyone)
def support_finder(request: HttpRequest) -> HttpResponse:
    """Ask three questions, one a page, then show what suits and why."""
    answers = finder_answers(request.GET)
    context = {"crumbs": way_to("navigator:support")}
    if answers.is_complete:
        context |= {"matches": finder.matches(answers, Memo()), "said": said(request)}
        return render(request, "navigator/finder_results.html", context)
    return render(request, "navigator/finder_question.html", context | question(answers))


def question(answers: finder.Answers) -> dict[str, object]:
    """Return the first question that is not answered yet, with what was answered before."""
    names = list(QUESTIONS)
    name = next(name for name in names if not getattr(answers, name))
    step = names.index(name)
    kept = [(before, getattr(answers, before)) for before in names[:step]]
    text, kind = QUESTIONS[name]
    return {
        "name": name,
        "question": text,
        "choices": kind.choices,
        "kept": kept,
        "step": step + 1,
        "steps": STEPS,
        "next_label": _("Show what suits") if step == len(names) - 1 else _("Go on"),
        "back_href": f"?{urlencode(kept[:-1])}" if kept else "",
    }


def said(request: HttpRequest) -> list[dict[str, object]]:
    """Return the answers in words, each with the address that asks again."""
    return [
        {"label": kind(request.GET[name]).label, "href": address(request.GET, **{name: None})}
        for name, (_text, kind) in QUESTIONS.items()
        if request.GET.get(name) in kind.values
    ]


@open_to(anyone)
def support_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a programme."""
    programme = find_or_404(programmes.for_page(), may_see_programme, request.who, slug=slug)  # type: ignore[attr-defined]
    page = programme.as_page()
    return render(request, "navigator/support_detail.html", {"page": page, "crumbs": way_to("navigator:support"), "data": linked_data.service(programme)})
