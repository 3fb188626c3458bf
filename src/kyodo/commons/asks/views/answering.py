"""Answering by a code or a signed link. No account; looking changes nothing, only sending the form does."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kyodo.commons.asks import actions, guesses, queries
from kyodo.commons.asks.codes import LINK, read_code
from kyodo.commons.asks.forms import CodeForm, ReplyForm
from kyodo.commons.asks.models import Ask
from kyodo.commons.asks.states import ReplyChannel
from kyodo.kernel.errors import Conflict
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.permissions import Asked, anyone, open_to


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
def code_entry(request: Asked) -> HttpResponse:
    """Take the code of a slip and open its page."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("asks:answer", form.cleaned_data["code"])
    return render(request, "asks/code.html", {"form": form}, status=422 if form.errors else 200)


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
def answer_page(request: Asked, code: str) -> HttpResponse:
    """Show a question by the code that was typed, and take its answer."""
    if guesses.is_too_many(guesses.network_of(request)):
        return render(request, "asks/unknown.html", {"is_too_many": True}, status=429)
    ask = queries.by_code(read_code(code), timezone.now())
    if ask is None:
        guesses.count(guesses.network_of(request))
        return render(request, "asks/unknown.html", {"form": CodeForm()}, status=404)
    return _page(request, ask)


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
def signed_page(request: Asked, code: str, token: str) -> HttpResponse:
    """Show a question by the signed link of a mail or a QR code, and take its answer."""
    ask = queries.by_code(code, timezone.now()) if LINK.fits(token, code) else None
    if ask is None:
        return render(request, "asks/unknown.html", {"form": CodeForm()}, status=404)
    return _page(request, ask)


def _page(request: Asked, ask: Ask) -> HttpResponse:
    reply = queries.current_reply(ask)
    initial = {"choice": reply.choice_id, "words": reply.words} if reply else None
    form = ReplyForm(ask, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(ask=ask, by=request.who, channel=ReplyChannel.WEB, **form.keywords())
            messages.success(request, _("Thank you. Your answer has arrived."))
            return redirect(request.path)
        except Conflict as conflict:
            form.add_error(None, str(conflict.message))
    correctable = reply.at + queries.CORRECTED_WITHIN if reply else None
    shown = {"ask": ask, "form": form, "reply": reply, "last_day": queries.last_day(ask), "correctable": correctable}
    return render(request, "asks/answer.html", shown, status=422 if form.errors else 200)
