"""What is forgotten of bookings, registrations and waiting lists, and when."""

from datetime import datetime

from django.db import transaction

from kyodo.center.bookings.actions.forgetting import forget_booking, forget_party
from kyodo.center.bookings.models import Booking, Party, Wait
from kyodo.center.bookings.states import PartyState, WaitState
from kyodo.kernel.permissions import SYSTEM

AT_ONCE = 500


def forget_bookings(before: datetime) -> int:
    """Forget the words and the person of bookings that ended before a moment; return how many."""
    told = Booking.objects.filter(ends_at__lt=before).exclude(title="", note="", person=None, seat=None)
    found = list(told.order_by("pk")[:AT_ONCE])
    if found:
        forget_booking(bookings=found, by=SYSTEM, channel="retention")
    return len(found)


def forget_parties(before: datetime) -> int:
    """Forget registrations that ended before a moment, with their papers; return how many."""
    over = Party.objects.filter(state__in=(PartyState.ENDED, PartyState.REFUSED), changed_at__lt=before)
    found = list(over.exclude(note="", activity="", contact=None).order_by("pk")[:AT_ONCE])
    for party in found:
        forget_party(party=party, by=SYSTEM, channel="retention")
    return len(found)


@transaction.atomic
def forget_waits(before: datetime) -> int:
    """Delete places on waiting lists that were over before a moment; return how many. The draw stays in the audit."""
    over = Wait.objects.filter(changed_at__lt=before).exclude(state__in=(WaitState.WAITING, WaitState.OFFERED))
    return over.delete()[0]
