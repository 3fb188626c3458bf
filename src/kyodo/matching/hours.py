"""Hours as people write them. Pure."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

_KANJI = {c: n for n, c in enumerate("〇一二三四五六七八九")}
_TENS = re.compile(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)")
_KANJI_RUN = re.compile(r"[〇一二三四五六七八九]+")
#: What is not said as a number.
_WORDS = {"半日": "4時間", "半時間": "30分"}
_HOURS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:時間|h\b|hours?\b|じかん)\s*(半)?", re.IGNORECASE)
_MINUTES = re.compile(r"(\d+)\s*(?:分|minutes?\b|ぷん|ふん)", re.IGNORECASE)
_BARE = re.compile(r"\D*(\d+(?:\.\d+)?)\D*")
#: What is more was not meant as hours.
MOST = Decimal(2000)


def hours_in(words: str) -> Decimal | None:
    """Return how many hours a line speaks of (10時間, 三時間半, 90分, 2.5), to a tenth; None where it does not say."""
    text = _in_figures(unicodedata.normalize("NFKC", words))
    hours = [Decimal(found[1]) + (Decimal("0.5") if found[2] else 0) for found in _HOURS.finditer(text)]
    minutes = [Decimal(found[1]) / 60 for found in _MINUTES.finditer(text)]
    bare = _BARE.fullmatch(text)
    if not hours and not minutes and bare:
        hours = [Decimal(bare[1])]
    total = sum([*hours[:1], *minutes[:1]], Decimal(0)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return total if (hours or minutes) and total <= MOST else None


def _in_figures(text: str) -> str:
    for word, instead in _WORDS.items():
        text = text.replace(word, instead)
    text = _TENS.sub(lambda m: str(_KANJI.get(m[1], 1) * 10 + _KANJI.get(m[2], 0)), text)
    return _KANJI_RUN.sub(lambda m: "".join(str(_KANJI[c]) for c in m[0]), text)
