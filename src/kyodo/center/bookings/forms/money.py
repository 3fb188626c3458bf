"""What staff type about money: payments, fees by hand, reductions, the day's cash, visits."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.models import Fee, Resource
from kyodo.center.bookings.states import Method, Purpose, UserKind
from kyodo.center.bookings.till import MONEY
from kyodo.kernel.idempotency.forms import OnceForm
from kyodo.kernel.idempotency.keys import FIELD
from kyodo.kernel.text.fields import TidyField
from kyodo.ui.forms import FullWidthIntegerField, ThreePartDateField

YEN = pgettext_lazy("unit", "yen")
MOST = 10_000_000
CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"
BY_HAND = [(method.value, method.label) for method in (Method.CASH, Method.TRANSFER)]


def yen(label: Any, **more: Any) -> FullWidthIntegerField:
    """Return a field for a sum of yen."""
    return FullWidthIntegerField(label=label, unit=YEN, **{"min_value": 0, "max_value": MOST, **more})


def clock(label: Any, example: Any) -> forms.RegexField:
    """Return a field for a time of the day, that may be left out."""
    short = forms.TextInput({"class": "is-short", "autocomplete": "off"})
    return forms.RegexField(CLOCK, label=label, required=False, help_text=example, widget=short)


class MoveForm(OnceForm):
    """Money that came or went: how much, and how."""

    yen = yen(_("How much"), min_value=1)
    method = forms.ChoiceField(
        label=pgettext_lazy("ledger", "How"), choices=BY_HAND, initial="cash", widget=forms.RadioSelect
    )
    note = TidyField(label=pgettext_lazy("ledger", "Note"), max_length=200, required=False)


class FeeForm(OnceForm):
    """A fee that a person decided."""

    yen = yen(pgettext_lazy("fee", "Fee"))
    note = TidyField(label=pgettext_lazy("fee", "Reason"), max_length=200)


class FeeLineForm(OnceForm):
    """A line of the fee table, in force from a day on."""

    resource = forms.ModelChoiceField(Resource.objects.none(), label=_("For what?"), empty_label=None)
    per = forms.ChoiceField(
        label=pgettext_lazy("fee", "For each"), choices=Fee.Per, initial="slot", widget=forms.RadioSelect
    )
    slot_from = clock(_("Slot from"), _("For example: 09:00"))
    slot_until = clock(_("Slot until"), _("For example: 12:00"))
    user_kind = forms.ChoiceField(
        label=pgettext_lazy("fee", "Used by"), required=False,
        choices=[("", pgettext_lazy("fee", "everybody")), *UserKind.choices],
    )  # fmt: skip
    purpose = forms.ChoiceField(
        label=pgettext_lazy("fee", "Used for"), required=False,
        choices=[("", pgettext_lazy("fee", "any")), *Purpose.choices],
    )  # fmt: skip
    yen = yen(pgettext_lazy("fee", "Fee"))
    since = ThreePartDateField(label=_("For days of use from"))

    def __init__(self, data: Any):
        super().__init__(data)
        self.fields["resource"].queryset = Resource.objects.filter(is_public=True)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("per") != "slot":
            return {**cleaned, "slot_from": "", "slot_until": ""}
        begins, ends = cleaned.get("slot_from", ""), cleaned.get("slot_until", "")
        if "slot_until" not in self.errors and "slot_from" not in self.errors and not begins < ends:
            words = _("Please write from when until when the slot is, the earlier time first.")
            self.add_error("slot_until", ValidationError(words, code="slot"))
        return cleaned

    def line(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action."""
        return {name: value for name, value in self.cleaned_data.items() if name != FIELD}


class ReverseForm(OnceForm):
    """Why a line was wrong."""

    posting = forms.IntegerField(widget=forms.HiddenInput)
    note = TidyField(label=_("What was wrong"), max_length=200)


class ReductionForm(OnceForm):
    """A reduction, in force from any day of the year."""

    percent = FullWidthIntegerField(
        label=pgettext_lazy("fee", "Reduction"), unit=pgettext_lazy("unit", "percent"), min_value=1, max_value=100
    )
    since = ThreePartDateField(label=_("For days of use from"))
    reason = TidyField(label=pgettext_lazy("fee", "Reason"), max_length=200)


class CountForm(forms.Form):
    """How many of each note and coin lie in the till."""

    float_yen = yen(_("Change put into the till in the morning"), initial=0)
    reason = TidyField(label=_("Reason of the difference, if there is one"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for coin in MONEY:
            self.fields[f"coin_{coin}"] = FullWidthIntegerField(
                label=f"{coin:,}円", unit=pgettext_lazy("unit", "pieces"), required=False, min_value=0, max_value=99_999
            )
        self.order_fields([*(f"coin_{coin}" for coin in MONEY), "float_yen", "reason"])

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as keywords of the action."""
        told = self.cleaned_data
        counted = {coin: told[f"coin_{coin}"] or 0 for coin in MONEY}
        return {"counted": counted, "float_yen": told["float_yen"], "reason": told["reason"]}


class VisitsForm(forms.Form):
    """How many people came, counted by hand."""

    where = TidyField(label=pgettext_lazy("visits", "Part of the house"), max_length=40)
    people = FullWidthIntegerField(
        label=pgettext_lazy("visits", "How many people came"), unit=pgettext_lazy("unit", "people"), min_value=0,
        max_value=100_000,
    )  # fmt: skip

    def __init__(self, data: Any, day: date):
        super().__init__(data)
        self.day = day
