"""The calendar of times, weekly hours, absences, and who consults where."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.consultations import rules
from kyodo.center.consultations.actions import people as actions
from kyodo.center.consultations.forms.desk import AppointForm, HoursForm
from kyodo.center.consultations.models import Consultant, Service, WeeklyHours
from kyodo.center.consultations.queries import desk as queries
from kyodo.center.consultations.views.desk import day_asked
from kyodo.kernel.clock.now import today
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to, require

WEEK = timedelta(days=7)


@open_to(rules.keeps_a_desk)
@never_kept
def calendar(request: Asked) -> HttpResponse:
    """Show the week of a desk: each consultant's times, free or taken."""
    desks = queries.desks_of(request.who)
    desk = next((one for one in desks if one.slug == request.GET.get("desk")), desks[0])
    on = day_asked(request, "week")
    monday = on - timedelta(days=on.weekday())
    service = Service.objects.filter(desk=desk).first()
    rows = queries.week_of(desk, monday, service.minutes if service else 60)
    forms = [(row, HoursForm(auto_id=f"hours_{row.consultant.pk}_%s")) for row in rows]
    context = {
        "desks": desks, "desk": desk, "rows": forms, "monday": monday, "before": monday - WEEK, "after": monday + WEEK,
        "today": today(),
    }  # fmt: skip
    return render(request, "consultations/slots.html", context)


def _back(request: Asked, consultant: Consultant) -> HttpResponse:
    week = request.POST.get("week", "")[:10]
    return redirect(f"{reverse('consultations:slots')}?desk={consultant.desk.slug}&week={week}")


@open_to(rules.keeps_a_desk)
@require_POST
@once
def add(request: Asked, pk: int) -> HttpResponse:
    """Offer a stretch of each week."""
    found = Consultant.objects.select_related("desk")
    consultant = find_or_404(found, rules.may_keep_hours, request.who, pk=pk)
    form = HoursForm(request.POST)
    try:
        if not form.is_valid():
            raise Unusable(_("Please write the hours as 10:00 and 12:00, and choose how you talk."))
        actions.add_hours(consultant=consultant, by=request.who, channel="web", **form.keywords())
        messages.success(request, _("These hours can be booked from now on."))
    except Unusable as refusal:
        messages.error(request, str(refusal.message))
    return _back(request, consultant)


@open_to(rules.keeps_a_desk)
@require_POST
def end(request: Asked, pk: int) -> HttpResponse:
    """Offer a stretch no longer, from today on."""
    found = WeeklyHours.objects.select_related("consultant__desk")
    hours = find_or_404(found, lambda who, one: rules.may_keep_hours(who, one.consultant), request.who, pk=pk)
    actions.end_hours(hours=hours, until=today(), by=request.who, channel="web")
    messages.success(request, _("These hours are not offered any more. Appointments made already stay."))
    return _back(request, hours.consultant)


@open_to(rules.keeps_a_desk)
@require_POST
def away(request: Asked, pk: int) -> HttpResponse:
    """Say that a consultant is away on a day, or there after all."""
    found = Consultant.objects.select_related("desk")
    consultant = find_or_404(found, rules.may_keep_hours, request.who, pk=pk)
    on = day_asked(request, "on")
    act = actions.be_there if request.POST.get("is") == "there" else actions.be_away
    act(consultant=consultant, on=on, by=request.who, channel="web")
    messages.success(request, _("The calendar is changed. Appointments made already stay."))
    return _back(request, consultant)


@open_to(rules.appoints)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def consultants(request: Asked) -> HttpResponse:
    """Show who consults where and appoint somebody; whoever appoints reads no consultation."""
    form = AppointForm(request.POST or None, request.who.pk)
    if request.method == "POST" and form.is_valid():
        require(rules.MAY, "appoint", request.who, form.cleaned_data["person"])
        try:
            actions.appoint(by=request.who, channel="web", **form.cleaned_data)
            messages.success(request, _("They consult at this desk from now on."))
            return redirect("consultations:consultants")
        except (Conflict, Unusable) as refusal:
            form.add_error(None, str(refusal.message))
    context = {"form": form, "desks": queries.all_desks(), "own": request.who.pk}
    return render(request, "consultations/consultants.html", context, status=422 if form.errors else 200)


@open_to(rules.appoints)
@require_POST
def end_term(request: Asked, pk: int) -> HttpResponse:
    """End somebody's term at a desk now."""
    found = Consultant.objects.select_related("person")
    consultant = find_or_404(found, lambda who, one: rules.may_appoint(who, one.person), request.who, pk=pk)
    try:
        actions.end_term(consultant=consultant, by=request.who, channel="web")
        messages.success(request, _("The term is over."))
    except Conflict as refusal:
        messages.error(request, str(refusal.message))
    return redirect("consultations:consultants")
