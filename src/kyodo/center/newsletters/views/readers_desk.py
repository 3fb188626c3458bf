"""Readers at the desk: nobody is listed; one is found by typing the whole address, and the audit knows."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kyodo.center.newsletters.actions import readers as actions
from kyodo.center.newsletters.forms import SearchForm
from kyodo.center.newsletters.models import Subscription
from kyodo.center.newsletters.queries.readers import reader_by_address
from kyodo.center.newsletters.rules import keeps_newsletters
from kyodo.center.newsletters.states import Ended
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.permissions import Asked, open_to

#: What the desk may do with the entry of an address.
VERBS = {"end": Ended.DESK, "bounced": Ended.BOUNCED}


@open_to(keeps_newsletters)
@never_kept
@require_POST
def find_reader(request: Asked) -> HttpResponse:
    """Find the entry of one address."""
    form = SearchForm(request.POST)
    reader = reader_by_address(form.cleaned_data["address"]) if form.is_valid() else None
    if reader:
        actions.note_search(reader=reader, by=request.who, channel="web")
    own = Subscription.objects.filter(reader=reader).select_related("series").order_by("since") if reader else []
    context = {"form": form, "reader": reader, "subscriptions": list(own)}
    return render(request, "newsletters/desk/reader.html", context, status=422 if form.errors else 200)


@open_to(keeps_newsletters)
@require_POST
def act_reader(request: Asked, verb: str) -> HttpResponse:
    """End or erase the entry of an address that was typed whole."""
    form = SearchForm(request.POST)
    reader = reader_by_address(form.cleaned_data["address"]) if form.is_valid() else None
    if reader is None:
        messages.error(request, _("Nothing goes to this address."))
    elif verb == "erase":
        actions.erase_reader(reader=reader, by=request.who, channel="web")
        messages.success(request, _("The address is erased."))
    elif verb in VERBS:
        actions.end_reader(reader=reader, why=VERBS[verb], by=request.who, channel="web")
        messages.success(request, _("Nothing goes to this address any more."))
    return redirect("newsletters:desk")
