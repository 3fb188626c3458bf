"""The order of what was found: the same numbers from the same texts, whatever the database.

The database gives the first few hundred in a fixed order (see ``stores.base.Store.head``);
here they are read more closely. A score is a sum over the words of the query; equal scores
keep their fixed order.
"""

from collections.abc import Sequence

from kyodo.kernel.search.analyzer.query import Query, Way
from kyodo.kernel.search.stores.base import Candidate

#: What a word is worth by where it stands.
TITLE_IS, TITLE_BEGINS, TITLE_HAS, READING_IS, READING_BEGINS = 12.0, 8.0, 6.0, 9.0, 5.0
#: Worth of a match by the database's tier, for what shows only in tokens (a reading, a form).
BY_TIER = {1: 4.0, 2: 2.0, 3: 0.5}
#: A word said again and again approaches this.
OFTEN_SAID = 4.0
#: Scores are compared in these steps: a hair's difference must not beat the newer document.
STEP = 0.25


def rank(query: Query, candidates: Sequence[Candidate]) -> list[tuple[int, float]]:
    """Return (id, score), best first; candidates of equal score stay in the order given."""
    words = [[_Sought(way) for way in word.ways] for word in query.words]
    scored = [(candidate.id, _score(words, candidate)) for candidate in candidates]
    return sorted(scored, key=lambda pair: -pair[1])


def _score(words: list[list["_Sought"]], candidate: Candidate) -> float:
    """Return how well a document answers, in steps of ``STEP``."""
    total = BY_TIER[candidate.tier] * len(words)
    _id, _tier, title, reading, opening = candidate
    for ways in words:
        total += max([way.weight * (way.in_title(title, reading) + way.in_text(opening)) for way in ways], default=0.0)
    return round(total / STEP) * STEP


class _Sought:
    """A way to meet a word, made ready for some hundred texts."""

    __slots__ = ("letters", "reading", "said", "weight")

    def __init__(self, way: Way):
        self.letters, self.reading, self.weight = way.letters, way.reading, way.weight
        self.said = f" {' '.join(way.forms)} " if way.forms else ""

    def in_title(self, title: str, reading: str) -> float:
        if self.reading and reading.startswith(self.reading):
            return READING_IS if reading == self.reading else READING_BEGINS
        letters = self.letters
        if not letters or letters not in title:
            return 0.0
        if title == letters:
            return TITLE_IS
        worth = TITLE_BEGINS if title.startswith(letters) else TITLE_HAS
        # The more of the title it is, the more the document is about it.
        return worth + len(letters) / len(title)

    def in_text(self, opening: str) -> float:
        times = opening.count(self.said) if self.said else 0
        return OFTEN_SAID * times / (times + 1.5)
