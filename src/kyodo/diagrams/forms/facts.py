"""The facts of a joint work, its way along its life, and the confirmation of a partner."""

from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import Field
from kyodo.commons.collaborations.public import Collaboration, Confirmation
from kyodo.commons.places.public import Ward
from kyodo.kernel.text.fields import FuriganaField
from kyodo.ui.forms import NameField


class FactsForm(forms.Form):
    """What a joint work is."""

    title = NameField(
        label=pgettext_lazy("collaboration", "Name"), max_length=120,
        help_text=_("What you do together, in a few words. For example: 空き家をみんなの居場所に"),
        widget=forms.TextInput({"autocomplete": "off", "data-kyodo-name": ""}),
    )  # fmt: skip
    title_reading = FuriganaField(
        label=_("Name in kana"), max_length=200, required=False, letters=True,
        widget=forms.TextInput({"data-kyodo-kana": "", "autocomplete": "off"}),
    )  # fmt: skip
    aim = forms.CharField(
        label=_("What it is for"), max_length=5000, required=False, widget=forms.Textarea({"rows": 6}),
        help_text=_("For somebody who hears of it for the first time, in a few sentences."),
    )  # fmt: skip
    wards = forms.ModelMultipleChoiceField(
        Ward.objects.all(), label=_("Wards"), required=False, widget=forms.CheckboxSelectMultiple
    )
    fields_of_activity = forms.ModelMultipleChoiceField(
        Field.objects.all(), label=_("Fields of activity"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, work: Collaboration, data: Any = None) -> "FactsForm":
        """Return the form with what is known now."""
        initial = {name: getattr(work, name) for name in ("title", "title_reading", "aim")}
        sets = {"wards": work.wards.all(), "fields_of_activity": work.fields.all()}
        return cls(data, initial={**initial, **sets, "seen_at": work.changed_at.isoformat()})

    def clean_aim(self) -> str:
        return "\n".join(str(self.cleaned_data["aim"]).split("\r\n"))

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        facts = {name: self.cleaned_data[name] for name in ("title", "title_reading", "aim", "wards")}
        return {**facts, "fields": self.cleaned_data["fields_of_activity"]}

    def seen(self) -> Any:
        """Return when it was last changed as the writer read it."""
        return parse_datetime(self.cleaned_data["seen_at"]) if self.cleaned_data["seen_at"] else None

    def refused(self, words: Any, work: Collaboration) -> None:
        """Say why nothing was saved; sent again, it is compared with how it stands now."""
        self.add_error(None, str(words))
        now = Collaboration.objects.values_list("changed_at", flat=True).get(pk=work.pk)
        sent: Any = self.data
        self.data = sent.copy()
        self.data["seen_at"] = now.isoformat()  # type: ignore[index]


class EndForm(forms.Form):
    """Why a joint work ended early."""

    reason = forms.CharField(
        label=_("Why did it end?"), max_length=300, widget=forms.Textarea({"rows": 3}),
        help_text=_("Everybody can read this. A few honest words help others who plan something like it."),
    )  # fmt: skip


class ConfirmForm(forms.Form):
    """How it became known that a body takes part."""

    confirmation = forms.ChoiceField(choices=[(c.value, c.label) for c in Confirmation if c != Confirmation.WEB])

    @classmethod
    def channel(cls, data: Any, *, keeps: bool) -> Confirmation | None:
        """Return the channel: what staff chose, or the site itself for somebody who holds a seat; None if none."""
        if not keeps:
            return Confirmation.WEB
        form = cls(data)
        return Confirmation(form.cleaned_data["confirmation"]) if form.is_valid() else None
