"""Mandates: the desk's list, those of an organization, one to sign, given, taken back, and the monthly account."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kyodo.commons.actors import rules
from kyodo.commons.actors.forms import GiveForm, MandateForm, RevokeForm, ScanForm
from kyodo.commons.actors.mandates import accounts, actions, papers, queries, wording
from kyodo.commons.actors.models import Actor, Mandate
from kyodo.commons.actors.views.papers import paper
from kyodo.kernel.errors import Conflict, Told
from kyodo.kernel.files.queries import files_of
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to, require, signed_in


@open_to(rules.keeps_seats)
def desk_mandates(request: Asked) -> HttpResponse:
    """Show what is to be signed, what ends soon, what holds and what ended lately."""
    return render(request, "actors/mandates/desk.html", {"found": queries.for_desk()})


@open_to(signed_in)
def mandate_list(request: Asked, slug: str) -> HttpResponse:
    """Show the mandates that an organization gave or holds."""
    actor = find_or_404(Actor.objects.all(), rules.may_see_mandates, request.who, slug=slug)
    shown = {"actor": actor, "mandates": queries.of_organization(actor), "keeps": rules.keeps_seats(request.who)}
    return render(request, "actors/mandates/list.html", shown)


@open_to(rules.keeps_seats)
@require_http_methods(["GET", "POST"])
@once
def mandate_new(request: Asked, slug: str) -> HttpResponse:
    """Draw up a mandate to be signed."""
    actor = find_or_404(Actor.objects.all(), rules.may_keep_mandates, request.who, slug=slug)
    form = MandateForm(actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mandate = actions.draw_up(actor=actor, by=request.who, channel="web", **form.keywords())
            messages.success(request, _("The sheet is ready. Print it, and have it signed."))
            return redirect(mandate)
        except Told as told:
            form.add_error(None, str(told.message))
    shown = {"actor": actor, "form": form, "never": wording.NEVER}
    return render(request, "actors/mandates/new.html", shown, status=422 if form.errors else 200)


def _found(request: Asked, slug: str, pk: int) -> Mandate:
    return find_or_404(queries.shown(), rules.may_see_mandate, request.who, pk=pk, actor__slug=slug)


def _is_own(request: Asked, mandate: Mandate) -> bool:
    return rules.holds_a_seat(request.who, mandate.actor)


def _page(request: Asked, mandate: Mandate, **forms: Any) -> HttpResponse:
    """Draw a mandate's page with the forms for what may be done now."""
    may = {verb: bool(rules.MAY[verb](request.who, mandate)) for verb in ("give", "revoke", "see_scan")}
    shown = {
        "mandate": mandate, "actor": mandate.actor, "may": may, "is_own": _is_own(request, mandate),
        "powers": wording.powers_of(mandate), "never": wording.NEVER, "last_day": queries.last_day(mandate),
        "holds": queries.in_force().filter(pk=mandate.pk).exists(), "why": queries.why_ended(mandate),
        "months": accounts.months_of(mandate), "scans": list(files_of(mandate, actions.SCAN)),
        "give": GiveForm(), "scan": ScanForm(), "revoke": RevokeForm(_is_own(request, mandate)), **forms,
    }  # fmt: skip
    return render(request, "actors/mandates/detail.html", shown, status=422 if forms else 200)


@open_to(signed_in)
@require_safe
def mandate_detail(request: Asked, slug: str, pk: int) -> HttpResponse:
    """Show a mandate to both its sides and the staff."""
    return _page(request, _found(request, slug, pk))


@open_to(signed_in)
@require_safe
def mandate_paper(request: Asked, slug: str, pk: int) -> HttpResponse:
    """Give the sheet to sign."""
    mandate = _found(request, slug, pk)
    return paper(papers.to_sign(mandate), f"mandate-{mandate.pk}")


@open_to(rules.keeps_seats)
@require_POST
@once
def mandate_give(request: Asked, slug: str, pk: int) -> HttpResponse:
    """Write down that the sheet came back signed."""
    mandate, form = _found(request, slug, pk), GiveForm(request.POST, request.FILES)
    require(rules.MAY, "give", request.who, mandate)
    if form.is_valid():
        try:
            actions.give(mandate=mandate, by=request.who, channel="web", **form.cleaned_data)
            messages.success(request, _("Written down. The mandate holds from its first day on."))
            return redirect(mandate)
        except Conflict as told:
            form.add_error(None, str(told.message))
    return _page(request, mandate, give=form)


@open_to(rules.keeps_seats)
@require_POST
@once
def mandate_scan(request: Asked, slug: str, pk: int) -> HttpResponse:
    """Add the picture of the signed sheet."""
    mandate, form = _found(request, slug, pk), ScanForm(request.POST, request.FILES)
    require(rules.MAY, "give", request.who, mandate)
    if form.is_valid():
        actions.attach(mandate=mandate, scan=form.cleaned_data["scan"], by=request.who, channel="web")
        messages.success(request, _("The signed sheet was added."))
        return redirect(mandate)
    return _page(request, mandate, scan=form)


@open_to(signed_in)
@require_POST
def mandate_revoke(request: Asked, slug: str, pk: int) -> HttpResponse:
    """Take a mandate back: one button for whoever gave it, and for the desk that is phoned."""
    mandate = _found(request, slug, pk)
    require(rules.MAY, "revoke", request.who, mandate)
    form = RevokeForm(_is_own(request, mandate), request.POST)
    if form.is_valid():
        actions.revoke(mandate=mandate, by=request.who, **form.keywords())
        messages.success(request, _("The mandate was taken back. From now on nobody acts by it."))
        return redirect(mandate)
    return _page(request, mandate, revoke=form)


def _account(request: Asked, slug: str, pk: int, month: str) -> accounts.Account:
    mandate, first = _found(request, slug, pk), accounts.read_month(month)
    if first is None:
        raise Http404
    return accounts.account_of(mandate, first)


@open_to(signed_in)
@require_safe
def mandate_account(request: Asked, slug: str, pk: int, month: str) -> HttpResponse:
    """Show what was done by a mandate in a month."""
    account = _account(request, slug, pk, month)
    shown = {"account": account, "mandate": account.mandate, "actor": account.mandate.actor, "month": month}
    return render(request, "actors/mandates/account.html", shown)


@open_to(signed_in)
@require_safe
def mandate_account_paper(request: Asked, slug: str, pk: int, month: str) -> HttpResponse:
    """Give the account of a month on one page; a month without an act has none."""
    account = _account(request, slug, pk, month)
    if not account.acts:
        raise Http404
    return paper(papers.account(account), f"account-{pk}-{month}")
