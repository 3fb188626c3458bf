"""The desk's forms: a call in under two minutes, notes, what is to be done, handing on, hours, who consults."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.consultations.forms.public import lines_of
from kyodo.center.consultations.models import Consultant, Consultation, Service, Theme
from kyodo.center.consultations.rules import STAFF
from kyodo.center.consultations.states import Channel, HandedOnTo, Outcome, Way, WhyShared
from kyodo.commons.people.public import Person
from kyodo.commons.places.public import Desk
from kyodo.kernel.clock.now import today
from kyodo.kernel.clock.words import weekday_text
from kyodo.kernel.text.fields import PhoneField, TidyField
from kyodo.ui.forms import NameField, ThreePartDateField


class CallForm(forms.Form):
    """A consultation by phone or at the counter: theme and a few words, all else as far as it is known."""

    came = forms.ChoiceField(
        label=pgettext_lazy("consultation", "How it came"),
        choices=Channel,
        initial=Channel.PHONE,
        widget=forms.RadioSelect,
    )
    theme = forms.ModelChoiceField(
        Theme.objects.all(),
        label=pgettext_lazy("consultation", "What is it about?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    desk = forms.ModelChoiceField(
        Desk.objects.none(), label=pgettext_lazy("consultation", "Desk"), widget=forms.RadioSelect, empty_label=None
    )
    words = forms.CharField(
        label=pgettext_lazy("consultation", "In a few words"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    name = NameField(label=pgettext_lazy("consultation", "Their name"), required=False)
    body = TidyField(label=pgettext_lazy("consultation", "Their association"), max_length=150, required=False)
    phone = PhoneField(label=_("Phone"), required=False, max_length=30)
    mail = forms.EmailField(label=_("Mail address"), required=False)

    def __init__(self, data: Any, desks: list[Desk]):
        super().__init__(data, initial={"desk": desks[0].pk if desks else None})
        self.fields["desk"].queryset = Desk.objects.filter(pk__in=[desk.pk for desk in desks])  # type: ignore[attr-defined]
        if len(desks) == 1:
            self.fields["desk"].widget = forms.HiddenInput()

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        values = dict(self.cleaned_data)
        return {**values, "words": lines_of(values["words"])}


class _About(forms.Form):
    """A form about one consultation."""

    def __init__(self, data: Any = None, consultation: Consultation | None = None):
        self.consultation = consultation
        super().__init__(data)

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        return dict(self.cleaned_data)


class PlainForm(_About):
    """A button and no more."""


class NoteForm(_About):
    """A note."""

    text = forms.CharField(
        label=pgettext_lazy("consultation", "Note"), max_length=8000, widget=forms.Textarea({"rows": 4})
    )

    def keywords(self) -> dict[str, Any]:
        return {"text": lines_of(self.cleaned_data["text"])}


class FollowUpForm(_About):
    """What is to be done, and when; the usual days are one press away."""

    WHEN = [
        ("1", pgettext_lazy("follow-up", "tomorrow")), ("7", pgettext_lazy("follow-up", "in a week")),
        ("14", pgettext_lazy("follow-up", "in two weeks")), ("30", pgettext_lazy("follow-up", "in a month")),
        ("", pgettext_lazy("follow-up", "on another day")),
    ]  # fmt: skip
    what = forms.CharField(label=pgettext_lazy("consultation", "What is to be done?"), max_length=300)
    when = forms.ChoiceField(
        label=pgettext_lazy("consultation", "When?"),
        choices=WHEN,
        required=False,
        initial="7",
        widget=forms.RadioSelect,
    )
    on = ThreePartDateField(label=pgettext_lazy("consultation", "Another day"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("when") and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", ValidationError(_("Please choose a day."), code="day"))
        return cleaned

    def keywords(self) -> dict[str, Any]:
        when = self.cleaned_data["when"]
        due_on: date = today() + timedelta(days=int(when)) if when else self.cleaned_data["on"]
        return {"what": self.cleaned_data["what"], "due_on": due_on}


class CloseForm(_About):
    """What became of it."""

    outcome = forms.ChoiceField(
        label=pgettext_lazy("consultation", "What became of it?"), choices=Outcome, widget=forms.RadioSelect
    )


class HandOnForm(_About):
    """To whom it is handed on, and that the person agreed: when and how."""

    to = forms.ChoiceField(
        label=pgettext_lazy("consultation", "To whom?"),
        choices=HandedOnTo,
        initial=HandedOnTo.DESK,
        widget=forms.RadioSelect,
    )
    desk = forms.ModelChoiceField(Desk.objects.none(), label=pgettext_lazy("consultation", "Desk"), required=False)
    whom = forms.CharField(label=pgettext_lazy("consultation", "Expert"), max_length=150, required=False)
    words = forms.CharField(
        label=_("What they should know"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    has_agreed = forms.BooleanField(
        label=_("The person agreed that we pass this on to them"),
        error_messages={"required": _("Please ask the person first: nothing is passed on without their consent.")},
    )  # fmt: skip
    consented_on = ThreePartDateField(label=_("When did they agree?"), initial=today)
    consent_channel = forms.ChoiceField(
        label=_("How did they agree?"), choices=Channel, initial=Channel.COUNTER, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, consultation: Consultation | None = None):
        super().__init__(data, consultation)
        others = Desk.objects.exclude(pk=consultation.desk_id) if consultation else Desk.objects.none()
        self.fields["desk"].queryset = others  # type: ignore[attr-defined]

    def keywords(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        values.pop("has_agreed")
        return values


class ShareForm(_About):
    """One colleague of another desk who may read it, and why."""

    person = forms.ModelChoiceField(Person.objects.none(), label=pgettext_lazy("consultation", "To whom?"))
    why = forms.ChoiceField(label=pgettext_lazy("consultation", "Why?"), choices=WhyShared, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, consultation: Consultation | None = None):
        super().__init__(data, consultation)
        desk = consultation.desk_id if consultation else None
        there = Consultant.objects.filter(until=None).exclude(desk=desk).values("person")
        here = Consultant.objects.filter(until=None, desk=desk).values("person")
        people = Person.objects.filter(pk__in=there).exclude(pk__in=here)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class TimeForm(forms.Form):
    """Which service a time is looked for, how, and when the slip was handed in; sent by GET."""

    service = forms.ModelChoiceField(
        Service.objects.none(), label=pgettext_lazy("consultation", "Consultation"), empty_label=None
    )
    way = forms.ChoiceField(label=pgettext_lazy("consultation", "How"), choices=Way)
    slip_on = ThreePartDateField(
        label=_("The slip was handed in on"), required=False,
        help_text=_("Only where the consultation asks for a slip some days before."),
    )  # fmt: skip

    def __init__(self, data: Any, consultation: Consultation):
        services = Service.objects.filter(desk=consultation.desk_id).select_related("desk__facility")
        super().__init__(data, initial={"service": services.first(), "slip_on": today()})
        self.fields["service"].queryset = services  # type: ignore[attr-defined]


class HoursForm(forms.Form):
    """A stretch of each week."""

    weekday = forms.TypedChoiceField(label=pgettext_lazy("consultation", "Weekday"), coerce=int)
    begins_at = forms.TimeField(
        label=pgettext_lazy("consultation", "From"),
        widget=forms.TextInput({"class": "is-short", "autocomplete": "off"}),
        help_text="10:00",
    )
    ends_at = forms.TimeField(
        label=pgettext_lazy("consultation", "Until"),
        widget=forms.TextInput({"class": "is-short", "autocomplete": "off"}),
        help_text="12:00",
    )
    ways = forms.MultipleChoiceField(
        label=pgettext_lazy("consultation", "How"),
        choices=Way,
        initial=["counter", "meeting"],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, auto_id: str = "hours_%s"):
        super().__init__(data, auto_id=auto_id)
        weekday: Any = self.fields["weekday"]
        weekday.choices = [(day, weekday_text(day)) for day in range(1, 8)]

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        return {**self.cleaned_data, "since": today()}


class AppointForm(forms.Form):
    """Who consults where."""

    person = forms.ModelChoiceField(Person.objects.none(), label=pgettext_lazy("consultation", "Who?"))
    desk = forms.ModelChoiceField(Desk.objects.all(), label=pgettext_lazy("consultation", "At which desk?"))

    def __init__(self, data: Any, by: int | None):
        super().__init__(data)
        now = timezone.now()
        held = Q(grants__until=None) | Q(grants__until__gt=now)
        people = Person.objects.filter(held, grants__role__in=STAFF, grants__since__lte=now).exclude(pk=by or 0)
        self.fields["person"].queryset = people.distinct()  # type: ignore[attr-defined]
