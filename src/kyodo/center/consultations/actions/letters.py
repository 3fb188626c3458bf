"""Letters about appointments: when and where, the receipt number and the own link. Never what it is about."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from kyodo.center.consultations.models import Appointment, Consultation
from kyodo.center.consultations.queries.one import own_address, place_words
from kyodo.kernel.audit.record import record
from kyodo.kernel.notices.actions import send
from kyodo.kernel.permissions import Who
from kyodo.kernel.sealed.keys import opened
from kyodo.ui.words import jp_datetime

BOOKED, MOVED, CANCELLED, REMINDER = "booked", "moved", "cancelled", "reminder"
NOTICE, REMINDER_NOTICE = "consultations.appointment", "consultations.reminder"


@transaction.atomic
def send_letter(*, appointment: Appointment, kind: str, by: Who, channel: str, now: datetime | None = None) -> bool:
    """Write to whoever has an appointment, where they left a mail address; returns whether a letter goes out."""
    consultation = Consultation.objects.select_related("key", "desk__facility").get(pk=appointment.consultation_id)
    mail = opened(consultation.key, consultation.mail)
    if not mail:
        return False
    context = {
        "code": consultation.code,
        "when": jp_datetime(appointment.starts_at),
        "how": appointment.get_way_display(),
        "where": place_words(consultation.desk),
        "desk": consultation.desk,
        "url": settings.SITE_URL + own_address(consultation.code),
    }
    notice = send(
        key=f"consultation:{appointment.pk}:{kind}:{appointment.starts_at.isoformat()}",
        kind=REMINDER_NOTICE if kind == REMINDER else NOTICE, recipient=f"consultation:{consultation.pk}", address=mail,
        template=f"consultations/notices/{kind}.txt", about=appointment, context=context,
    )  # fmt: skip
    if notice and kind == REMINDER:
        record(verb="remind", thing=consultation, by=by, channel=channel)
    return notice is not None
