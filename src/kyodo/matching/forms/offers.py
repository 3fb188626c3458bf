"""What people type about offers: the burden card, who they are, and how we reach them."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import ActorKind, Field, only_named
from kyodo.commons.places.public import Ward
from kyodo.kernel.text.fields import TidyField
from kyodo.matching.card import ASKED
from kyodo.matching.forms.needs import Reachable, lines_of
from kyodo.matching.models import Offer
from kyodo.matching.states import Does
from kyodo.ui.forms import FullWidthIntegerField, NameField, ThreePartDateField

YES_NO = [("yes", pgettext_lazy("minors", "yes")), ("no", pgettext_lazy("minors", "no"))]
#: What tells the host how much it takes.
COSTS = ("host_does", "host_hours", "paperwork", "insurance", "cost", "cost_words")
BOXES = ("we_do", "plain")


class HoursField(forms.DecimalField):
    """Hours as people type them: 3, ３, 1.5時間."""

    def to_python(self, value: Any) -> Any:
        """Return the number; raises ``ValidationError`` with what to write."""
        text = unicodedata.normalize("NFKC", str(value or "")).strip().removesuffix("時間").removesuffix("hours")
        try:
            return super().to_python(text.strip())
        except ValidationError as error:
            raise ValidationError(_("Please write the hours in digits, such as 3 or 1.5."), code="invalid") from error


class CardForm(forms.Form):
    """The burden card. Nothing is required to keep it; what is missing is told when somebody wants to go on."""

    title = TidyField(
        label=_("What you offer, in a few words"), max_length=80, required=False,
        help_text=_("For example: 学生8人で、公園の花だんの植えかえを手伝います"),
    )  # fmt: skip
    we_do = forms.CharField(
        label=_("What you do"), max_length=600, required=False, widget=forms.Textarea({"rows": 4}),
        help_text=_("Who comes, how many, and what they do on the day."),
    )  # fmt: skip
    host_does = TidyField(
        label=_("What you ask of the association"), max_length=300, required=False,
        help_text=_("For example: 作業の場所を教える、はじめに10分あいさつをする"),
    )  # fmt: skip
    host_hours = HoursField(
        label=_("Hours that it costs the association, in all"), required=False, min_value=0, max_value=2000,
        decimal_places=1, max_digits=5, widget=forms.TextInput({"inputmode": "decimal", "class": "is-short"}),
        help_text=_("Count the time of all who must be there: meetings, the day itself, tidying up."),
    )  # fmt: skip
    paperwork = forms.ChoiceField(
        label=_("Who does the paperwork?"), choices=Does, required=False, widget=forms.RadioSelect
    )
    insurance = forms.ChoiceField(
        label=_("Who takes out the insurance?"), choices=Does, required=False, widget=forms.RadioSelect
    )
    cost = forms.ChoiceField(label=_("Who bears the cost?"), choices=Does, required=False, widget=forms.RadioSelect)
    cost_words = TidyField(
        label=_("About the cost"), max_length=200, required=False, help_text=_("For example: 苗の代金は大学が払います")
    )
    first_step = TidyField(
        label=_("The first step"), max_length=200, required=False,
        help_text=_("As small as possible. For example: 30分だけお会いして、場所を見せてもらう"),
    )  # fmt: skip
    first_minutes = FullWidthIntegerField(
        label=_("The first step takes"), unit=_("minutes"), min_value=1, max_value=600, required=False
    )
    starts_on = ThreePartDateField(label=_("When can it begin?"), required=False)
    ends_on = ThreePartDateField(
        label=_("When does it end?"), required=False, help_text=_("An end makes it easier to say yes.")
    )
    follows = TidyField(
        label=_("Who carries it on when you leave?"), max_length=200, required=False,
        help_text=_("For example: 次の学年に引き継ぎます、この一回で終わります"),
    )  # fmt: skip
    minors = forms.ChoiceField(
        label=_("Do people under 18 take part?"), choices=YES_NO, required=False, widget=forms.RadioSelect
    )
    plain = forms.CharField(
        label=_("Anything else they should know"), max_length=1200, required=False, widget=forms.Textarea({"rows": 4})
    )
    fields_ = forms.ModelMultipleChoiceField(
        Field.objects.all(), label=_("Fields of activity"), required=False, widget=forms.CheckboxSelectMultiple
    )
    wards = forms.ModelMultipleChoiceField(
        Ward.objects.all(), label=_("Where can you come?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave all empty when the whole city will do."),
    )  # fmt: skip
    #: The card as it stands on the page: heading, what is asked below it.
    GROUPS = (
        (_("What you offer"), ("title", "we_do")),
        (_("What it costs the association"), COSTS),
        (_("The first step"), ("first_step", "first_minutes")),
        (_("From when, until when, and then"), ("starts_on", "ends_on", "follows", "minors")),
        (_("So that it finds its place"), ("wards", "fields_", "plain")),
    )  # fmt: skip

    def __init__(self, data: Any, offer: Offer, *, is_whole: bool = True):
        initial = {name: getattr(offer, name) for name in self.base_fields if name not in ("fields_", "minors")}
        initial["minors"] = {True: "yes", False: "no", None: ""}[offer.minors]
        initial["wards"], initial["fields_"] = list(offer.wards.all()), list(offer.fields.all())
        super().__init__(data, initial=initial)
        for name, _step, words in ASKED if is_whole else ():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = _("Please add %(what)s.") % {"what": words}

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The questions in their groups."""
        return [(heading, [self[name] for name in names]) for heading, names in self.GROUPS]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        begins, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error(
                "ends_on", ValidationError(_("It ends before it begins. Please choose a later day."), code="end")
            )
        return cleaned

    def keywords(self) -> dict[str, Any]:
        """Return all that could be read as the keywords of an action, also where something else is wrong."""
        values = dict(self.cleaned_data)
        if "fields_" in values:
            values["fields"] = values.pop("fields_")
        for name in BOXES:
            if name in values:
                values[name] = lines_of(values[name])
        if "minors" in values:
            values["minors"] = {"yes": True, "no": False}.get(values["minors"])
        return values


class WriterForm(Reachable):
    """Who offers, how to reach them, and what we may do with it."""

    body = TidyField(label=_("Name of your university, company or group"), max_length=150)
    kind = forms.ChoiceField(label=pgettext_lazy("offer", "What kind is it?"), choices=ActorKind)
    name = NameField(label=_("Your name"))
    passes_contact = forms.BooleanField(
        label=_("When the association says yes, you may pass on my contact to it"), required=False,
        help_text=_("Then you can meet soon. Without it we ask you once more before we pass it on."),
    )  # fmt: skip
    may_show = forms.BooleanField(
        label=_("You may show the offer on this site, so that other associations find it"), required=False,
        help_text=_("The card is shown, never your own name and contact."),
    )  # fmt: skip
    may_name = forms.BooleanField(label=_("You may name the university, company or group with it"), required=False)
    field_order = ("body", "kind", "name", "phone", "mail", "passes_contact", "may_show", "may_name")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.check_reach(cleaned)
        return cleaned

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action; who is in the directory is found by the name."""
        values = dict(self.cleaned_data)
        return {**values, "actor": only_named(values["body"])}
