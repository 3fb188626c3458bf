"""Codes with a check digit: municipalities (全国地方公共団体コード) and corporate numbers (法人番号).

Typed forms are folded first; then length and check digit decide. Whatever was repaired is
said in ``notes``: a repaired code is never kept without a word.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kyodo.kernel.errors import Unusable
from kyodo.kernel.text.fold import digits_of

PREFECTURES = range(1, 48)


@dataclass(frozen=True)
class Checked:
    """A code that passed its check, and what had to be done to it, in words."""

    value: str
    notes: tuple[str, ...] = ()


def municipality_check_digit(five: str) -> int:
    """Return the check digit of a five-digit code: weights 6 to 2, ``(11 − Σ mod 11) mod 10``."""
    total = sum(int(digit) * weight for digit, weight in zip(five, (6, 5, 4, 3, 2), strict=True))
    return (11 - total % 11) % 10


def read_municipality_code(text: str) -> Checked:
    """Return the six-digit code. Repairs a missing check digit and a lost leading zero, and says so.

    Raises ``Unusable`` when the check digit is wrong, when nothing fits, or when two
    readings are possible.
    """
    digits = _only_digits(text, _("Please write the six digits of the code, such as 041009."))
    if len(digits) == 6:
        if not _is_municipality(digits):
            raise Unusable(_("The check digit of %(code)s is not right. Please check the code.") % {"code": digits})
        return Checked(digits)
    found = list(dict.fromkeys(_readings(digits)))
    if len(found) == 1:
        return found[0]
    if found:
        codes = ", ".join(reading.value for reading in found)
        raise Unusable(_("This code may mean %(codes)s. Please write all six digits.") % {"codes": codes})
    raise Unusable(_("Please write the six digits of the code, such as 041009."))


def _readings(digits: str) -> list[Checked]:
    missing_digit = _("The check digit was added: %(code)s.")
    missing_zero = _("The leading zero was added: %(code)s.")
    found = []
    if len(digits) == 5:
        zero = f"0{digits}"
        if _is_municipality(zero):
            found.append(Checked(zero, (missing_zero % {"code": zero},)))
    five = digits.rjust(5, "0")
    if len(digits) in (4, 5) and _is_basic(five):
        whole = f"{five}{municipality_check_digit(five)}"
        notes = [missing_digit % {"code": whole}]
        if len(digits) == 4:
            notes.insert(0, missing_zero % {"code": five})
        found.append(Checked(whole, tuple(notes)))
    return found


def _is_basic(five: str) -> bool:
    # 000 is the prefecture itself; municipalities count from 100.
    return int(five[:2]) in PREFECTURES and (five[2:] == "000" or int(five[2:]) >= 100)


def _is_municipality(six: str) -> bool:
    return _is_basic(six[:5]) and int(six[5]) == municipality_check_digit(six[:5])


def corporate_check_digit(twelve: str) -> int:
    """Return the first digit of a corporate number: ``9 − Σ PnQn mod 9``.

    n counts from the right, Qn is 1 for odd and 2 for even n. Source: 法人番号の指定等に関する省令 第2条.
    """
    total = sum(int(digit) * (1 if n % 2 else 2) for n, digit in enumerate(reversed(twelve), start=1))
    return 9 - total % 9


def read_corporate_number(text: str) -> Checked:
    """Return the thirteen digits; a ``T`` before them (invoice number) is taken away, and it is said so.

    Raises ``Unusable`` when the check digit is wrong or a digit is missing. Nothing is
    filled in: twelve digits may be a registry number (会社法人等番号) or a slip of the
    finger. The check cannot tell 0 from 9 in a digit: where it matters, look the number up.
    """
    advice = _("Please write the thirteen digits of the corporate number, such as 8000020130001.")
    plain = re.sub(r"^[\sＴTｔt]+", "", text)
    digits = _only_digits(plain, advice)
    if len(digits) == 12:
        whole = f"{corporate_check_digit(digits)}{digits}"
        raise Unusable(
            _("One digit is missing. If this is the registry number, the corporate number is %(code)s.")
            % {"code": whole}
        )
    if len(digits) != 13:
        raise Unusable(advice)
    if int(digits[0]) != corporate_check_digit(digits[1:]):
        raise Unusable(_("The check digit of %(code)s is not right. Please check the number.") % {"code": digits})
    return Checked(digits, (_("The T before the number was taken away."),) if plain != text.lstrip() else ())


def _only_digits(text: str, advice: str) -> str:
    digits = digits_of(text)
    if not digits.isascii() or not digits.isdigit():
        raise Unusable(advice)
    return digits
