"""Choosing whom to bring together: for an offer a host, for a need somebody who helps."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.commons.actors.public import Actor
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to
from kyodo.matching import rules
from kyodo.matching.actions import introductions, offers
from kyodo.matching.actions.introductions import BeyondCapacity
from kyodo.matching.forms.introductions import DraftForm
from kyodo.matching.models import Need, Offer
from kyodo.matching.queries.candidates import panel_of
from kyodo.matching.queries.hosts import host_of, hosts_named
from kyodo.matching.queries.introductions import refused_hosts
from kyodo.matching.views.attempts import attempt


def _offer(request: Asked, code: str) -> Offer:
    offers_ = Offer.objects.select_related("actor", "to", "seat", "person")
    return find_or_404(offers_, rules.may_keep, request.who, code=code)


def _choose(request: Asked, thing: Offer | Need, **more: Any) -> HttpResponse:
    sought = request.GET.get("q", "").strip()[:80]
    shown = {"thing": thing, "sought": sought, "found": hosts_named(sought), "is_offer": isinstance(thing, Offer)}
    return render(request, "matching/introduce.html", {**shown, "panel": panel_of(thing), **more})


@open_to(rules.keeps_desk)
def introduce_offer(request: Asked, code: str) -> HttpResponse:
    """Choose a host for an offer."""
    offer = _offer(request, code)
    return _choose(request, offer, asked=refused_hosts(offer))


@open_to(rules.keeps_desk)
def introduce_need(request: Asked, code: str) -> HttpResponse:
    """Choose somebody who helps with a need."""
    need = find_or_404(Need.objects.select_related("actor"), rules.may_keep, request.who, code=code)
    return _choose(request, need, asked=set())


@open_to(rules.keeps_desk)
@require_http_methods(["GET", "POST"])
@once
def draft(request: Asked, code: str, slug: str) -> HttpResponse:
    """Prepare to ask a host about an offer; how it stands is seen beside the form."""
    offer, host = _offer(request, code), find_or_404(Actor.objects.all(), rules.may_keep, request.who, slug=slug)
    need = Need.objects.filter(code=request.GET.get("need", "")[:6], actor=host).first()
    return _draft(request, offer, host, {"host": host, "offer": offer, "need": need})


@open_to(rules.keeps_desk)
@require_http_methods(["GET", "POST"])
@once
def draft_need(request: Asked, code: str, slug: str) -> HttpResponse:
    """Prepare to ask somebody to help with a need."""
    need = find_or_404(Need.objects.select_related("actor"), rules.may_keep, request.who, code=code)
    guest = find_or_404(Actor.objects.all(), rules.may_keep, request.who, slug=slug)
    if need.actor is None:
        raise Unusable(_("This need belongs to no organization yet. Please write down first for which one it is."))
    return _draft(request, need, need.actor, {"host": need.actor, "need": need, "guest": guest})


def _draft(request: Asked, thing: Offer | Need, host: Actor, given: dict[str, Any]) -> HttpResponse:
    form = DraftForm(request.POST) if request.method == "POST" else DraftForm.of(given.get("need") or thing)
    beyond = None
    if request.method == "POST" and form.is_valid():
        try:
            made = introductions.draft_introduction(by=request.who, channel="web", **given, **form.cleaned_data)
            messages.success(request, _("It is prepared. Look it over once more, then ask both sides."))
            return redirect(made)
        except BeyondCapacity as told:
            beyond = told.beyond
        except (Conflict, Unusable) as told:
            form.add_error(None, str(told.message))
    shown = {"thing": thing, "form": form, "host": host_of(host), "beyond": beyond, **_guest(thing, given)}
    status = 409 if beyond else 422 if form.errors else 200
    return render(request, "matching/draft.html", shown, status=status)


def _guest(thing: Offer | Need, given: dict[str, Any]) -> dict[str, Any]:
    is_offer = isinstance(thing, Offer)
    return {"is_offer": is_offer, "guest": thing.offerer if isinstance(thing, Offer) else given["guest"].name}


@open_to(rules.keeps_desk)
@require_POST
def queue(request: Asked, code: str) -> HttpResponse:
    """Let an offer wait until a host has hands again."""
    offer = _offer(request, code)
    said = _("It waits in turn. The desk shows it again once the host has hands.")
    is_done = attempt(request, lambda: offers.queue_offer(offer=offer, by=request.who, channel="web"), said)
    return redirect("matching:offer_letter" if is_done else "matching:desk_offer", code)
