"""The page of a need."""

from django.http import HttpResponse
from django.shortcuts import render

from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to
from kyodo.matching import rules
from kyodo.matching.models import Need


@open_to(anyone)
def need(request: Asked, code: str) -> HttpResponse:
    """Show a need in the desk's plain words to whoever may see it."""
    found = find_or_404(Need.objects.select_related("actor"), rules.may_see, request.who, code=code)
    return render(request, "matching/need.html", {"need": found, "is_desk": bool(rules.keeps_desk(request.who))})
