"""One cell: what it says in the form in which it is kept, and in words what was done to it.

Nothing is guessed and nothing is repaired in silence: what cannot be read stays out and is named.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from kyodo.kernel.clock.reading import read_date
from kyodo.kernel.errors import Unusable
from kyodo.kernel.text.codes import read_corporate_number, read_municipality_code
from kyodo.kernel.text.fold import key
from kyodo.kernel.text.kana import furigana
from kyodo.kernel.text.phone import read_phone

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\ufeff]")
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
    """Return a column's name as it is compared: width, kana, spaces and wrong dashes do not matter."""
    return key(plain(cell))


def kana(cell: str) -> tuple[str, str]:
    """Return (reading in full-width katakana, note)."""
    try:
        return furigana(line(cell), letters=True), ""
    except Unusable:
        return "", _("The reading “%(text)s” is not written in kana and was left out.") % {"text": line(cell)[:40]}


def corporate_number(cell: str) -> tuple[str, str, str]:
    """Return (number, note, problem) of a 法人番号."""
    written = line(cell)
    if not written:
        return "", "", ""
    try:
        digits = read_corporate_number(written).value
    except Unusable as error:
        facts = {"text": written[:40], "why": error.message}
        return "", "", _("The corporate number “%(text)s” cannot be right. %(why)s") % facts
    note = _("The corporate number “%(text)s” is stored as %(kept)s.") % {"text": written[:40], "kept": digits}
    return digits, note if digits != written else "", ""


def municipality_code(cell: str) -> tuple[str, str, str]:
    """Return (six digits, note, problem) of a 全国地方公共団体コード; what was put back is said."""
    written = line(cell)
    if not written:
        return "", "", ""
    try:
        read = read_municipality_code(written)
    except Unusable as error:
        facts = {"text": written[:40], "why": error.message}
        return "", "", _("The code “%(text)s” cannot be right. %(why)s") % facts
    return read.value, " ".join(read.notes), ""


def coordinates(latitude: str, longitude: str) -> tuple[tuple[str, str] | None, str, str]:
    """Return ((latitude, longitude) with six decimals or None, note, what to ask a person).

    Where they stand the wrong way round they are swapped, and it is said so; a place outside of Japan is asked.
    """
    written = [unicodedata.normalize("NFKC", line(cell)) for cell in (latitude, longitude)]
    if not any(written):
        return None, "", ""
    try:
        north, east = (Decimal(text) for text in written)
    except InvalidOperation:
        north = east = Decimal()
    note = ""
    if _is_in_japan(east, north):
        north, east, note = east, north, _("Latitude and longitude were swapped; they are stored the right way round.")
    if not _is_in_japan(north, east):
        facts = {"latitude": written[0][:20], "longitude": written[1][:20]}
        return None, "", _("The position %(latitude)s, %(longitude)s is not in Japan and was left out.") % facts
    return (f"{north:.6f}", f"{east:.6f}"), note, ""


def _is_in_japan(north: Decimal, east: Decimal) -> bool:
    return north.is_finite() and east.is_finite() and 20 <= north <= 46 and 122 <= east <= 154


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
    """Return (phone number, note)."""
    text = line(cell)
    try:
        return read_phone(text).kept if text else "", ""
    except Unusable:
        return "", _("“%(text)s” is no phone number and was left out.") % {"text": text[:40]}


def parts(cell: str) -> list[str]:
    """Return the items of a cell that holds a list: half-width semicolons, or what people write for them."""
    return [part for part in (line(p) for p in re.split(r"[;；、,，\n]", plain(cell))) if part]
