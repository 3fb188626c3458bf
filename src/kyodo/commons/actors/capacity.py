"""How much an association can take on (受け入れ余力): what it told, and what that means on a day."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.models import Actor, Capacity, Field
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import Who
from kyodo.kernel.registry import Wall


class Room(models.TextChoices):
    """Whether an association has hands for one thing more."""

    FREE = "free", pgettext_lazy("capacity", "can be asked")
    BUSY = "busy", pgettext_lazy("capacity", "busy this month")
    FULL = "full", pgettext_lazy("capacity", "has as much as it can carry")
    NOT_NOW = "not_now", pgettext_lazy("capacity", "asks to be left in peace for now")
    UNKNOWN = "unknown", pgettext_lazy("capacity", "not asked yet")


@dataclass(frozen=True)
class Standing:
    """How an association stands on a day: ``free_from`` is the first day of the next month in which it can begin."""

    room: Room
    open_now: int
    most_open: int
    hours_a_month: int | None
    free_from: date | None


def standing(capacity: Capacity | None, open_now: int, on: date) -> Standing:
    """Return how an association stands on a day with so many joint works under way. Pure.

    Who was never asked is ``UNKNOWN`` until one joint work is open, then ``FULL``: the first answer
    costs less than a second burden.
    """
    most = capacity.most_open if capacity else 1
    hours = capacity.hours_a_month if capacity else None
    busy = set(capacity.busy_months) if capacity else set()
    not_before = capacity.not_before if capacity else None
    free_from = _first_free(max(on, not_before) if not_before else on, busy)
    if not_before and on < not_before:
        room = Room.NOT_NOW
    elif open_now >= most:
        room = Room.FULL
    elif on.month in busy:
        room = Room.BUSY
    else:
        room = Room.FREE if capacity else Room.UNKNOWN
    return Standing(room, open_now, most, hours, free_from)


def _first_free(on: date, busy: set[int]) -> date | None:
    if on.month not in busy:
        return on
    for ahead in range(1, 12):
        years, month = divmod(on.month - 1 + ahead, 12)
        if month + 1 not in busy:
            return date(on.year + years, month + 1, 1)
    return None


@dataclass(frozen=True)
class OpenWorks:
    """What keeps associations busy: ``count`` gives how many are open, by id of the association, in one query.

    It gets the ids of some associations, or None for all.
    """

    key: str
    count: Callable[[Sequence[int] | None], Mapping[int, int]]


OPEN_WORKS: Wall[OpenWorks] = Wall("open works", lambda item: item.key)


def open_works(actor_ids: Sequence[int] | None = None) -> Counter[int]:
    """Return how many joint works associations (default: all) carry today, by id; one query for each room that
    counts some. Whoever carries none counts as 0."""
    found: Counter[int] = Counter()
    for item in OPEN_WORKS:
        found.update(item.count(actor_ids))
    return found


def busy_months(actor_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return the busy months of associations that told some, by id; one query."""
    found = Capacity.objects.filter(actor__in=list(actor_ids)).values_list("actor", "busy_months")
    return {actor: frozenset(months) for actor, months in found if months}


def capacity_of(actor: Actor) -> Capacity | None:
    """Return what an association told last; None where it was never asked. Two queries."""
    return Capacity.objects.filter(actor=actor).prefetch_related("themes").first()


@transaction.atomic
def tell_capacity(
    *,
    actor: Actor,
    by: Who,
    channel: str,
    hours_a_month: int | None = None,
    busy_months: Sequence[int] = (),
    most_open: int = 1,
    not_before: date | None = None,
    themes: Iterable[Field] = (),
) -> Capacity:
    """Write down how much an association can take on; the last word counts. Raises ``Unusable`` for a month that
    does not exist."""
    months = sorted(set(busy_months))
    if any(not 1 <= month <= 12 for month in months):
        raise Unusable(_("Please write months as numbers from 1 to 12."))
    told = {
        "hours_a_month": hours_a_month, "busy_months": months, "most_open": most_open, "not_before": not_before,
        "told_on": timezone.localdate(), "channel": channel,
    }  # fmt: skip
    capacity, _made = Capacity.objects.update_or_create(actor=actor, defaults=told)
    capacity.themes.set(themes)
    record(verb="tell_capacity", thing=actor, by=by, channel=channel, facts={"most_open": most_open})
    return capacity
