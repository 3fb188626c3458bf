"""What those who keep joint works do with them: start, change, tell the story, move, show, confirm."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.commons.collaborations import public as works
from kyodo.commons.collaborations.public import MAY, Collaboration, Partner
from kyodo.diagrams.forms.facts import ConfirmForm, EndForm, FactsForm
from kyodo.diagrams.forms.story import StoryForm
from kyodo.kernel.errors import Conflict, Told, Unusable
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to, require, signed_in


@open_to(works.keeps_collaborations)
@require_http_methods(["GET", "POST"])
@once
def collaboration_new(request: Asked) -> HttpResponse:
    """Start a joint work."""
    form = FactsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        work = works.start_collaboration(by=request.who, channel="web", **form.keywords())
        messages.success(request, _("It was written down. It is not public yet. Next: who takes part?"))
        return redirect("diagrams:drawing", work.slug)
    return render(request, "diagrams/facts.html", {"form": form, "work": None}, status=422 if form.errors else 200)


@open_to(signed_in)
@require_http_methods(["GET", "POST"])
@once
def collaboration_edit(request: Asked, slug: str) -> HttpResponse:
    """Change what a joint work is; its partners and the staff."""
    work = find_or_404(Collaboration.objects.all(), works.may_change, request.who, slug=slug)
    form = FactsForm.of(work, request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen_at, facts = form.seen(), form.keywords()
        try:
            works.edit_collaboration(collaboration=work, by=request.who, channel="web", seen_at=seen_at, **facts)
            messages.success(request, _("It was saved."))
            return redirect(work)
        except Conflict as conflict:
            form.refused(conflict.message, work)
    return render(request, "diagrams/facts.html", {"form": form, "work": work}, status=422 if form.errors else 200)


@open_to(signed_in)
@require_http_methods(["GET", "POST"])
@once
def collaboration_story(request: Asked, slug: str) -> HttpResponse:
    """Write the periods, the dated steps and the yearly figures."""
    work = find_or_404(Collaboration.objects.all(), works.may_change, request.who, slug=slug)
    form = StoryForm.asked(work, request.POST or None)
    if form.is_saving and form.is_valid():
        try:
            works.set_story(collaboration=work, by=request.who, channel="web", **form.keywords())
            messages.success(request, _("It was saved."))
            return redirect(work)
        except Told as refused:
            form.refused(refused.message, work)
    status = 422 if form.faults or form.told else 200
    return render(request, "diagrams/story.html", {"form": form, "work": work}, status=status)


@open_to(signed_in)
@require_POST
@once
def collaboration_move(request: Asked, slug: str, verb: str) -> HttpResponse:
    """Move a joint work along its life; ending it early asks for the reason on a page of its own."""
    work = find_or_404(Collaboration.objects.all(), works.may_change, request.who, slug=slug)
    require({move: MAY[move] for move in works.COLLABORATION.by_verb}, verb, request.who, work)
    moved = works.move_collaboration(collaboration=work, verb=verb, by=request.who, channel="web")
    words = works.COLLABORATION.by_verb[verb].public_label
    messages.success(request, _("Written down: %(what)s.") % {"what": words})
    return redirect(moved)


@open_to(signed_in)
@require_http_methods(["GET", "POST"])
@once
def collaboration_end(request: Asked, slug: str) -> HttpResponse:
    """End a joint work early, with its reason."""
    work = find_or_404(Collaboration.objects.all(), works.may_change, request.who, slug=slug)
    require(MAY, "end", request.who, work)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        works.move_collaboration(collaboration=work, verb="end", by=request.who, channel="web", reason=reason)
        messages.success(request, _("Written down that it ended, and why."))
        return redirect(work)
    return render(request, "diagrams/end.html", {"form": form, "work": work}, status=422 if form.errors else 200)


#: Verb → (action, what is said when it is done).
SHOWING = {
    "show": (works.show_collaboration, gettext_lazy("Everybody can see it now.")),
    "hide": (
        works.hide_collaboration,
        gettext_lazy("It is no longer public. Its partners and the staff still see it."),
    ),
}


@open_to(works.keeps_collaborations)
@require_POST
@once
def collaboration_show(request: Asked, slug: str, verb: str) -> HttpResponse:
    """Make a joint work public, or take it out of the public's sight."""
    work = find_or_404(Collaboration.objects.all(), works.may_see, request.who, slug=slug)
    require(MAY, verb, request.who, work)
    act, said = SHOWING[verb]
    act(collaboration=work, by=request.who, channel="web")
    messages.success(request, said)
    return redirect(work)


@open_to(signed_in)
@require_POST
@once
def partner_confirm(request: Asked, slug: str, key: str) -> HttpResponse:
    """Write down that a body takes part, and how that became known."""
    partners = Partner.objects.select_related("actor", "collaboration").filter(collaboration__slug=slug)
    partner = find_or_404(partners, works.may_confirm, request.who, key=key)
    channel = ConfirmForm.channel(request.POST, keeps=bool(works.keeps_collaborations(request.who)))
    if channel is None:
        raise Unusable(_("Please choose how you know that they take part."))
    works.confirm_partner(partner=partner, confirmation=channel, by=request.who, channel="web")
    messages.success(request, _("Confirmed: %(name)s takes part.") % {"name": partner.shown_name})
    seen = works.may_see(request.who, partner.collaboration)
    return redirect(partner.collaboration if seen else "diagrams:list")
