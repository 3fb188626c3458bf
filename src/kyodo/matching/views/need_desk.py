"""What the desk does with needs: writes them down from a call, rewrites them, shows, closes, undoes."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to, require
from kyodo.matching import rules
from kyodo.matching.actions import needs as actions
from kyodo.matching.forms.needs import CallForm, CloseForm, RewriteForm
from kyodo.matching.models import Need
from kyodo.matching.queries import needs as queries
from kyodo.matching.queries.addresses import own_address
from kyodo.matching.queries.contacts import contacts_of
from kyodo.matching.views.attempts import attempt
from kyodo.matching.views.desk import desk_parts


@open_to(rules.keeps_desk)
@require_http_methods(["GET", "POST"])
@once
def need_call(request: Asked) -> HttpResponse:
    """Write down a need while somebody is on the phone; nothing but the words is required."""
    sought = request.POST.get("q", request.GET.get("q", ""))[:100].replace("\x00", "")
    origin = queries.origin_of(request.who, request.GET.get("from", ""))
    form = CallForm(request.POST, queries.seats_named(sought))
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        came = origin[0] if origin else None
        need = actions.tell_need(by=request.who, origin=came, **form.keywords())
        messages.success(request, _("It is written down under the number %(code)s.") % {"code": need.code})
        return redirect("matching:desk_need", need.code)
    context = {"form": form, "sought": sought, "origin": origin[1] if origin else None}
    return render(request, "matching/need_call.html", context, status=422 if form.errors else 200)


@open_to(rules.keeps_desk)
@require_http_methods(["GET", "POST"])
def need_desk(request: Asked, code: str) -> HttpResponse:
    """Show all that the desk knows of a need, and take its plain words."""
    need = find_or_404(
        queries.with_parts(Need.objects.select_related("keeper")), rules.may_keep, request.who, code=code
    )
    form = RewriteForm(request.POST or None, need)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _rewritten(request, need, form))
            return redirect("matching:desk_need", need.code)
        except (Conflict, Unusable) as refusal:
            form.add_error(None, str(refusal.message))
    return render(request, "matching/need_desk.html", _page(request, need, form), status=422 if form.errors else 200)


@transaction.atomic
def _rewritten(request: Asked, need: Need, form: RewriteForm) -> str:
    """Keep the plain words and, where that button was pressed, look for somebody at once; return what to say."""
    facts: dict[str, Any] = {"by": request.who, "channel": "web"}
    need = actions.rewrite_need(need=need, **facts, **form.keywords())
    if request.POST.get("go") != "ready":
        return _("The plain words are saved.")
    actions.ready_need(need=need, **facts)
    return str(ACTS["ready"][1])


def _page(request: Asked, need: Need, form: RewriteForm) -> dict[str, Any]:
    return {
        "need": need,
        "form": form,
        "close_form": CloseForm(),
        "moves": queries.moves_of(request.who, need),
        "undone_until": queries.undone_until(need),
        "contacts": contacts_of(need),
        "trail": queries.trail_of(request.who, need),
        "own": own_address(need),
        **desk_parts(need),
    }


#: Verb → (action, what is said when it is done).
ACTS = {
    "ready": (actions.ready_need, gettext_lazy("We look for somebody from now on.")),
    "show": (actions.show_need, gettext_lazy("Everybody can see it now.")),
    "look_again": (actions.look_again_for_help, gettext_lazy("We look for somebody again.")),
    "hide": (actions.hide_need, gettext_lazy("Nobody but the desk sees it now.")),
    "reopen": (actions.reopen_need, gettext_lazy("It is taken up again.")),
    "undo": (actions.undo_close_need, gettext_lazy("The closing is undone.")),
}


@open_to(rules.keeps_desk)
@require_POST
def need_act(request: Asked, code: str, verb: str) -> HttpResponse:
    """Look for somebody, show, hide, take up again or undo the closing."""
    need = find_or_404(Need.objects.all(), rules.may_keep, request.who, code=code)
    require(rules.MAY, "reopen" if verb == "undo" else verb, request.who, need)
    act, said = ACTS[verb]
    attempt(request, lambda: act(need=need, by=request.who, channel="web"), said)
    return redirect("matching:desk_need", need.code)


@open_to(rules.keeps_desk)
@require_POST
def need_close(request: Asked, code: str) -> HttpResponse:
    """Close a need with its reason."""
    need = find_or_404(Need.objects.all(), rules.may_keep, request.who, code=code)
    form = CloseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose a reason."))
        return redirect("matching:desk_need", need.code)
    facts: dict[str, Any] = {"reason": form.cleaned_data["reason"], "by": request.who, "channel": "web"}
    said = _("It is closed. You can undo this for ten minutes, below.")
    attempt(request, lambda: actions.close_need(need=need, **facts), said)
    return redirect("matching:desk_need", need.code)
