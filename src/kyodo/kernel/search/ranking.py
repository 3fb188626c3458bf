"""The order of what was found: the same numbers from the same texts, whatever the database.

The database gives the first few hundred in a fixed order (see ``stores.base.Store.head``);
here they are read more closely. A score is a sum over the words of the query; equal scores
keep their fixed order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kyodo.kernel.search.analyzer.query import Query, Way, Word

#: What a word is worth by where it stands.
TITLE_IS, TITLE_BEGINS, TITLE_HAS, READING_IS, READING_BEGINS = 12.0, 8.0, 6.0, 9.0, 5.0
#: Worth of a match by the database's tier, for what shows only in tokens (a reading, a form).
BY_TIER = {1: 4.0, 2: 2.0, 3: 0.5}
#: A word said again and again approaches this.
OFTEN_SAID = 4.0
#: Scores are compared in these steps: a hair's difference must not beat the newer document.
STEP = 0.25


@dataclass(frozen=True)
class Candidate:
    """What the ranking reads of a document."""

    id: int
    tier: int
    folded_title: str
    folded_reading: str
    opening: str


def rank(query: Query, candidates: Sequence[Candidate]) -> list[tuple[int, float]]:
    """Return (id, score), best first; candidates of equal score stay in the order given."""
    scored = [(candidate.id, score(query, candidate)) for candidate in candidates]
    return sorted(scored, key=lambda pair: -pair[1])


def score(query: Query, candidate: Candidate) -> float:
    """Return how well a document answers, in steps of ``STEP``."""
    total = BY_TIER[candidate.tier] * len(query.words)
    total += sum(_of_word(word, candidate) for word in query.words)
    return round(total / STEP) * STEP


def _of_word(word: Word, candidate: Candidate) -> float:
    return max((way.weight * (_in_title(way, candidate) + _in_text(way, candidate)) for way in word.ways), default=0.0)


def _in_title(way: Way, candidate: Candidate) -> float:
    if way.reading and candidate.folded_reading.startswith(way.reading):
        return READING_IS if candidate.folded_reading == way.reading else READING_BEGINS
    if not way.letters or way.letters not in candidate.folded_title:
        return 0.0
    if candidate.folded_title == way.letters:
        return TITLE_IS
    worth = TITLE_BEGINS if candidate.folded_title.startswith(way.letters) else TITLE_HAS
    # The more of the title it is, the more the document is about it.
    return worth + len(way.letters) / len(candidate.folded_title)


def _in_text(way: Way, candidate: Candidate) -> float:
    if not way.forms:
        return 0.0
    times = candidate.opening.count(f" {' '.join(way.forms)} ")
    return OFTEN_SAID * times / (times + 1.5)


def candidates(head: Sequence[tuple[int, int]], texts: Mapping[int, tuple[str, str, str]]) -> list[Candidate]:
    """Return the candidates of a head in its order; a document gone meanwhile is left out."""
    return [Candidate(number, tier, *texts[number]) for number, tier in head if number in texts]
