"""What a search knows beyond the dictionary: words that mean the same, and how names are read here."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kyodo.kernel.search.analyzer.fold import clean, fold, loose
from kyodo.kernel.search.analyzer.words import reading_of

_SEPARATORS = re.compile(r"[,、,;;\n・=＝]+")


@dataclass(frozen=True)
class Vocabulary:
    """What staff taught, ready for use.

    ``same`` maps a folded word to the other words of its group, as staff wrote them, and
    ``heard`` the reading of a word to all words of its group;
    ``readings`` maps a name (folded) to its reading in hiragana; ``written`` gives for a
    folded name how staff wrote it.
    """

    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    heard: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)

    def read_as(self, typed: str) -> list[str]:
        """Return the names whose local reading begins with what was typed (three kana or more), or is it."""
        return sorted(
            self.written[name]
            for name, reading in self.readings.items()
            if loose(reading) == typed or (len(typed) >= 3 and loose(reading).startswith(typed))
        )


def split_words(words: str) -> list[str]:
    """Return the members of a synonym group as staff wrote them."""
    return [word.strip() for word in _SEPARATORS.split(words) if word.strip()]


def build(groups: Sequence[str], readings: Iterable[tuple[str, str]]) -> Vocabulary:
    """Return the vocabulary of these groups and (as written, reading) pairs."""
    same: dict[str, dict[str, None]] = {}
    for group in groups:
        members = split_words(group)
        for member in members:
            others = same.setdefault(fold(member), {})
            others.update(dict.fromkeys(other for other in members if fold(other) != fold(member)))
    pairs = [(written, reading) for written, reading in readings if fold(written) and loose(reading)]
    read_here = {fold(written): fold(reading) for written, reading in pairs}
    heard: dict[str, dict[str, None]] = {}
    for group in groups:
        members = split_words(group)
        for member in members:
            heard.setdefault(loose(reading_of(clean(member), read_here)), {}).update(dict.fromkeys(members))
    return Vocabulary(
        {word: tuple(others) for word, others in same.items() if word and others},
        {said: tuple(members) for said, members in heard.items() if len(said) > 1},
        read_here,
        {fold(written): written for written, _reading in pairs},
    )
