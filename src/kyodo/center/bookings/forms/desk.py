"""The counter's short forms."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.forms.times import MoveForm
from kyodo.center.bookings.models import Party, Resource
from kyodo.center.bookings.queries.bookings import parties_named
from kyodo.center.bookings.queries.occupancy import public_rooms
from kyodo.center.bookings.queries.resources import year_span, yearly_things
from kyodo.center.bookings.requests import Request
from kyodo.center.bookings.states import Channel, Purpose
from kyodo.kernel.clock.now import moment, today
from kyodo.kernel.text.fields import PhoneField, TidyField
from kyodo.ui.forms import FullWidthIntegerField, ThreePartDateField

YEARS = [
    ("0", pgettext_lazy("booking", "this year")),
    ("1", pgettext_lazy("booking", "next year")),
]
CHANNELS = [(str(one), one.label) for one in (Channel.PHONE, Channel.COUNTER, Channel.PAPER)]


class WhoForm(forms.Form):
    """Who it is: somebody registered, found by a part of the name, or somebody new with a phone number."""

    who = TidyField(
        label=_("Who is it? Name, reading, registration number or phone"), max_length=150,
        help_text=_("A part is enough."),
    )  # fmt: skip
    party = forms.ModelChoiceField(
        Party.objects.none(), label=_("Which of these?"), required=False, widget=forms.RadioSelect, empty_label=None
    )
    phone = PhoneField(
        label=_("Phone, if they are not registered yet"), required=False, max_length=30,
        help_text=_("They are registered with this number right away; the papers can come later."),
    )  # fmt: skip
    channel = forms.ChoiceField(
        label=pgettext_lazy("booking", "How it came"), choices=CHANNELS, initial=Channel.PHONE, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, **more: Any):
        super().__init__(data, **more)
        self.found = parties_named(str(data.get("who", ""))) if data else []
        if len(self.found) > 1:
            self.fields["party"].queryset = Party.objects.filter(pk__in=[party.pk for party in self.found])  # type: ignore[attr-defined]
        else:
            del self.fields["party"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if len(self.found) > 1 and not cleaned.get("party"):
            self.add_error("party", ValidationError(_("Several have this name. Please choose one."), code="which"))
        if not self.found and cleaned.get("who") and not cleaned.get("phone") and "phone" not in self.errors:
            words = _("Nobody is registered under this name. Write the phone number to register them now.")
            self.add_error("phone", ValidationError(words, code="new"))
        return cleaned

    def chosen(self) -> Party | None:
        """Return the registration that is meant; None for somebody new."""
        return self.cleaned_data.get("party") or (self.found[0] if len(self.found) == 1 else None)


class CallForm(WhoForm, MoveForm):
    """A booking for somebody on the phone: the room, the day, two times, who, and that is all."""

    people = FullWidthIntegerField(
        label=_("How many people"), unit=pgettext_lazy("people", "people"), min_value=1, max_value=2000, required=False
    )
    purpose = forms.ChoiceField(label=_("What for?"), choices=Purpose, initial=Purpose.MEETING)
    note = TidyField(label=pgettext_lazy("booking", "Note"), max_length=300, required=False)
    field_order = (
        "resource", "day", "begins", "ends", "who", "party", "phone", "people", "purpose", "note", "channel",
        "exception_reason",
    )  # fmt: skip

    def __init__(self, data: Any, *, initial: dict[str, Any] | None = None):
        super().__init__(data, initial=initial, is_staff=True)

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action; without a party for somebody new."""
        cleaned, party = self.cleaned_data, self.chosen()
        request = Request(
            cleaned["resource"], *self.period(), party=party, person=party.contact if party else None,
            people=cleaned["people"], purpose=cleaned["purpose"], note=cleaned["note"],
        )  # fmt: skip
        copied = {name: cleaned[name] for name in ("who", "phone", "channel", "exception_reason")}
        return {"request": request, **copied}


class YearForm(WhoForm):
    """A booth, a locker or a letter case for the rest of a year, or for the next one."""

    resource = forms.ModelChoiceField(Resource.objects.none(), label=_("What is hired?"), empty_label=None)
    year = forms.ChoiceField(
        label=_("For which year?"), choices=YEARS, initial="0", widget=forms.RadioSelect,
        help_text=_("This year is counted from the first of this month on."),
    )  # fmt: skip
    count = FullWidthIntegerField(
        label=pgettext_lazy("booking", "How many"), unit=pgettext_lazy("things", "pieces"), min_value=1, max_value=99,
        initial=1,
    )  # fmt: skip
    exception_reason = TidyField(
        label=_("Reason, if it goes beyond the conditions of use"), max_length=200, required=False
    )
    field_order = ("resource", "year", "count", "who", "party", "phone", "channel", "exception_reason")

    def __init__(self, data: Any, *, initial: dict[str, Any] | None = None):
        super().__init__(data, initial=initial)
        self.fields["resource"].queryset = yearly_things()  # type: ignore[attr-defined]

    def things(self) -> list[Resource]:
        """Return what can be hired."""
        return list(self.fields["resource"].queryset)  # type: ignore[attr-defined]

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action; without a party for somebody new."""
        cleaned, party = self.cleaned_data, self.chosen()
        begins, ends = year_span(cleaned["resource"], today(), int(cleaned["year"]))
        request = Request(
            cleaned["resource"], moment(begins), moment(ends), party=party, person=party.contact if party else None,
            purpose=Purpose.OTHER, count=cleaned["count"],
        )  # fmt: skip
        copied = {name: cleaned[name] for name in ("who", "phone", "channel", "exception_reason")}
        return {"request": request, **copied}


class BlockForm(MoveForm):
    """A room is closed for everybody: cleaning, repair, an event of the center."""

    title = TidyField(label=pgettext_lazy("closing", "Why is it closed?"), max_length=80)
    field_order = ("resource", "day", "begins", "ends", "title")

    def __init__(self, data: Any, *, initial: dict[str, Any] | None = None):
        super().__init__(data, initial=initial)

    def request(self) -> Request:
        """Return what was typed as a request for nobody."""
        cleaned = self.cleaned_data
        return Request(cleaned["resource"], *self.period(), is_block=True, title=cleaned["title"])


class NoticeForm(forms.Form):
    """A sentence on the pages of rooms, from a day until another."""

    resource = forms.ModelChoiceField(
        Resource.objects.none(), label=pgettext_lazy("resource", "Room"), required=False,
        empty_label=pgettext_lazy("notice", "all rooms"),
    )  # fmt: skip
    text = TidyField(label=pgettext_lazy("notice", "Notice"), max_length=300)
    shown_from = ThreePartDateField(label=pgettext_lazy("notice", "Shown from"))
    shown_until = ThreePartDateField(label=pgettext_lazy("notice", "Shown until"))

    def __init__(self, data: Any):
        super().__init__(data)
        self.fields["resource"].queryset = public_rooms()  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """The counter's answer to a registration."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in ("register", "refuse", "end")])
    reason = TidyField(label=_("Reason, told to them"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("verb") in ("refuse", "end") and not cleaned.get("reason"):
            self.add_error("reason", ValidationError(_("Please write the reason."), code="reason"))
        return cleaned
