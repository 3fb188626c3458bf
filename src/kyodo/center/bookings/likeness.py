"""Whether two entries may be of the same group: a hint for a person, never a decision."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from kyodo.commons.actors.public import fold

#: From so much alike on, two names are shown to a person.
NEAR = 0.85


@dataclass(frozen=True)
class Face:
    """What tells one applicant from another. ``number`` is the entry's."""

    number: int
    name: str
    representative: str
    phone: str


def pairs(faces: Sequence[Face]) -> Iterator[tuple[Face, Face, list[str]]]:
    """Yield the pairs that are alike, the lower number first, with what is alike in them."""
    for one, other in combinations(sorted(faces, key=lambda face: face.number), 2):
        alike = _alike(one, other)
        if alike:
            yield one, other, alike


def _alike(one: Face, other: Face) -> list[str]:
    found = []
    if _near(_plain(one.name), _plain(other.name)):
        found.append("name")
    if one.representative and _plain(one.representative) == _plain(other.representative):
        found.append("representative")
    if _digits(one.phone) and _digits(one.phone) == _digits(other.phone):
        found.append("phone")
    return found


def _near(one: str, other: str) -> bool:
    return bool(one) and (one == other or SequenceMatcher(None, one, other).ratio() >= NEAR)


def _plain(text: str) -> str:
    return re.sub(r"[\s・()（）]", "", fold(text))


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", phone))
