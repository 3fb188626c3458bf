"""Making spellings equal: width, kana, case, hyphens, digits, eras, variants of characters.

``clean`` is what is stored for showing. ``align`` maps it character by character, so a
place found in the one is the same place in the other. ``fold`` is what is compared.
"""

import re
import unicodedata

#: Longer texts are cut, in characters; nobody finds a book by its last page.
LONGEST_TEXT = 30_000

#: A folded text in kana alone.
ALL_KANA = re.compile(r"[ぁ-ゖー]+")

_SPACES = re.compile(r"\s+")
_KATAKANA_HYPHEN = re.compile(r"(?<=[ぁ-ゖー])[-‐‑‒–—―−](?=[ぁ-ゖ])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
#: The year before the first of each era, by its name and by its letter.
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_LETTERS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}
_ERA_YEAR = re.compile(
    r"(?:(?P<era>明治|大正|昭和|平成|令和)\s?|(?<![a-z0-9])(?P<letter>[mtshr]))"
    r"(?P<year>元|\d{1,2}|[一二三四五六七八九十]{1,3})\s?年"
)
_KANJI_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", 1)}
#: Characters of names that people write either way.
_VARIANTS = dict(
    zip(
        "髙﨑濵濱澤邊邉齋齊廣國學會櫻德瀨寬眞榮圓來黑嶋惠龍瀧",
        "高崎浜浜沢辺辺斎斎広国学会桜徳瀬寛真栄円来黒島恵竜滝",
        strict=True,
    )
)


def _kana() -> dict[int, int]:
    table = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
    small_ka_ke = {0x30F5: ord("か"), 0x30F6: ord("け"), 0x3095: ord("か"), 0x3096: ord("け")}
    return {**table, **small_ka_ke}


_TO_HIRAGANA = _kana()
_ALIGN = {**_TO_HIRAGANA, **{ord(a): ord(b) for a, b in _VARIANTS.items()}}
_LOOSE = str.maketrans("づぢゔ", "ずじぶ")


def clean(text: str) -> str:
    """Return the text in one width and form, without what no page can show; same words, same case."""
    plain = text[:LONGEST_TEXT].encode("utf-8", "ignore").decode().replace("\0", " ").replace("İ", "I")
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", plain)).strip()


def hiragana(text: str) -> str:
    """Return the text with katakana written as hiragana, of the same length."""
    return text.translate(_TO_HIRAGANA)


def align(cleaned: str) -> str:
    """Return a cleaned text in lower case, hiragana and usual characters, of the same length."""
    return _KATAKANA_HYPHEN.sub("ー", cleaned.lower().translate(_ALIGN))


def _western(match: re.Match[str]) -> str:
    era = match["era"] or _LETTERS[match["letter"]]
    return f"{_ERAS[era] + _number(match['year'])}年"


def _number(year: str) -> int:
    if year == "元":
        return 1
    if year.isdecimal():
        return int(year)
    if "十" not in year:
        return _KANJI_DIGITS.get(year[0], 1)
    tens, ones = year.split("十", 1)
    return _KANJI_DIGITS.get(tens, 1) * 10 + _KANJI_DIGITS.get(ones, 0)


def numbers(aligned: str) -> str:
    """Return an aligned text with years of eras as western years and figures without commas."""
    return _ERA_YEAR.sub(_western, _THOUSANDS.sub("", aligned))


def fold(text: str) -> str:
    """Return what is compared: any text in its one spelling."""
    return numbers(align(clean(text)))


def rewritten(aligned: str) -> list[tuple[int, int, str]]:
    """Return the places that :func:`numbers` rewrites: start, end, what stands there when folded."""
    years = [(m.start(), m.end(), _western(m)) for m in _ERA_YEAR.finditer(aligned)]
    figures = [(m.start(), m.end(), m[0].replace(",", "")) for m in re.finditer(r"\d{1,3}(?:,\d{3})+", aligned)]
    return sorted(years + figures)


def loose(reading: str) -> str:
    """Return a reading as typed in hiragana without the differences that are only spelling (づ ず, ぢ じ, ヴ ブ)."""
    return loose_kana(fold(reading).replace(" ", ""))


def loose_kana(reading: str) -> str:
    """Return a reading in hiragana without the differences that are only spelling."""
    return reading.translate(_LOOSE)
