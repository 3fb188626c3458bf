"""A form field whose value is a checked file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kyodo.kernel.errors import Unusable
from kyodo.kernel.files.contents import ALL, LARGEST, OFFICE, PAPER, PICTURE, TEXT, Checked, look_through

_ACCEPT = {
    PICTURE: "image/jpeg,image/png,image/gif,image/webp", PAPER: "application/pdf",
    OFFICE: ".docx,.xlsx,.pptx", TEXT: ".csv,.tsv,.txt",
}  # fmt: skip


class CheckedFileField(forms.FileField):
    """Takes one file of the kinds asked for; its cleaned value is a :class:`Checked`, or None.

    ``kinds`` are of ``picture``, ``paper``, ``office``, ``text``; ``largest`` is in bytes.
    """

    def __init__(self, *, kinds: tuple[str, ...] = ALL, largest: int = LARGEST, **kwargs: Any):
        super().__init__(**kwargs)
        self.kinds = kinds
        self.largest = largest
        self.widget.attrs["accept"] = ",".join(_ACCEPT[kind] for kind in kinds)

    def clean(self, data: Any, initial: Any = None) -> Checked | None:
        """Return the checked file. Raises ``ValidationError`` with words that say what to do."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return look_through(upload, self.kinds, self.largest)
        except Unusable as error:
            raise ValidationError(str(error.message), code="unusable") from None
