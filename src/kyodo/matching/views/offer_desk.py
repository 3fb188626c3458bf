"""What the desk does with one offer: shows it, lets it wait, closes it kindly, undoes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kyodo.kernel.permissions import Asked, find_or_404, open_to, require
from kyodo.matching import rules
from kyodo.matching.actions import offers as actions
from kyodo.matching.card import card_lines
from kyodo.matching.forms.needs import CloseForm
from kyodo.matching.models import Offer
from kyodo.matching.queries import offers as queries
from kyodo.matching.queries.contacts import contacts_of, passes_contact
from kyodo.matching.queries.needs import trail_of, undone_until
from kyodo.matching.views.attempts import attempt
from kyodo.matching.views.desk import desk_parts


@open_to(rules.keeps_desk)
def offer_desk(request: Asked, code: str) -> HttpResponse:
    """Show all that the desk knows of an offer."""
    offer = find_or_404(
        queries.with_parts(Offer.objects.select_related("keeper")), rules.may_keep, request.who, code=code
    )
    return render(request, "matching/offer_desk.html", _page(request, offer))


def _page(request: Asked, offer: Offer) -> dict[str, Any]:
    return {
        "offer": offer,
        "card": card_lines(offer),
        "host": queries.host_of(offer),
        "contacts": contacts_of(offer),
        "passes_contact": passes_contact(offer),
        "moves": queries.moves_of(request.who, offer),
        "undone_until": undone_until(offer),
        "last_day": queries.last_day(offer),
        "close_form": CloseForm(),
        "trail": trail_of(request.who, offer),
        **desk_parts(offer),
    }


#: Verb → (action, what is said when it is done).
ACTS = {
    "take_up": (actions.take_up_offer, gettext_lazy("We look for a host from now on.")),
    "show": (actions.show_offer, gettext_lazy("Everybody can see it now.")),
    "look_again": (actions.look_again_for_host, gettext_lazy("We look for a host again.")),
    "hide": (actions.hide_offer, gettext_lazy("Nobody but the desk sees it now.")),
    "reopen": (actions.reopen_offer, gettext_lazy("It is taken up again.")),
    "undo": (actions.undo_close_offer, gettext_lazy("The closing is undone.")),
}


@open_to(rules.keeps_desk)
@require_POST
def offer_act(request: Asked, code: str, verb: str) -> HttpResponse:
    """Look for a host, show, hide, take up again or undo the closing."""
    offer = find_or_404(Offer.objects.all(), rules.may_keep, request.who, code=code)
    require(rules.MAY, "reopen" if verb == "undo" else verb, request.who, offer)
    act, said = ACTS[verb]
    attempt(request, lambda: act(offer=offer, by=request.who, channel="web"), said)
    return redirect("matching:desk_offer", offer.code)


@open_to(rules.keeps_desk)
@require_POST
def offer_close(request: Asked, code: str) -> HttpResponse:
    """Close an offer kindly, with its reason."""
    offer = find_or_404(Offer.objects.all(), rules.may_keep, request.who, code=code)
    form = CloseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose a reason."))
        return redirect("matching:desk_offer", offer.code)
    facts: dict[str, Any] = {"reason": form.cleaned_data["reason"], "by": request.who, "channel": "web"}
    said = _("It is closed. You can undo this for ten minutes, below.")
    attempt(request, lambda: actions.close_offer(offer=offer, **facts), said)
    return redirect("matching:desk_offer", offer.code)
