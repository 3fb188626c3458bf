"""Reductions of the fee: granted on any day of the year, from the day that is written down."""

from datetime import date

from django.db import transaction

from kyodo.center.bookings.models import Party, Reduction
from kyodo.commons.people.public import Person
from kyodo.kernel.audit.record import record
from kyodo.kernel.permissions import Who


@transaction.atomic
def grant_reduction(
    *, party: Party, percent: int, since: date, reason: str, by: Who, channel: str, until: date | None = None
) -> Reduction:
    """Let a party pay less for days of use from ``since`` on."""
    person = Person.objects.filter(pk=by.pk).first() if by.pk else None
    granted = Reduction.objects.create(
        party=party, percent=percent, since=since, until=until, reason=reason, granted_by=person
    )
    record(verb="grant_reduction", thing=granted, by=by, channel=channel, facts={"percent": percent})
    return granted
