"""What staff type about money: payments, fees by hand, reductions, the day's cash, visits."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.actions.closings import MONEY
from kyodo.center.bookings.states import Method
from kyodo.kernel.idempotency.forms import OnceForm
from kyodo.kernel.text.fields import TidyField
from kyodo.ui.forms import FullWidthIntegerField, ThreePartDateField

YEN = pgettext_lazy("unit", "yen")
MOST = 10_000_000
BY_HAND = [(method.value, method.label) for method in (Method.CASH, Method.TRANSFER)]


def yen(label: Any, **more: Any) -> FullWidthIntegerField:
    """Return a field for a sum of yen."""
    return FullWidthIntegerField(label=label, unit=YEN, **{"min_value": 0, "max_value": MOST, **more})


class MoveForm(OnceForm):
    """Money that came or went: how much, and how."""

    yen = yen(_("How much"), min_value=1)
    method = forms.ChoiceField(
        label=pgettext_lazy("ledger", "How"), choices=BY_HAND, initial="cash", widget=forms.RadioSelect
    )
    note = TidyField(label=pgettext_lazy("ledger", "Note"), max_length=200, required=False)


class FeeForm(OnceForm):
    """A fee that a person decided."""

    yen = yen(_("Fee"))
    note = TidyField(label=pgettext_lazy("fee", "Reason"), max_length=200)


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
