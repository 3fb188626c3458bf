"""Form fields that take text as people type it and return the one form that is kept.

What a field had to repair stands in ``field.notes`` after cleaning; a form shows it beside
the field, so that nobody's code changes without a word.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kyodo.kernel.text.codes import Checked, read_corporate_number, read_municipality_code
from kyodo.kernel.text.fold import tidy
from kyodo.kernel.text.kana import furigana
from kyodo.kernel.text.phone import read_phone
from kyodo.kernel.text.postcode import read_postcode
from kyodo.kernel.text.validators import told


class _Read(forms.CharField):
    """A text field whose value is read by one of the functions of this package."""

    notes: tuple[str, ...] = ()

    def read(self, text: str) -> str:
        """Return the form that is kept; raises ``ValidationError`` with what to write."""
        raise NotImplementedError

    def clean(self, value: Any) -> str:
        """Convert first: a limit on length counts what is kept, not what was typed."""
        self.notes = ()
        typed = str(value or "").strip()
        return str(super().clean(self.read(typed) if typed else typed))


class TidyField(_Read):
    """Any short text, with width, long vowels and spaces folded."""

    def read(self, text: str) -> str:
        return tidy(text)


class FuriganaField(_Read):
    """A reading, kept in full-width katakana; ``letters`` for names of organizations."""

    def __init__(self, *args: Any, letters: bool = False, **kwargs: Any):
        self.letters = letters
        super().__init__(*args, **kwargs)

    def read(self, text: str) -> str:
        return told(lambda typed: furigana(typed, letters=self.letters), text)


class PhoneField(_Read):
    """A telephone number, kept as ``022-212-3010``, with an extension as ``022-212-3010 内線123``."""

    def read(self, text: str) -> str:
        return told(read_phone, text).kept

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "tel", "autocomplete": "tel"}


class PostcodeField(_Read):
    """A postcode, kept as seven digits."""

    def read(self, text: str) -> str:
        return told(read_postcode, text)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric", "autocomplete": "postal-code"}


class _CheckedField(_Read):
    reader: Callable[[str], Checked]

    def read(self, text: str) -> str:
        checked = told(type(self).reader, text)
        self.notes = checked.notes
        return checked.value


class MunicipalityCodeField(_CheckedField):
    """A municipality's code, kept as six digits."""

    reader = staticmethod(read_municipality_code)


class CorporateNumberField(_CheckedField):
    """A corporate number, kept as thirteen digits."""

    reader = staticmethod(read_corporate_number)


class NumberField(forms.IntegerField):
    """A whole number typed with any width, commas and spaces, and 円, 人 or 名 behind it."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> int | None:
        """Return the number; raises ``ValidationError`` with what to write."""
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        minus = bool(re.match(r"[-−－ー‐―▲△]", text))
        # A point stays, so that 12.5 is refused and never becomes 125.
        plain = unicodedata.normalize("NFKC", text.lstrip("▲△-−－ー‐―"))
        digits = re.sub(r"[,、\s]|[円人名]$", "", plain)
        if not digits.isascii() or not digits.isdigit():
            raise ValidationError(_("Please write a number in digits, such as 1200."), code="invalid")
        return super().to_python(f"-{digits}" if minus else digits)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric"}
