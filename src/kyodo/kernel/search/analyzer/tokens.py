"""A document's tokens.

A token's first character says what it is. The marks below never remain in a folded text,
so no word that somebody wrote can look like another class of token:

==========  =================================================================================
(none)      pairs and triples of adjacent Japanese characters, single kanji, whole words of
            other scripts, and a figure with the character beside it (``3月``)
``ª``       a word in its normalized form; two adjacent ones together (``ª町内ª会``)
``º``       a reading of a noun or of nouns that stand together
``¹…``      the same once more, where it stands in the title
``²…``      the same once more, where the text is about it: in the summary or said three times
==========  =================================================================================

There are no positions: three characters in a row are one token, so the longer word is
found where all its triples are, and neither database has to open a text to say so.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kyodo.kernel.search.analyzer import VERSION
from kyodo.kernel.search.analyzer.fold import clean, fold, loose, loose_kana
from kyodo.kernel.search.analyzer.words import Unit, compounds, names_in, phrase, units
from kyodo.kernel.search.sources import Document

WORD, READING, TITLE, SALIENT = "ª", "º", "¹", "²"
#: A word of another script is cut here, in characters.
LONGEST_WORD = 40
#: So many times said, a text is about it.
OFTEN = 3
#: Nouns read together: in a title, in a text.
TITLE_PARTS, BODY_PARTS = 8, 4
#: So many first words are kept for the ranking.
OPENING = 300

_CJK = r"々-〇〡-〩ぁ-ゖゝゞー㐀-鿿가-힣豈-﫿\U00020000-\U0003ffff"
RUNS = re.compile(rf"(?P<cjk>[{_CJK}]+)|(?P<word>(?:(?![{_CJK}])[^\W_])+)")
_KANJI = re.compile(r"[々〇〡-〩㐀-鿿豈-﫿\U00020000-\U0003ffff]")


def letters(folded: str) -> Iterator[str]:
    """Yield the tokens of a folded text's characters, with repetitions."""
    before: re.Match[str] | None = None
    for run in RUNS.finditer(folded):
        text = run[0]
        if before is not None and before.end() == run.start():
            yield before[0][-LONGEST_WORD:] + text[0] if before["word"] else before[0][-1] + text[:LONGEST_WORD]
        if run["word"]:
            yield text[:LONGEST_WORD]
        else:
            yield from _KANJI.findall(text)
            yield from (text[n : n + 2] for n in range(len(text) - 1))
            yield from (text[n : n + 3] for n in range(len(text) - 2))
        before = run


def words(forms: list[str]) -> Iterator[str]:
    """Yield the tokens of words in their normalized form, alone and in pairs, with repetitions."""
    plain = [form for form in map(_plain, forms) if form]
    yield from (WORD + form for form in plain)
    yield from (f"{WORD}{one}{WORD}{two}" for one, two in pairwise(plain))


@lru_cache(20_000)
def _plain(form: str) -> str:
    return "".join(run[0] for run in RUNS.finditer(form))[:LONGEST_WORD]


def readings(found: list[Unit], longest: int) -> Iterator[str]:
    """Yield the tokens of readings, with repetitions."""
    for _begin, _end, reading in compounds(found, longest):
        yield READING + loose_kana(reading)[:LONGEST_WORD]


@dataclass(frozen=True)
class Analysis:
    """A document taken apart: its tokens, and what ranking and snippets read of it."""

    tokens: list[str]
    title: str
    folded_title: str
    folded_reading: str
    opening: str
    body: str
    known: list[tuple[str, str]]


def _said(cleaned: str, forms: list[str]) -> Counter[str]:
    return Counter((*letters(fold(cleaned)), *words(forms)))


def _mark(mark: str, tokens: Iterable[str]) -> Iterator[str]:
    return (mark + token for token in tokens)


def analyze(document: Document, local_readings: Mapping[str, str]) -> Analysis:
    """Take a document apart; the same document and readings give the same analysis."""
    title, summary, text = clean(document.title), clean(document.summary), clean(document.body)
    body = f"{summary} {text}".strip()
    in_title, in_body = units(title, local_readings), units(body, local_readings)
    title_forms, body_forms = phrase(in_title), phrase(in_body)
    split = sum(1 for unit in in_body if unit.begin < len(summary))
    reading = loose(document.reading)
    title_tokens = {*_said(title, title_forms), *readings(in_title, TITLE_PARTS), *_said_in_kana(reading)}
    said = _said(body, body_forms)
    about = {token for token, times in said.items() if times >= OFTEN} | set(_said(summary, body_forms[:split]))
    everything = title_tokens | set(said) | set(readings(in_body, BODY_PARTS))
    tokens = sorted({*everything, *_mark(TITLE, title_tokens), *_mark(SALIENT, about - title_tokens)})
    return Analysis(
        tokens=tokens, title=title, folded_title=fold(title), folded_reading=reading,
        opening=f" {' '.join((title_forms + body_forms)[:OPENING])} ", body=body,
        known=_known(title, in_title, reading),
    )  # fmt: skip


def digest(document: Document, local_readings: Mapping[str, str]) -> str:
    """Return a hash of a document and of all that decides how it is taken apart."""
    names = names_in(clean(f"{document.title} {document.summary} {document.body}"), local_readings)
    return document.digest(" ".join((VERSION, *(f"{name}={local_readings[name]}" for name in names))))


def _said_in_kana(reading: str) -> set[str]:
    if not reading:
        return set()
    whole = "".join(run[0] for run in RUNS.finditer(reading))
    return {*letters(reading), READING + whole[:LONGEST_WORD]}


def _known(title: str, found: list[Unit], reading: str) -> list[tuple[str, str]]:
    """Return (reading, as written) of the title's nouns and compounds, for "did you mean"."""
    pairs = {(loose_kana(said), title[begin:end]) for begin, end, said in compounds(found, BODY_PARTS)}
    if reading:
        pairs.add((reading, title))
    return sorted(pair for pair in pairs if 3 <= len(pair[0]) <= 40 and 2 <= len(pair[1]) <= 40)
