"""The checklist of an event, and the papers that are made from its record."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.courses import papers, queries, rules
from kyodo.center.courses.actions import plans as actions
from kyodo.center.courses.checklist import lines_of
from kyodo.center.courses.forms import PlanForm, StepForm
from kyodo.center.courses.models import Step
from kyodo.center.courses.views.common import paper, prepared, seen, tried
from kyodo.commons.gatherings.public import first_start
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
    lines = lines_of(list(found.steps.all()), first_start(gathering), today()) if found else []
    context = {"gathering": gathering, "plan": found, "lines": lines, "form": form, "step_form": StepForm()}
    return render(request, "courses/plan.html", context, status=422 if form.errors else 200)


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
    lines = lines_of(list(found.steps.all()), first_start(gathering), today()) if found else []
    context = {"gathering": gathering, "plan": found, "lines": lines, "form": PlanForm(), "step_form": form}
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


@open_to(anyone)
def poster(request: Asked, slug: str) -> HttpResponse:
    """Give the poster of an event."""
    return paper(papers.poster_pdf(seen(request, slug)), f"{slug}-poster")


@open_to(anyone)
def circular(request: Asked, slug: str) -> HttpResponse:
    """Give the page of an event to pass round."""
    return paper(papers.circular_pdf(seen(request, slug)), f"{slug}-circular")
