"""Asking the dictionary: words in their normalized form, and how they are read.

The dictionary is loaded at the first use and shared; each thread has its own tokenizer,
because one may not be used by two threads at once.
"""

import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import sudachipy

from kyodo.kernel.search.analyzer.fold import ALL_KANA, align, clean, hiragana

#: The dictionary takes so many bytes of one text; characters of 4 bytes at most.
PIECE = 9_000
_local = threading.local()
_loading = threading.Lock()
#: Words of which form and reading are kept in memory, ready folded.
_KEPT_WORDS = 20_000
_LEFT_OUT = frozenset({"助詞", "助動詞", "補助記号", "空白", "記号"})
_NOUNS = frozenset({"名詞", "接尾辞", "接頭辞", "代名詞"})


@dataclass(slots=True)
class Unit:
    """One word of a text that means something by itself: no particle, no mark, no helping verb.

    Where it stands, its normalized form, its reading in hiragana (empty where there is none
    to say), a second reading of it.
    """

    begin: int
    end: int
    form: str
    reading: str
    is_noun: bool
    also: str = ""


@cache
def _load() -> sudachipy.Dictionary:
    return sudachipy.Dictionary(dict="core")


def _dictionary() -> sudachipy.Dictionary:
    # Two threads that ask for it first at once would each map its 200 MB.
    with _loading:
        return _load()


@cache
def _class_of(dictionary: sudachipy.Dictionary, part: int) -> tuple[bool, bool]:
    name = dictionary.pos_of(part)[0]
    return name in _NOUNS, name not in _LEFT_OUT


def tokenizer() -> sudachipy.Tokenizer:
    """Return this thread's tokenizer; the first call of the process loads the dictionary."""
    found: sudachipy.Tokenizer | None = getattr(_local, "tokenizer", None)
    if found is None:
        found = _local.tokenizer = _dictionary().tokenizer(mode=sudachipy.SplitMode.A)
    return found


@cache
def _surfaces(written: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(written, key=lambda w: (-len(w), w))))


def units(cleaned: str, local_readings: Mapping[str, str] | None = None) -> list[Unit]:
    """Return the words of a cleaned text in order.

    ``local_readings`` maps a name (aligned) to its reading here; where it stands as whole
    words it becomes one unit, and the dictionary's reading is kept beside it.
    """
    found = [unit for start in range(0, len(cleaned), PIECE) for unit in _piece(cleaned[start : start + PIECE], start)]
    if local_readings:
        places = _surfaces(frozenset(local_readings)).finditer(align(cleaned))
        for place in places:
            _join(found, place.start(), place.end(), local_readings[place[0]])
    return found


def _piece(text: str, offset: int) -> Iterator[Unit]:
    dictionary = _dictionary()
    for morpheme in tokenizer().tokenize(text):
        is_noun, is_kept = _class_of(dictionary, morpheme.part_of_speech_id())
        form = _form(morpheme.normalized_form()) if is_kept else ""
        if form:
            begin = morpheme.begin()
            reading = "" if text[begin].isdigit() else _reading(morpheme.reading_form())
            yield Unit(begin + offset, morpheme.end() + offset, form, reading, is_noun)


@lru_cache(_KEPT_WORDS)
def _form(normalized: str) -> str:
    return align(clean(normalized))


@lru_cache(_KEPT_WORDS)
def _reading(katakana: str) -> str:
    reading = hiragana(katakana)
    return reading if ALL_KANA.fullmatch(reading) else ""


def names_in(cleaned: str, local_readings: Mapping[str, str]) -> list[str]:
    """Return the names with a local reading that stand in a text, each once, in fixed order."""
    return sorted(set(_surfaces(frozenset(local_readings)).findall(align(cleaned)))) if local_readings else []


def _join(found: list[Unit], begin: int, end: int, reading: str) -> None:
    """Make the units from ``begin`` to ``end`` one with a local reading, if they begin and end there."""
    inside = [n for n, unit in enumerate(found) if begin <= unit.begin and unit.end <= end]
    if not inside or found[inside[0]].begin != begin or found[inside[-1]].end != end:
        return
    first, last = inside[0], inside[-1]
    parts = found[first : last + 1]
    national = "".join(part.reading for part in parts)
    form = parts[0].form if len(parts) == 1 else "".join(part.form for part in parts)
    found[first : last + 1] = [Unit(begin, end, form, reading, True, national if national != reading else "")]


def phrase(found: list[Unit]) -> list[str]:
    """Return the normalized forms of the words, in order."""
    return [unit.form for unit in found]


def compounds(found: list[Unit], longest: int) -> Iterator[tuple[int, int, str]]:
    """Yield (begin, end, reading) of nouns and of up to ``longest`` adjacent nouns read together."""
    for first, unit in enumerate(found):
        if not unit.is_noun or not unit.reading:
            continue
        if unit.also:
            yield unit.begin, unit.end, unit.also
        reading, end = "", unit.begin
        for part in found[first : first + longest]:
            if not part.is_noun or not part.reading or part.begin != end:
                break
            reading, end = reading + part.reading, part.end
            yield unit.begin, end, reading


def reading_of(cleaned: str, local_readings: Mapping[str, str] | None = None) -> str:
    """Return how a whole short text is read, in hiragana; what has no reading stays as written."""
    said, at = "", 0
    for unit in units(cleaned, local_readings):
        said += cleaned[at : unit.begin] + (unit.reading or cleaned[unit.begin : unit.end])
        at = unit.end
    return hiragana(said + cleaned[at:]).replace(" ", "")
