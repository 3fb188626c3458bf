"""What people type about organizations, seats and imports; nothing is refused for its width."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.actions import FACTS
from kyodo.commons.actors.models import Actor, ActorKind, Field, Holding, Seat
from kyodo.commons.people.models import Person
from kyodo.commons.places.models import Ward
from kyodo.kernel.text.fields import CorporateNumberField, FuriganaField, PhoneField, TidyField
from kyodo.ui.forms import NameField, PartialDateField, ThreePartDateField


def _with(data: Any, name: str, value: str) -> Any:
    """Return what was sent with one value replaced."""
    changed = data.copy()
    changed[name] = value
    return changed


class EntryForm(forms.Form):
    """The public entry as the holders of its seats may change it."""

    name = NameField(label=pgettext_lazy("organization", "Name"), max_length=150)
    name_reading = FuriganaField(
        label=_("Name in kana"), max_length=200, required=False, letters=True,
        help_text=_("The directory is in this order. For example: ミホンチョウナイカイ"),
        widget=forms.TextInput({"data-kyodo-kana": "", "autocomplete": "off"}),
    )  # fmt: skip
    legal_form = TidyField(
        label=_("Legal form"), max_length=60, required=False, help_text=_("Leave it empty where there is none.")
    )
    purpose = forms.CharField(
        label=_("What it does"), max_length=5000, required=False, widget=forms.Textarea({"rows": 6}),
        help_text=_("For somebody who hears of you for the first time, in a few sentences."),
    )  # fmt: skip
    founded = PartialDateField(
        label=_("Founded"),
        required=False,
        help_text=_("The year is enough. For example: 2001, 平成13年4月, 2001年4月5日"),
    )
    wards = forms.ModelMultipleChoiceField(
        Ward.objects.all(), label=_("Wards where it is active"), required=False, widget=forms.CheckboxSelectMultiple
    )
    fields_of_activity = forms.ModelMultipleChoiceField(
        Field.objects.all(), label=_("Fields of activity"), required=False, widget=forms.CheckboxSelectMultiple
    )
    office_address = TidyField(
        label=_("Office address"), max_length=200, required=False,
        help_text=_("Everybody can see this. Please do not write anybody's home address without asking them."),
    )  # fmt: skip
    phone = PhoneField(label=_("Phone"), required=False, max_length=30, help_text=_("Everybody can see this."))
    mail = forms.EmailField(label=_("Mail address"), required=False, help_text=_("Everybody can see this."))
    url = forms.URLField(label=_("Web site"), required=False, assume_scheme="https")
    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def for_actor(cls, actor: Actor, data: Any = None) -> "EntryForm":
        """Return the form with what the entry says now."""
        initial = {name: getattr(actor, name) for name in FACTS}
        initial |= {
            "wards": actor.wards.all(),
            "fields_of_activity": actor.fields.all(),
            "seen_at": actor.changed_at.isoformat(),
        }
        return cls(data, initial=initial)

    def clean_purpose(self) -> str:
        return "\n".join(str(self.cleaned_data["purpose"]).split("\r\n"))

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        facts = {name: self.cleaned_data[name] for name in FACTS if name in self.cleaned_data}
        return facts | {"wards": self.cleaned_data["wards"], "fields": self.cleaned_data["fields_of_activity"]}

    def seen(self) -> Any:
        """Return when the entry was last changed as the writer read it."""
        return parse_datetime(self.cleaned_data["seen_at"]) if self.cleaned_data["seen_at"] else None

    def refused(self, words: Any, actor: Actor | None = None) -> None:
        """Say why the entry was not saved; sent again, it is compared with the entry as it is now."""
        self.add_error(None, str(words))
        if actor is not None:
            now = Actor.objects.values_list("changed_at", flat=True).get(pk=actor.pk)
            self.data = _with(self.data, "seen_at", now.isoformat())


class StaffEntryForm(EntryForm):
    """The entry as staff write it: also what it is recognized by."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ActorKind, widget=forms.RadioSelect)
    corporate_number = CorporateNumberField(
        label=_("Corporate number"),
        required=False,
        max_length=13,
        help_text=_("Thirteen digits. Leave it empty where there is none."),
    )
    field_order = ["kind", "name", "name_reading", "legal_form", "corporate_number"]


class SeatForm(forms.Form):
    """A new seat of an organization."""

    title = TidyField(label=_("Title of the seat"), max_length=60, help_text=_("For example: 会長, 会計, 地域連携担当"))


class SeatingForm(forms.Form):
    """Who takes a seat from which day on: somebody known, or somebody new."""

    person = forms.ModelChoiceField(Person.objects.filter(erased_at=None), label=_("Person"), required=False)
    name = NameField(label=_("Name"), required=False)
    name_reading = FuriganaField(
        label=_("Name in kana"), max_length=100, required=False, widget=forms.TextInput({"data-kyodo-kana": ""})
    )
    since = ThreePartDateField(label=pgettext_lazy("seat", "From"), has_era=True)
    instead_of = forms.ModelChoiceField(Holding.objects.all(), required=False, widget=forms.HiddenInput)

    def __init__(self, seat: Seat, current: Holding | None, data: Any = None):
        super().__init__(data, initial={"since": timezone.localdate(), "instead_of": current})
        self.fields["instead_of"].queryset = Holding.objects.filter(seat=seat)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("person") and not cleaned.get("name"):
            raise ValidationError(_("Please choose a person, or write the name of somebody new."))
        return cleaned

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of seating a person, or somebody new."""
        names = ("person",) if self.cleaned_data["person"] else ("name", "name_reading")
        return {name: self.cleaned_data[name] for name in (*names, "since", "instead_of")}

    def refused(self, words: Any, current: Holding | None) -> None:
        """Say why nobody was seated; sent again, it is compared with who holds the seat now."""
        self.add_error(None, str(words))
        self.data = _with(self.data, "instead_of", str(current.pk) if current else "")


class VacateForm(forms.Form):
    """The day from which nobody holds the seat."""

    until = ThreePartDateField(label=_("Vacant from"), has_era=True, initial=timezone.localdate)


class ImportForm(forms.Form):
    """A file of organizations."""

    file = forms.FileField(
        label=_("File"), help_text=_("CSV, or the zip of the NPO portal; up to 20 MB."),
        widget=forms.FileInput({"accept": ".csv,.txt,.tsv,.zip"}),
    )  # fmt: skip
    authority = TidyField(
        label=_("Supervising authority"), max_length=60, required=False,
        help_text=_(
            "For the file of the NPO portal: only rows with this 所轄庁 are taken, for example 仙台市. "
            "Empty: all rows."
        ),
    )  # fmt: skip

    def keywords(self) -> dict[str, Any]:
        """Return what was chosen as the keywords of a preview."""
        file = self.cleaned_data["file"]
        return {"file": file, "file_name": file.name, "authority": self.cleaned_data["authority"]}


class ApplyForm(forms.Form):
    """How a preview is applied."""

    lists_new = forms.BooleanField(label=_("Show new entries in the directory at once"), required=False, initial=True)
