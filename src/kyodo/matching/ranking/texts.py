"""How much two descriptions resemble each other, by the words of the kernel's analyzer. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from math import log, sqrt
from sys import intern

from kyodo.kernel.search.analyzer.fold import clean
from kyodo.kernel.search.analyzer.vocabulary import Vocabulary
from kyodo.kernel.search.analyzer.words import Unit, phrase, units

#: So many of the rarest words of a description are looked for.
MOST_WORDS = 40
#: What another word for the same counts against the word itself.
SYNONYM = 0.8
#: A word that more than this share of all descriptions says tells nothing.
SAID_BY_MOST = 0.25
#: Below so many descriptions no word is too common.
FEW = 20
#: Words that stand together are shown together up to so many characters.
LONGEST_SHOWN = 8
_KEPT_TEXTS = 30_000


@lru_cache(_KEPT_TEXTS)
def forms_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in their normalized form, in order."""
    return tuple(phrase(units(clean(text))))


def kept_forms(words: str) -> tuple[str, ...]:
    """Return the words of a need or an offer as they were kept when it was written; the same word is kept once."""
    return tuple(map(intern, words.split()))


def text_of_need(title: str, plain: str, first_step: str, told: str) -> str:
    """Return the description of a need: the desk's words, or those that were told where there are none yet."""
    return f"{title}。{plain}。{first_step}" if plain else told


def text_of_offer(title: str, plain: str, we_do: str) -> str:
    """Return the description of an offer."""
    return f"{title}。{plain}。{we_do}"


@lru_cache(2_000)
def nouns_of(text: str) -> Mapping[str, str]:
    """Return how the nouns of a text are written there, with what stands right beside them, by normalized form."""
    cleaned = clean(text)
    runs: list[list[Unit]] = []
    for unit in units(cleaned):
        if runs and runs[-1][-1].end == unit.begin and unit.end - runs[-1][0].begin <= LONGEST_SHOWN:
            runs[-1].append(unit)
        else:
            runs.append([unit])
    found: dict[str, str] = {}
    for run in runs:
        written = cleaned[run[0].begin : run[-1].end]
        for unit in run:
            if unit.is_noun and len(written) > 1 and not written.isdigit():
                found.setdefault(unit.form, written)
    return found


def with_synonyms(forms: Iterable[str], known: Vocabulary) -> dict[str, tuple[float, str]]:
    """Return (weight, the word from which it comes) of the words of a description and of others for the same."""
    found = {form: (1.0 + log(times), form) for form, times in Counter(forms).items()}
    for form in list(found):
        for other in known.same.get(form, ()):
            for same in forms_of(other):
                found.setdefault(same, (SYNONYM * found[form][0], form))
    return found


class Corpus:
    """Descriptions by number, ready to be compared with another one."""

    def __init__(self, texts: Sequence[Sequence[str]]):
        counts = [Counter(forms) for forms in texts]
        spread = Counter(form for count in counts for form in count)
        number = max(len(texts), 1)
        most = number * SAID_BY_MOST if number > FEW else number
        self.rarity = {form: log(1 + number / times) for form, times in spread.items() if times <= most}
        self._places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, count in enumerate(counts):
            weights = {f: self.rarity[f] * (1.0 + log(times)) for f, times in count.items() if f in self.rarity}
            length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            for form, weight in weights.items():
                self._places[form].append((at, weight / length))

    def resembling(self, wished: Mapping[str, tuple[float, str]]) -> dict[int, float]:
        """Return how much each description resembles this one, from 0 to 1, where it does at all."""
        worth = {form: weight * self.rarity[form] for form, (weight, _said) in wished.items() if form in self.rarity}
        chosen = nlargest(MOST_WORDS, worth.items(), key=lambda pair: pair[1])
        length = sqrt(sum(weight * weight for _form, weight in chosen)) or 1.0
        found: dict[int, float] = {}
        for form, weight in chosen:
            share = weight / length
            for at, own in self._places[form]:
                found[at] = found.get(at, 0.0) + share * own
        return found

    def shared(self, wished: Mapping[str, tuple[float, str]], forms: Iterable[str]) -> list[str]:
        """Return the words of ``wished`` that a description shares, the rarest first."""
        both = {form for form in forms if form in wished and form in self.rarity}
        return list(dict.fromkeys(wished[form][1] for form in sorted(both, key=lambda f: (-self.rarity[f], f))))
