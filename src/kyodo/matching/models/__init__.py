"""What the desk keeps: needs, offers with their burden card, introductions with their two sides, letters, notes."""

from kyodo.matching.models.introductions import FollowUp, Introduction, Side
from kyodo.matching.models.letters import Letter
from kyodo.matching.models.limits import FormUse
from kyodo.matching.models.needs import Need
from kyodo.matching.models.notes import DeskNote, Weight
from kyodo.matching.models.offers import Offer
from kyodo.matching.models.seasons import SeasonAsk

__all__ = [
    "DeskNote",
    "FollowUp",
    "FormUse",
    "Introduction",
    "Letter",
    "Need",
    "Offer",
    "SeasonAsk",
    "Side",
    "Weight",
]
