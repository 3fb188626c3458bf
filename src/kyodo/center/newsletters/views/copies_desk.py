"""Copies on paper at the desk: places, labels, print runs."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.newsletters.actions import paper as actions
from kyodo.center.newsletters.forms import LeftForm, PlaceForm, RunForm
from kyodo.center.newsletters.models import CopyPlace, PrintRun, Series
from kyodo.center.newsletters.papers import labels_file
from kyodo.center.newsletters.queries import desk, paper
from kyodo.center.newsletters.rules import keeps_newsletters, may_keep_copies, may_work_on
from kyodo.center.newsletters.states import COPIES, CopiesState
from kyodo.kernel.clock.now import today
from kyodo.kernel.errors import Told
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to

ROWS = 50


@open_to(keeps_newsletters)
def place_list(request: Asked) -> HttpResponse:
    """Show all places to which copies go, or went, or shall go."""
    state = request.GET.get("state", "")
    state = state if state in CopiesState.values else ""
    page = Paginator(paper.places(state), ROWS).get_page(request.GET.get("page"))
    series = Series.objects.filter(is_public=True, places__state=CopiesState.AGREED).distinct()
    context = {"page": page, "state": state, "states": CopiesState.choices, "series": list(series)}
    return render(request, "newsletters/desk/places.html", context)


def _edit(request: Asked, place: CopyPlace | None) -> HttpResponse:
    form = PlaceForm(place, request.POST or None)
    if request.method == "POST" and not form.asks_for_address and form.is_valid():
        try:
            actions.keep_place(place=place, by=request.who, channel="web", **form.cleaned_data)
            return redirect("newsletters:desk_places")
        except Told as told:
            form.add_error("facility", str(told.message))
    context = {"form": form, "place": place}
    return render(request, "newsletters/desk/place.html", context, status=422 if form.errors else 200)


@open_to(keeps_newsletters)
@require_http_methods(["GET", "POST"])
@once
def place_new(request: Asked) -> HttpResponse:
    """Write a place to which copies go from now on."""
    return _edit(request, None)


@open_to(keeps_newsletters)
@require_http_methods(["GET", "POST"])
def place_edit(request: Asked, pk: int) -> HttpResponse:
    """Change a place."""
    return _edit(request, find_or_404(CopyPlace.objects.all(), may_keep_copies, request.who, pk=pk))


@open_to(keeps_newsletters)
@require_POST
def place_act(request: Asked, pk: int, verb: str) -> HttpResponse:
    """Send copies to a place from now on, or no more."""
    place = find_or_404(CopyPlace.objects.all(), may_keep_copies, request.who, pk=pk)
    if verb not in COPIES.by_verb:
        raise Http404
    try:
        actions.move_place(place=place, verb=verb, by=request.who, channel="web")
    except Told as told:
        messages.error(request, str(told.message))
    return redirect("newsletters:desk_places")


@open_to(keeps_newsletters)
@never_kept
def labels(request: Asked, slug: str) -> HttpResponse:
    """Give the labels of a newsletter's parcels to print."""
    series = Series.objects.filter(slug=slug).first()
    if series is None:
        raise Http404
    return labels_file(list(paper.receiving(series)), series.name)


def _run(request: Asked, pk: int, do: Callable[[], object], done: str) -> HttpResponse:
    try:
        do()
        messages.success(request, done)
    except Told as told:
        messages.error(request, str(told.message))
    return redirect("newsletters:desk_issue", pk)


@open_to(keeps_newsletters)
@require_POST
def write_run(request: Asked, pk: int) -> HttpResponse:
    """Write how many copies of an issue were printed."""
    issue, form = find_or_404(desk.issues(), may_work_on, request.who, pk=pk), RunForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please write how many copies were printed, and the day."))
        return redirect("newsletters:desk_issue", pk)
    values = form.cleaned_data
    write = partial(actions.write_run, issue=issue, by=request.who, channel="web", **values)
    return _run(request, pk, write, _("The print run is written."))


@open_to(keeps_newsletters)
@require_POST
def send_run(request: Asked, pk: int) -> HttpResponse:
    """Note that every place got its copies today."""
    run = PrintRun.objects.filter(issue=pk).first()
    if run is None:
        raise Http404
    send = partial(actions.send_run, run=run, sent_on=today(), by=request.who, channel="web")
    return _run(request, pk, send, _("It is noted that the copies went out."))


@open_to(keeps_newsletters)
@require_POST
def count_left(request: Asked, pk: int) -> HttpResponse:
    """Write how many copies were left over."""
    run, form = PrintRun.objects.filter(issue=pk).first(), LeftForm(request.POST)
    if run is None:
        raise Http404
    if not form.is_valid():
        messages.error(request, _("Please write how many copies were left over."))
        return redirect("newsletters:desk_issue", pk)
    left = form.cleaned_data["left_over"]
    count = partial(actions.count_left, run=run, left_over=left, by=request.who, channel="web")
    return _run(request, pk, count, _("The number is written."))
