"""Writes at the door: who came, what was paid."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.gatherings.models import Occurrence, Participant, Payment, Presence, Registration
from kyodo.commons.gatherings.states import PaidBy, RegistrationState
from kyodo.commons.people.public import Person
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Who


@transaction.atomic
def check_in(
    *, registration: Registration, occurrence: Occurrence, by: Who, channel: str, numbers: Collection[int] | None = None
) -> int:
    """Write down who of a registration came to a date (default: all); returns how many are new.

    Raises ``Conflict`` unless they have a place, ``Unusable`` for a date of another event.
    """
    if occurrence.gathering_id != registration.sign_up_id:
        raise Unusable(_("This date belongs to another event."))
    held = Registration.objects.select_for_update().get(pk=registration.pk)
    if held.state != RegistrationState.CONFIRMED:
        raise Conflict(_("They have no place. Please look at the list first."))
    coming = Participant.objects.filter(registration=held, is_out=False).exclude(presences__occurrence=occurrence)
    if numbers is not None:
        coming = coming.filter(number__in=numbers)
    now, new = timezone.now(), list(coming)
    rows = [Presence(participant=one, occurrence=occurrence, at=now, channel=channel) for one in new]
    Presence.objects.bulk_create(rows, ignore_conflicts=True)
    if new:
        facts = {"date": occurrence.number, "numbers": [one.number for one in new]}
        record(verb="check_in", thing=held, by=by, channel=channel, facts=facts)
    return len(new)


@transaction.atomic
def undo_check_in(*, participant: Participant, occurrence: Occurrence, by: Who, channel: str) -> None:
    """Take back that somebody came, which was ticked by mistake."""
    gone, _by_kind = Presence.objects.filter(participant=participant, occurrence=occurrence).delete()
    if gone:
        facts = {"date": occurrence.number, "numbers": [participant.number]}
        record(verb="undo_check_in", thing=participant.registration, by=by, channel=channel, facts=facts)


@transaction.atomic
def take_payment(
    *, registration: Registration, amount: int, by: Who, channel: str, paid_by: str = PaidBy.CASH, note: str = ""
) -> Payment:
    """Write down money that was taken, or given back (below zero). Never changed afterward: a mistake is corrected
    by a further line. Raises ``Unusable`` for nothing at all."""
    if amount == 0:
        raise Unusable(_("Please write an amount."))
    facts: dict[str, Any] = {"amount": amount, "paid_by": PaidBy(paid_by), "note": note, "at": timezone.now()}
    taken_by = Person.objects.filter(pk=by.pk).first() if by.pk else None
    payment = Payment.objects.create(registration=registration, taken_by=taken_by, **facts)
    record(verb="take_payment", thing=registration, by=by, channel=channel, facts={"amount": amount})
    return payment
