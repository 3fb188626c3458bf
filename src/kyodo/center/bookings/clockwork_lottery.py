"""What the clock does for the lottery, so that nobody has to think of it: lists close, late wins come back."""

from django.utils import timezone

from kyodo.center.bookings.actions.draws import close_round, void_unconfirmed
from kyodo.center.bookings.models import Round
from kyodo.center.bookings.states import RoundState
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import SYSTEM


def turn() -> str:
    """Close the lists whose time is over, unless a person must look first; take late wins back. Returns a note."""
    now = timezone.now()
    closed = sum(_close(round_) for round_ in Round.objects.filter(state=RoundState.OPEN, closes_at__lte=now))
    late = Round.objects.filter(state=RoundState.DRAWN, confirm_until__lte=now)
    back = sum(void_unconfirmed(round_=round_, by=SYSTEM, channel="clock") for round_ in late)
    return f"{closed} closed, {back} given back"


def _close(round_: Round) -> bool:
    try:
        close_round(round_=round_, by=SYSTEM, channel="clock")
    except Conflict:
        return False
    return True
