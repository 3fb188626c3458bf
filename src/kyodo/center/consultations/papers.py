"""Paper: the slip of an appointment, and the confirmation sheet that goes with an application. Both in Japanese."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kyodo.center.consultations.models import Appointment, Consultation
from kyodo.center.consultations.queries.one import own_address, place_words, told
from kyodo.kernel.paper.codes import qr_svg
from kyodo.kernel.paper.press import pdf
from kyodo.ui.words import jp_date, jp_datetime

SLIP, SHEET = "consultations/paper/slip.typ", "consultations/paper/sheet.typ"


def _data(consultation: Consultation, appointment: Appointment) -> dict[str, Any]:
    left, service = told(consultation), consultation.service
    desk = consultation.desk
    return {
        "title": "", "code": consultation.code, "name": left.name, "body": left.body, "words": left.words,
        "contact": "　".join(part for part in (left.phone, left.mail) if part),
        "when": jp_datetime(appointment.starts_at), "day": jp_date(appointment.starts_at),
        "way": appointment.get_way_display(), "where": place_words(desk), "theme": consultation.theme.name,
        "service": service.name if service else "", "slip_on": jp_date(appointment.slip_on),
        "slip_to": str(service.slip_to) if service and service.slip_to else "",
        "desk": {"name": desk.name, "phone": desk.phone}, "is_demo": consultation.is_demo,
    }  # fmt: skip


def slip_file(consultation: Consultation, appointment: Appointment) -> HttpResponse:
    """Return the slip of an appointment: the same as was sent, to keep or to hand in on paper."""
    with override(settings.LANGUAGE_CODE):
        link = settings.SITE_URL + own_address(consultation.code)
        data = {
            **_data(consultation, appointment), "title": _("Slip of a consultation"), "qr": qr_svg(link),
            "qr_alt": _("Code that leads to the page of this appointment"),
        }  # fmt: skip
        return _file(pdf(SLIP, data), f"slip-{consultation.code}")


def sheet_file(consultation: Consultation, appointment: Appointment) -> HttpResponse:
    """Return the confirmation that a consultation took place, with its number and date."""
    with override(settings.LANGUAGE_CODE):
        sheet = appointment.sheet
        data = {
            **_data(consultation, appointment), "title": _("Confirmation of a consultation"), "number": str(sheet),
            "issued": jp_date(sheet.issued_on, "era"),
        }  # fmt: skip
        return _file(pdf(SHEET, data), f"confirmation-{sheet}")


def _file(made: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
