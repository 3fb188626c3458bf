"""The lottery at the counter: announce, decide on entries that are alike, close, type the seed, draw again."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.bookings import rules
from kyodo.center.bookings.actions import draws
from kyodo.center.bookings.actions import lottery as actions
from kyodo.center.bookings.forms.lottery import AgainForm, DecisionForm, RoundForm, SeedForm
from kyodo.center.bookings.models import Likeness, Round
from kyodo.center.bookings.queries import lottery as queries
from kyodo.commons.people.public import Person
from kyodo.kernel.errors import Conflict, Refused, Unusable
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to, require

ROWS_SHOWN = 30


def _round(request: Asked, code: str) -> Round:
    return find_or_404(queries.rounds(), rules.may_keep, request.who, code=code)


@open_to(rules.keeps_rooms)
def desk_list(request: Asked) -> HttpResponse:
    """Show the rounds with what each waits for."""
    page = Paginator(queries.rounds(), ROWS_SHOWN).get_page(request.GET.get("page"))
    return render(request, "bookings/lottery_desk_list.html", {"page": page})


@open_to(rules.keeps_rooms)
@require_http_methods(["GET", "POST"])
@once
def round_new(request: Asked) -> HttpResponse:
    """Announce a round."""
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            round_ = actions.announce_round(by=request.who, channel="web", **form.keywords())
            messages.success(request, _("The round is announced."))
            return redirect("bookings:desk_round", round_.code)
        except Unusable as refusal:
            form.add_error(None, str(refusal.message))
    return render(request, "bookings/lottery_new.html", {"form": form}, status=422 if form.errors else 200)


@open_to(rules.keeps_rooms)
def desk_round(request: Asked, code: str) -> HttpResponse:
    """Show everything about a round, with the buttons of its next step."""
    round_ = _round(request, code)
    return render(request, "bookings/lottery_desk.html", _context(round_))


def _context(round_: Round, **more: Any) -> dict[str, Any]:
    return {
        "round": round_,
        "is_over": timezone.now() >= round_.closes_at,
        "entries": queries.entries_of(round_),
        "likenesses": queries.open_likenesses(round_),
        "seed": SeedForm(),
        "decision": DecisionForm(),
        "again": AgainForm(),
        "seconds": round_.again.all(),
        **more,
    }


#: Verb → (action, what is said when it is done).
ACTS: dict[str, tuple[Any, Any]] = {
    "close_round": (draws.close_round, gettext_lazy("The list is closed and its hash is published.")),
    "call_off_round": (actions.call_off, gettext_lazy("The round was called off.")),
    "finish_round": (draws.finish_round, gettext_lazy("The round is finished.")),
}


@open_to(rules.keeps_rooms)
@require_POST
def round_act(request: Asked, code: str, verb: str) -> HttpResponse:
    """Close a list, call a round off or finish it."""
    round_ = _round(request, code)
    require(rules.MAY, verb, request.who, round_)
    act, said = ACTS[verb]
    return _done(request, round_, said, lambda: act(round_=round_, by=request.who, channel="web"))


def _done(request: Asked, round_: Round, said: Any, act: Any) -> HttpResponse:
    try:
        act()
        messages.success(request, said)
    except (Conflict, Refused, Unusable) as refusal:
        messages.error(request, str(refusal.message))
    return redirect("bookings:desk_round", round_.code)


@open_to(rules.keeps_rooms)
@require_POST
def round_seed(request: Asked, code: str) -> HttpResponse:
    """Take the seed; the second person's draws."""
    round_, form = _round(request, code), SeedForm(request.POST)
    require(rules.MAY, "draw_round", request.who, round_)
    person = get_object_or_404(Person, pk=request.who.pk)
    told: dict[str, Any] = {"by": request.who, "person": person, "channel": "web"}
    try:
        round_ = draws.enter_seed(round_=round_, typed=form.data.get("seed", "")[:200], **told)
        messages.success(request, _drawn() if round_.record else _typed_once())
    except (Conflict, Unusable) as refusal:
        context = _context(round_, seed=form, seed_error=refusal.message)
        return render(request, "bookings/lottery_desk.html", context, status=422)
    return redirect("bookings:desk_round", round_.code)


def _drawn() -> str:
    return _("It is drawn. The winners are booked and everybody was told.")


def _typed_once() -> str:
    return _("Your throws are kept. Now a second person types the same throws; then it is drawn.")


@open_to(rules.keeps_rooms)
@require_POST
def likeness_decide(request: Asked, code: str, pk: int) -> HttpResponse:
    """Decide whether two entries are of one group."""
    round_ = _round(request, code)
    likeness = get_object_or_404(Likeness, pk=pk, entry__round=round_)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose an answer and write the reason."))
        return redirect("bookings:desk_round", code)
    told = {"is_same": form.cleaned_data["is_same"] == "yes", "reason": form.cleaned_data["reason"]}
    decide = lambda: actions.decide_likeness(likeness=likeness, by=request.who, channel="web", **told)  # noqa: E731
    return _done(request, round_, _("Your decision is kept with its reason."), decide)


@open_to(rules.keeps_rooms)
@require_POST
def round_again(request: Asked, code: str) -> HttpResponse:
    """Make a second draw of what was given back."""
    round_, form = _round(request, code), AgainForm(request.POST)
    if not form.is_valid():
        return render(request, "bookings/lottery_desk.html", _context(round_, again=form), status=422)
    try:
        made = draws.draw_again(round_=round_, by=request.who, channel="web", **form.cleaned_data)
        messages.success(request, _("The second draw is closed and published. It waits for its seed."))
        return redirect("bookings:desk_round", made.code)
    except Conflict as refusal:
        messages.error(request, str(refusal.message))
    return redirect("bookings:desk_round", code)
