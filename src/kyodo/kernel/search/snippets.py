"""What is shown of a match: a piece of the text with the words marked, as plain segments.

No HTML is made here: a template writes each segment, escaped, and marks the hits.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kyodo.kernel.search.analyzer.fold import align, loose_kana, numbers, rewritten
from kyodo.kernel.search.analyzer.query import Query, Way
from kyodo.kernel.search.analyzer.words import Unit, compounds, units

#: Length of a snippet, and how much stands before the first hit, in characters.
LENGTH, BEFORE = 120, 24
#: How far into a text the dictionary looks for other spellings, in characters.
CLOSER_LOOK = 600
#: A reading is looked for in so many adjacent nouns.
PARTS = 8
#: Only what says a year or a figure can stand in a text written otherwise.
_FIGURES = re.compile(r"[\d年]")


@dataclass(frozen=True)
class Segment:
    """A piece of text; ``hit`` says that it is what was looked for."""

    text: str
    hit: bool = False


Span = tuple[int, int]


class Marker:
    """Marks the hits of one query in one text after another, and learns their spellings on the way.

    Where the letters that were typed do not stand in a text, only the dictionary can tell
    what does; a spelling that it found once is looked for by its letters from then on.
    """

    def __init__(self, query: Query, readings: Mapping[str, str]):
        self._readings = readings
        self._words = query.words
        self._letters = [[way.letters for way in word.ways if way.letters] for word in query.words]

    def whole(self, cleaned: str) -> tuple[Segment, ...]:
        """Return a whole short text, such as a title, with the hits marked."""
        return tuple(_segments(cleaned, self._hits(cleaned), 0, len(cleaned)))

    def piece(self, cleaned: str) -> tuple[Segment, ...]:
        """Return the piece of a text around its first hits, or its beginning, with the hits marked."""
        hits = self._hits(cleaned)
        start = max(_densest(hits) - BEFORE, 0) if hits else 0
        if start + LENGTH > len(cleaned):
            start = max(len(cleaned) - LENGTH, 0)
        end = min(start + LENGTH, len(cleaned))
        shown = list(_segments(cleaned, hits, start, end))
        if start > 0:
            shown.insert(0, Segment("…"))
        if end < len(cleaned):
            shown.append(Segment("…"))
        return tuple(shown)

    def _hits(self, cleaned: str) -> list[Span]:
        aligned = align(cleaned)
        found: list[Span] = []
        looked: list[Unit] | None = None
        for word, letters in zip(self._words, self._letters, strict=True):
            spans = [span for wanted in letters for span in _of_letters(aligned, wanted)]
            if not spans and any(way.forms or way.reading for way in word.ways):
                looked = units(cleaned[:CLOSER_LOOK], self._readings) if looked is None else looked
                spans = [span for way in word.ways for span in _of_words(looked, way)]
                letters += dict.fromkeys(aligned[begin:end] for begin, end in spans)
            found += spans
        return _joined(found)


def _densest(hits: list[Span]) -> int:
    """Return the begin of the hit with the most others in its window; the first of equals."""
    best, most = hits[0][0], 0
    for n, (begin, _end) in enumerate(hits[:50]):
        number = sum(1 for other in hits[n : n + 20] if other[1] <= begin - BEFORE + LENGTH)
        if number > most:
            best, most = begin, number
    return best


def _of_letters(aligned: str, wanted: str) -> Iterable[Span]:
    at = aligned.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = aligned.find(wanted, at + len(wanted))
    if not _FIGURES.search(wanted):
        return
    for begin, end, written in rewritten(aligned):
        if numbers(wanted) in written or written in wanted:
            yield begin, end


def _of_words(found: list[Unit], way: Way) -> Iterable[Span]:
    if way.forms:
        size = len(way.forms)
        for n in range(len(found) - size + 1):
            if all(found[n + m].form == form for m, form in enumerate(way.forms)):
                yield found[n].begin, found[n + size - 1].end
    if way.reading:
        for begin, end, said in compounds(found, PARTS):
            if loose_kana(said) == way.reading or (way.prefix and loose_kana(said).startswith(way.reading)):
                yield begin, end


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for begin, end in sorted(set(spans)):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def _segments(cleaned: str, hits: list[Span], start: int, end: int) -> Iterable[Segment]:
    at = start
    for begin, stop in hits:
        begin, stop = max(begin, start), min(stop, end)
        if begin >= stop:
            continue
        if begin > at:
            yield Segment(cleaned[at:begin])
        yield Segment(cleaned[begin:stop], hit=True)
        at = stop
    if at < end:
        yield Segment(cleaned[at:end])
