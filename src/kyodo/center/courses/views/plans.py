"""The checklist of an event, and the papers that are made from its record."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.courses import papers, queries, rules
from kyodo.center.courses.actions import plans as actions
from kyodo.center.courses.actions import rooms
from kyodo.center.courses.checklist import lines_of
from kyodo.center.courses.forms import PlanForm, RoomForm, StepForm
from kyodo.center.courses.models import Plan, Step, TakenRoom
from kyodo.center.courses.views.common import paper, prepared, seen, tried
from kyodo.commons.gatherings.public import Gathering, Occurrence, first_start
from kyodo.kernel.clock.now import today
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, anyone, open_to


@open_to(rules.prepares)
@require_http_methods(["GET", "POST"])
def plan(request: Asked, slug: str) -> HttpResponse:
    """Show what is to be done by when; begin the plan; write what it is for."""
    gathering = prepared(request, slug)
    found = queries.plan_of(gathering)
    if request.method == "POST" and found is None:
        actions.start_plan(gathering=gathering, by=request.who, channel="web")
        return redirect("courses:plan", slug)
    form = PlanForm(request.POST or None, initial={"purpose": found.purpose, "lead": found.lead} if found else None)
    if request.method == "POST" and found is not None and form.is_valid():
        tried(request, actions.write_plan, _("The plan was saved."), plan=found, **form.keywords())
        return redirect("courses:plan", slug)
    context = {**_page(request, gathering, found), "form": form, "step_form": StepForm()}
    return render(request, "courses/plan.html", context, status=422 if form.errors else 200)


def _page(request: Asked, gathering: Gathering, found: Plan | None) -> dict[str, Any]:
    lines = lines_of(list(found.steps.all()), first_start(gathering), today()) if found else []
    rooms = [(date, queries.rooms_of(date)) for date in gathering.occurrences.all()]
    takes_rooms = bool(rules.keeps_courses(request.who))
    return {"gathering": gathering, "plan": found, "lines": lines, "rooms": rooms, "takes_rooms": takes_rooms}


@open_to(rules.prepares)
@require_http_methods(["POST"])
@once
def step_new(request: Asked, slug: str) -> HttpResponse:
    """Add a step."""
    gathering = prepared(request, slug)
    found = queries.plan_of(gathering)
    form = StepForm(request.POST)
    if found is not None and form.is_valid():
        tried(request, actions.add_step, _("The step was added."), plan=found, **form.keywords())
        return redirect("courses:plan", slug)
    context = {**_page(request, gathering, found), "form": PlanForm(), "step_form": form}
    return render(request, "courses/plan.html", context, status=422)


@open_to(rules.prepares)
@require_POST
def step_act(request: Asked, slug: str, pk: int) -> HttpResponse:
    """Tick a step, untick it, or take it away."""
    gathering = prepared(request, slug)
    step = get_object_or_404(Step.objects.select_related("plan__gathering"), pk=pk, plan=gathering.pk)
    if request.POST.get("go") == "drop":
        tried(request, actions.drop_step, _("The step was taken away."), step=step)
    else:
        tried(
            request, actions.tick_step, _("It was written down."), step=step, is_done=request.POST.get("go") == "done"
        )
    return redirect("courses:plan", slug)


@open_to(rules.keeps_courses)
@require_http_methods(["GET", "POST"])
def room(request: Asked, slug: str, number: int) -> HttpResponse:
    """Take a room of the center for a date: which are free at these hours, setting up and clearing away included."""
    gathering = prepared(request, slug)
    date = get_object_or_404(Occurrence, gathering=gathering, number=number, is_cancelled=False)
    form = RoomForm(request.POST or None, date, gathering.capacity)
    if request.method == "POST" and form.is_valid() and form.chosen is not None:
        facts = {"occurrence": date, "resource": form.chosen, **form.keywords()}
        if tried(request, rooms.take_room, _("The room is taken."), **facts):
            return redirect("courses:plan", slug)
    context = {"gathering": gathering, "date": date, "form": form}
    return render(request, "courses/room.html", context, status=422 if form.errors else 200)


@open_to(rules.keeps_courses)
@require_POST
def room_back(request: Asked, slug: str, pk: int) -> HttpResponse:
    """Give a room back."""
    gathering = prepared(request, slug)
    taken = get_object_or_404(TakenRoom.objects.select_related("booking"), pk=pk, occurrence__gathering=gathering.pk)
    tried(request, rooms.give_room_back, _("The room was given back."), taken=taken)
    return redirect("courses:plan", slug)


@open_to(anyone)
def poster(request: Asked, slug: str) -> HttpResponse:
    """Give the poster of an event."""
    return paper(papers.poster_pdf(seen(request, slug)), f"{slug}-poster")


@open_to(anyone)
def circular(request: Asked, slug: str) -> HttpResponse:
    """Give the page of an event to pass round."""
    return paper(papers.circular_pdf(seen(request, slug)), f"{slug}-circular")
