"""What the desk prints and brings to those whom no mail reaches."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kyodo.commons.actors import rules
from kyodo.commons.actors.models import PaperDue
from kyodo.commons.actors.telling import mark_printed, papers_due
from kyodo.kernel.permissions import Asked, find_or_404, open_to


def paper(made: bytes, name: str) -> HttpResponse:
    """Return a PDF that opens in the browser and is kept nowhere."""
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@open_to(rules.keeps_seats)
def paper_list(request: Asked) -> HttpResponse:
    """Show what waits to be printed."""
    return render(request, "actors/papers.html", {"papers": papers_due()})


@open_to(rules.keeps_seats)
@require_POST
def paper_printed(request: Asked, pk: int) -> HttpResponse:
    """Take a printed paper off the list."""
    due = find_or_404(PaperDue.objects.all(), rules.may_keep_seats, request.who, pk=pk)
    mark_printed(paper=due, by=request.who, channel="web")
    messages.success(request, _("Thank you. The paper is off the list."))
    return redirect("actors:papers")
