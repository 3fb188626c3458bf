"""What people type about organizations, seats, mandates and imports; nothing is refused for its width."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.actions import FACTS
from kyodo.commons.actors.handover.walls import HANDOVER
from kyodo.commons.actors.mandates.queries import a_year_from
from kyodo.commons.actors.mandates.wording import EXPLAINED
from kyodo.commons.actors.models import Actor, ActorKind, Capacity, Field, HandoverNote, Holding, Seat
from kyodo.commons.actors.queries import listed, open_on
from kyodo.commons.actors.states import NoteKind, Power
from kyodo.commons.people.models import Person
from kyodo.commons.places.models import Ward
from kyodo.kernel.files.contents import PAPER, PICTURE
from kyodo.kernel.files.forms import CheckedFileField
from kyodo.kernel.text.fields import CorporateNumberField, FuriganaField, PhoneField, TidyField
from kyodo.kernel.text.fold import tidy
from kyodo.ui.forms import FullWidthIntegerField, NameField, PartialDateField, ThreePartDateField


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


# --- mandates ------------------------------------------------------------------------------

#: How the desk was told; whoever does it on the site needs not say so.
TOLD_BY = (
    ("phone", pgettext_lazy("told", "by phone")),
    ("counter", pgettext_lazy("told", "at the counter")),
    ("post", pgettext_lazy("told", "on paper")),
)


class MandateForm(forms.Form):
    """A mandate to be signed: to whom, by which seat, what for and until when."""

    intermediary = forms.ModelChoiceField(Actor.objects.none(), label=_("Intermediary"), empty_label=None)
    seat = forms.ModelChoiceField(
        Seat.objects.none(), label=_("Who signs"), widget=forms.RadioSelect, empty_label=None,
        help_text=_("Seats that somebody holds today."),
    )  # fmt: skip
    powers = forms.MultipleChoiceField(
        label=_("What the intermediary may do"), widget=forms.CheckboxSelectMultiple,
        choices=[(power.value, power.label) for power in Power],
        help_text=_("Few are enough. More can be added later."),
        error_messages={"required": _("Please tick at least one thing that the intermediary may do.")},
    )  # fmt: skip
    since = ThreePartDateField(label=pgettext_lazy("mandate", "From"), has_era=True)
    last_day = ThreePartDateField(label=pgettext_lazy("mandate", "Last day"), has_era=True)

    def __init__(self, actor: Actor, data: Any = None):
        today = timezone.localdate()
        super().__init__(data, initial={"since": today, "last_day": a_year_from(today) - timedelta(days=1)})
        choices: dict[str, Any] = {
            "intermediary": listed().filter(kind=ActorKind.INTERMEDIARY).exclude(pk=actor.pk),
            "seat": actor.seats.filter(pk__in=Holding.objects.filter(open_on(today)).values("seat")),
        }
        for name, queryset in choices.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
        if choices["seat"].count() == 1:
            self.initial["seat"] = choices["seat"].get().pk
        self.fields["seat"].label_from_instance = lambda seat: seat.title  # type: ignore[attr-defined]

    def powers_explained(self) -> list[tuple[str, Any, Any, bool]]:
        """Return (value, label, explanation, is ticked) of every power, for the page."""
        ticked = set(self["powers"].value() or ())
        return [(power.value, power.label, EXPLAINED[power], power.value in ticked) for power in Power]

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action; the last day still belongs to the mandate."""
        values = dict(self.cleaned_data)
        last_day: date = values.pop("last_day")
        return {**values, "until": last_day + timedelta(days=1)}


class GiveForm(forms.Form):
    """A mandate that came back signed."""

    given_on = ThreePartDateField(label=_("Signed on"), has_era=True, initial=timezone.localdate)
    scan = CheckedFileField(
        label=_("Picture of the signed sheet"), required=False, kinds=(PICTURE, PAPER),
        help_text=_("You can also add it later."),
    )  # fmt: skip

    def clean_given_on(self) -> date:
        day: date = self.cleaned_data["given_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come. Please write the day on the sheet."), code="future")
        return day


class ScanForm(forms.Form):
    """The signed sheet, added later."""

    scan = CheckedFileField(label=_("Picture of the signed sheet"), kinds=(PICTURE, PAPER))


class RevokeForm(forms.Form):
    """How the desk was told that a mandate is taken back; nothing else needs to be said."""

    channel = forms.ChoiceField(
        label=_("How you were told"), choices=TOLD_BY, widget=forms.RadioSelect, initial="phone"
    )
    words = TidyField(label=pgettext_lazy("mandate", "What they said"), max_length=200, required=False)

    def __init__(self, is_own: bool, data: Any = None):
        super().__init__(data)
        if is_own:
            del self.fields["channel"]
            del self.fields["words"]

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        return {"channel": "web", "words": "", **self.cleaned_data}


# --- capacity ------------------------------------------------------------------------------


class CapacityForm(forms.Form):
    """How much an association can take on, big and easy."""

    hours_a_month = FullWidthIntegerField(
        label=_("Hours a month that all of you together can give"), min_value=0, max_value=999, required=False,
        unit=pgettext_lazy("capacity", "hours"), help_text=_("A rough number will do. Empty: not known."),
    )  # fmt: skip
    busy_months = forms.TypedMultipleChoiceField(
        label=_("Busy months"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple({"class": "in-columns"}),
        choices=[(month, MONTHS[month]) for month in range(1, 13)],
        help_text=_("Nothing new begins in these months."),
    )  # fmt: skip
    most_open = FullWidthIntegerField(
        label=_("Joint works at a time"),
        min_value=0,
        max_value=20,
        initial=1,
        unit=pgettext_lazy("capacity", "at most"),
    )
    not_before = ThreePartDateField(
        label=_("Please do not ask before"), has_era=True, required=False,
        help_text=_("Only when you would like to be left in peace for a while. Nobody asks you before this day."),
    )  # fmt: skip
    themes = forms.ModelMultipleChoiceField(
        Field.objects.all(), label=_("Welcome themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    channel = forms.ChoiceField(
        label=_("How you were told"), choices=TOLD_BY, widget=forms.RadioSelect, initial="phone"
    )

    def __init__(self, capacity: Capacity | None, is_own: bool, data: Any = None):
        names = ("hours_a_month", "busy_months", "most_open", "not_before")
        told: dict[str, Any] = {name: getattr(capacity, name) for name in names} if capacity else {}
        super().__init__(data, initial=told | ({"themes": capacity.themes.all()} if capacity else {}))
        if is_own:
            del self.fields["channel"]

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        return {"channel": "web", **self.cleaned_data}


# --- the handover book ---------------------------------------------------------------------


class NoteForm(forms.Form):
    """Something that whoever follows must know."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("handover", "Kind"), choices=NoteKind, widget=forms.RadioSelect, initial=NoteKind.NOTE
    )
    text = forms.CharField(
        label=pgettext_lazy("handover", "What"), max_length=1000, widget=forms.Textarea({"rows": 4}),
        help_text=_("For example: 集会所の鍵は青い箱の中。合鍵は班長が1本持っています。"),
    )  # fmt: skip
    due = ThreePartDateField(label=pgettext_lazy("handover", "By when"), has_era=True, required=False)
    scan = CheckedFileField(
        label=_("Picture or paper"), required=False, kinds=(PICTURE, PAPER),
        help_text=_("A receipt, a form, a photograph of the place. Never a bank card or a password."),
    )  # fmt: skip

    @classmethod
    def for_note(cls, note: HandoverNote, data: Any = None, files: Any = None) -> "NoteForm":
        """Return the form with what a note says now."""
        return cls(data, files, initial={"kind": note.kind, "text": note.text, "due": note.due})

    def clean_text(self) -> str:
        return "\n".join(tidy(line) for line in self.cleaned_data["text"].split("\n")).strip()

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        return {**self.cleaned_data, "kind": NoteKind(self.cleaned_data["kind"])}


class BookForm(forms.Form):
    """Which sections go into the book."""

    sections = forms.MultipleChoiceField(
        choices=[], error_messages={"required": _("Please tick at least one page; a book without pages helps nobody.")}
    )

    def __init__(self, data: Any = None):
        super().__init__(data)
        self.fields["sections"].choices = [(s.key, s.title) for s in HANDOVER]  # type: ignore[attr-defined]
