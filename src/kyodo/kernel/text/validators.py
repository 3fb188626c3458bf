"""Validators for model fields: they accept what can be read. Forms convert it to the one form kept (``fields``)."""

from collections.abc import Callable

from django.core.exceptions import ValidationError

from kyodo.kernel.errors import Unusable
from kyodo.kernel.text.codes import read_corporate_number, read_municipality_code
from kyodo.kernel.text.kana import furigana
from kyodo.kernel.text.phone import read_phone
from kyodo.kernel.text.postcode import read_postcode


def told[T](read: Callable[[str], T], text: str) -> T:
    """Read a text; what :class:`~kyodo.kernel.errors.Unusable` says becomes a ``ValidationError``."""
    try:
        return read(text)
    except Unusable as error:
        raise ValidationError(str(error.message), code="invalid") from error


def validate_furigana(text: str) -> None:
    """A reading that can be turned into katakana."""
    told(furigana, text)


def validate_phone(text: str) -> None:
    """One telephone number."""
    told(read_phone, text)


def validate_postcode(text: str) -> None:
    """Seven digits."""
    told(read_postcode, text)


def validate_municipality_code(text: str) -> None:
    """Six digits with the right check digit, or a form that can be repaired."""
    told(read_municipality_code, text)


def validate_corporate_number(text: str) -> None:
    """Thirteen digits with the right check digit, or a form that can be repaired."""
    told(read_corporate_number, text)
