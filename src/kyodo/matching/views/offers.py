"""The page of an offer."""

from django.http import HttpResponse
from django.shortcuts import render

from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to
from kyodo.matching import rules
from kyodo.matching.models import Offer


@open_to(anyone)
def offer(request: Asked, code: str) -> HttpResponse:
    """Show an offer with its burden card to whoever may see it."""
    found = find_or_404(Offer.objects.select_related("actor"), rules.may_see, request.who, code=code)
    return render(request, "matching/offer.html", {"offer": found, "is_desk": bool(rules.keeps_desk(request.who))})
