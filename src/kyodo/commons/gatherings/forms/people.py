"""What who organizes a gathering types about those who come: a call, changes, money, how people sign up."""

import unicodedata
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.gatherings.actions.registering import Guest
from kyodo.commons.gatherings.contacts import Contact
from kyodo.commons.gatherings.forms.joining import ChargeField, WishesForm
from kyodo.commons.gatherings.models import Participant, Registration, SignUp
from kyodo.commons.gatherings.states import Method, PaidBy
from kyodo.kernel.clock.now import in_tokyo
from kyodo.kernel.clock.times import DAY, at_minutes
from kyodo.kernel.idempotency.forms import OnceForm
from kyodo.kernel.text.fields import PhoneField, TidyField
from kyodo.kernel.text.fold import tidy
from kyodo.ui.forms import FullWidthIntegerField, KanaField, NameField, ThreePartDateField, TimeOfDayField

CHANNELS = [
    ("phone", pgettext_lazy("channel", "by phone")), ("counter", pgettext_lazy("channel", "at the counter")),
    ("paper", pgettext_lazy("channel", "on paper or by fax")), ("mail", pgettext_lazy("channel", "by mail")),
]  # fmt: skip


class CallForm(OnceForm, WishesForm):
    """A registration that came by phone: name, number, how many. Everything else may stay empty."""

    name = NameField(label=_("Name"))
    reading = KanaField(label=_("Name in kana"), max_length=100, required=False)
    phone = PhoneField(label=_("Phone"), required=False, max_length=30)
    size = FullWidthIntegerField(label=_("How many come"), unit=_("people"), min_value=1, max_value=200, initial=1)
    others = forms.CharField(
        label=_("Names of the others, one a line"), required=False, max_length=2000,
        widget=forms.Textarea({"rows": 3}), help_text=_("May stay empty: the number is enough."),
    )  # fmt: skip
    minors = FullWidthIntegerField(
        label=_("How many of them are under 18"), unit=_("people"), min_value=0, max_value=200, required=False
    )
    mail = forms.EmailField(label=_("Mail address"), required=False)
    channel = forms.ChoiceField(
        label=pgettext_lazy("registration", "How it came"), choices=CHANNELS, initial="phone", widget=forms.RadioSelect
    )
    field_order = (
        "name", "reading", "phone", "size", "others", "minors", "charge", "channel", "mail", "wishes", "wish_words",
        "child_ages", "words",
    )  # fmt: skip

    def __init__(self, data: Any, sign_up: SignUp):
        super().__init__(data)
        self.ask_for(sign_up)
        if charges := list(sign_up.charges.all()):
            self.fields["charge"] = ChargeField(charges, label=_("Kind of participant, for all"))
            self.order_fields(self.field_order)

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action."""
        cleaned = self.cleaned_data
        names = [cleaned["name"], *filter(None, map(tidy, cleaned["others"].splitlines()))]
        names += [""] * (cleaned["size"] - len(names))
        adults = len(names) - (cleaned["minors"] or 0)
        guests = [
            Guest(name, cleaned["reading"] if n == 0 else "", n >= adults, cleaned.get("charge"))
            for n, name in enumerate(names)
        ]
        contact = Contact(cleaned["name"], cleaned["reading"], cleaned["mail"], cleaned["phone"])
        channel, words = cleaned["channel"], cleaned["words"]
        return {
            "guests": guests, "contact": contact, "channel": channel, "words": words, "wishes": self.told_wishes(),
        }  # fmt: skip


class WalkInForm(OnceForm):
    """Somebody who comes without a registration."""

    name = NameField(label=_("Name"), required=False, help_text=_("May stay empty: the number is enough."))
    size = FullWidthIntegerField(label=_("How many come"), unit=_("people"), min_value=1, max_value=50, initial=1)

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action."""
        name = self.cleaned_data["name"]
        guests = [Guest(name), *[Guest()] * (self.cleaned_data["size"] - 1)]
        return {"guests": guests, "contact": Contact(name) if name else None}


class ChangeForm(WishesForm):
    """Names and wishes of a registration as they are now."""

    def __init__(self, data: Any, registration: Registration):
        super().__init__(data)
        self.ask_for(registration.sign_up)
        self.people: list[Participant] = [one for one in registration.participants.all() if not one.is_out]
        told = getattr(registration, "accommodation", None)
        self.initial = {"words": registration.words}
        if told is not None:
            self.initial = {
                **self.initial,
                "wishes": told.wishes,
                "wish_words": told.words,
                "child_ages": told.child_ages,
            }
        for one in self.people:
            facts = {"number": one.number}
            name = NameField(label=_("Name (%(number)s)") % facts, required=False)
            reading = KanaField(label=_("Name in kana (%(number)s)") % facts, max_length=100, required=False)
            self.fields |= {f"name_{one.number}": name, f"reading_{one.number}": reading}
            self.initial = {**self.initial, f"name_{one.number}": one.name, f"reading_{one.number}": one.reading}
        guests = [name for name in self.fields if name.rpartition("_")[2].isdigit()]
        self.order_fields(guests)

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action."""
        cleaned = self.cleaned_data
        names = {one.number: (cleaned[f"name_{one.number}"], cleaned[f"reading_{one.number}"]) for one in self.people}
        return {"names": names, "wishes": self.told_wishes(), "words": cleaned["words"]}


class PaymentForm(OnceForm):
    """Money taken at the door; a mistake is corrected by a line below zero."""

    amount = FullWidthIntegerField(
        label=_("Amount"), unit=_("yen"), min_value=-1_000_000, max_value=1_000_000,
        help_text=_("Given back: with a minus sign. What was written stays; correct it by a further line."),
    )  # fmt: skip
    paid_by = forms.ChoiceField(label=_("Paid by"), choices=PaidBy, initial=PaidBy.CASH, widget=forms.RadioSelect)
    note = TidyField(label=pgettext_lazy("payment", "Note"), max_length=100, required=False)


class SignUpForm(forms.Form):
    """How people sign up for a gathering."""

    capacity = FullWidthIntegerField(
        label=pgettext_lazy("sign-up", "Places"), unit=_("people"), required=False, min_value=1, max_value=1_000_000,
        help_text=_("Empty: as many as come. More places later move the waiting list up at once."),
    )  # fmt: skip
    method = forms.ChoiceField(
        label=_("Who gets the places"), choices=Method, initial=Method.FIRST_COME, widget=forms.RadioSelect
    )
    opens_on = ThreePartDateField(label=_("Sign-up opens"), required=False, has_era=True)
    opens_time = TimeOfDayField(label=_("Sign-up opens, time"), help_text=_("Empty: at midnight. For example: 9:00"))
    closes_on = ThreePartDateField(label=_("Sign-up closes"), required=False, has_era=True)
    closes_time = TimeOfDayField(
        label=_("Sign-up closes, time"), help_text=_("Empty: at the end of that day. For example: 17:00")
    )
    most_at_once = FullWidthIntegerField(
        label=_("People in one registration at the most"), unit=_("people"), min_value=1, max_value=200, initial=8
    )
    answer_days = FullWidthIntegerField(
        label=_("Days to answer when a place is free"), unit=_("days"), min_value=1, max_value=30, initial=3
    )
    charges = forms.CharField(
        label=_("Fees, one kind of participant a line"), required=False, max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("For example “adults 500”, on the next line “students 200”. Paid at the door."),
    )  # fmt: skip
    asks_childcare = forms.BooleanField(label=_("Ask about childcare, with the ages of the children"), required=False)
    asked_words = TidyField(
        label=_("One question of your own"), max_length=200, required=False,
        help_text=_("For example: 会計で困っていることを教えてください"),
    )  # fmt: skip
    is_paused = forms.BooleanField(
        label=_("Pause sign-up on the web"), required=False, help_text=_("You can still write down those who phone.")
    )

    def __init__(self, data: Any, gathering: Any, sign_up: SignUp | None):
        initial: dict[str, Any] = {"capacity": gathering.capacity}
        initial |= _split("closes", gathering.apply_until, is_end=True)
        if sign_up is not None:
            same = ("method", "most_at_once", "answer_days", "asks_childcare", "asked_words", "is_paused")
            initial |= {name: getattr(sign_up, name) for name in same}
            initial |= _split("opens", sign_up.opens_at, is_end=False)
            initial["charges"] = "\n".join(f"{one.label} {one.amount}" for one in sign_up.charges.all())
        super().__init__(data, initial=initial)

    def clean_charges(self) -> list[tuple[str, int]]:
        """Return pairs of kind and yen; raises ``ValidationError`` with what to write."""
        found: list[tuple[str, int]] = []
        for line in filter(str.strip, self.cleaned_data["charges"].splitlines()):
            label, _space, amount = tidy(unicodedata.normalize("NFKC", line)).rpartition(" ")
            amount = amount.removesuffix("円").replace(",", "")
            if not label or not amount.isdigit() or len(amount) > 6:
                raise ValidationError(_("Please write a kind, a space and an amount on each line, such as: おとな 500"))
            found.append((label[:60], int(amount)))
        if len({label for label, _amount in found}) != len(found):
            raise ValidationError(_("Two lines have the same kind. Please take one of them away."))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for part in ("opens", "closes"):
            if cleaned.get(f"{part}_time") is not None and not cleaned.get(f"{part}_on"):
                self.add_error(f"{part}_on", _("Please write the day too."))
        opens, closes = _joined(cleaned, "opens", 0), _joined(cleaned, "closes", DAY)
        if opens and closes and closes <= opens:
            self.add_error("closes_on", _("Sign-up would close before it opens. Please check the two days."))
        cleaned |= {"opens_at": opens, "apply_until": closes}
        return cleaned

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action."""
        parts = {"opens_on", "opens_time", "closes_on", "closes_time"}
        return {name: value for name, value in self.cleaned_data.items() if name not in parts}


def _joined(cleaned: dict[str, Any], part: str, otherwise: int) -> Any:
    day, minutes = cleaned.get(f"{part}_on"), cleaned.get(f"{part}_time")
    return at_minutes(day, otherwise if minutes is None else minutes) if day else None


def _split(part: str, moment: Any, *, is_end: bool) -> dict[str, Any]:
    if moment is None:
        return {}
    local = in_tokyo(moment)
    minutes = local.hour * 60 + local.minute
    day = local - timedelta(days=1) if is_end and not minutes else local
    return {f"{part}_on": day.date(), f"{part}_time": minutes or None}
