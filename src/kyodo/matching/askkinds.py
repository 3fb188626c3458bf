"""The kinds of asks that an introduction puts to its sides, and what an answer leads to."""

from django.utils.translation import pgettext_lazy

from kyodo.commons.asks.public import AskKind
from kyodo.matching.steps.answers import side_answered, side_ended, side_taken_back

HOST = AskKind(
    "matching.host", pgettext_lazy("ask", "would you receive them?"), side_answered, side_taken_back, side_ended
)
GUEST = AskKind(
    "matching.guest", pgettext_lazy("ask", "would you meet them?"), side_answered, side_taken_back, side_ended
)
