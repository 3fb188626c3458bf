"""Writes about offers: each is one transaction with its audit row."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from kyodo.kernel.clock.now import day_of, moment
from kyodo.kernel.permissions import Who
from kyodo.matching.models import Offer
from kyodo.matching.states import OFFER, CloseReason

#: So many days after an offer came, whoever wrote it has an answer at the latest.
ANSWERED_WITHIN = 21


@transaction.atomic
def send_offer(*, offer: Offer, by: Who, channel: str) -> Offer:
    """Send an offer: from now on the promise of an answer holds. Raises ``Conflict`` when it was sent already."""
    now = timezone.now()
    answer_by = moment(day_of(now) + timedelta(days=ANSWERED_WITHIN + 1)) - timedelta(microseconds=1)
    return OFFER.move(offer, "send", by=by, channel=channel, sent_at=now, answer_by=answer_by)


@transaction.atomic
def queue_offer(*, offer: Offer, by: Who, channel: str, **changes: Any) -> Offer:
    """Let an offer wait until a host has hands again. Raises ``Conflict`` when it waits already."""
    return OFFER.move(offer, "queue", by=by, channel=channel, **changes)


@transaction.atomic
def close_offer(*, offer: Offer, reason: CloseReason, by: Who, channel: str) -> Offer:
    """Close an offer kindly, with a true reason. Raises ``Conflict`` when it is closed already."""
    return OFFER.move(offer, "close", by=by, channel=channel, close_reason=reason, closed_at=timezone.now())
