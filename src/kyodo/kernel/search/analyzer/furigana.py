"""Furigana: a text cut into pieces, each with the reading that stands above it, or with none.

Readings that people gave (names, what staff taught) win; the others are the dictionary's and
may be wrong. Only kanji get a reading: 助け合い is た above 助, あ above 合.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

import sudachipy

from kyodo.kernel.search.analyzer.fold import ALL_KANA, hiragana
from kyodo.kernel.search.analyzer.words import PIECE, tokenizer

#: A piece of text and its reading in hiragana, empty where none is shown.
Piece = tuple[str, str]

_KANJI = "々〆〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003ffff"
_HAS_KANJI = re.compile(f"[{_KANJI}]")
#: Kanji with what stands among them (一ヶ月, 第3回); kana; anything else, which is not said.
_RUNS = re.compile(f"[{_KANJI}A-Za-z0-9](?:[{_KANJI}A-Za-z0-9ヶヵ]*[{_KANJI}A-Za-z0-9])?|[ぁ-ゖァ-ヺー]+|.", re.DOTALL)
_KANA = re.compile("[ぁ-ゖァ-ヺー]+")
_UNSAID = re.compile(r"[\W_]+")
_KEPT_TEXTS = 4_000
#: So many short words are tried together as one known name; longer names are not read as one where words do not fit.
_LONGEST_NAME = 8
#: A name of more parts is read as a whole.
_MOST_PARTS = 60


def pieces(text: str, known: Mapping[str, str], *, is_careful: bool = False) -> Iterator[Piece]:
    """Yield a text in pieces; ``known`` maps what is written to its reading, where it stands as whole words.

    With ``is_careful`` names that are not known, and words that the dictionary lacks, get no reading:
    on paper, where nobody can ask, none is better than a wrong one.
    """
    if not _HAS_KANJI.search(text):
        yield text, ""
        return
    shorts, longs = _words(text, is_careful)
    at = 0
    while at < len(shorts):
        end = _known_from(shorts, at, known)
        if end:
            written = "".join(word for word, _reading, _long in shorts[at:end])
            yield from over(written, hiragana(known[written]))
            at = end
            continue
        word, reading, number = shorts[at]
        size, whole, whole_reading = longs[number]
        is_whole = at + size <= len(shorts) and shorts[at + size - 1][2] == number
        if is_whole and not any(_known_from(shorts, inside, known) for inside in range(at + 1, at + size)):
            yield from over(whole, whole_reading)
            at += size
        else:
            yield from over(word, reading)
            at += 1


@lru_cache(_KEPT_TEXTS)
def of_name(name: str, reading: str) -> tuple[Piece, ...]:
    """Return a name in pieces under its known reading, word by word where the two can be matched."""
    said = _UNSAID.sub("", hiragana(reading))
    _shorts, longs = _words(name)
    parts = [(word, own) for _size, word, own in longs]
    found = _fit(parts, said)
    if not found and len(name) <= _LONGEST_NAME:
        return tuple(over(name, said))
    # A reading of a part of a long name only: the dictionary reads the words.
    found = found or [own for _word, own in parts]
    return tuple(piece for (word, _own), part in zip(parts, found, strict=True) for piece in over(word, part))


def over(written: str, reading: str) -> list[Piece]:
    """Return a word with its reading above its kanji only, or above all of it where the two cannot be matched."""
    if not reading or not _HAS_KANJI.search(written):
        return [(written, "")]
    runs = _RUNS.findall(written)
    found = _fit([(run, "") for run in runs], reading)
    if not found:
        return [(written, reading)]
    return [(run, part if _HAS_KANJI.search(run) else "") for run, part in zip(runs, found, strict=True)]


def _fit(parts: Sequence[Piece], said: str) -> list[str] | None:
    """Share a reading out among parts, each of which would be read by itself as its own reading; None if it cannot be.

    Kana are said as written, a part without letters is not said at all.
    """

    @cache
    def rest(number: int, at: int) -> tuple[int, tuple[str, ...]] | None:
        """Return how many parts from here on are read as their own reading, at best, and all readings."""
        if number == len(parts):
            return (0, ()) if at == len(said) else None
        best: tuple[int, tuple[str, ...]] | None = None
        own = parts[number][1]
        for end in _ends(parts[number][0], said, at):
            after = rest(number + 1, end)
            score = after[0] + (said[at:end] == own) if after else 0
            if after and (best is None or score > best[0]):
                best = score, (said[at:end], *after[1])
        return best

    found = rest(0, 0) if len(parts) <= _MOST_PARTS else None
    return list(found[1]) if found else None


def _ends(written: str, said: str, at: int) -> Iterable[int]:
    """Return where the reading of a part that begins at ``at`` may end."""
    if not _UNSAID.sub("", written):
        return (at,)
    if _KANA.fullmatch(written):
        return (at + len(written),) if said.startswith(hiragana(written), at) else ()
    return range(at + 1, len(said) + 1)


def _known_from(shorts: tuple[tuple[str, str, int], ...], at: int, known: Mapping[str, str]) -> int:
    """Return where the longest known name that begins at this word ends, or 0."""
    if not known or not _HAS_KANJI.search(shorts[at][0]):
        return 0
    found, written = 0, ""
    for end in range(at, min(at + _LONGEST_NAME, len(shorts))):
        written += shorts[end][0]
        if written in known:
            found = end + 1
    return found


@lru_cache(_KEPT_TEXTS)
def _words(
    text: str, is_careful: bool = False
) -> tuple[tuple[tuple[str, str, int], ...], tuple[tuple[int, str, str], ...]]:
    """Return the short words (written, reading, number of its long word) and the long ones (how many short, …)."""
    shorts: list[tuple[str, str, int]] = []
    longs: list[tuple[int, str, str]] = []
    for start in range(0, len(text), PIECE):
        part = text[start : start + PIECE]
        short = _said(part, sudachipy.SplitMode.A, is_careful)
        for end, word, reading in _said(part, sudachipy.SplitMode.C, is_careful):
            size = 0
            for short_end, short_word, short_reading in short:
                shorts.append((short_word, short_reading, len(longs)))
                size += 1
                if short_end >= end:
                    break
            if "".join(reading for _word, reading, _long in shorts[-size:]) == reading:
                # Said in parts as it is said as a whole: short readings stand better and let a line break.
                longs.extend((1, written, said) for written, said, _long in shorts[-size:])
                shorts[-size:] = [(w, r, long + n) for n, (w, r, long) in enumerate(shorts[-size:])]
            else:
                longs.append((size, word, reading))
    return tuple(shorts), tuple(longs)


def _said(text: str, mode: sudachipy.SplitMode, is_careful: bool) -> Iterator[tuple[int, str, str]]:
    """Yield the words of a text: where each ends, as written, its reading."""
    found = tokenizer().tokenize(text, mode)
    return iter([(word.end(), word.surface(), _reading(word, is_careful)) for word in found])


def _reading(word: sudachipy.Morpheme, is_careful: bool) -> str:
    if is_careful and (word.is_oov() or word.part_of_speech()[1] == "固有名詞"):
        return ""
    reading = hiragana(word.reading_form())
    return reading if ALL_KANA.fullmatch(reading) else ""
