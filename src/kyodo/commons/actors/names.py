"""Folded forms of names: by them entries are ordered, found and recognized again.

A fold loses what people write in different ways (width, kana, spaces, dashes, case, brackets) and
nothing else: 「ＮＰＯ法人 みほん」 and 「NPO法人ミホン」 are one, 「見本会」 and 「見本の会」 are two.
"""

import re

from kyodo.kernel.text.fold import key

_SIGNS = re.compile(r"[・･,，.．、。'’\"”「」『』()（）=＝\-]+")
LONGEST = 200


def fold(text: str) -> str:
    """Return the folded form of a name or of what somebody typed to find it."""
    return _SIGNS.sub("", key(text))[:LONGEST]


def keys_of(name: str, name_reading: str) -> dict[str, str]:
    """Return the columns ``sort_key`` and ``name_key``; whoever writes a name writes them too.

    An entry without a reading is ordered by its name.
    """
    return {"sort_key": fold(name_reading) or fold(name), "name_key": fold(name)}
