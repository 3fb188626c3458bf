"""Monthly quotas of channels that cost: counted by the database, one step at a time.

A notice is counted once, before its first attempt, however often it is tried; what the other
side refused is given back. The month is Tokyo's.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from kyodo.kernel.audit.record import record
from kyodo.kernel.clock.now import now
from kyodo.kernel.notices.models import Notice, Quota, Used
from kyodo.kernel.permissions import Who

#: What holds for a channel whose quota nobody set; LINE gives two hundred a month for nothing.
UNLESS_SET = {"line": 200}


@dataclass(frozen=True)
class Standing:
    """How many messages of a month went out, of how many."""

    used: int
    most: int

    @property
    def is_spent(self) -> bool:
        return self.used >= self.most


def this_month() -> str:
    """Return the month in which messages are counted now, such as 2027-01."""
    return f"{now():%Y-%m}"


def most_of(channel: str) -> int:
    """Return how many messages a month may go out by a channel; one query."""
    found = Quota.objects.filter(pk=channel).first()
    return found.most if found else UNLESS_SET.get(channel, 0)


def standing(channel: str, month: str = "") -> Standing:
    """Return how a channel stands in a month (default: this one); two queries."""
    used = Used.objects.filter(channel=channel, month=month or this_month()).first()
    return Standing(used.count if used else 0, most_of(channel))


def past(channel: str) -> list[tuple[date, int]]:
    """Return the first day of each of the last twelve months in which something went out, and how much; one query."""
    found = Used.objects.filter(channel=channel).order_by("-month").values_list("month", "count")[:12]
    return [(date.fromisoformat(f"{month}-01"), count) for month, count in found]


@transaction.atomic
def take(notice: Notice) -> bool:
    """Count a notice against its channel's quota, once; returns whether it may go out."""
    month = this_month()
    if not Notice.objects.filter(pk=notice.pk, counted_in="").update(counted_in=month):
        return True  # counted before an earlier attempt
    Used.objects.bulk_create([Used(channel=notice.channel, month=month)], ignore_conflicts=True)
    left = Used.objects.filter(channel=notice.channel, month=month, count__lt=most_of(notice.channel))
    if left.update(count=F("count") + 1):
        return True
    Notice.objects.filter(pk=notice.pk).update(counted_in="")
    return False


@transaction.atomic
def give_back(notice: Notice) -> None:
    """Count a notice no longer: the other side said that it did not take it."""
    month = Notice.objects.filter(pk=notice.pk).values_list("counted_in", flat=True).first()
    if month and Notice.objects.filter(pk=notice.pk, counted_in=month).update(counted_in=""):
        Used.objects.filter(channel=notice.channel, month=month, count__gt=0).update(count=F("count") - 1)


@transaction.atomic
def set_quota(*, of: str, most: int, by: Who, channel: str) -> Quota:
    """Set how many messages a month may go out by the channel ``of``."""
    quota, _made = Quota.objects.update_or_create(channel=of, defaults={"most": most})
    record(verb="set_quota", thing=quota, by=by, channel=channel, facts={"most": most})
    return quota
