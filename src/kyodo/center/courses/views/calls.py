"""Calls: what the center looks for, and who may propose."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.courses import queries, rules
from kyodo.center.courses.actions import calls as actions
from kyodo.center.courses.forms import CallForm
from kyodo.center.courses.models import Call
from kyodo.center.courses.states import RefusalReason
from kyodo.center.courses.views.common import tried
from kyodo.kernel.clock.now import now
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to


@open_to(anyone)
def call_list(request: Asked) -> HttpResponse:
    """Show the calls that are open, those that are over, and the rule by which events of groups are published."""
    at = now()
    calls = [(call, rules.is_open(call, at)) for call in queries.public_calls()[:50]]
    context = {"calls": calls, "reasons": RefusalReason.labels, "keeps": bool(rules.keeps_courses(request.who))}
    return render(request, "courses/calls.html", context)


@open_to(anyone)
def call_detail(request: Asked, slug: str) -> HttpResponse:
    """Show a call with how to propose."""
    call = find_or_404(Call.objects.all(), rules.may_see_call, request.who, slug=slug)
    context = {"call": call, "is_open": rules.is_open(call, now()), "keeps": bool(rules.keeps_courses(request.who))}
    return render(request, "courses/call.html", context)


@open_to(rules.keeps_courses)
def desk_calls(request: Asked) -> HttpResponse:
    """Show all calls to the staff."""
    return render(request, "courses/desk_calls.html", {"calls": Call.objects.order_by("-opens_at", "-pk")[:100]})


@open_to(rules.keeps_courses)
@require_http_methods(["GET", "POST"])
@once
def call_new(request: Asked) -> HttpResponse:
    """Write a new call."""
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(actions.write_call(by=request.who, channel="web", **form.keywords()))
    return render(request, "courses/call_edit.html", {"form": form}, status=422 if form.errors else 200)


@open_to(rules.keeps_courses)
@require_http_methods(["GET", "POST"])
def call_edit(request: Asked, slug: str) -> HttpResponse:
    """Change a call."""
    call = find_or_404(Call.objects.all(), rules.may_keep, request.who, slug=slug)
    form = CallForm(request.POST or None, call)
    if request.method == "POST" and form.is_valid():
        tried(request, actions.write_call, _("The call was saved."), call=call, **form.keywords())
        return redirect(call)
    return render(request, "courses/call_edit.html", {"form": form, "call": call}, status=422 if form.errors else 200)


ACTS = {
    "publish_call": (actions.publish_call, gettext_lazy("The call is public now.")),
    "withdraw_call": (actions.withdraw_call, gettext_lazy("The call was withdrawn.")),
}


@open_to(rules.keeps_courses)
@require_POST
def call_act(request: Asked, slug: str, verb: str) -> HttpResponse:
    """Publish a call or withdraw it."""
    call = find_or_404(Call.objects.all(), rules.MAY[verb], request.who, slug=slug)
    act, said = ACTS[verb]
    tried(request, act, said, call=call)
    return redirect(call)
