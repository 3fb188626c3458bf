"""What comes due by the clock: reminders of tomorrow's appointments, and forgetting."""

from datetime import datetime, timedelta

from kyodo.center.consultations.actions.consultations import erase
from kyodo.center.consultations.actions.letters import REMINDER, send_letter
from kyodo.center.consultations.models import Appointment, Consultation
from kyodo.center.consultations.states import AppointmentState, ConsultationState
from kyodo.kernel.clock.now import moment, today
from kyodo.kernel.permissions import SYSTEM


def remind() -> str:
    """Write to whoever has an appointment tomorrow and left a mail address; returns to how many, in words."""
    tomorrow = today() + timedelta(days=1)
    coming = Appointment.objects.filter(
        state=AppointmentState.BOOKED,
        starts_at__gte=moment(tomorrow),
        starts_at__lt=moment(tomorrow + timedelta(days=1)),
    )
    sent = [send_letter(appointment=one, kind=REMINDER, by=SYSTEM, channel="worker") for one in coming.order_by("pk")]
    return f"{sum(sent)} reminders"


def forget_closed(before: datetime) -> int:
    """Erase what was told in consultations that were closed before a moment; returns how many."""
    return _erase(ConsultationState.CLOSED, before)


def forget_withdrawn(before: datetime) -> int:
    """Erase what was told in consultations that were taken back before a moment; returns how many."""
    return _erase(ConsultationState.WITHDRAWN, before)


def _erase(state: str, before: datetime) -> int:
    over = list(Consultation.objects.filter(state=state, closed_at__lt=before).order_by("pk"))
    for one in over:
        erase(consultation=one, by=SYSTEM, channel="retention")
    return len(over)
