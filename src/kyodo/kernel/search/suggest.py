"""Did you mean: words of public titles that are read the same, or nearly.

Most slips of Japanese input are a wrong choice among words of one reading (回館 for 会館)
or a slip within the reading (かいかむ).
"""

from collections.abc import Iterator

from django.db.models import Q

from kyodo.kernel.search.analyzer.fold import fold, loose
from kyodo.kernel.search.analyzer.vocabulary import Vocabulary
from kyodo.kernel.search.models import KnownWord

#: So many known words are compared with what was typed.
MOST_COMPARED = 500
#: So many are offered for trying.
MOST_OFFERED = 3
_VOICED = dict(
    zip("がぎぐげござじずぜぞだどばびぶべぼぱぴぷぺぽ", "かきくけこさしすせそたとはひふへほはひふへほ", strict=False)
)
_SMALL = dict(zip("ぁぃぅぇぉっゃゅょ", "あいうえおつやゆよ", strict=True))


def offers(typed: str, reading: str, vocabulary: Vocabulary) -> list[str]:
    """Return the few known words whose reading is nearest to what was typed, nearest first."""
    if len(reading) < 3:
        return []
    farthest = 1.0 if len(reading) <= 5 else 2.0
    known = {(said, written) for said, written in _known(reading) if fold(written) != fold(typed)}
    known |= {(loose(said), vocabulary.written[name]) for name, said in vocabulary.readings.items()}
    near = [(distance(reading, said, farthest), len(written), said, written) for said, written in known]
    offered = [written for far, _length, _said, written in sorted(near) if far <= farthest]
    return list(dict.fromkeys(offered))[:MOST_OFFERED]


def _known(reading: str) -> Iterator[tuple[str, str]]:
    near = Q(reading=reading) | Q(head=reading[:2]) | Q(tail=reading[-2:])
    rows = KnownWord.objects.filter(near).order_by("pk").values_list("reading", "written")
    exact = KnownWord.objects.filter(reading=reading).order_by("pk").values_list("reading", "written")
    yield from exact[:MOST_COMPARED]
    yield from (pair for pair in rows[: MOST_COMPARED * 4] if abs(len(pair[0]) - len(reading)) <= 2)


def distance(one: str, two: str, farthest: float) -> float:
    """Return how many slips lie between two readings; a voicing mark or a small kana is half a slip."""
    if abs(len(one) - len(two)) > farthest:
        return farthest + 1
    before = [float(n) for n in range(len(two) + 1)]
    for n, a in enumerate(one, 1):
        row = [float(n)]
        for m, b in enumerate(two, 1):
            row.append(min(before[m] + 1, row[m - 1] + 1, before[m - 1] + _slip(a, b)))
        if min(row) > farthest:
            return farthest + 1
        before = row
    return before[-1]


def _slip(a: str, b: str) -> float:
    if a == b:
        return 0.0
    return 0.5 if _VOICED.get(a, a) == _VOICED.get(b, b) or _SMALL.get(a, a) == _SMALL.get(b, b) else 1.0
