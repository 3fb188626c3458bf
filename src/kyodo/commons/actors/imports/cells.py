"""One cell: what it says in the form in which it is kept, and in words what was done to it.

Nothing is guessed and nothing is repaired in silence: what cannot be read stays out and is named.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from kyodo.kernel.clock.reading import read_date
from kyodo.kernel.errors import Unusable

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\ufeff]")
_DASHES = re.compile(r"[-‐‑‒–—―−─ｰー－\s]")
_IN_KATAKANA = re.compile(r"(?<=[ァ-ヺー])[-‐‑‒–—―−─](?=[ァ-ヺー]|$)")
#: How a spreadsheet is told that a cell is text; our own file writes it before signs that begin a formula.
_GUARD = re.compile(r"^'(?=[=+\-@＝＋－＠])")
_FLAGS = {"○", "〇", "◯", "●", "◎", "1", "有", "レ", "✓"}


def plain(cell: str) -> str:
    """Return a cell without what no page can show; lines stay lines, other runs of space become one."""
    text = _CONTROL.sub("", _GUARD.sub("", cell.replace("\r\n", "\n").replace("\r", "\n")))
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def line(cell: str) -> str:
    """Return a cell as one line."""
    return " ".join(plain(cell).split())


def header_key(cell: str) -> str:
    """Return a column's name as it is compared: width, spaces and wrong dashes in katakana do not matter."""
    return _IN_KATAKANA.sub("ー", "".join(unicodedata.normalize("NFKC", plain(cell)).split())).casefold()


def kana(cell: str) -> str:
    """Return a reading in full-width kana."""
    return _IN_KATAKANA.sub("ー", unicodedata.normalize("NFKC", line(cell)))


def corporate_number(cell: str) -> tuple[str, str, str]:
    """Return (number, note, problem) of a 法人番号.

    The first of its 13 digits is 9 - (sum of the others from the right, even places twice, mod 9);
    source: 法人番号の指定等に関する省令, article 2.
    """
    written = line(cell)
    digits = _DASHES.sub("", unicodedata.normalize("NFKC", written))
    if not digits:
        return "", "", ""
    if not re.fullmatch(r"[0-9]{13}", digits):
        return "", "", _("The corporate number “%(n)s” does not have 13 digits. Please correct it.") % {"n": written[:40]}
    total = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits[1:])))
    if 9 - total % 9 != int(digits[0]):
        return "", "", _("The corporate number “%(n)s” is wrong: its check digit does not fit.") % {"n": written[:40]}
    note = _("The corporate number “%(n)s” was stored as %(kept)s.") % {"n": written, "kept": digits}
    return digits, note if digits != written else "", ""


def flag(cell: str) -> bool | None:
    """Return whether a cell carries a mark; None for something that is no mark."""
    text = unicodedata.normalize("NFKC", line(cell))
    return True if text in _FLAGS or line(cell) in _FLAGS else None if text else False


def founded(cell: str) -> tuple[str, str]:
    """Return (day, month or year in ISO form, note) of a date in western years or Japanese eras."""
    text = line(cell)
    if not text:
        return "", ""
    try:
        read = read_date(text)
    except Unusable:
        return "", _("The date “%(text)s” could not be read and was left out.") % {"text": text[:40]}
    return read.value.iso, " ".join(read.warnings)


def mail(cell: str) -> tuple[str, str]:
    """Return (mail address, note)."""
    text = unicodedata.normalize("NFKC", line(cell))
    try:
        if text:
            validate_email(text)
    except ValidationError:
        return "", _("“%(text)s” is no mail address and was left out.") % {"text": text[:60]}
    return text, ""


def url(cell: str) -> tuple[str, str]:
    """Return (web address, note); http and https only."""
    text = unicodedata.normalize("NFKC", line(cell))
    try:
        if text:
            URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return "", _("“%(text)s” is no web address and was left out.") % {"text": text[:60]}
    return text, ""


def phone(cell: str) -> tuple[str, str]:
    """Return (phone number, note), in half-width digits."""
    text = re.sub(r"[‐‑‒–—―−─ー]", "-", unicodedata.normalize("NFKC", line(cell)))
    if text and (len(text) > 30 or not re.fullmatch(r"[0-9()+\-\s/x#*]{6,}", text)):
        return "", _("“%(text)s” is no phone number and was left out.") % {"text": line(cell)[:40]}
    return text, ""


def parts(cell: str) -> list[str]:
    """Return the items of a cell that holds a list: half-width semicolons, or what people write for them."""
    return [part for part in (line(p) for p in re.split(r"[;；、,，\n]", plain(cell))) if part]
