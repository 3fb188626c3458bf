"""The fee table at the counter."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.bookings import rules
from kyodo.center.bookings.actions.fees import drop_fee, write_fee
from kyodo.center.bookings.forms.money import FeeLineForm
from kyodo.center.bookings.models import Fee
from kyodo.center.bookings.queries.money import fees_by_room, reductions_shown
from kyodo.kernel.clock.now import today
from kyodo.kernel.errors import Conflict
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to


@open_to(rules.keeps_rooms)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def fee_table(request: Asked) -> HttpResponse:
    """Show the fee table, and write a line of it."""
    form = FeeLineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            write_fee(by=request.who, channel="counter", **form.line())
            messages.success(request, _("The fee is written down."))
            return redirect("bookings:fee_table")
        except Conflict as told:
            form.add_error(None, str(told.message))
    return render(request, "bookings/fee_table.html", _table(form), status=422 if form.errors else 200)


def _table(form: FeeLineForm) -> dict[str, Any]:
    return {"form": form, "rooms": fees_by_room(Fee.objects.all()), "reductions": reductions_shown(), "today": today()}


@open_to(rules.keeps_rooms)
@require_POST
def fee_down(request: Asked, pk: int) -> HttpResponse:
    """Take a line away that is not in force yet."""
    fee = find_or_404(Fee.objects.select_related("resource"), rules.may_keep, request.who, pk=pk)
    try:
        drop_fee(fee=fee, by=request.who, channel="counter")
        messages.success(request, _("The fee was taken away."))
    except Conflict as told:
        messages.error(request, str(told.message))
    return redirect("bookings:fee_table")
