"""LINE at the desk: how many messages are left this month, and connecting somebody who is on the phone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.commons.asks import queries, rules
from kyodo.commons.asks.forms import QuotaForm
from kyodo.commons.asks.models import Ask
from kyodo.commons.people.actions import offer_connecting
from kyodo.kernel.clock.words import month_text
from kyodo.kernel.notices import line, quota
from kyodo.kernel.permissions import Asked, find_or_404, open_to, require


@open_to(rules.keeps_asks)
@require_http_methods(["GET", "POST"])
def line_desk(request: Asked) -> HttpResponse:
    """Show how many messages went out by LINE; the city's staff sets how many may."""
    if not line.is_on():
        raise Http404
    form = QuotaForm(request.POST or None, initial={"most": quota.most_of(line.PUSH)})
    if request.method == "POST" and form.is_valid():
        require(rules.MAY, "set_quota", request.who, None)
        quota.set_quota(of=line.PUSH, most=form.cleaned_data["most"], by=request.who, channel="web")
        messages.success(request, _("The number of messages was saved."))
        return redirect("asks:line")
    shown = {**_standing(), "form": form if rules.may_set_quota(request.who) else None}
    return render(request, "asks/line.html", shown, status=422 if form.errors else 200)


def _standing() -> dict[str, Any]:
    months = [(month_text(first), count) for first, count in quota.past(line.PUSH)]
    return {"line": quota.standing(line.PUSH), "months": months, "people": queries.connected_people()}


@open_to(rules.keeps_asks)
@require_POST
def connect(request: Asked, pk: int) -> HttpResponse:
    """Give a code to tell whoever answers a question, who then sends it by LINE."""
    ask = find_or_404(Ask.objects.select_related("seat__actor", "person"), rules.may_keep, request.who, pk=pk)
    person = queries.accountable([ask])[ask.pk].person
    if person is None or not line.is_on():
        raise Http404
    code = offer_connecting(person=person, by=request.who, channel="web")
    said = {"code": f"{code.code[:4]} {code.code[4:]}", "account": line.account()}
    told = _("Please say on the phone: add %(account)s as a friend in LINE and send it “%(code)s” within 30 minutes.")
    messages.success(request, told % said)
    return redirect(ask)
