"""The steps for anybody: what it is about, who they are, and how somebody comes back to their appointment."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.consultations.models import Service, Theme
from kyodo.center.consultations.states import Way
from kyodo.kernel.clock.now import in_tokyo
from kyodo.kernel.text.fields import PhoneField, TidyField
from kyodo.ui.forms import NameField


def lines_of(text: str) -> str:
    """Return what was typed into a large box with plain line ends."""
    return text.replace("\r\n", "\n").strip()


def moment_of(text: str) -> datetime | None:
    """Return the moment that an address names, None where it names none."""
    try:
        found = datetime.fromisoformat(text[:40])
    except ValueError:
        return None
    return in_tokyo(found) if found.tzinfo else None


class ChooseForm(forms.Form):
    """What one comes with, and to which desk; sent by GET, so that each step is an address."""

    theme = forms.ModelChoiceField(
        Theme.objects.all(), label=pgettext_lazy("consultation", "What is it about?"), widget=forms.RadioSelect,
        empty_label=None, to_field_name="slug", error_messages={"required": _("Please choose what it is about.")},
    )  # fmt: skip
    service = forms.ModelChoiceField(
        Service.objects.none(), label=_("Where would you like to be consulted?"), widget=forms.RadioSelect,
        empty_label=None, to_field_name="slug", error_messages={"required": _("Please choose a desk.")},
    )  # fmt: skip
    way = forms.ChoiceField(choices=[("", "—"), *Way.choices], required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None):
        super().__init__(data)
        self.fields["service"].queryset = Service.objects.select_related("desk__facility", "theme", "slip_to")  # type: ignore[attr-defined]

    @property
    def theme_chosen(self) -> Theme:
        """The theme that holds: a service for one theme alone decides it."""
        service: Service = self.cleaned_data["service"]
        return service.theme or self.cleaned_data["theme"]


class ContactForm(forms.Form):
    """What it is about and how to reach whoever writes; one way to reach them is needed."""

    words = forms.CharField(
        label=_("What would you like to talk about?"), max_length=2000, widget=forms.Textarea({"rows": 5}),
        help_text=_("A few words are enough. Only the consultants of this desk read them."),
    )  # fmt: skip
    name = NameField(label=_("Your name"))
    body = TidyField(
        label=_("Name of your association"), max_length=150, required=False, help_text=_("If you come for one.")
    )
    phone = PhoneField(label=_("Phone"), required=False, max_length=30)
    mail = forms.EmailField(
        label=_("Mail address"), required=False, widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("One of the two is enough. By mail you get a receipt and a reminder on the day before."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("phone") and not cleaned.get("mail") and not {"phone", "mail"} & set(self.errors):
            self.add_error("phone", ValidationError(_("Please leave a phone number or a mail address."), code="reach"))
        return cleaned

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        values = {name: self.cleaned_data[name] for name in ("words", "name", "body", "phone", "mail")}
        return {**values, "words": lines_of(values["words"])}


class ReceiptForm(forms.Form):
    """Coming back without the link: the receipt number and the contact that was left."""

    code = forms.CharField(
        label=_("Receipt number"), max_length=20, widget=forms.TextInput({"autocomplete": "off", "class": "is-short"}),
        help_text=_("The six letters of your receipt."),
    )  # fmt: skip
    contact = forms.CharField(
        label=_("The phone number or mail address that you left"), max_length=254,
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
