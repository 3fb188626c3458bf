"""Forgetting: the times of a booking stay for the figures, who and what for go."""

from collections.abc import Sequence

from django.db import transaction

from kyodo.center.bookings.actions.users import PAPERS
from kyodo.center.bookings.models import Booking, Party
from kyodo.center.bookings.states import PartyKind
from kyodo.kernel.audit.record import record, record_many
from kyodo.kernel.files.actions import remove
from kyodo.kernel.files.queries import files_of
from kyodo.kernel.permissions import Who


@transaction.atomic
def forget_booking(*, bookings: Sequence[Booking], by: Who, channel: str) -> None:
    """Forget what people wrote with bookings, and who booked for the party."""
    Booking.objects.filter(pk__in=[booking.pk for booking in bookings]).update(
        title="", note="", person=None, seat=None, cancelled_reason="", exception_reason=""
    )
    record_many(verb="forget", things=bookings, by=by, channel=channel)


@transaction.atomic
def forget_party(*, party: Party, by: Who, channel: str) -> None:
    """Forget a registration's words, contact and papers; an organization keeps its public name."""
    for paper in files_of(party, PAPERS):
        remove(paper, by=by, channel=channel)
    party.people.all().delete()
    name = party.name if party.kind == PartyKind.ORGANIZATION else party.code
    Party.objects.filter(pk=party.pk).update(
        name=name, name_reading="", name_key="", activity="", note="", reason="", contact=None
    )
    record(verb="forget", thing=party, by=by, channel=channel)
