"""What comes due by the clock: did it help, and how much can associations take on this season."""

from datetime import date

from django.db import IntegrityError
from django.utils import timezone

from kyodo.commons.actors.public import Actor
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import SYSTEM
from kyodo.matching.actions.followups import ask_follow_up, plan_follow_ups
from kyodo.matching.actions.seasons import ask_capacity
from kyodo.matching.models import FollowUp
from kyodo.matching.queries.followups import due
from kyodo.matching.queries.seasons import to_ask
from kyodo.matching.seasons import season_of

#: So many follow-ups are asked in one run, and so many associations on one day, so that the calls do not all come
#: at once.
AT_ONCE, A_DAY = 100, 30


def follow_up() -> str:
    """Write down what is to be asked of new joint works, ask what is due today; returns how many were asked.

    Each question is a transaction of its own, so a killed worker asks nothing twice.
    """
    plan_follow_ups(by=SYSTEM, channel="clock")
    asked = sum(_follow_up(one) for one in due(timezone.localdate())[:AT_ONCE])
    return f"{asked} asked"


def _follow_up(one: FollowUp) -> bool:
    try:
        return ask_follow_up(follow_up=one, by=SYSTEM, channel="clock") is not None
    except Conflict:  # another worker was faster
        return False


def ask_season() -> str:
    """Ask those who are to be asked today, a few a day; returns how many. Each is a transaction of its own."""
    today = timezone.localdate()
    asked = sum(_ask(actor, today) for actor in to_ask(today, A_DAY))
    return f"{asked} asked"


def _ask(actor: Actor, today: date) -> bool:
    try:
        return ask_capacity(actor=actor, season=season_of(today), by=SYSTEM, channel="clock") is not None
    except IntegrityError:  # another worker was faster: the database knows one a season
        return False
