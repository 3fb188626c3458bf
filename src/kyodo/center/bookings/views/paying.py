"""Paying online: one page says how it stands and what comes next; the provider's books decide, not the browser."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.bookings import rules
from kyodo.center.bookings.actions.online import begin_online, settle
from kyodo.center.bookings.actions.papers import count_copy
from kyodo.center.bookings.models import Booking
from kyodo.center.bookings.money_papers import paper_pdf
from kyodo.center.bookings.paying import PROVIDERS, Provider, TestProvider, Unreachable, provider_set
from kyodo.center.bookings.queries import online as queries
from kyodo.center.bookings.states import OnlineState
from kyodo.center.bookings.views.steps import bookings
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.permissions import Asked, find_or_404, open_to, signed_in

_SILENT = gettext_lazy("The payment page does not answer just now. Please try again later, or pay at the counter.")
_PAID = gettext_lazy("Your payment was received. Thank you. You can print the receipt below.")


def _provider() -> Provider:
    provider = provider_set()
    if provider is None:
        raise Http404
    return provider


def _booking(request: Asked, code: str) -> Booking:
    return find_or_404(bookings().exclude(party=None), rules.may_see, request.who, code=code)


@open_to(signed_in)
@never_kept
@require_http_methods(["GET", "POST"])
def pay(request: Asked, code: str) -> HttpResponse:
    """Show what is owed and how a payment stands; begin one, go on with it, or take it over once it is made."""
    provider, booking = _provider(), _booking(request, code)
    if request.method == "POST":
        _go_on(request, provider, booking)
        return redirect("bookings:pay", code)
    return render(request, "bookings/pay.html", _page(provider, booking))


def _go_on(request: Asked, provider: Provider, booking: Booking) -> None:
    here = request.build_absolute_uri(request.path)
    try:
        if _settled(request, booking) == OnlineState.PAID:
            messages.success(request, _PAID)
        else:
            begin_online(booking=booking, provider=provider, back_to=here, by=request.who, channel="web")
    except (Conflict, Unusable) as told:
        messages.error(request, str(told.message))
    except Unreachable:
        messages.error(request, _SILENT)


def _settled(request: Asked, booking: Booking) -> str:
    """Follow the provider's books on the payment that is under way; returns how it stands then."""
    payment = queries.under_way(booking)
    provider = PROVIDERS.find(payment.provider) if payment else None
    if payment is None or provider is None:
        return ""
    return settle(payment=payment, provider=provider, by=request.who, channel="web")


def _page(provider: Provider, booking: Booking) -> dict[str, Any]:
    payment = queries.last_payment(booking)
    stands = payment.state if payment else ""
    if payment and stands == OnlineState.BEGUN:
        try:
            stands = queries.standing_of(payment, PROVIDERS.find(payment.provider) or provider).state
        except Unreachable:
            stands = "silent"
    return {
        "booking": booking, "provider": provider, "payment": payment, "stands": stands,
        "owed": queries.payable(booking, provider), "credit": max(-queries.open_sum(booking), 0),
        "receipts": queries.receipts_of(booking),
        "is_taken": bool(payment and payment.state == OnlineState.PAID),
    }  # fmt: skip


@open_to(signed_in)
@require_POST
def receipt_print(request: Asked, code: str, pk: int) -> HttpResponse:
    """Give a receipt to whoever paid; from the second time on it says that it is issued again."""
    booking = _booking(request, code)
    paper = find_or_404(queries.receipts_of(booking), rules.may_see_paper, request.who, pk=pk)
    paper = count_copy(paper=paper, by=request.who, channel="web")
    response = HttpResponse(paper_pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="receipt-{paper.pk}.pdf"'
    return response


@open_to(signed_in)
@never_kept
@require_http_methods(["GET", "POST"])
def test_payment(request: Asked, code: str) -> HttpResponse:
    """Stand for a provider's page: ask how the payment is to end, where the test provider is hung up."""
    provider = PROVIDERS.find(TestProvider.key)
    if not isinstance(provider, TestProvider) or not provider.knows(code):
        raise Http404
    if request.method == "POST":
        state = {"pay": "paid", "fail": "failed"}.get(request.POST.get("end", ""), "open")
        return redirect(provider.answer(code, state))
    return render(request, "bookings/test_payment.html", {"book": provider.book(code), "provider": provider})
