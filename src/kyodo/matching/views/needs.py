"""Needs for everybody: the list, a need's page, the form, and the page of whoever wrote it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kyodo.kernel.errors import Conflict
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to
from kyodo.matching import limits, linked_data, rules
from kyodo.matching.actions import needs as actions
from kyodo.matching.codes import OWN
from kyodo.matching.directory import NEEDS
from kyodo.matching.forms.needs import NeedForm, WithdrawNeedForm
from kyodo.matching.models import Need
from kyodo.matching.queries import needs as queries
from kyodo.matching.queries.addresses import own_address
from kyodo.matching.states import NEED


@open_to(anyone)
def need_list(request: Asked) -> HttpResponse:
    """Show the public needs, narrowed by field, ward and month."""
    found = NEEDS.page(request.GET, request.GET.get("page"))
    lines = [(need, queries.who_words(need), queries.months_words(need.months)) for need in found.things]
    context = {"found": found, "lines": lines, "keeps": bool(rules.keeps_desk(request.who))}
    return render(request, "matching/need_list.html", context)


@open_to(anyone)
def need_detail(request: Asked, code: str) -> HttpResponse:
    """Show a need in the desk's plain words."""
    need = find_or_404(queries.with_parts(Need.objects.all()), rules.may_see, request.who, code=code)
    return render(request, "matching/need.html", {**need_page(need), "trail": queries.trail_of(request.who, need)})


def need_page(need: Need) -> dict[str, Any]:
    """Return what a need's page shows to whoever may see it."""
    return {
        "need": need,
        "told_by": queries.who_words(need),
        "named": queries.public_name(need),
        "months": queries.months_words(need.months),
        "wards": [str(place) for place in (*need.wards.all(), *need.districts.all())],
        "fields": [str(field) for field in need.fields.all()],
        "data": linked_data.demand(need),
    }


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def need_new(request: Asked) -> HttpResponse:
    """Take a need from anybody."""
    form = NeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        limits.count(request)
        need = actions.write_need(by=request.who, channel="web", **form.keywords())
        return redirect(own_address(need))
    return render(request, "matching/need_new.html", {"form": form}, status=422 if form.errors else 200)


def own_need(code: str, token: str) -> Need:
    """Return the need to which a signed link belongs; raises ``Http404``."""
    need = queries.with_parts(Need.objects.filter(code=code)).first() if OWN.fits(token, code) else None
    if need is None:
        raise Http404
    return need


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
def need_own(request: Asked, code: str, token: str) -> HttpResponse:
    """Show whoever wrote a need how it stands, and let them take it back."""
    need = own_need(code, token)
    form = WithdrawNeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_need(need=need, by=request.who, channel="web", **form.cleaned_data)
            messages.success(request, _("It is taken back. Nobody sees it any more."))
        except Conflict as conflict:
            messages.error(request, str(conflict.message))
        return redirect(request.path)
    may_withdraw = any(step.verb == "close" for step in NEED.from_state(need.state))
    context = {"need": need, "form": form, "may_withdraw": may_withdraw, "link": settings.SITE_URL + own_address(need)}
    return render(request, "matching/need_own.html", context, status=422 if form.errors else 200)
