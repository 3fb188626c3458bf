"""What the desk does with appointments: finds a time for a caller, says how it went, gives the sheet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.consultations import papers, rules
from kyodo.center.consultations.actions import appointments as actions
from kyodo.center.consultations.actions.consultations import read_consultation
from kyodo.center.consultations.actions.sheets import confirm_sheet as issue
from kyodo.center.consultations.forms.desk import TimeForm
from kyodo.center.consultations.forms.public import moment_of
from kyodo.center.consultations.models import Appointment, Consultation, Service
from kyodo.center.consultations.queries.slots import by_day
from kyodo.center.consultations.queries.times import next_times
from kyodo.center.consultations.states import Way
from kyodo.center.consultations.views.one import back
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.permissions import Asked, find_or_404, open_to, require

DAYS_SHOWN = 10
#: Verb → (action, what is said when it is done).
ACTS = {
    "come": (actions.come, gettext_lazy("They came. You look after it from now on.")),
    "miss": (actions.miss, gettext_lazy("Nobody came. It waits for a call.")),
    "correct": (actions.correct, gettext_lazy("It is as it was before.")),
    "cancel": (actions.cancel, gettext_lazy("The appointment is cancelled.")),
}


def _found(request: Asked, pk: int) -> Appointment:
    found = Appointment.objects.select_related("consultation__service", "consultation__desk", "consultation__key")
    return find_or_404(found, rules.may_keep_appointment, request.who, pk=pk)


@open_to(rules.keeps_a_desk)
@never_kept
@require_http_methods(["GET", "POST"])
def book(request: Asked, code: str) -> HttpResponse:
    """Find a time for somebody on the phone and press it; nothing is opened for that."""
    found = Consultation.objects.select_related("desk", "theme", "key")
    consultation = find_or_404(found, rules.may_keep, request.who, code=code)
    form = TimeForm(request.GET or None, consultation)
    first = Service.objects.filter(desk=consultation.desk_id).select_related("desk__facility").first()
    is_read = form.is_bound and form.is_valid()
    service = form.cleaned_data["service"] if is_read else first
    way = form.cleaned_data["way"] if is_read else Way.COUNTER
    slip_on = form.cleaned_data["slip_on"] if is_read else None
    if request.method == "POST" and service and _booked(request, consultation, service, way, slip_on):
        return redirect("consultations:day")
    days = by_day(next_times(service, way=way, slip_on=slip_on))[:DAYS_SHOWN] if service else []
    context = {"consultation": consultation, "form": form, "days": days, "service": service}
    return render(request, "consultations/book.html", context)


def _booked(request: Asked, consultation: Consultation, service: Service, way: str, slip_on: object) -> bool:
    at = moment_of(request.POST.get("at", ""))
    facts: dict[str, object] = {"by": request.who, "channel": "web", "slip_on": slip_on, "way": way}
    try:
        if at is None:
            raise Unusable(_("Please choose a time."))
        if consultation.service_id != service.pk:
            actions.choose_service(consultation=consultation, service=service, by=request.who, channel="web")
        actions.add_appointment(consultation=consultation, service=service, starts_at=at, **facts)  # type: ignore[arg-type]
        messages.success(request, _("The time is booked. The receipt number is %(code)s.") % {"code": consultation})
    except (Conflict, Unusable) as refusal:
        messages.error(request, str(refusal.message))
        return False
    return True


@open_to(rules.keeps_a_desk)
@require_POST
def act(request: Asked, pk: int, verb: str) -> HttpResponse:
    """Say how an appointment went, or cancel it."""
    appointment = _found(request, pk)
    require(rules.MAY, verb, request.who, appointment)
    action, said = ACTS[verb]
    try:
        action(appointment=appointment, by=request.who, channel="web")
        messages.success(request, said)
    except (Conflict, Unusable) as refusal:
        messages.error(request, str(refusal.message))
    return redirect("consultations:day") if "day" in request.POST else back(request, appointment.consultation)


@open_to(rules.keeps_a_desk)
@require_POST
def confirm_sheet(request: Asked, pk: int) -> HttpResponse:
    """Give the confirmation sheet its number."""
    appointment = _found(request, pk)
    try:
        sheet = issue(appointment=appointment, by=request.who, channel="web")
        messages.success(request, _("The confirmation sheet has the number %(number)s.") % {"number": sheet})
    except Unusable as refusal:
        messages.error(request, str(refusal.message))
    return back(request, appointment.consultation)


@open_to(rules.keeps_a_desk)
@never_kept
def sheet(request: Asked, pk: int) -> HttpResponse:
    """Give the confirmation sheet as a file; that is a reading and is written down as one."""
    appointment = _found(request, pk)
    if getattr(appointment, "sheet", None) is None:
        messages.error(request, _("No confirmation sheet was given yet."))
        return back(request, appointment.consultation)
    consultation = appointment.consultation
    read_consultation(consultation=consultation, as_what=rules.OF_DESK, by=request.who, channel="web")
    return papers.sheet_file(consultation, appointment)
