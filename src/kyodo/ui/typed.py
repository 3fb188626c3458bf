"""What people typed, folded into one form before a field reads it."""

import re
import unicodedata

_HYPHENS = re.compile(r"[\u2010-\u2015\u2212\u30fc\uff0d\uff70-]")
_KATAKANA = re.compile(r"[ァ-ヴヵヶー・゠＝ 0-9A-Za-z]+")


def narrow(text: str) -> str:
    """Return the text with narrow digits and letters and wide kana (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def number(text: str, unit: str = "") -> str:
    """Return a typed number without separators, spaces and its unit: １，２００円 → 1200."""
    plain = re.sub(r"[\s,、]", "", narrow(text)).removesuffix(unit)
    return _HYPHENS.sub("-", plain)


def digits(text: str) -> str:
    """Return a typed code without spaces and hyphens: ９８０－０８１１ → 9800811."""
    return _HYPHENS.sub("", re.sub(r"\s", "", narrow(text)))


def katakana(text: str) -> str:
    """Return a reading in full-width katakana, parts separated by one space."""
    wide = "".join(chr(ord(character) + 0x60) if "ぁ" <= character <= "ゖ" else character for character in narrow(text))
    return " ".join(re.sub(r"(?<=[ァ-ヴー])[\u2010-\u2015\u2212\uff0d-]", "ー", wide).split())


def is_katakana(text: str) -> bool:
    """Say whether a reading holds katakana, spaces, digits and Latin letters only."""
    return bool(_KATAKANA.fullmatch(text))


def has_date(text: str) -> bool:
    """Say whether a whole date was typed into one box: 2026/4/1, 令和8年4月1日."""
    return len(re.findall(r"\d+|元", narrow(text))) == 3 or bool(re.fullmatch(r"\d{8}", narrow(text)))


def address_of(postcode: str) -> str:
    """Return the address of a postcode, or nothing where it is not known."""
    return ""
