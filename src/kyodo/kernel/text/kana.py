"""The furigana of names, and both kana."""

import re

from django.utils.translation import gettext as _

from kyodo.kernel.errors import Unusable
from kyodo.kernel.text.fold import tidy, to_hiragana, to_katakana

__all__ = ["furigana", "to_hiragana", "to_katakana"]

_FURIGANA = re.compile("[\u30a1-\u30fe\u3000=＝]+")
_FURIGANA_AND_LETTERS = re.compile("[\u30a1-\u30fe\u3000=＝A-Za-z0-9.,&'’()（）/+-]+")


def furigana(text: str, *, letters: bool = False) -> str:
    """Return a reading in full-width katakana, parts apart by one full-width space.

    Hiragana and half-width kana are converted silently. With ``letters`` (names of
    organizations) Latin letters and digits stay. Raises ``Unusable`` with what to write
    where kanji or other signs are left.
    """
    reading = to_katakana(tidy(text)).replace(" ", "\u3000")
    reading = re.sub("(?<=[\u30a1-\u30fe])-", "ー", reading)
    allowed = _FURIGANA_AND_LETTERS if letters else _FURIGANA
    if reading and not allowed.fullmatch(reading):
        raise Unusable(_("Please write the reading in katakana, such as センダイ　タロウ. Hiragana is accepted too."))
    return reading
