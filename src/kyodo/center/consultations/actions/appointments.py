"""Booking, moving, confirming and cancelling an appointment. Every path takes its quarters by the same writer."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.consultations.actions.consultations import begin, withdraw, write_consultation
from kyodo.center.consultations.actions.letters import send_letter
from kyodo.center.consultations.models import Appointment, Consultation, Service, TakenQuarter, Theme
from kyodo.center.consultations.queries.one import has_coming, key_of
from kyodo.center.consultations.queries.slots import Slot, is_in_time, quarters
from kyodo.center.consultations.queries.times import free_times
from kyodo.center.consultations.states import APPOINTMENT, AT_WORK, AppointmentState, ConsultationState
from kyodo.kernel.audit.record import record
from kyodo.kernel.clock.now import day_of, in_tokyo, now, today
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.notices.actions import withdraw as withdraw_notices
from kyodo.kernel.permissions import Who


@transaction.atomic
def book(
    *,
    service: Service,
    theme: Theme,
    way: str,
    starts_at: datetime,
    came: str,
    by: Who,
    channel: str,
    slip_on: date | None = None,
    is_demo: bool = False,
    **texts: str,
) -> Appointment:
    """Book a time for somebody; which consultant has it is found here. ``texts`` as for a consultation.

    Raises ``Conflict`` when the time was taken meanwhile, ``Unusable`` when it comes too soon for the rule of days.
    """
    if not {"phone", "mail"} & {name for name, text in texts.items() if text and text.strip()}:
        raise Unusable(_("Please leave a phone number or a mail address, so that we can reach you."))
    facts: dict[str, Any] = {"theme": theme, "came": came, "is_demo": is_demo, "by": by, "channel": channel, **texts}
    consultation = write_consultation(desk=service.desk, service=service, **facts)
    return add_appointment(
        consultation=consultation, service=service, way=way, starts_at=starts_at, slip_on=slip_on, by=by,
        channel=channel,
    )  # fmt: skip


@transaction.atomic
def add_appointment(
    *,
    consultation: Consultation,
    service: Service,
    way: str,
    starts_at: datetime,
    by: Who,
    channel: str,
    slip_on: date | None = None,
) -> Appointment:
    """Give a consultation a time; raises as :func:`book`, and ``Conflict`` when the consultation is over."""
    key_of(consultation)
    if not Consultation.objects.filter(pk=consultation.pk, state__in=AT_WORK).exists():
        raise Conflict(_("This has already been dealt with. Please open the page again to see how it stands."))
    slip_on = slip_on or today()
    for slot in _open_slots(service, way, starts_at, slip_on):
        made = _take(Appointment(consultation=consultation, way=way, slip_on=slip_on), slot)
        if made:
            facts = {"at": made.starts_at.isoformat(), "way": way}
            record(verb="book", thing=consultation, by=by, channel=channel, facts=facts)
            send_letter(appointment=made, kind="booked", by=by, channel=channel)
            return made
    raise _taken()


def _taken() -> Conflict:
    return Conflict(_("Somebody else has just taken this time. Please choose another one."))


def _open_slots(
    service: Service, way: str, starts_at: datetime, slip_on: date, leave: int | None = None
) -> Iterable[Slot]:
    """Return the slots at a moment, of consultants with the fewest appointments of the day first."""
    local = in_tokyo(starts_at)
    if not is_in_time(slip_on, local.date(), service.days_before):
        raise Unusable(
            _("This consultation needs its slip %(days)s days before. Please choose a later day.")
            % {"days": service.days_before}
        )
    day_after = date.fromordinal(local.date().toordinal() + 1)
    found = free_times(service, local.date(), day_after, after=now(), way=way, leave=leave)
    booked = Appointment.objects.filter(state=AppointmentState.BOOKED, starts_at__date=local.date())
    busy = list(booked.filter(consultant__desk=service.desk_id).values_list("consultant", flat=True))
    here = [slot for slot in found if slot.starts_at == local]
    return sorted(here, key=lambda slot: (busy.count(slot.consultant), slot.consultant))


def _take(appointment: Appointment, slot: Slot) -> Appointment | None:
    """Take the quarters of a slot for an appointment; None where somebody was faster."""
    appointment.consultant_id, appointment.starts_at = slot.consultant, slot.starts_at
    appointment.ends_at = slot.ends_at
    try:
        with transaction.atomic():
            appointment.save()
            TakenQuarter.objects.bulk_create(
                TakenQuarter(consultant_id=slot.consultant, at=at, appointment=appointment)
                for at in quarters(slot.starts_at, slot.ends_at)
            )
    except IntegrityError:
        return None
    return appointment


@transaction.atomic
def move_appointment(
    *, appointment: Appointment, starts_at: datetime, by: Who, channel: str, way: str = ""
) -> Appointment:
    """Change the time; the receipt number and the day of the slip stay.

    Raises ``Conflict`` when the time was taken meanwhile or the appointment is over, ``Unusable`` when it comes too
    soon for the rule of days.
    """
    held = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("consultation__service__desk")
        .get(pk=appointment.pk)
    )
    service = held.consultation.service
    if service is None or held.state != AppointmentState.BOOKED:
        raise Conflict(_("This appointment cannot be changed any more. Please phone us."))
    slip_on = held.slip_on or today()
    for slot in _open_slots(service, way or held.way, starts_at, slip_on, leave=held.pk):
        TakenQuarter.objects.filter(appointment=held).delete()
        moved = _take(held, slot)
        if moved is None:
            continue
        facts = {"at": slot.starts_at.isoformat()}
        moved = APPOINTMENT.move(held, "move", by=by, channel=channel, facts=facts, way=way or held.way)
        withdraw_notices(about=moved)
        send_letter(appointment=moved, kind="moved", by=by, channel=channel)
        return moved
    raise _taken()


@transaction.atomic
def confirm(*, appointment: Appointment, by: Who, channel: str) -> None:
    """Say that whoever booked has read the receipt: the address is theirs. Twice changes nothing."""
    if Appointment.objects.filter(pk=appointment.pk, confirmed_at=None).update(confirmed_at=timezone.now()):
        record(verb="confirm", thing=appointment.consultation, by=by, channel=channel)


@transaction.atomic
def cancel(*, appointment: Appointment, by: Who, channel: str) -> Appointment:
    """Cancel an appointment; the time is free again. A consultation that nobody began is taken back with it.

    Raises ``Conflict`` when it is over or cancelled already.
    """
    cancelled = APPOINTMENT.move(appointment, "cancel", by=by, channel=channel)
    TakenQuarter.objects.filter(appointment=cancelled).delete()
    withdraw_notices(about=cancelled)
    send_letter(appointment=cancelled, kind="cancelled", by=by, channel=channel)
    consultation = Consultation.objects.get(pk=cancelled.consultation_id)
    if consultation.state == ConsultationState.WAITING and not has_coming(consultation):
        withdraw(consultation=consultation, by=by, channel=channel)
    return cancelled


@transaction.atomic
def come(*, appointment: Appointment, by: Who, channel: str) -> Appointment:
    """Say that they came; the consultation is looked after from now on. Raises ``Conflict`` when that was said."""
    if day_of(appointment.starts_at) > today():
        raise Unusable(_("This appointment lies ahead. Please say so on its day."))
    came = APPOINTMENT.move(appointment, "come", by=by, channel=channel)
    consultation = Consultation.objects.get(pk=came.consultation_id)
    if consultation.state == ConsultationState.WAITING:
        begin(consultation=consultation, by=by, channel=channel)
    return came


@transaction.atomic
def miss(*, appointment: Appointment, by: Who, channel: str) -> Appointment:
    """Say that nobody came. Raises ``Unusable`` before the time, ``Conflict`` when it was said already."""
    if appointment.starts_at > timezone.now():
        raise Unusable(_("This appointment lies ahead. Please say so on its day."))
    return APPOINTMENT.move(appointment, "miss", by=by, channel=channel)


@transaction.atomic
def correct(*, appointment: Appointment, by: Who, channel: str) -> Appointment:
    """Take back what was said of an appointment by mistake. Raises ``Conflict`` where nothing was said."""
    return APPOINTMENT.move(appointment, "correct", by=by, channel=channel)


@transaction.atomic
def choose_service(*, consultation: Consultation, service: Service, by: Who, channel: str) -> None:
    """Write down of which service a consultation is; a service for one theme alone brings its theme."""
    theme = {"theme": service.theme} if service.theme else {}
    Consultation.objects.filter(pk=consultation.pk).update(service=service, changed_at=timezone.now(), **theme)
    record(verb="choose_service", thing=consultation, by=by, channel=channel, facts={"service": service.slug})
    consultation.refresh_from_db()
