from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.notices import queries
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.notices.rules import may_see_in_development
from kyodo.kernel.permissions import anyone, find_or_404, open_to


@open_to(anyone)
@never_kept
def outbox(request: HttpRequest) -> HttpResponse:
    """List what the house wrote to people, newest first."""
    return render(request, "notices/outbox.html", {"notices": queries.latest()})


@open_to(anyone)
@never_kept
def letter(request: HttpRequest, number: int) -> HttpResponse:
    """Show one notice as its recipient gets it."""
    notice = find_or_404(Notice.objects.all(), may_see_in_development, request.who, pk=number)  # type: ignore[attr-defined]
    return render(request, "notices/letter.html", {"notice": notice})
