"""Translations looked up in one step.

Django keeps the catalogue of each app apart, where their rules of plurals are no one object, and
asks them in turn: a word of the last of 45 costs 45 look-ups. Where the rules say the same, the
catalogues can be one.
"""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.translation import trans_real

#: Two rules of plurals that agree on so many numbers are the same.
_TRIED = range(1000)


def join_catalogues() -> None:
    """Make one of neighbouring catalogues with the same plurals, in every language of the site; the first one wins."""
    for language, _name in settings.LANGUAGES:
        translation: Any = trans_real.translation(language)
        _join(translation._catalog)


def _join(found: Any) -> None:
    pairs = list(zip(found._catalogs, found._plurals, strict=True))
    found._catalogs, found._plurals = [], []
    for _rule, alike in groupby(pairs, lambda pair: _forms(pair[1])):
        catalogues, plurals = zip(*alike, strict=True)
        joined: dict[object, str] = {}
        for catalogue in reversed(catalogues):
            joined.update(catalogue)
        found._catalogs.append(joined)
        found._plurals.append(plurals[0])


def _forms(plural: Callable[[int], int]) -> tuple[int, ...]:
    return tuple(map(plural, _TRIED))
