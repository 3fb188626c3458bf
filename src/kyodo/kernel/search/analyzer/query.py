"""What a query asks for: a tree of tokens, from any input at all.

Whatever people type becomes words; each word may be met in several ways (as written, as
dictionary words, by its reading, by a synonym); all words must be met.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kyodo.kernel.search.analyzer import tokens
from kyodo.kernel.search.analyzer.fold import ALL_KANA, clean, fold, loose
from kyodo.kernel.search.analyzer.vocabulary import Vocabulary
from kyodo.kernel.search.analyzer.words import phrase, reading_of, units

#: What is read of a query, in characters, and how many of its words.
LONGEST_QUERY = 200
MOST_WORDS = 10


@dataclass(frozen=True)
class Way:
    """One way to meet a word: all these tokens; ``prefix`` means the last may go on.

    ``letters`` and ``forms`` are what ranking and snippets look for, ``reading`` likewise;
    ``weight`` is 1 for what was typed and less for a synonym.
    """

    tokens: tuple[str, ...]
    prefix: bool = False
    letters: str = ""
    forms: tuple[str, ...] = ()
    reading: str = ""
    weight: float = 1.0


@dataclass(frozen=True)
class Word:
    """One word that was typed, and the ways to meet it; none means that nothing can."""

    typed: str
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Query:
    """All words that were typed. A query without words finds nothing."""

    words: tuple[Word, ...]

    @property
    def can_match(self) -> bool:
        """Say whether there is anything to look for."""
        return bool(self.words) and all(word.ways for word in self.words)


def parse(text: str, vocabulary: Vocabulary) -> Query:
    """Return what a text asks for; never raises, whatever the text holds."""
    typed = clean(text[: LONGEST_QUERY * 4])[:LONGEST_QUERY]
    parts = [part for part in _parts(typed) if any(tokens.RUNS.finditer(fold(part)))]
    return Query(tuple(word_of(part, vocabulary) for part in list(dict.fromkeys(parts))[:MOST_WORDS]))


def _parts(typed: str) -> Iterator[str]:
    """Split at spaces, but keep together what staff entered as one synonym of several words."""
    for part in typed.split(" "):
        for piece in part.replace("、", " ").replace("。", " ").replace("・", " ").split(" "):
            yield piece.strip("\"'()[]{}<>「」『』【】〈〉《》*:;,.!?&|^~+-")


def word_of(typed: str, vocabulary: Vocabulary) -> Word:
    """Return the ways to meet one word, synonyms included."""
    ways = dict.fromkeys(_ways(typed, 1.0, vocabulary))
    others = vocabulary.same.get(fold(typed), ()) + vocabulary.heard.get(loose(typed), ())
    for other in others:
        ways.update(dict.fromkeys(_ways(other, 0.8, vocabulary)))
    return Word(typed, tuple(ways))


def _ways(typed: str, weight: float, vocabulary: Vocabulary) -> Iterator[Way]:
    folded = fold(typed)
    by_letters = _all_of(folded)
    if by_letters:
        is_latin = folded.isascii() and folded.isalpha() and len(folded) >= 4
        yield Way(by_letters, prefix=is_latin, letters=folded, weight=weight)
    forms = tuple(phrase(units(clean(typed), vocabulary.readings)))
    is_kana = ALL_KANA.fullmatch(folded) is not None
    if forms and not (is_kana and len(forms) > 1):
        by_words = tuple(tokens.words(list(forms)))
        # Two words or more: their pairs say that they stand together.
        kept = by_words if len(forms) == 1 else tuple(token for token in by_words if token.count(tokens.WORD) == 2)
        if kept:
            yield Way(kept, forms=forms, weight=weight)
    if is_kana and len(folded) >= 2:
        said = loose(folded)
        yield Way((tokens.READING + said[: tokens.LONGEST_WORD],), prefix=len(said) >= 3, reading=said, weight=weight)
        for name in map(fold, vocabulary.read_as(said)):
            if _all_of(name):
                yield Way(_all_of(name), letters=name, weight=weight)


def _all_of(folded: str) -> tuple[str, ...]:
    """Return the fewest tokens that together mean these characters in a row."""
    found = list(dict.fromkeys(tokens.letters(folded)))
    runs = [run[0] for run in tokens.RUNS.finditer(folded)]
    # A triple says more than its pairs, a pair more than its single characters.
    return tuple(token for token in found if not any(_is_said(token, other) for other in found) or token in runs)


def _is_said(token: str, other: str) -> bool:
    return len(token) < len(other) and token in other


def main_words(typed: Iterable[str], vocabulary: Vocabulary, *, nouns_only: bool = False) -> list[str]:
    """Return what a sentence is about, as written: nouns that stand together, verbs and adjectives."""
    found: dict[str, None] = {}
    for text in typed:
        cleaned, run, at = clean(text), "", 0
        for unit in units(cleaned, vocabulary.readings):
            written = cleaned[unit.begin : unit.end]
            if run and not (unit.is_noun and unit.begin == at):
                found[run], run = None, ""
            if unit.is_noun and (run or not _is_form_word(written)):
                run, at = run + written, unit.end
            elif not nouns_only and not _is_form_word(written):
                found[written] = None
        if run:
            found[run] = None
    return list(found)


def _is_form_word(written: str) -> bool:
    """Say whether a word of a sentence is one that helps others (する, ある, こと): short and in kana."""
    return len(written) <= 2 and ALL_KANA.fullmatch(fold(written)) is not None


def reading(typed: str, vocabulary: Vocabulary) -> str:
    """Return how a typed word is read, loosely spelled."""
    return loose(reading_of(clean(typed), vocabulary.readings))
