"""What people type about themselves, checked and folded, never refused for its width."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kyodo.commons.people.models import ContactKind, ContactPoint, Person
from kyodo.commons.people.queries import person_by_sign_in
from kyodo.kernel.permissions import ROLES


class SignUpForm(forms.Form):
    """The name asked for when an account is made; allauth adds the mail address."""

    name = forms.CharField(label=_("Name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    name_reading = forms.CharField(
        label=_("Name in katakana"), max_length=100, required=False, help_text=_("For example: センダイ ハナコ")
    )
    field_order = ["name", "name_reading", "email"]

    def signup(self, request: Any, user: Any) -> None:
        """The adapter has already registered the person."""


class PersonForm(forms.ModelForm[Person]):
    """A person's own name, its reading and the name in daily use."""

    class Meta:
        model = Person
        fields = ["name", "name_reading", "called"]


class ContactPointForm(forms.ModelForm[ContactPoint]):
    """One more way to reach a person."""

    class Meta:
        model = ContactPoint
        fields = ["kind", "value", "note"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # LINE is connected from the person's own LINE; its id is nothing that anybody could type.
        kinds = [kind for kind in ContactKind.choices if kind[0] != ContactKind.LINE]
        self.fields["kind"].choices = [("", "---------"), *kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind, value = cleaned.get("kind"), cleaned.get("value", "")
        if kind == ContactKind.MAIL and value:
            try:
                forms.EmailField().clean(value)
            except forms.ValidationError:
                self.add_error("value", _("Please write a mail address such as name@example.jp."))
        if kind in (ContactKind.PHONE, ContactKind.FAX) and value:
            digits = [sign for sign in value if sign.isdigit()]
            if not 9 <= len(digits) <= 11:
                self.add_error("value", _("Please write the number with its area code, 10 or 11 digits."))
        return cleaned


class GrantForm(forms.Form):
    """Whom to give which role."""

    sign_in = forms.CharField(label=_("Sign-in name or mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=lambda: [(role.key, role.label) for role in ROLES])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["person"] = person_by_sign_in(cleaned.get("sign_in", "").strip())
        if cleaned["person"] is None and "sign_in" in cleaned:
            self.add_error("sign_in", _("Nobody signs in with this name or address. Please check it with the person."))
        return cleaned


class DemoSignInForm(forms.Form):
    """The code of a sample person, as the console printed it."""

    code = forms.CharField(
        label=_("Sample code"), max_length=12, help_text=_("The code of a role, as the console printed it.")
    )
