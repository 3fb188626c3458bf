"""Events that groups hand in: handing in, looking through, trust."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.courses import queries, rules
from kyodo.center.courses.actions import postings as actions
from kyodo.center.courses.forms import DecisionForm, SubmitForm, TrustForm
from kyodo.center.courses.models import Posting, TrustedGroup
from kyodo.center.courses.states import PostingState
from kyodo.center.courses.views.common import prepared, tried
from kyodo.kernel.clock.now import now
from kyodo.kernel.permissions import Asked, find_or_404, open_to, require

ROWS_SHOWN = 30


@open_to(rules.prepares)
@require_http_methods(["GET", "POST"])
def submit(request: Asked, slug: str) -> HttpResponse:
    """Hand the draft of a group in, or hand it in again."""
    gathering = prepared(request, slug)
    found = queries.posting_of(gathering)
    is_post = request.method == "POST"
    form = SubmitForm(request.POST if is_post else None, queries.open_calls(now()))
    if is_post and form.is_valid():
        said = _("It was handed in. We tell you as soon as it is decided.")
        if found is not None:
            require(rules.MAY, "submit_again", request.who, found)
            tried(request, actions.submit_again, said, posting=found)
        else:
            require(rules.MAY, "submit", request.who, gathering)
            tried(request, actions.submit_posting, said, gathering=gathering, call=form.cleaned_data["call"])
        return redirect(gathering)
    return render(request, "courses/submit.html", {"gathering": gathering, "posting": found, "form": form})


@open_to(rules.keeps_courses)
def desk_postings(request: Asked) -> HttpResponse:
    """Show what waits to be looked at, what was decided, and whom the center trusts."""
    context = {
        "waiting": queries.postings(PostingState.SUBMITTED),
        "page": Paginator(queries.postings(), ROWS_SHOWN).get_page(request.GET.get("page")),
        "trusted": queries.trusted_groups(),
    }
    return render(request, "courses/postings.html", context)


#: Button → (action, whether it needs a reason)
ACTS: dict[str, Any] = {
    "accept_posting": actions.accept_posting, "return_posting": actions.return_posting,
    "refuse_posting": actions.refuse_posting,
}  # fmt: skip


@open_to(rules.keeps_courses)
@require_http_methods(["GET", "POST"])
def posting(request: Asked, pk: int) -> HttpResponse:
    """Look an event through, and publish it, send it back or refuse it with the reason."""
    found = find_or_404(queries.postings(PostingState.SUBMITTED), rules.may_keep, request.who, pk=pk)
    form = DecisionForm(request.POST or None)
    verb = request.POST.get("go", "")
    if request.method == "POST" and verb in ACTS and form.is_valid():
        facts = {} if verb == "accept_posting" else form.keywords()
        if tried(request, ACTS[verb], _("It was decided, and the group is told."), posting=found, **facts):
            return redirect("courses:postings")
    is_trusted = queries.is_trusted(found.actor_id, now())
    context = {"posting": found, "form": form, "trust_form": TrustForm(), "is_trusted": is_trusted}
    return render(request, "courses/posting.html", context, status=422 if request.method == "POST" else 200)


@open_to(rules.keeps_courses)
@require_POST
def trust(request: Asked, pk: int) -> HttpResponse:
    """Publish the events of this group at once from now on."""
    found = get_object_or_404(Posting.objects.select_related("actor"), pk=pk)
    form = TrustForm(request.POST)
    if form.is_valid():
        said = _("Their events are published at once from now on.")
        tried(request, actions.trust_group, said, actor=found.actor, why=form.cleaned_data["why"])
        return redirect("courses:postings")
    context = {"posting": found, "form": DecisionForm(), "trust_form": form, "is_trusted": False}
    return render(request, "courses/posting.html", context, status=422)


@open_to(rules.keeps_courses)
@require_POST
def end_trust(request: Asked, pk: int) -> HttpResponse:
    """Look at the events of a group again before they are published."""
    found = get_object_or_404(TrustedGroup, pk=pk)
    tried(request, actions.end_trust, _("Their events are looked at again before they are published."), trusted=found)
    return redirect("courses:postings")
