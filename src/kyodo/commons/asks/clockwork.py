"""What comes due by the clock: reminders, and the end of what nobody answered."""

from datetime import datetime

from django.utils import timezone

from kyodo.commons.asks.actions import end, remind
from kyodo.commons.asks.models import Ask
from kyodo.commons.asks.states import AskState
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import SYSTEM

AT_ONCE = 500


def go_on(at: datetime | None = None) -> str:
    """Send the reminders that are due at a moment (default: now) and end what is over; returns how many of each.

    Each ask is a transaction of its own, so a killed worker leaves nothing half done and does
    nothing twice.
    """
    at = at or timezone.now()
    waiting = Ask.objects.filter(state=AskState.OPEN)
    over = list(waiting.filter(answer_by__lte=at).order_by("answer_by", "pk")[:AT_ONCE])
    ended = sum(_end(ask) for ask in over)
    due = list(waiting.filter(next_at__lte=at, answer_by__gt=at).select_related("seat__actor", "person")[:AT_ONCE])
    reminded = sum(remind(ask=ask, at=at, by=SYSTEM, channel="clock") for ask in due)
    return f"{reminded} reminders, {ended} ended"


def _end(ask: Ask) -> bool:
    try:
        end(ask=ask, by=SYSTEM, channel="clock")
    except Conflict:  # answered in this very moment
        return False
    return True
