"""One consultation: each reading is written down; what one writes goes through one door."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from kyodo.center.consultations import rules
from kyodo.center.consultations.actions import consultations as actions
from kyodo.center.consultations.actions import handing, notes
from kyodo.center.consultations.forms import desk as forms
from kyodo.center.consultations.models import Consultation, FollowUp, Sharing
from kyodo.center.consultations.queries import desk
from kyodo.center.consultations.queries import one as queries
from kyodo.center.consultations.states import AT_WORK, CONSULTATION, WhyShared
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to, require

#: Verb → (form, action, what is said when it is done).
FORMS: dict[str, tuple[type[Any], Callable[..., Any], Any]] = {
    "note": (forms.NoteForm, notes.write_note, _("The note is kept.")),
    "follow_up": (forms.FollowUpForm, notes.plan_follow_up, _("It stands on the desk's day.")),
    "begin": (forms.PlainForm, actions.begin, _("You look after it from now on.")),
    "close": (forms.CloseForm, actions.close, _("It is closed.")),
    "withdraw": (forms.PlainForm, actions.withdraw, _("It is taken back.")),
    "reopen": (forms.PlainForm, actions.reopen, _("It is taken up again.")),
    "erase": (forms.PlainForm, actions.erase, _("It is erased. Nobody can read it any more.")),
    "hand_on": (forms.HandOnForm, handing.hand_on, _("It is handed on.")),
    "share": (forms.ShareForm, handing.share, _("They may read it from now on.")),
}


def find(request: Asked, code: str) -> Consultation:
    """Return a consultation that somebody may read; raises ``Http404``."""
    found = Consultation.objects.select_related("desk__facility", "theme", "service", "keeper", "key")
    return find_or_404(found, rules.may_read, request.who, code=code)


@open_to(rules.consults)
@never_kept
def one(request: Asked, code: str) -> HttpResponse:
    """Show a consultation to whoever needs to know it, and write down who read it."""
    return page(request, find(request, code))


def page(request: Asked, consultation: Consultation, bound: dict[str, Any] | None = None) -> HttpResponse:
    """Draw the page; somebody of another desk is asked first why they open it."""
    as_what = rules.access(request.who, consultation)
    why = request.GET.get("why", request.POST.get("why", ""))
    if as_what == rules.SHARED and why not in WhyShared.values:
        return render(request, "consultations/why.html", {"consultation": consultation, "whys": WhyShared.choices})
    why = why if as_what == rules.SHARED else ""
    actions.read_consultation(consultation=consultation, as_what=as_what, why=why, by=request.who, channel="web")
    context = {**_shown(request, consultation), **_forms(consultation, bound), "why": why}
    return render(request, "consultations/one.html", context, status=422 if bound else 200)


def _shown(request: Asked, consultation: Consultation) -> dict[str, Any]:
    who = request.who
    keeps = bool(rules.may_keep(who, consultation))
    return {
        "consultation": consultation, "told": queries.told(consultation), "keeps": keeps,
        "is_at_work": consultation.state in AT_WORK,
        "moves": {step.verb for step in CONSULTATION.from_state(consultation.state)} if keeps else set(),
        "appointments": desk.appointments_of(consultation), "notes": queries.notes_of(consultation),
        "follow_ups": queries.follow_ups_of(consultation), "handings_on": queries.handings_on_of(consultation),
        "reads": [(at, name, dict(WhyShared.choices).get(why, "")) for at, name, why in queries.reads_of(consultation)],
        "sharings": consultation.sharings.filter(until=None).select_related("person"),
        "became": queries.became_of(who, consultation), "ways_on": queries.ways_on(who, consultation),
    }  # fmt: skip


def _forms(consultation: Consultation, bound: dict[str, Any] | None) -> dict[str, Any]:
    plain = {f"{verb}_form": form(None, consultation) for verb, (form, _act, _said) in FORMS.items()}
    return {**plain, **{f"{verb}_form": form for verb, form in (bound or {}).items()}}


def back(request: Asked, consultation: Consultation) -> HttpResponse:
    """Lead to the consultation, or to the day once it is no longer theirs to read."""
    if not rules.may_read(request.who, Consultation.objects.get(pk=consultation.pk)):
        return redirect("consultations:day")
    why = request.POST.get("why", "")
    address = reverse("consultations:one", args=[consultation.code])
    return redirect(f"{address}?why={why}" if why in WhyShared.values else address)


@open_to(rules.consults)
@never_kept
@require_POST
@once
def act(request: Asked, code: str, verb: str) -> HttpResponse:
    """Do one thing with a consultation; what was typed is kept when it could not be done."""
    consultation = find(request, code)
    require(rules.MAY, verb, request.who, consultation)
    kind, action, said = FORMS[verb]
    form = kind(request.POST, consultation)
    if form.is_valid():
        try:
            action(consultation=consultation, by=request.who, channel="web", **form.keywords())
            messages.success(request, said)
            return back(request, consultation)
        except (Conflict, Unusable) as refusal:
            form.add_error(None, str(refusal.message))
    return page(request, consultation, {verb: form})


@open_to(rules.consults)
@require_POST
def done(request: Asked, pk: int) -> HttpResponse:
    """Say that what was to be done is done."""
    found = FollowUp.objects.select_related("consultation")
    follow_up = find_or_404(found, rules.may_do_follow_up, request.who, pk=pk)
    try:
        notes.do_follow_up(follow_up=follow_up, by=request.who, channel="web")
        messages.success(request, _("Done."))
    except Conflict as refusal:
        messages.error(request, str(refusal.message))
    return redirect("consultations:day") if "day" in request.POST else back(request, follow_up.consultation)


@open_to(rules.keeps_a_desk)
@require_POST
def end_sharing(request: Asked, pk: int) -> HttpResponse:
    """End that somebody of another desk may read it."""
    found = Sharing.objects.select_related("consultation")
    sharing = find_or_404(found, lambda who, one: rules.may_keep(who, one.consultation), request.who, pk=pk)
    try:
        handing.end_sharing(sharing=sharing, by=request.who, channel="web")
        messages.success(request, _("They may not read it any more."))
    except Conflict as refusal:
        messages.error(request, str(refusal.message))
    return back(request, sharing.consultation)
