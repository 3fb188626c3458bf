"""Offers for everybody: the list, an offer's page with its card, and where an offer begins."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to
from kyodo.matching import limits, papers, rules
from kyodo.matching.actions import offers as actions
from kyodo.matching.card import card_lines
from kyodo.matching.directory import OFFERS
from kyodo.matching.models import Offer
from kyodo.matching.queries import needs as needs_queries
from kyodo.matching.queries import offers as queries
from kyodo.matching.queries.addresses import own_address
from kyodo.matching.queries.standing import hosts_named, listed_host, standing_words
from kyodo.matching.views.steps import STEPS


@open_to(anyone)
def offer_list(request: Asked) -> HttpResponse:
    """Show the public offers, narrowed by field, ward, month and kind of actor."""
    found = OFFERS.page(request.GET, request.GET.get("page"))
    lines = [(offer, needs_queries.who_words(offer), dict(_short(offer))) for offer in found.things]
    return render(request, "matching/offer_list.html", {"found": found, "lines": lines})


def _short(offer: Offer) -> list[tuple[str, Any]]:
    return [("hours", offer.host_hours), ("minutes", offer.first_minutes), ("ends", offer.ends_on)]


@open_to(anyone)
def offer_detail(request: Asked, code: str) -> HttpResponse:
    """Show an offer with its burden card."""
    offer = find_or_404(queries.with_parts(Offer.objects.all()), rules.may_see, request.who, code=code)
    context = {
        "offer": offer,
        "offered_by": needs_queries.who_words(offer),
        "card": card_lines(offer),
        "places": [str(ward) for ward in offer.wards.all()],
        "fields": [str(field) for field in offer.fields.all()],
        "trail": needs_queries.trail_of(request.who, offer),
    }
    return render(request, "matching/offer.html", context)


@open_to(anyone)
def offer_paper(request: Asked, code: str) -> HttpResponse:
    """Give the burden card as a sheet of A4, to whoever may see the offer."""
    offer = find_or_404(queries.with_parts(Offer.objects.all()), rules.may_see, request.who, code=code)
    is_named = rules.is_own(request.who, offer) or bool(rules.keeps_desk(request.who))
    return papers.card_file(offer, is_named=is_named)


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def offer_new(request: Asked) -> HttpResponse:
    """Ask whom somebody would like to help, say how that association stands, and begin the offer."""
    host = listed_host(request.GET.get("host", ""))
    need = needs_queries.looked_for(request.GET.get("need", ""))
    if request.method == "POST":
        limits.count(request)
        offer = actions.begin_offer(to=host, need=need, by=request.who, channel="web")
        return redirect(f"{own_address(offer)}card/")
    sought = request.GET.get("q", "")[:100].replace("\x00", "")
    hosts = [(actor, how.room.value, standing_words(how)) for actor, how in hosts_named(sought)]
    context = {"need": need, "host": queries.standing_of(host) if host else None, "sought": sought, "hosts": hosts}
    return render(request, "matching/offer_new.html", {**context, "steps": STEPS, "query": request.GET.urlencode()})
