"""Folding: one form for text that is typed in many.

``tidy`` is for text that is kept and shown (width of letters, digits and kana, spaces);
``key`` is for comparing and never shown.
"""

import re
import unicodedata

#: Signs that people take for a hyphen, the long-vowel mark of half-width kana among them.
DASHES = "\u002d\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\ufe58\ufe63\uff0d"
LONG_VOWELS = "\u30fc\uff70"
#: Zero-width signs and byte order marks that come along with copied text.
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xFFE5: "¥"}
_NOTHING = dict.fromkeys(map(ord, INVISIBLE))
_HALF_KANA = re.compile("[\uff61-\uff9f]+")
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff"
_DASH_IN_KATAKANA = re.compile(f"(?<=[{_KATAKANA}])[{re.escape(DASHES)}]")
_DASH = re.compile(f"[{re.escape(DASHES + LONG_VOWELS)}]")
_SPACES = re.compile(r"\s+")
_TO_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_TO_HIRAGANA = {katakana: hiragana for hiragana, katakana in _TO_KATAKANA.items()}


def to_katakana(text: str) -> str:
    """Turn hiragana into katakana; everything else stays."""
    return text.translate(_TO_KATAKANA)


def to_hiragana(text: str) -> str:
    """Turn katakana into hiragana; ー and the four kana that have no hiragana (ヷヸヹヺ) stay."""
    return text.translate(_TO_HIRAGANA)


def fold_width(text: str) -> str:
    """Make letters, digits and signs half-width and kana full-width; every other sign stays as it is.

    Unlike NFKC this leaves ㈱, ①, 髙 and ～ alone, so names stay as their owners write them.
    """
    wide = _HALF_KANA.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    tilde_kept = wide.translate({**_WIDTH, 0xFF5E: "～"})
    # A voiced mark that stands alone after its kana is joined to it.
    return re.sub(
        "[\u304b-\u30db][\u3099\u309a]", lambda found: unicodedata.normalize("NFC", found.group()), tilde_kept
    )


def fold_spaces(text: str) -> str:
    """Make every run of spaces one space, take them from both ends, and drop invisible signs."""
    return _SPACES.sub(" ", text.translate(_NOTHING)).strip()


def fold_hyphens(text: str) -> str:
    """Make every dash-like sign ``-``, for numbers and codes; the long-vowel mark too."""
    return _DASH.sub("-", text)


def mend_long_vowels(text: str) -> str:
    """Make a dash-like sign inside katakana the long-vowel mark: サポ−ト becomes サポート."""
    return _DASH_IN_KATAKANA.sub("ー", text)


def tidy(text: str) -> str:
    """Return text as it is kept: width, long vowels and spaces folded. Never changes what is said."""
    return mend_long_vowels(fold_spaces(fold_width(text)))


def key(text: str) -> str:
    """Return text for comparing: compatibility forms, case, kana, dashes and spaces folded.

    ＡＢＣ－サポート, ABC‐ｻﾎﾟｰﾄ and abc-さぽーと have one key.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_NOTHING)).casefold()
    return _SPACES.sub("", re.sub(f"[{re.escape(DASHES)}]", "-", to_hiragana(mend_long_vowels(plain))))


def digits_of(text: str) -> str:
    """Return the half-width digits of a number typed with any width, spaces, hyphens and brackets.

    Other signs stay, so that the caller can refuse them.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_NOTHING))
    return re.sub(r"[\s()\[\].・]", "", fold_hyphens(plain)).replace("-", "")
