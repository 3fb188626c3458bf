"""Confirming a handover by its code or the link on the envelope. No account; titles only; looking changes nothing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kyodo.commons.actors.public import (
    ON_ENVELOPE,
    Handover,
    handover_by_code,
    handover_titles,
    receive_handover,
)
from kyodo.commons.asks import guesses
from kyodo.commons.asks.codes import read_code
from kyodo.commons.asks.forms import HandoverCodeForm
from kyodo.commons.asks.rules import keeps_asks
from kyodo.kernel.errors import Conflict
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.permissions import Asked, anyone, open_to


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
def code_entry(request: Asked) -> HttpResponse:
    """Take the code of an envelope and open its page."""
    form = HandoverCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("asks:handover", form.cleaned_data["code"])
    return render(request, "asks/handover_code.html", {"form": form}, status=422 if form.errors else 200)


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
def handover_page(request: Asked, code: str) -> HttpResponse:
    """Show what is handed over by the code that was typed, and take the confirmation."""
    if guesses.is_too_many(guesses.network_of(request)):
        return render(request, "asks/handover_unknown.html", {"is_too_many": True}, status=429)
    book = handover_by_code(read_code(code))
    if book is None:
        guesses.count(guesses.network_of(request))
        return _unknown(request)
    return _page(request, book)


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
def signed_page(request: Asked, code: str, token: str) -> HttpResponse:
    """Show what is handed over by the link of the envelope, and take the confirmation."""
    book = handover_by_code(code) if ON_ENVELOPE.fits(token, code) else None
    return _page(request, book) if book else _unknown(request)


def _unknown(request: Asked) -> HttpResponse:
    return render(request, "asks/handover_unknown.html", {"form": HandoverCodeForm()}, status=404)


def _channel(request: Asked) -> str:
    """Whoever works at the desk confirms for somebody who phones."""
    return "phone" if keeps_asks(request.who) else "web"


def _page(request: Asked, book: Handover) -> HttpResponse:
    if request.method == "POST":
        try:
            receive_handover(book=book, by=request.who, channel=_channel(request))
            messages.success(request, _("Thank you. It is written down that everything reached you."))
        except Conflict:  # tapped twice, or confirmed by phone before
            messages.info(request, _("It was confirmed already. Thank you."))
        return redirect(request.path)
    titles = book.titles if book.confirmed_at else handover_titles(book)
    return render(request, "asks/handover.html", {"book": book, "titles": titles})
