"""Limits for each address and caps for each recipient, held also when many ask at once."""

import unicodedata
from datetime import timedelta

from django.db.models.functions import Now

from kyodo.kernel.jobs.database_clock import later
from kyodo.kernel.notices.kinds import NOTICE_KINDS, NoticeKind, kinds_of_group
from kyodo.kernel.notices.models import Gate, Notice
from kyodo.kernel.notices.states import NoticeState

#: Urgent notices of capped kinds to one recipient; what goes beyond waits for the digest.
CAPS = ((3, timedelta(days=1)), (7, timedelta(days=7)))


def address_key(address: str) -> str:
    """Return the form under which an address is counted: same box, same key.

    Width and case are folded and a ``+tag`` is dropped, so that ``A+1@x.jp`` and ``a@x.jp``
    share one limit.
    """
    folded = unicodedata.normalize("NFKC", address).strip().casefold()
    box, at, host = folded.rpartition("@")
    return f"{box.split('+')[0]}{at}{host}" if at else folded


def hold_gate(key: str) -> None:
    """Let nobody else count or write under this key until the transaction ends."""
    Gate.objects.bulk_create([Gate(key=key)], ignore_conflicts=True)
    Gate.objects.select_for_update().get(pk=key)


def is_within_limits(kind: NoticeKind, channel: str, address: str) -> bool:
    """Say whether one more notice of this kind may go to the address; holds its gate."""
    if not kind.limits:
        return True
    counted = address_key(address)
    hold_gate(f"{kind.group}:{channel}:{counted}")
    sent = Notice.objects.filter(address_key=counted, channel=channel, kind__in=kinds_of_group(kind.group))
    return all(sent.filter(made_at__gt=later(-limit.within)).count() < limit.most for limit in kind.limits)


def is_within_caps(notice: Notice) -> bool:
    """Say whether an urgent notice may still go out today and this week; holds the recipient's gate."""
    capped = [kind.key for kind in NOTICE_KINDS if kind.is_capped]
    if notice.kind not in capped:
        return True
    hold_gate(f"recipient:{notice.recipient}")
    gone = Notice.objects.filter(
        recipient=notice.recipient, kind__in=capped, state__in=[NoticeState.SENDING, NoticeState.SENT]
    ).exclude(pk=notice.pk)
    return all(gone.filter(claimed_at__gt=later(-span), claimed_at__lte=Now()).count() < most for most, span in CAPS)
