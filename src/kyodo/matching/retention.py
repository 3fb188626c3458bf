"""What is forgotten of needs and offers, and when."""

from datetime import datetime

from kyodo.kernel.permissions import SYSTEM
from kyodo.matching.actions.needs import forget_need
from kyodo.matching.actions.offers import drop_draft, forget_offer
from kyodo.matching.queries import needs, offers

CHANNEL = "retention"


def forget_closed(before: datetime) -> int:
    """Forget person and own words of needs and offers that were closed before a moment; return how many."""
    count = 0
    for need in needs.forgotten_after(before):
        forget_need(need=need, by=SYSTEM, channel=CHANNEL)
        count += 1
    for offer in offers.forgotten_after(before):
        forget_offer(offer=offer, by=SYSTEM, channel=CHANNEL)
        count += 1
    return count


def forget_drafts(before: datetime) -> int:
    """Delete offers that nobody went on writing since a moment; return how many."""
    drafts = list(offers.old_drafts(before))
    for offer in drafts:
        drop_draft(offer=offer, by=SYSTEM, channel=CHANNEL)
    return len(drafts)
