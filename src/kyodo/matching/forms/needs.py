"""What people type about needs: the form for anybody, the phone call at the desk, the desk's plain words."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import ActorKind, Field, Seat, only_named
from kyodo.commons.places.public import District, Ward
from kyodo.kernel.text.fields import PhoneField, TidyField
from kyodo.matching.models import Need
from kyodo.matching.states import CloseReason
from kyodo.ui.forms import FullWidthIntegerField, NameField

MONTHS = [(str(n), format_lazy(pgettext_lazy("months", "month {month}"), month=n)) for n in range(1, 13)]
#: How a need comes to the desk.
CHANNELS = [
    ("phone", pgettext_lazy("channel", "by phone")), ("counter", pgettext_lazy("channel", "at the counter")),
    ("visit", pgettext_lazy("channel", "when we visited")), ("paper", pgettext_lazy("channel", "on paper or by fax")),
    ("mail", pgettext_lazy("channel", "by mail")),
]  # fmt: skip


def lines_of(text: str) -> str:
    """Return what was typed into a large box with plain line ends."""
    return "\n".join(text.replace("\r\n", "\n").split("\n")).strip()


class Reachable(forms.Form):
    """Mixin: a phone number or a mail address, one of them is needed."""

    phone = PhoneField(label=_("Phone"), required=False, max_length=30)
    mail = forms.EmailField(
        label=_("Mail address"), required=False, widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("One of the two is enough. We never show them to anybody in public."),
    )  # fmt: skip

    def check_reach(self, cleaned: dict[str, Any]) -> None:
        """Ask for one way to reach whoever writes."""
        if not cleaned.get("phone") and not cleaned.get("mail") and not {"phone", "mail"} & set(self.errors):
            self.add_error("phone", ValidationError(_("Please leave a phone number or a mail address."), code="reach"))


class NeedForm(Reachable):
    """The web form for anybody: what, who, how to reach them, what we may do with it."""

    told = forms.CharField(
        label=_("What do you wish help with?"), max_length=2000, widget=forms.Textarea({"rows": 6}),
        help_text=_("As you would tell it on the phone. We put it into plain words for everybody."),
    )  # fmt: skip
    name = NameField(label=_("Your name"))
    body = TidyField(
        label=_("Name of your association"), max_length=150, required=False, help_text=_("If you write for one."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=pgettext_lazy("need", "What kind of association?"), required=False,
        choices=[("", _("I write for myself")), *ActorKind.choices],
    )  # fmt: skip
    may_show = forms.BooleanField(
        label=_("You may show it on this site, so that somebody who can help finds it"), required=False,
        help_text=_("Only our plain words and the ward are shown, never your name and contact."),
    )  # fmt: skip
    may_name = forms.BooleanField(label=_("You may name the association with it"), required=False)
    passes_contact = forms.BooleanField(
        label=_("When I have said yes to somebody, you may pass on my contact to them"), required=False,
        help_text=_("We use your contact for this matter only, and forget it a year after it is closed."),
    )  # fmt: skip
    field_order = ("told", "name", "body", "kind", "phone", "mail", "may_show", "may_name", "passes_contact")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.check_reach(cleaned)
        return cleaned

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action; an association of the directory is found by its name."""
        values = dict(self.cleaned_data)
        values.pop("idempotency_key", None)
        return {**values, "told": lines_of(values["told"]), "actor": only_named(values["body"])}


class CallForm(forms.Form):
    """A need that came by phone: two minutes, and nothing but the words is asked."""

    told = forms.CharField(
        label=_("In their words, as they told it"), max_length=2000,
        widget=forms.Textarea({"rows": 6, "autofocus": True}),
    )  # fmt: skip
    seat = forms.ModelChoiceField(
        Seat.objects.none(), label=_("Whose need it is"), required=False, widget=forms.RadioSelect,
        empty_label=_("not written down yet"),
    )  # fmt: skip
    channel = forms.ChoiceField(
        label=pgettext_lazy("need", "How it came"), choices=CHANNELS, initial="phone", widget=forms.RadioSelect
    )

    def __init__(self, data: Any, seats: list[Seat]):
        """While somebody still looks for the seat, ``data`` is kept as it is and not checked."""
        looks = not data or "look" in data
        first = {"seat": seats[0].pk if len(seats) == 1 else None}
        kept = {name: data[name] for name in ("told", "channel") if name in data}
        super().__init__(None if looks else data, initial=first | kept)
        self.fields["seat"].queryset = Seat.objects.filter(pk__in=[seat.pk for seat in seats]).select_related("actor")  # type: ignore[attr-defined]
        if not seats:
            del self.fields["seat"]

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        told = lines_of(self.cleaned_data["told"])
        return {"told": told, "seat": self.cleaned_data.get("seat"), "channel": self.cleaned_data["channel"]}


class RewriteForm(forms.ModelForm):  # type: ignore[type-arg]
    """The desk's plain words for everybody, and the first hour."""

    first_minutes = FullWidthIntegerField(
        label=_("The first step takes"), unit=_("minutes"), min_value=1, max_value=60, required=False,
        help_text=_("An hour at the most."),
    )  # fmt: skip
    host_hours = FullWidthIntegerField(
        label=_("They can give themselves, in a month"), unit=pgettext_lazy("unit", "hours"), max_value=500,
        required=False,
    )  # fmt: skip
    months = forms.MultipleChoiceField(
        label=_("Months that suit"), choices=MONTHS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave all empty when any month will do."),
    )  # fmt: skip
    fields_ = forms.ModelMultipleChoiceField(
        Field.objects.all(), label=_("Fields of activity"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Need
        fields = ["title", "plain", "first_step", "wards", "districts", "may_show", "may_name"]
        widgets = {
            "plain": forms.Textarea({"rows": 6}),
            "wards": forms.CheckboxSelectMultiple,
            "districts": forms.CheckboxSelectMultiple,
        }
        labels = {
            "may_show": _("They agreed that it is shown on this site"),
            "may_name": _("They agreed that the association is named with it"),
            "wards": _("Wards"),
            "districts": _("Districts"),
            "first_step": _("The first step: what somebody could do in an hour or less"),
        }

    field_order = (
        "title", "plain", "first_step", "first_minutes", "host_hours", "months", "fields_", "wards", "districts",
        "may_show", "may_name", "seen",
    )  # fmt: skip

    def __init__(self, data: Any, need: Need):
        known = {
            "first_minutes": need.first_minutes, "host_hours": need.host_hours, "seen": need.changed_at.isoformat(),
            "months": [str(month) for month in need.months], "fields_": list(need.fields.all()),
        }  # fmt: skip
        super().__init__(data, instance=need, initial=known)
        near = District.objects.filter(ward__in=need.wards.all())
        self.fields["districts"].queryset = near  # type: ignore[attr-defined]
        if not near:
            del self.fields["districts"]
        self.fields["wards"].queryset = Ward.objects.all()  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """Leave the need as it is: an action writes it, and the database has the last word."""

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        values = dict(self.cleaned_data)
        seen = values.pop("seen", "")
        values["fields"] = values.pop("fields_")
        values["months"] = sorted(int(month) for month in values["months"])
        values["plain"] = lines_of(values["plain"])
        return {**values, "seen_at": _moment(seen)}


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


class CloseForm(forms.Form):
    """Why something is closed."""

    reason = forms.ChoiceField(
        label=_("Why is it closed?"), choices=CloseReason, widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a reason.")},
    )  # fmt: skip


class WithdrawNeedForm(forms.Form):
    """Why whoever told a need takes it back."""

    reason = forms.ChoiceField(
        label=_("Why do you take it back?"), widget=forms.RadioSelect, initial="solved",
        choices=[
            ("solved", _("It is solved, or somebody helps us already")), ("time_over", _("The time for it is over")),
            ("other", pgettext_lazy("withdraw", "Another reason")),
        ],
    )  # fmt: skip
