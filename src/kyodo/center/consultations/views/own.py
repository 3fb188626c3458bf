"""Whoever has a receipt: how it stands, another time, cancelling, the papers. The link is signed; no account."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.consultations import limits, papers
from kyodo.center.consultations.actions import appointments as actions
from kyodo.center.consultations.actions.consultations import withdraw
from kyodo.center.consultations.codes import OWN, read_code
from kyodo.center.consultations.forms.public import ReceiptForm, moment_of
from kyodo.center.consultations.models import Appointment, Consultation
from kyodo.center.consultations.queries.desk import appointments_of
from kyodo.center.consultations.queries.one import by_receipt, fits, own_address, place_words
from kyodo.center.consultations.queries.slots import by_day
from kyodo.center.consultations.queries.times import next_times
from kyodo.center.consultations.states import AT_WORK, AppointmentState
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.permissions import Asked, anyone, open_to

#: So many guesses an hour from one network at a receipt's contact.
GUESSES = 20


def _own(code: str, token: str) -> Consultation:
    """Return the consultation to which a signed link belongs; raises ``Http404``, also once it was erased."""
    found = by_receipt(code) if OWN.fits(token, code) else None
    if found is None or found.key is None:
        raise Http404
    return found


def _appointment(consultation: Consultation) -> Appointment | None:
    """Return the appointment that counts: the next one that is booked, else the last."""
    found = appointments_of(consultation)
    booked = [one for one in found if one.state == AppointmentState.BOOKED]
    return booked[-1] if booked else found[0] if found else None


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
def find(request: Asked) -> HttpResponse:
    """Come back without the link: by the receipt number and the contact that was left."""
    return _found(request, ReceiptForm(request.POST or None))


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
def receipt(request: Asked, code: str) -> HttpResponse:
    """Ask whoever typed the number of a receipt for the contact that was left; the answer tells nothing else."""
    return _found(request, ReceiptForm(request.POST or None, initial={"code": read_code(code)}))


def _found(request: Asked, form: ReceiptForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        limits.count(request, "receipt", GUESSES)
        found = by_receipt(read_code(form.cleaned_data["code"]))
        if found and found.key and fits(found, form.cleaned_data["contact"]):
            return redirect(own_address(found.code))
        form.add_error(None, _("No receipt has this number with this contact. Please look at both again, or phone us."))
    return render(request, "consultations/find.html", {"form": form}, status=422 if form.errors else 200)


@open_to(anyone)
@never_kept
def own(request: Asked, code: str, token: str) -> HttpResponse:
    """Show how it stands: when and where, the number, and what one may do."""
    consultation = _own(code, token)
    return render(request, "consultations/own.html", _page(consultation, token))


def _page(consultation: Consultation, token: str) -> dict[str, Any]:
    appointment = _appointment(consultation)
    is_booked = appointment is not None and appointment.state == AppointmentState.BOOKED
    return {
        "consultation": consultation, "appointment": appointment, "token": token, "is_booked": is_booked,
        "where": place_words(consultation.desk), "link": settings.SITE_URL + own_address(consultation.code),
        "may_withdraw": not is_booked and consultation.state in AT_WORK,
        "sheet": getattr(appointment, "sheet", None) if appointment else None,
    }  # fmt: skip


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
def move(request: Asked, code: str, token: str) -> HttpResponse:
    """Choose another time; the receipt number stays."""
    consultation = _own(code, token)
    appointment, service = _appointment(consultation), consultation.service
    if appointment is None or service is None or appointment.state != AppointmentState.BOOKED:
        raise Http404
    at = moment_of(request.POST.get("at", ""))
    if at is not None and _tried(request, lambda: actions.move_appointment(
        appointment=appointment, starts_at=at, by=request.who, channel="web"
    ), _("The time was changed.")):  # fmt: skip
        return redirect(own_address(code))
    days = by_day(next_times(service, way=appointment.way, slip_on=appointment.slip_on, leave=appointment.pk))
    context = {"consultation": consultation, "appointment": appointment, "days": days[:10], "back": own_address(code)}
    return render(request, "consultations/own_move.html", context)


def _tried(request: Asked, act: Any, said: str) -> bool:
    """Do it and say so, or say why not."""
    try:
        act()
    except (Conflict, Unusable) as refusal:
        messages.error(request, str(refusal.message))
        return False
    messages.success(request, said)
    return True


@open_to(anyone)
@never_kept
@require_POST
def cancel(request: Asked, code: str, token: str) -> HttpResponse:
    """Cancel the appointment, or take back what waits for an answer."""
    consultation = _own(code, token)
    appointment = _appointment(consultation)
    facts: dict[str, Any] = {"by": request.who, "channel": "web"}
    if appointment is not None and appointment.state == AppointmentState.BOOKED:
        _tried(request, lambda: actions.cancel(appointment=appointment, **facts), _("The appointment is cancelled."))
    else:
        _tried(request, lambda: withdraw(consultation=consultation, **facts), _("It is taken back."))
    return redirect(own_address(code))


@open_to(anyone)
@never_kept
@require_POST
def confirm(request: Asked, code: str, token: str) -> HttpResponse:
    """Say that the receipt arrived."""
    appointment = _appointment(_own(code, token))
    if appointment is not None:
        actions.confirm(appointment=appointment, by=request.who, channel="web")
        messages.success(request, _("Thank you. We look forward to seeing you."))
    return redirect(own_address(code))


@open_to(anyone)
@never_kept
def slip(request: Asked, code: str, token: str) -> HttpResponse:
    """Give the slip of the appointment as a sheet of A4."""
    consultation = _own(code, token)
    appointment = _appointment(consultation)
    if appointment is None:
        raise Http404
    return papers.slip_file(consultation, appointment)


@open_to(anyone)
@never_kept
def sheet(request: Asked, code: str, token: str) -> HttpResponse:
    """Give the confirmation sheet, once the desk has issued it."""
    consultation = _own(code, token)
    appointment = _appointment(consultation)
    if appointment is None or getattr(appointment, "sheet", None) is None:
        raise Http404
    return papers.sheet_file(consultation, appointment)
