"""Telephone numbers in Japan: read however typed, shown and linked in one form.

Lengths and leading digits follow the numbering plan (電気通信番号計画): ten digits, eleven
for mobile and IP phones (020, 050, 060, 070, 080, 090) and for 0800. Where a landline's area code
ends is known only from how it was typed; it is not guessed.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kyodo.kernel.errors import Unusable
from kyodo.kernel.text.fold import fold_hyphens

_EXTENSION = re.compile(r"[(,、;]*(?:内線|内|ext\.?|extension|x)[:.\-]*(\d{1,6})\)?$", re.IGNORECASE)
_ELEVEN = re.compile(r"0[256789]0\d{8}|0800\d{7}")
_TEN = re.compile(r"0[1-9][1-9]\d{7}")
_FIXED = {
    re.compile(r"0800\d{7}"): (4, 3, 4),
    re.compile(r"0[256789]0\d{8}"): (3, 4, 4),
    re.compile(r"0(?:120|570|990)\d{6}"): (4, 3, 3),
    re.compile(r"0[36]\d{8}"): (2, 4, 4),
}


@dataclass(frozen=True)
class Phone:
    """A number: its digits, its parts as far as they are known, and its extension."""

    digits: str
    parts: tuple[str, ...]
    extension: str = ""

    @property
    def text(self) -> str:
        """The number as people read it: ``022-212-3010``."""
        return "-".join(self.parts)

    @property
    def kept(self) -> str:
        """The number as one field keeps it, in every language: ``022-212-3010 内線123``."""
        return f"{self.text} 内線{self.extension}" if self.extension else self.text

    @property
    def standard(self) -> str:
        """As the government's data standard writes it (GIF 445): ``(022)212-3010``, mobile ``090-1234-5678``."""
        if len(self.digits) == 11 or len(self.parts) < 3:
            return "-".join(self.parts)
        area, *rest = self.parts
        return f"({area})" + "-".join(rest)

    @property
    def link(self) -> str:
        """The address of a link that calls it."""
        wait = f";ext={self.extension}" if self.extension else ""
        return f"tel:+81{self.digits[1:]}{wait}"


def read_phone(text: str) -> Phone:
    """Read one number with any width, hyphens, brackets and spaces, ``+81`` and an extension.

    Raises ``Unusable`` with what to write for anything that is not one number in Japan.
    """
    plain = fold_hyphens(unicodedata.normalize("NFKC", text)).strip()
    extension = ""
    found = _EXTENSION.search(re.sub(r"\s+", "", plain))
    if found:
        plain, extension = re.sub(r"\s+", "", plain)[: found.start()], found.group(1)
    plain = re.sub(r"^(?:tel|fax|電話)[:.]?\s*", "", plain, flags=re.IGNORECASE)
    plain = re.sub(r"^\+81[\s-]*\(?0?\)?", "0", plain)
    groups = tuple(group for group in re.split(r"[\s().\-]+", plain) if group)
    digits = "".join(groups)
    if not digits.isascii() or not digits.isdigit():
        raise Unusable(_("Please write one telephone number in digits, such as 022-212-3010."))
    if not (_ELEVEN.fullmatch(digits) or _TEN.fullmatch(digits)):
        raise Unusable(_length_fault(digits))
    return Phone(digits, _parts(digits, groups), extension)


def _length_fault(digits: str) -> str:
    if not digits.startswith("0"):
        return _("Please begin the telephone number with its area code, such as 022.")
    expected = 11 if re.match(r"0[256789]0|0800", digits) else 10
    facts = {"count": len(digits), "expected": expected}
    return _("This telephone number has %(count)s digits; such a number has %(expected)s. Please check it.") % facts


def _parts(digits: str, groups: tuple[str, ...]) -> tuple[str, ...]:
    for pattern, lengths in _FIXED.items():
        if pattern.fullmatch(digits):
            return _cut(digits, lengths)
    # Typed in three parts of a landline's shape: its area code is known from that.
    if len(groups) == 3 and len(groups[2]) == 4 and 2 <= len(groups[0]) <= 5:
        return groups
    return (digits,)


def _cut(digits: str, lengths: tuple[int, ...]) -> tuple[str, ...]:
    parts, start = [], 0
    for length in lengths:
        parts.append(digits[start : start + length])
        start += length
    return tuple(parts)
