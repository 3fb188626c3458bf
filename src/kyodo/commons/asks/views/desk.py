"""The desk's questions: what waits, one question, a new one, slips, and how much an association is asked."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.commons.actors.public import Seat
from kyodo.commons.asks import actions, burden, queries, rules, sheets
from kyodo.commons.asks.forms import CallForm, OtherAskForm, QuestionForm
from kyodo.commons.asks.models import Ask
from kyodo.commons.asks.states import CallOutcome
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.notices import line, quota
from kyodo.kernel.permissions import Asked, find_or_404, open_to, require


@open_to(rules.keeps_asks)
def day(request: Asked) -> HttpResponse:
    """Show what to do today: whom to call, what to print, what came."""
    waiting = queries.waiting()
    shown = {
        "calls": [item for item in waiting if item.needs_call],
        "papers": [item for item in waiting if item.needs_paper],
        "others": [item for item in waiting if not item.needs_call and not item.needs_paper],
        "latest": queries.replies_since(timezone.now() - timedelta(days=1)),
        "line": quota.standing(line.PUSH) if line.is_on() else None,
    }
    return render(request, "asks/day.html", shown)


def _found(request: Asked, pk: int) -> Ask:
    return find_or_404(queries.whole(Ask.objects.all()), rules.may_keep, request.who, pk=pk)


@open_to(rules.keeps_asks)
def ask_detail(request: Asked, pk: int) -> HttpResponse:
    """Show a question with who answers, its reminders, calls and replies."""
    ask = _found(request, pk)
    answers = queries.accountable([ask])[ask.pk]
    shown = {"ask": ask, "answers": answers, "call_form": CallForm(), "has_failed": ask.pk in queries.unsent([ask])}
    shown |= {"reply": queries.current_reply(ask), "last_day": queries.last_day(ask), "now": timezone.now()}
    shown |= {"undone_until": queries.undone_until(ask), "can_connect": line.is_on() and not answers.line}
    return render(request, "asks/ask.html", shown)


#: Verb → (action, what is said when it is done).
ACTS = {
    "withdraw": (actions.withdraw, gettext_lazy("The question was taken back. Nothing more is sent about it.")),
    "reopen": (actions.reopen, gettext_lazy("The answer was taken back. The question waits again.")),
}


@open_to(rules.keeps_asks)
@require_POST
def act(request: Asked, pk: int, verb: str) -> HttpResponse:
    """Take a question back, or an answer that was written down by mistake."""
    ask = _found(request, pk)
    require(rules.MAY, verb, request.who, ask)
    do, said = ACTS[verb]
    do(ask=ask, by=request.who, channel="web")
    messages.success(request, said)
    return redirect(ask)


@open_to(rules.keeps_asks)
@require_POST
@once
def call(request: Asked, pk: int) -> HttpResponse:
    """Write down a call."""
    ask, form = _found(request, pk), CallForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose how the call went."))
        return redirect(ask)
    outcome = CallOutcome(form.cleaned_data["outcome"])
    actions.write_call(ask=ask, outcome=outcome, note=form.cleaned_data["note"], by=request.who, channel="web")
    messages.success(request, _("The call was written down."))
    return redirect(ask)


@open_to(rules.keeps_asks)
def choose_seat(request: Asked) -> HttpResponse:
    """Find the office to ask."""
    sought = request.GET.get("q", "").strip()[:80]
    found = queries.seats_named(sought)
    asked = burden.asked_this_month(seat.actor_id for seat in found)
    shown = {"sought": sought, "found": [(seat, asked.get(seat.actor_id, 0)) for seat in found], "many": burden.MANY}
    return render(request, "asks/choose.html", shown)


def _seat(request: Asked, pk: int) -> Seat:
    return find_or_404(Seat.objects.select_related("actor"), rules.may_keep, request.who, pk=pk)


def _new(request: Asked, seat: Seat, form: QuestionForm, other: OtherAskForm) -> HttpResponse:
    shown = {"form": form, "other": other, "seat": seat, "meter": burden.meter(seat.actor)}
    return render(request, "asks/new.html", shown, status=422 if form.errors or other.errors else 200)


@open_to(rules.keeps_asks)
@require_http_methods(["GET", "POST"])
@once
def new_question(request: Asked, seat: int) -> HttpResponse:
    """Ask an office something; how much it was asked this month stands above the form."""
    chosen = _seat(request, seat)
    form = QuestionForm(request.POST) if request.method == "POST" else QuestionForm.fresh()
    if request.method == "POST" and form.is_valid():
        try:
            ask = actions.put_ask(seat=chosen, by=request.who, channel="web", **form.keywords())
            messages.success(request, _("The question was put. Reminders come by themselves until the answer."))
            return redirect(ask)
        except Unusable as told:
            form.add_error(None, str(told.message))
    return _new(request, chosen, form, OtherAskForm(initial={"on": timezone.localdate()}))


def _pdf(asks: Sequence[Ask], name: str) -> HttpResponse:
    response = HttpResponse(sheets.slips(asks), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@open_to(rules.keeps_asks)
@require_POST
def print_waiting(request: Asked) -> HttpResponse:
    """Print the slips of all who are reached on paper only; each office gets one sheet."""
    asks = [item.ask for item in queries.waiting() if item.needs_paper]
    if not asks:
        messages.info(request, _("There is no slip to print."))
        return redirect("asks:day")
    actions.mark_printed(asks=asks, by=request.who, channel="web")
    return _pdf(asks, "slips")


@open_to(rules.keeps_asks)
def slip(request: Asked, pk: int) -> HttpResponse:
    """Show the slip of one question; all that waits for the same office stands on it."""
    ask = _found(request, pk)
    together = queries.asks_of(ask.seat) if ask.seat else []
    return _pdf(together if ask.pk in {other.pk for other in together} else [ask], f"slip-{ask.code}")


@open_to(rules.keeps_asks)
def meter_page(request: Asked) -> HttpResponse:
    """Show how much each association was asked this fiscal year."""
    year = FiscalYear.current()
    return render(request, "asks/meter.html", {"year": year, "rows": burden.most_asked(year.start, year.end)})


@open_to(rules.keeps_asks)
@require_POST
@once
def other_ask(request: Asked, seat: int) -> HttpResponse:
    """Write down what another office asked of an association, so that the meter counts it."""
    chosen, form = _seat(request, seat), OtherAskForm(request.POST)
    if form.is_valid():
        try:
            actions.write_other(actor=chosen.actor, by=request.who, channel="web", **form.cleaned_data)
            messages.success(request, _("It was written down and counts from now on."))
            return redirect("asks:new", seat)
        except Conflict as told:
            form.add_error(None, str(told.message))
    return _new(request, chosen, QuestionForm.fresh(), form)
