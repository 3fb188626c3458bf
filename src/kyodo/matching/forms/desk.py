"""What the desk types about its own work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.people.public import Person
from kyodo.kernel.text.fields import TidyField
from kyodo.ui.forms import FullWidthIntegerField


class NoteForm(forms.Form):
    """A note with the minutes that it took; perhaps a colleague is asked to look too."""

    words = TidyField(label=pgettext_lazy("desk", "Note"), max_length=600, widget=forms.Textarea({"rows": 2}))
    minutes = FullWidthIntegerField(label=_("Minutes that it took"), min_value=0, max_value=600, required=False)
    for_whom = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who should look at it too?"), required=False, empty_label=_("Nobody else")
    )

    def __init__(self, colleagues: list[Person], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(pk__in=[person.pk for person in colleagues])
        self.fields["for_whom"].queryset = people  # type: ignore[attr-defined]

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        return {**self.cleaned_data, "minutes": self.cleaned_data["minutes"] or 0}


class HandOverForm(forms.Form):
    """Who looks after it from now on."""

    to = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who looks after it from now on?"),
        error_messages={"required": _("Please choose a colleague.")},
    )  # fmt: skip
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, colleagues: list[Person], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(pk__in=[person.pk for person in colleagues])
        self.fields["to"].queryset = people  # type: ignore[attr-defined]
