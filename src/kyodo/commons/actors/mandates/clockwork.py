"""What comes due by the clock: ends of mandates, proposals to new holders, the account of last month."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from kyodo.commons.actors.mandates import letters
from kyodo.commons.actors.mandates.accounts import acts_in, month_before
from kyodo.commons.actors.mandates.actions import lapse, propose
from kyodo.commons.actors.mandates.queries import left_by_signer, run_out, shown
from kyodo.commons.actors.models import Mandate, PaperDue
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.permissions import SYSTEM


def go_on() -> str:
    """Mark as over what no longer holds, and propose it to whoever holds the seat now; returns how many of each.

    Each mandate is a transaction of its own.
    """
    over = [_lapse(mandate) for mandate in shown().filter(pk__in=run_out().values("pk"))]
    proposed = [_propose(mandate) for mandate in left_by_signer()]
    return f"{sum(over)} over, {sum(proposed)} proposed again"


@transaction.atomic
def _lapse(mandate: Mandate) -> bool:
    try:
        letters.tell_over(lapse(mandate=mandate, by=SYSTEM, channel="clock"))
    except Conflict:  # taken back in this very moment
        return False
    return True


@transaction.atomic
def _propose(mandate: Mandate) -> bool:
    try:
        letters.tell_proposed(propose(mandate=mandate, by=SYSTEM, channel="clock"))
    except (Conflict, Unusable):  # proposed by hand, or vacated, in this very moment
        return False
    return True


def send_accounts(on: date | None = None) -> str:
    """Send the accounts of the month before that of a day (default: today) which were not sent yet; returns how many.

    It runs daily, so that a worker that was off on the first makes up for it; the key of each account
    keeps it from going out twice.
    """
    month = month_before(on or timezone.localdate())
    used = shown().filter(pk__in=acts_in(month).values("mandate")).order_by("pk")
    return f"{sum(_send(mandate, month) for mandate in used)} accounts"


@transaction.atomic
def _send(mandate: Mandate, month: date) -> bool:
    key = f"mandate:{mandate.pk}:account:{month:%Y-%m}"
    if Notice.objects.filter(key=key).exists() or PaperDue.objects.filter(key=key).exists():
        return False
    return bool(letters.tell_account(mandate, month))
