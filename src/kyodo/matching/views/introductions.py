"""Introductions: choosing a host, one introduction with both its sides, and each of its steps."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.commons.asks.public import AskState, accountable, address_of
from kyodo.kernel.errors import Told, Unusable
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to, require, signed_in
from kyodo.kernel.trail.walk import back, forward
from kyodo.matching import rules
from kyodo.matching.actions import answers, forming, introductions
from kyodo.matching.actions.introductions import BeyondCapacity
from kyodo.matching.forms.desk import HandOverForm, NoteForm
from kyodo.matching.forms.introductions import AnswerForm, CloseForm, FormedForm, MeetingForm
from kyodo.matching.letters.contexts import other_side
from kyodo.matching.models import Introduction, Side
from kyodo.matching.queries.hosts import notes_about, uses_about
from kyodo.matching.queries.introductions import guest_name, undo_of, whole
from kyodo.matching.states import INTRODUCTION, CloseReason
from kyodo.matching.views.attempts import attempt
from kyodo.matching.views.desk import colleagues


def _found(request: Asked, pk: int) -> Introduction:
    return find_or_404(whole(Introduction.objects.all()), rules.may_keep, request.who, pk=pk)


def _page(request: Asked, found: Introduction, status: int = 200, **forms: Form) -> HttpResponse:
    people, sides, kept = colleagues(), list(found.sides.all()), found.offer or found.need
    seen = {"seen": kept.keeper_id if kept else None}
    shown: dict[str, Any] = {
        "introduction": found, "guest": guest_name(found), "kept": kept, "undo": undo_of(found),
        "sides": [(side, accountable([side])[side.pk], AnswerForm(side.role)) for side in sides],
        "verbs": {step.verb for step in INTRODUCTION.from_state(found.state)}, "notes": notes_about(found),
        "uses": uses_about(found), "before": back(found, request.who), "after": forward(found, request.who),
        "meeting_form": MeetingForm(), "close_form": CloseForm(), "formed_form": FormedForm.of(found),
        "note_form": NoteForm(people), "over_form": HandOverForm(people, initial=seen),
        "now": timezone.now(),
    }  # fmt: skip
    return render(request, "matching/introduction.html", shown | forms, status=status)


@open_to(rules.keeps_desk)
def introduction(request: Asked, pk: int) -> HttpResponse:
    """Show an introduction: both sides, their answers, the mandate used, the next step, letters, trail, undo."""
    return _page(request, _found(request, pk))


def _done(request: Asked, pk: int, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("matching:introduction", pk)


#: Verb → (action, what is said when it is done); an undo stands on the page by itself.
ACTS: dict[str, tuple[Callable[..., object], Any]] = {
    "ask": (
        introductions.ask_sides,
        gettext_lazy("Both sides are asked apart. Letters leave in ten minutes; until then you can undo it."),
    ),
    "take_back": (introductions.undo, gettext_lazy("It was undone.")),
}


@open_to(rules.keeps_desk)
@require_POST
def act(request: Asked, pk: int, verb: str) -> HttpResponse:
    """Ask both sides, or undo the last step."""
    found = _found(request, pk)
    require(rules.MAY, verb, request.who, found)
    do, said = ACTS[verb]
    try:
        attempt(request, lambda: do(introduction=found, by=request.who, channel="web"), said)
    except BeyondCapacity as told:
        return render(request, "matching/beyond.html", {"introduction": found, "beyond": told.beyond}, status=409)
    return redirect(found)


def _typed(
    request: Asked, pk: int, name: str, form: Form, do: Callable[[Introduction], object], said: str
) -> HttpResponse:
    """Do what a form on the introduction's page asks for; what cannot be done is told beside it."""
    found = _found(request, pk)
    if form.is_valid():
        try:
            attempt(request, lambda: do(found), said)
            return redirect(found)
        except Unusable as told:
            form.add_error(None, str(told.message))
    return _page(request, found, 422, **{name: form})


@open_to(rules.keeps_desk)
@require_POST
@once
def fix_meeting(request: Asked, pk: int) -> HttpResponse:
    """Fix when and where both meet."""
    form = MeetingForm(request.POST)

    def do(found: Introduction) -> None:
        introductions.fix_meeting(introduction=found, by=request.who, channel="web", **form.keywords())

    said = _("The meeting is fixed. The letters leave in ten minutes; until then you can undo it.")
    return _typed(request, pk, "meeting_form", form, do, said)


@open_to(rules.keeps_desk)
@require_POST
@once
def close(request: Asked, pk: int) -> HttpResponse:
    """Close an introduction kindly."""
    form = CloseForm(request.POST)

    def do(found: Introduction) -> None:
        reason = CloseReason(form.cleaned_data["reason"])
        introductions.close_introduction(introduction=found, reason=reason, by=request.who, channel="web")

    said = _("It was closed. The letters leave in ten minutes; until then you can undo it.")
    return _typed(request, pk, "close_form", form, do, said)


@open_to(rules.keeps_desk)
@require_POST
@once
def form_work(request: Asked, pk: int) -> HttpResponse:
    """Let a joint work grow out of an introduction."""
    form = FormedForm(request.POST)

    def do(found: Introduction) -> None:
        title = form.cleaned_data["title"]
        forming.form_collaboration(introduction=found, title=title, by=request.who, channel="web")

    said = _("They work together from now on. The joint work stands in preparation; it is not public yet.")
    return _typed(request, pk, "formed_form", form, do, said)


@open_to(rules.keeps_desk)
@require_POST
@once
def type_answer(request: Asked, pk: int, role: str) -> HttpResponse:
    """Write down what a side said."""
    found, form = _found(request, pk), AnswerForm(role, request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose what they said and how it came."))
        return redirect(found)
    try:
        answers.type_answer(introduction=found, by=request.who, **form.keywords())
    except Told as told:
        messages.error(request, str(told.message))
        return redirect(found)
    return _done(request, pk, _("The answer was written down. For ten minutes you can undo a no."))


# --- a side's own page -----------------------------------------------------------------------


@open_to(signed_in)
@require_http_methods(["GET", "HEAD"])
def own(request: Asked, pk: int) -> HttpResponse:
    """Show a side its own page; the other's contact stands there once a meeting is fixed."""
    found = find_or_404(whole(Introduction.objects.all()), rules.may_see_own, request.who, pk=pk)
    side = rules.own_side(request.who, found)
    passed = found.state in ("meeting", "formed") and side is not None
    shown: dict[str, Any] = {"guest": guest_name(found), "answer_url": _answer_url(side)}
    shown |= {"introduction": found, "side": side, "other": other_side(found, side.role) if passed and side else None}
    response = render(request, "matching/introduction_own.html", shown)
    response["Cache-Control"] = "private, no-store"
    return response


def _answer_url(side: Side | None) -> str:
    """Return where a side answers, while it is asked."""
    return address_of(side.ask) if side and side.ask and side.ask.state == AskState.OPEN else ""
