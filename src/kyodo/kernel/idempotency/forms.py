"""A form that carries its key."""

from typing import Any

from django import forms

from kyodo.kernel.idempotency.keys import FIELD, new_key


class OnceForm(forms.Form):
    """Mix into a creating form: adds the hidden field with a fresh key."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # The key belongs to the page, not to the form's prefix: the view reads it by this name.
        self.fields[FIELD] = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput, initial=new_key)

    def add_prefix(self, field_name: str) -> str:
        """Return the name of a field in the page."""
        return FIELD if field_name == FIELD else super().add_prefix(field_name)
