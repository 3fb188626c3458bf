"""Money at the counter: what is owed, the ledger of a booking, invoices and receipts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kyodo.center.bookings import rules
from kyodo.center.bookings.actions import money as actions
from kyodo.center.bookings.actions.papers import count_copy, write_invoice
from kyodo.center.bookings.actions.reductions import grant_reduction
from kyodo.center.bookings.forms.money import FeeForm, MoveForm, ReductionForm, ReverseForm
from kyodo.center.bookings.models import Booking, Paper, Posting
from kyodo.center.bookings.money_papers import paper_pdf
from kyodo.center.bookings.queries import money as queries
from kyodo.center.bookings.states import Method
from kyodo.kernel.errors import Conflict, Refused, Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to
from kyodo.kernel.text.letters import read_code


@open_to(rules.keeps_rooms)
@never_kept
def money_list(request: Asked) -> HttpResponse:
    """Show where something is owed and what is not charged yet, and lead from a booking's number to its ledger."""
    sought = request.GET.get("q", "")[:40]
    found = Booking.objects.filter(code=read_code(sought)[:6]).first() if sought else None
    if found is not None:
        return redirect("bookings:account", found.code)
    context = {"accounts": queries.open_accounts(), "uncharged": queries.uncharged(), "sought": sought}
    return render(request, "bookings/money_list.html", context)


def _booking(request: Asked, code: str) -> Booking:
    whole = Booking.objects.select_related("resource__facility", "resource__conditions", "party", "moved_from")
    return find_or_404(whole.exclude(party=None), rules.may_keep, request.who, code=code)


@open_to(rules.keeps_rooms)
@never_kept
def account(request: Asked, code: str) -> HttpResponse:
    """Show the ledger of a booking with what can be done."""
    return render(request, "bookings/money_account.html", _context(_booking(request, code)))


def _context(booking: Booking, **more: Any) -> dict[str, Any]:
    owed = queries.balance(booking)
    return {
        "booking": booking, "lines": _lines(booking), "balance": owed, "credit": -owed,
        "due": queries.owed_for(booking), "papers": queries.root_of(booking).papers.order_by("pk"),
        "move": MoveForm(initial={"yen": abs(owed) or None}), "fee": FeeForm(), "reverse": ReverseForm(),
        "reduction": ReductionForm(), "reductions": booking.party.reductions.all() if booking.party else [],
        "common": queries.common_of(booking), "is_sample_fee": queries.has_sample_fees(booking.resource), **more,
    }  # fmt: skip


def _lines(booking: Booking) -> list[tuple[Posting, int | None, int | None]]:
    """Return the lines of the ledger, each with what it charges or what was paid: money that came in is above zero."""
    return [
        (line, line.yen, None) if line.method == Method.NONE else (line, None, -line.yen)
        for line in queries.postings(booking)
    ]


def _charge(booking: Booking, told: dict[str, Any], by: dict[str, Any]) -> None:
    actions.charge(booking=booking, **by)


def _by_hand(booking: Booking, told: dict[str, Any], by: dict[str, Any]) -> None:
    actions.charge_by_hand(booking=booking, yen=told["yen"], note=told["note"], **by)


def _pay(booking: Booking, told: dict[str, Any], by: dict[str, Any]) -> None:
    actions.pay(booking=booking, yen=told["yen"], method=told["method"], note=told["note"], **by)


def _refund(booking: Booking, told: dict[str, Any], by: dict[str, Any]) -> None:
    actions.refund(booking=booking, yen=told["yen"], method=told["method"], note=told["note"], **by)


def _reverse(booking: Booking, told: dict[str, Any], by: dict[str, Any]) -> None:
    line = get_object_or_404(Posting, pk=told["posting"], booking=queries.root_of(booking))
    actions.reverse(posting=line, note=told["note"], **by)


def _invoice(booking: Booking, told: dict[str, Any], by: dict[str, Any]) -> None:
    write_invoice(booking=booking, **by)


def _reduce(booking: Booking, told: dict[str, Any], by: dict[str, Any]) -> None:
    if booking.party is not None:
        grant_reduction(party=booking.party, **{name: told[name] for name in ("percent", "since", "reason")}, **by)


#: Verb → (form or None, name of the form on the page, action, what is said when it is done).
ACTS: dict[str, tuple[Any, str, Any, Any]] = {
    "charge": (None, "", _charge, gettext_lazy("The fee is charged.")),
    "by-hand": (FeeForm, "fee", _by_hand, gettext_lazy("The fee is charged with its reason.")),
    "pay": (MoveForm, "move", _pay, gettext_lazy("The payment is written down. The receipt can be printed.")),
    "refund": (MoveForm, "move", _refund, gettext_lazy("The refund is written down.")),
    "reverse": (ReverseForm, "reverse", _reverse, gettext_lazy("The line was taken back by a line of its own.")),
    "invoice": (None, "", _invoice, gettext_lazy("The invoice is ready to be printed.")),
    "reduce": (ReductionForm, "reduction", _reduce, gettext_lazy("The reduction is kept. Charge again to use it.")),
}


@open_to(rules.keeps_rooms)
@require_POST
@once
def account_act(request: Asked, code: str, verb: str) -> HttpResponse:
    """Add to the ledger of a booking."""
    booking = _booking(request, code)
    if verb not in ACTS:
        raise Http404
    kind, name, act, said = ACTS[verb]
    form = kind(request.POST) if kind else None
    if form is not None and not form.is_valid():
        return render(request, "bookings/money_account.html", _context(booking, **{name: form}), status=422)
    try:
        act(booking, form.cleaned_data if form else {}, {"by": request.who, "channel": "web"})
        messages.success(request, said)
    except (Conflict, Refused, Unusable) as refusal:
        messages.error(request, str(refusal.message))
    return redirect("bookings:account", booking.code)


@open_to(rules.keeps_rooms)
@require_POST
def paper_print(request: Asked, pk: int) -> HttpResponse:
    """Print an invoice or a receipt; from the second time on it says that it is issued again."""
    paper = find_or_404(Paper.objects.select_related("posting__reversed_by"), rules.may_keep, request.who, pk=pk)
    paper = count_copy(paper=paper, by=request.who, channel="web")
    response = HttpResponse(paper_pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{paper.kind}-{paper.pk}.pdf"'
    return response
