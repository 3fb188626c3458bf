"""Registration: who somebody is, and the papers, once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.states import PartyKind, UserKind
from kyodo.commons.actors.public import Actor, fold
from kyodo.commons.people.public import Person, person_by_sign_in
from kyodo.kernel.files.contents import PAPER, PICTURE
from kyodo.kernel.files.forms import CheckedFileField
from kyodo.kernel.text.fields import TidyField
from kyodo.ui.forms import FullWidthIntegerField, KanaField

PERSON, GROUP = "person", "group"


class RegistrationForm(forms.Form):
    """As whom somebody wants to use the center: for an organization, a group, or alone."""

    as_whom = forms.ChoiceField(label=_("For whom do you register?"), widget=forms.RadioSelect)
    user_kind = forms.ChoiceField(
        label=_("What do you use the center for?"), choices=UserKind, widget=forms.RadioSelect, initial="civic"
    )
    name = TidyField(
        label=_("Name of the group"), max_length=150, required=False,
        help_text=_("Only where you register for a group that is not in the directory."),
    )  # fmt: skip
    name_reading = KanaField(label=_("Name in kana"), max_length=200, required=False, letters=True)
    activity = forms.CharField(
        label=pgettext_lazy("registration", "What you do"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    members = FullWidthIntegerField(
        label=pgettext_lazy("group", "Members"), unit=pgettext_lazy("people", "people"), min_value=1, max_value=99999,
        required=False,
    )  # fmt: skip
    paper = CheckedFileField(
        label=_("Rules of the group, list of members (PDF or picture)"), kinds=(PAPER, PICTURE), required=False,
        help_text=_("You may also bring them to the counter. We keep them once; you need not send them again."),
    )  # fmt: skip

    def __init__(self, data: Any, files: Any, actors: list[Actor]):
        super().__init__(data, files)
        self.actors = {str(actor.pk): actor for actor in actors}
        self.fields["as_whom"].choices = [  # type: ignore[attr-defined]
            *((key, actor.name) for key, actor in self.actors.items()),
            (GROUP, pgettext_lazy("registration", "for a group that is not in the directory")),
            (PERSON, pgettext_lazy("registration", "for myself")),
        ]
        if actors:
            self.initial["as_whom"] = str(actors[0].pk)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("as_whom") == GROUP and not cleaned.get("name"):
            self.add_error("name", ValidationError(_("Please write the name of the group."), code="name"))
        return cleaned

    def keywords(self, own_name: str) -> dict[str, Any]:
        """Return what was typed as the keywords of the action."""
        cleaned = self.cleaned_data
        actor = self.actors.get(cleaned["as_whom"])
        kind = PartyKind.ORGANIZATION if actor else PartyKind(cleaned["as_whom"])
        names = {PartyKind.ORGANIZATION: actor.name if actor else "", PartyKind.GROUP: cleaned["name"]}
        return {
            "kind": str(kind), "actor": actor, "name": names.get(kind) or own_name, "user_kind": cleaned["user_kind"],
            "name_reading": cleaned["name_reading"] or (actor.name_reading if actor else ""),
            "activity": cleaned["activity"], "members": cleaned["members"],
            "papers": [cleaned["paper"]] if cleaned["paper"] else [],
        }  # fmt: skip


class MemberForm(forms.Form):
    """Who is to book for a group. Name and sign-in have to fit, so that nobody learns whose an address is."""

    name = TidyField(
        label=_("Name of the person"), max_length=100, help_text=_("As they wrote it when they signed up.")
    )
    sign_in = forms.CharField(label=_("Their sign-in name or mail address"), max_length=254)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        found = person_by_sign_in(cleaned.get("sign_in", "").strip())
        self.person = found if found and _squeezed(cleaned.get("name", "")) in _names_of(found) else None
        if self.person is None and not self.errors:
            words = _("Nobody with this name signs in like this. Please check both with the person.")
            self.add_error("sign_in", ValidationError(words, code="nobody"))
        return cleaned


def _names_of(person: Person) -> set[str]:
    return {_squeezed(name) for name in (person.name, person.name_reading, person.called) if name}


def _squeezed(name: str) -> str:
    return fold(name).replace(" ", "")
