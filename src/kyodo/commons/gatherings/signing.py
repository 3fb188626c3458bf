"""Whether people can sign up now, and how many places are left, in words. Half-open: from opening up to the end."""

from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from kyodo.commons.gatherings.models import SignUp
from kyodo.commons.gatherings.states import GatheringState, Method
from kyodo.kernel.clock.words import moment_text

#: From here on people are told that few places are left.
FEW = 3


class Room(StrEnum):
    """How much room is left, as everybody may know."""

    PLENTY = "plenty"
    FEW = "few"
    FULL = "full"
    DRAW = "draw"


def last_end(sign_up: SignUp) -> datetime | None:
    """Return when the last date that stands ends."""
    dates = sign_up.gathering.occurrences.filter(is_cancelled=False).order_by("-ends_at")
    return dates.values_list("ends_at", flat=True).first()


def closed_reason(sign_up: SignUp, at: datetime, *, is_staff: bool = False) -> str:
    """Return why nobody can sign up at a moment, with what to do instead; "" while it is open."""
    gathering = sign_up.gathering
    if gathering.state != GatheringState.PUBLISHED:
        return _("This event does not take place, or is not public yet.")
    ends = last_end(sign_up)
    if ends is None or ends <= at:
        return _("This event is over.")
    if is_staff:
        return ""
    if sign_up.is_paused:
        return _("Sign-up on the web is paused. Please phone us.")
    if sign_up.opens_at and at < sign_up.opens_at:
        return _("Sign-up opens on %(moment)s.") % {"moment": moment_text(sign_up.opens_at)}
    if gathering.apply_until and at >= gathering.apply_until:
        return _("Sign-up is closed. If you would still like to come, please phone us.")
    starts = gathering.occurrences.filter(is_cancelled=False).order_by("starts_at").values_list("starts_at", flat=True)
    if (first := starts.first()) is not None and first <= at:
        return _("The event has begun. If you would still like to come, please ask at the door.")
    return ""


def room_left(sign_up: SignUp, *, has_line: bool) -> Room:
    """Return how much room is left. While somebody waits in line, there is none for newcomers."""
    if sign_up.method == Method.LOTTERY and sign_up.drawn_at is None:
        return Room.DRAW
    if has_line or sign_up.free == 0:
        return Room.FULL
    return Room.FEW if sign_up.free is not None and sign_up.free <= FEW else Room.PLENTY
