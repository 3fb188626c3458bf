"""Names: folded forms, by which entries are ordered, found and recognized again, and the address of a new entry.

A fold loses what people write in different ways (width, kana, spaces, dashes, case, brackets) and
nothing else: 「ＮＰＯ法人 みほん」 and 「NPO法人ミホン」 are one, 「見本会」 and 「見本の会」 are two.
"""

import re
import secrets

from kyodo.kernel.text.fold import key

_SIGNS = re.compile(r"[・･,，.．、。'’\"”「」『』()（）=＝\-]+")
LONGEST = 200
#: Letters and digits that nobody takes for another when they read an address aloud.
_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"


def fold(text: str) -> str:
    """Return the folded form of a name or of what somebody typed to find it."""
    return _SIGNS.sub("", key(text))[:LONGEST]


def keys_of(name: str, name_reading: str) -> dict[str, str]:
    """Return the columns ``sort_key`` and ``name_key``; whoever writes a name writes them too.

    An entry without a reading is ordered by its name.
    """
    return {"sort_key": fold(name_reading) or fold(name), "name_key": fold(name)}


def new_slug(corporate_number: str = "") -> str:
    """Return an address for a new entry: its corporate number, or ten letters drawn by lot."""
    return corporate_number or "".join(secrets.choice(_CLEAR) for _n in range(10))
