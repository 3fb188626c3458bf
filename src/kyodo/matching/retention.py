"""What is forgotten of needs and offers, and when."""

from datetime import datetime

from kyodo.kernel.permissions import SYSTEM
from kyodo.matching.actions import forgetting
from kyodo.matching.actions.needs import forget_need
from kyodo.matching.actions.offers import drop_draft, forget_offer
from kyodo.matching.models import DeskNote, Need, Offer
from kyodo.matching.queries import forgotten, needs, offers

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


def forget_finished(before: datetime) -> int:
    """Forget the people behind needs and offers whose joint work ended before a moment; return how many."""
    found = [*forgotten.finished(Need, before), *forgotten.finished(Offer, before)]
    for thing in found:
        forgetting.forget_teller(thing=thing, by=SYSTEM, channel=CHANNEL)
    return len(found)


def forget_drafts(before: datetime) -> int:
    """Delete offers that nobody went on writing since a moment; return how many."""
    drafts = list(offers.old_drafts(before))
    for offer in drafts:
        drop_draft(offer=offer, by=SYSTEM, channel=CHANNEL)
    return len(drafts)


def forget_letters(before: datetime) -> int:
    """Forget the texts of letters about what ended before a moment; return how many."""
    found = list(forgotten.letters(before))
    for letter in found:
        forgetting.forget_letter(letter=letter, by=SYSTEM, channel=CHANNEL)
    return len(found)


def forget_notes(before: datetime) -> int:
    """Forget the words of notes about what ended before a moment; return how many."""
    return _forget(list(forgotten.notes(before)))


def forget_host_notes(before: datetime) -> int:
    """Forget the words of notes about hosts that were written before a moment; return how many."""
    return _forget(list(forgotten.host_notes(before)))


def _forget(notes: list[DeskNote]) -> int:
    for note in notes:
        forgetting.forget_note(note=note, by=SYSTEM, channel=CHANNEL)
    return len(notes)


def forget_words(before: datetime) -> int:
    """Forget what sides said in own words: of introductions that ended, and of whether it helped; return how many."""
    introductions, asks = list(forgotten.side_words(before)), list(forgotten.follow_up_asks(before))
    for introduction in introductions:
        forgetting.forget_side_words(introduction=introduction, by=SYSTEM, channel=CHANNEL)
    for ask in asks:
        forgetting.forget_follow_up_words(ask=ask, by=SYSTEM, channel=CHANNEL)
    return len(introductions) + len(asks)
