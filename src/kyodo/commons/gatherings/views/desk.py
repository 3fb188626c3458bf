"""What the keepers of events do: write, change, publish, cancel."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.commons.gatherings import actions, queries, rules
from kyodo.commons.gatherings.forms import CancelForm, GatheringForm
from kyodo.commons.gatherings.models import Gathering
from kyodo.commons.gatherings.states import GatheringState
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, Who, find_or_404, open_to, require

ROWS_SHOWN = 30


@open_to(rules.writes_events)
def desk_list(request: Asked) -> HttpResponse:
    """Show the events on which somebody works: drafts, what comes next, what is over."""
    state = request.GET.get("state", "")
    state = state if state in GatheringState.values else ""
    context = {
        "page": Paginator(queries.at_desk(request.who, state), ROWS_SHOWN).get_page(request.GET.get("page")),
        "state": state,
        "states": GatheringState.choices,
        "keeps": bool(rules.keeps_events(request.who)),
    }
    return render(request, "gatherings/desk.html", context)


def _form(who: Who, data: Any, gathering: Gathering | None = None) -> GatheringForm:
    own = None if rules.keeps_events(who) else list(rules.organizations_of(who))
    return GatheringForm(data or None, gathering, own)


@open_to(rules.writes_events)
@require_http_methods(["GET", "POST"])
@once
def event_new(request: Asked) -> HttpResponse:
    """Write a new event."""
    form = _form(request.who, request.POST)
    if request.method == "POST" and not form.asks_for_more and form.is_valid():
        try:
            gathering = actions.create_gathering(by=request.who, channel="web", **form.keywords())
            messages.success(request, _("The event was saved as a draft. Nobody else sees it yet."))
            return redirect(gathering)
        except (Conflict, Unusable) as refusal:
            form.refused(refusal.message)
    status = 422 if form.errors else 200
    return render(request, "gatherings/edit.html", {"form": form, "gathering": None}, status=status)


@open_to(rules.writes_events)
@require_http_methods(["GET", "POST"])
def event_edit(request: Asked, slug: str) -> HttpResponse:
    """Change an event; officers their own drafts."""
    gathering = find_or_404(queries.whole(Gathering.objects.all()), rules.may_edit, request.who, slug=slug)
    form = _form(request.who, request.POST, gathering)
    if request.method == "POST" and not form.asks_for_more and form.is_valid():
        try:
            facts = {"seen_at": form.seen(), **form.keywords()}
            actions.edit_gathering(gathering=gathering, by=request.who, channel="web", **facts)
            messages.success(request, _("The event was saved."))
            return redirect(gathering)
        except (Conflict, Unusable) as refusal:
            form.refused(refusal.message, gathering)
    status = 422 if form.errors else 200
    return render(request, "gatherings/edit.html", {"form": form, "gathering": gathering}, status=status)


#: Verb → (action, what is said when it is done).
ACTS = {
    "publish": (actions.publish_gathering, gettext_lazy("The event is public now.")),
    "reinstate": (actions.reinstate_gathering, gettext_lazy("The event takes place after all.")),
}


@open_to(rules.keeps_events)
@require_POST
def event_act(request: Asked, slug: str, verb: str) -> HttpResponse:
    """Publish an event, or say that it takes place after all."""
    gathering = find_or_404(Gathering.objects.all(), rules.may_see, request.who, slug=slug)
    require(rules.MAY, verb, request.who, gathering)
    act, said = ACTS[verb]
    try:
        act(gathering=gathering, by=request.who, channel="web")
        messages.success(request, said)
    except Unusable as refusal:
        messages.error(request, str(refusal.message))
    return redirect(gathering)


@open_to(rules.keeps_events)
@require_http_methods(["GET", "POST"])
def event_cancel(request: Asked, slug: str) -> HttpResponse:
    """Ask for the reason, then cancel an event."""
    gathering = find_or_404(Gathering.objects.all(), rules.may_see, request.who, slug=slug)
    require(rules.MAY, "cancel", request.who, gathering)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.cancel_gathering(gathering=gathering, reason=reason, by=request.who, channel="web")
        messages.success(request, _("The event is cancelled. It stays visible with the reason."))
        return redirect(gathering)
    status = 422 if form.errors else 200
    return render(request, "gatherings/cancel.html", {"form": form, "gathering": gathering}, status=status)
