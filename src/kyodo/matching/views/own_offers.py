"""The pages of whoever writes an offer, by their own signed link: card, contact, check, how it stands."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.permissions import Asked, anyone, open_to
from kyodo.matching import papers
from kyodo.matching.actions import offers as actions
from kyodo.matching.card import card_lines, missing, missing_fields
from kyodo.matching.codes import OWN
from kyodo.matching.forms.offers import CardForm, WriterForm
from kyodo.matching.models import Offer
from kyodo.matching.queries import offers as queries
from kyodo.matching.queries.addresses import own_address
from kyodo.matching.queries.contacts import contacts_of, passes_contact
from kyodo.matching.queries.standing import listed_host
from kyodo.matching.queries.writers import writer_of
from kyodo.matching.states import OFFER, OfferState
from kyodo.matching.views.steps import STEPS

OwnView = Callable[[Asked, Offer], HttpResponse]


def own(view: OwnView) -> Callable[..., HttpResponse]:
    """Find the offer to which a signed link belongs; any other link does not exist."""

    @wraps(view)
    def found(request: Asked, code: str, token: str) -> HttpResponse:
        offer = queries.with_parts(Offer.objects.filter(code=code)).first() if OWN.fits(token, code) else None
        if offer is None:
            raise Http404
        return view(request, offer)

    return found


def writing(view: OwnView) -> OwnView:
    """Keep a step of writing to drafts; what was sent shows how it stands instead."""

    @wraps(view)
    def step(request: Asked, offer: Offer) -> HttpResponse:
        if offer.state == OfferState.DRAFT:
            return view(request, offer)
        if request.method == "POST":
            messages.error(request, _("This offer was sent already. To change it, please phone us."))
        return redirect(own_address(offer))

    return step


@open_to(anyone)
@never_kept
@own
def offer_own(request: Asked, offer: Offer) -> HttpResponse:
    """Show whoever wrote an offer how it stands."""
    verbs = {step.verb for step in OFFER.from_state(offer.state)}
    context = {
        **_shown(offer),
        "missing": missing(offer),
        "may_withdraw": "withdraw" in verbs,
        "last_day": queries.last_day(offer),
        "state_words": offer.get_state_display(),
    }
    return render(request, "matching/offer_own.html", context)


def _shown(offer: Offer) -> dict[str, Any]:
    here = own_address(offer)
    return {"offer": offer, "own": here, "link": settings.SITE_URL + here, "steps": STEPS, "card": card_lines(offer)}


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
@own
@writing
def offer_card(request: Asked, offer: Offer) -> HttpResponse:
    """Take the burden card; what was typed is kept, whether or not it is whole."""
    goes_on = request.POST.get("go") != "later"
    form = CardForm(request.POST or None, offer, is_whole=goes_on)
    if request.method == "POST":
        is_valid = form.is_valid()
        actions.save_draft(offer=offer, by=request.who, channel="web", **form.keywords())
        if is_valid:
            return redirect(own_address(offer) + ("contact/" if goes_on else ""))
    context = {**_shown(offer), "form": form, "host": queries.host_of(offer)}
    return render(request, "matching/offer_card.html", context, status=422 if form.errors else 200)


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
@own
@writing
def offer_contact(request: Asked, offer: Offer) -> HttpResponse:
    """Take who offers, how to reach them, and what we may do with it."""
    form = WriterForm(request.POST or None, initial=writer_of(request.who, offer))
    if request.method == "POST" and form.is_valid():
        actions.save_writer(offer=offer, by=request.who, channel="web", **form.keywords())
        return redirect(own_address(offer) + ("" if request.POST.get("go") == "later" else "check/"))
    context = {**_shown(offer), "form": form}
    return render(request, "matching/offer_contact.html", context, status=422 if form.errors else 200)


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
@own
@writing
def offer_check(request: Asked, offer: Offer) -> HttpResponse:
    """Show all that was written, with what would make it fit, and send it."""
    if request.method == "POST":
        return _send(request, offer)
    context = {
        **_shown(offer),
        "missing": missing(offer),
        "card_is_whole": not missing_fields(offer),
        "host": queries.host_of(offer),
        "contacts": contacts_of(offer),
        "passes_contact": passes_contact(offer),
    }
    return render(request, "matching/offer_check.html", context)


def _send(request: Asked, offer: Offer) -> HttpResponse:
    """Send an offer: to its host, in turn behind others, or to whoever has hands."""
    facts: dict[str, Any] = {"by": request.who, "channel": "web"}
    host = queries.host_of(offer)
    how = request.POST.get("how", "")
    try:
        if how == "anyone" and host:
            offer = actions.save_draft(offer=offer, to=None, **facts)
        elif how == "wait" and host and not host["is_free"]:
            actions.send_and_wait(offer=offer, free_from=host["free_from"], **facts)
            return redirect(own_address(offer))
        actions.send_offer(offer=offer, **facts)
    except (Conflict, Unusable) as refusal:
        messages.error(request, str(refusal.message))
        return redirect(f"{own_address(offer)}check/")
    return redirect(own_address(offer))


@open_to(anyone)
@require_POST
@own
@writing
def offer_choose(request: Asked, offer: Offer) -> HttpResponse:
    """Choose another association to help."""
    host = listed_host(request.POST.get("host", ""))
    actions.save_draft(offer=offer, to=host, by=request.who, channel="web")
    return redirect(f"{own_address(offer)}check/")


@open_to(anyone)
@require_POST
@own
def offer_withdraw(request: Asked, offer: Offer) -> HttpResponse:
    """Take an offer back."""
    try:
        actions.withdraw_offer(offer=offer, by=request.who, channel="web")
        messages.success(request, _("It is taken back. Nobody sees it any more."))
    except Conflict as conflict:
        messages.error(request, str(conflict.message))
    return redirect(own_address(offer))


@open_to(anyone)
@never_kept
@own
def offer_own_paper(request: Asked, offer: Offer) -> HttpResponse:
    """Give whoever wrote it the burden card as a sheet of A4."""
    return papers.card_file(offer)
