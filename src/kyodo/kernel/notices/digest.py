"""The weekly digest: what can wait comes in one message, and nothing comes when there is nothing."""

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from kyodo.kernel.notices.actions import write
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.notices.states import NoticeState, Urgency
from kyodo.kernel.notices.wording import worded

KIND = "notices.digest"
TEMPLATE = "notices/notices/digest.txt"

_DUE = Q(state=NoticeState.QUEUED, urgency=Urgency.DIGEST, not_before__lte=Now())


def gather() -> str:
    """Put all waiting notices whose digest is due into one message each recipient; returns how many in words."""
    heads = Notice.objects.filter(_DUE).order_by().values_list("recipient", "channel", "address", "language").distinct()
    return f"{sum(_gather_one(*head) for head in heads)} digests"


def _gather_one(recipient: str, channel: str, address: str, language: str) -> int:
    """Write one digest; returns how many were written."""
    waiting = Notice.objects.filter(_DUE, recipient=recipient, channel=channel, address=address, language=language)
    with transaction.atomic():
        parts = list(waiting.select_for_update().order_by("pk"))
        if not parts:
            return 0
        subject, body = worded(TEMPLATE, {"parts": parts, "count": len(parts)}, language)
        # A part is gathered once, so the first part's number names its digest.
        digest = write(
            key=f"digest:{parts[0].pk}", kind=KIND, recipient=recipient, channel=channel, address=address,
            language=language, subject=subject, body=body, urgency=Urgency.NOW,
            cards=[card for part in parts for card in part.cards],
            other=(parts[0].other_channel, parts[0].other_address),
            unsubscribe_url=next((part.unsubscribe_url for part in parts if part.unsubscribe_url), ""),
        )  # fmt: skip
        Notice.objects.filter(pk__in=[part.pk for part in parts]).update(state=NoticeState.GATHERED, digest=digest)
    return 1
