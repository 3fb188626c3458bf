"""The weights of the ranking as they are typed, and the offer by which they are tried."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kyodo.matching.ranking.weights import DEFAULTS, REASONS, current


class WeightsForm(forms.Form):
    """One whole number for each reason; ``offer`` is the number of an offer by which a change is looked at."""

    offer = forms.CharField(
        label=_("Number of an offer to try it with"), max_length=6, required=False,
        help_text=_("Before anything is saved you see how the order of its candidates would change."),
        widget=forms.TextInput({"class": "is-short", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for key, (value, label) in REASONS.items():
            self.fields[key] = forms.IntegerField(
                label=str(label), min_value=0, max_value=100, widget=forms.NumberInput({"class": "is-short"}),
                help_text=_("from 0 to 100; the house's own value is %(value)s") % {"value": value},
            )  # fmt: skip

    @classmethod
    def fresh(cls, offer: str = "") -> "WeightsForm":
        """Return the form with the weights that count now."""
        return cls(initial={**current(), "offer": offer})

    def values(self) -> dict[str, int]:
        """Return the weights that were typed."""
        return {key: self.cleaned_data[key] for key in DEFAULTS}
