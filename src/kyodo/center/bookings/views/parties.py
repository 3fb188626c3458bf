"""Registrations at the counter: what came in, one with its papers, the answer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kyodo.center.bookings import rules
from kyodo.center.bookings.actions.users import PAPERS, decide
from kyodo.center.bookings.forms.desk import DecideForm
from kyodo.center.bookings.models import Party
from kyodo.center.bookings.queries import bookings as queries
from kyodo.center.bookings.states import PARTY, PartyState
from kyodo.kernel.files.queries import files_of
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.permissions import Asked, find_or_404, open_to, require

ROWS_SHOWN = 30


@open_to(rules.keeps_rooms)
@never_kept
def party_list(request: Asked) -> HttpResponse:
    """Show registrations: those that wait for an answer first, or those that are looked for."""
    sought = request.GET.get("q", "")[:100].replace("\x00", "")
    found = queries.parties_found(sought)
    page = Paginator(found, ROWS_SHOWN).get_page(request.GET.get("page"))
    return render(request, "bookings/parties.html", {"page": page, "sought": sought})


@open_to(rules.keeps_rooms)
@never_kept
@require_http_methods(["GET", "POST"])
def party(request: Asked, code: str) -> HttpResponse:
    """Show a registration with its papers and bookings, and answer it."""
    found = find_or_404(queries.parties(), rules.may_see_party, request.who, code=code)
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        require(rules.MAY, form.cleaned_data["verb"], request.who, found)
        decide(party=found, by=request.who, channel="counter", **form.cleaned_data)
        messages.success(request, _("The answer is written down."))
        return redirect("bookings:party", code=code)
    return render(request, "bookings/party.html", _page(found, form), status=422 if form.errors else 200)


def _page(found: Party, form: DecideForm) -> dict[str, object]:
    return {
        "party": found, "form": form, "papers": list(files_of(found, PAPERS)),
        "members": queries.members_of(found),
        "bookings": list(queries.with_parts(found.bookings.all()).order_by("-starts_at")[:20]),
        "moves": PARTY.from_state(found.state), "is_new": found.state == PartyState.RECEIVED,
        "contacts": list(found.contact.contact_points.all()) if found.contact else [],
    }  # fmt: skip
