"""What people type about plans, calls, postings, questionnaires and reports."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.public import Resource, free_resources
from kyodo.center.courses.models import Call, Report
from kyodo.center.courses.states import LearntBy, NextStep, RefusalReason, Satisfaction
from kyodo.commons.gatherings.public import Occurrence
from kyodo.kernel.clock.now import day_of, in_tokyo, moment
from kyodo.kernel.clock.times import DAY, at_minutes, read_time
from kyodo.kernel.errors import Unusable
from kyodo.kernel.files.contents import PICTURE
from kyodo.kernel.files.forms import CheckedFileField
from kyodo.kernel.idempotency.forms import OnceForm
from kyodo.kernel.text.fields import TidyField
from kyodo.ui.forms import FullWidthIntegerField, ThreePartDateField, TimeOfDayField

#: Minutes for setting up before a date and clearing away after it, unless somebody says otherwise.
SETTING_UP = 30


def _long(label: Any, rows: int, longest: int, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=longest, widget=widget, help_text=help_text, required=required)


class PlanForm(forms.Form):
    """What an event is to change, and who is in charge."""

    purpose = _long(
        _("What is to be different afterward?"),
        3,
        1000,
        _("For example: 会計を引き受ける人が三人ふえる"),
        required=False,
    )
    lead = TidyField(label=_("Who is in charge"), max_length=100, required=False)

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action."""
        return dict(self.cleaned_data)


class StepForm(OnceForm):
    """One more step of the checklist."""

    label = TidyField(label=_("What must be done"), max_length=120)
    days_before = FullWidthIntegerField(
        label=_("Days before the first date"), unit=_("days"), min_value=-365, max_value=730,
        help_text=_("After it: with a minus sign."),
    )  # fmt: skip

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action."""
        return {name: self.cleaned_data[name] for name in ("label", "days_before")}


class RoomForm(forms.Form):
    """A room for a date. First the hours; then the rooms that are free then stand to be chosen from."""

    begins = TimeOfDayField(label=_("Room from"), required=True, help_text=_("With the time for setting up."))
    ends = TimeOfDayField(label=_("Room until"), required=True, help_text=_("With the time for clearing away."))
    people = FullWidthIntegerField(
        label=_("For how many"), unit=_("people"), required=False, min_value=1, max_value=9999
    )
    resource = forms.ChoiceField(
        label=_("Rooms that are free then"), required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("This room is not free at these hours. Please choose another one.")},
    )  # fmt: skip

    def __init__(self, data: Any, date: Occurrence, people: int | None):
        self.date = day_of(date.starts_at)
        begins, ends = in_tokyo(date.starts_at), in_tokyo(date.ends_at)
        early = max(0, begins.hour * 60 + begins.minute - SETTING_UP)
        late = min(DAY, (ends.hour * 60 + ends.minute or DAY) + SETTING_UP)
        super().__init__(data, initial={"begins": early, "ends": late, "people": people})
        span = self._span(early, late)
        self.free = free_resources(*span, people=self._people(people)) if span else []
        choices = [(str(room.pk), str(room)) for room in self.free]
        self.fields["resource"].choices = choices  # type: ignore[attr-defined]

    def _span(self, early: int, late: int) -> tuple[datetime, datetime] | None:
        """Return the period that was typed, or the usual one; None where it is none."""
        try:
            begins = read_time(self.data["begins"]) if self.is_bound else early
            ends = read_time(self.data["ends"]) if self.is_bound else late
        except (Unusable, KeyError):
            return None
        return (at_minutes(self.date, begins), at_minutes(self.date, ends)) if begins < ends <= DAY else None

    def _people(self, people: int | None) -> int | None:
        typed = str(self.data.get("people", "")) if self.is_bound else ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else people

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins is not None and ends is not None and ends <= begins:
            self.add_error("ends", _("It would end before it begins. Please check the two times."))
        return cleaned

    @property
    def chosen(self) -> Resource | None:
        """The room that was chosen; None while somebody only looks which are free."""
        return next((room for room in self.free if str(room.pk) == self.cleaned_data.get("resource")), None)

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action."""
        begins, ends = (at_minutes(self.date, self.cleaned_data[name]) for name in ("begins", "ends"))
        return {"starts_at": begins, "ends_at": ends, "people": self.cleaned_data["people"]}


class CallForm(OnceForm):
    """A call: what is looked for, who may propose, from when until when."""

    title = TidyField(label=pgettext_lazy("call", "Title"), max_length=120)
    text = _long(_("What you look for"), 8, 4000)
    who_may = TidyField(label=_("Who may propose"), max_length=300, help_text=_("For example: 市内で活動する団体"))
    offers = TidyField(
        label=_("What the center contributes"), max_length=300, required=False, help_text=_("For example: 会場と広報")
    )
    opens_on = ThreePartDateField(label=_("Proposals from"), has_era=True)
    closes_on = ThreePartDateField(label=_("Proposals until, that day included"), has_era=True)

    def __init__(self, data: Any, call: Call | None = None):
        initial = {}
        if call is not None:
            initial = {name: getattr(call, name) for name in ("title", "text", "who_may", "offers")}
            initial |= {"opens_on": day_of(call.opens_at), "closes_on": day_of(call.closes_at - timedelta(seconds=1))}
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("It would end before it begins. Please check the two days."))
        return cleaned

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action; it ends with the end of its last day."""
        cleaned = self.cleaned_data
        words = {name: cleaned[name] for name in ("title", "text", "who_may", "offers")}
        ends = moment(cleaned["closes_on"] + timedelta(days=1))
        return {**words, "opens_at": moment(cleaned["opens_on"]), "closes_at": ends}


class SubmitForm(forms.Form):
    """Handing an event in, for a call or without one."""

    call = forms.ModelChoiceField(
        Call.objects.none(), label=_("Does it answer a call?"), required=False, empty_label=_("no call")
    )

    def __init__(self, data: Any, calls: Any):
        super().__init__(data)
        self.fields["call"].queryset = calls  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """Why an event is sent back or refused; the group reads it."""

    reason = forms.ChoiceField(
        label=_("Reason"), required=False, choices=[("", "—"), *RefusalReason.choices], widget=forms.RadioSelect
    )
    words = TidyField(
        label=_("What they should do, in your words"), max_length=400, required=False,
        help_text=_("The group reads it."),
    )  # fmt: skip

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action."""
        return dict(self.cleaned_data)


class TrustForm(forms.Form):
    """Why the events of a group are published at once from now on."""

    why = TidyField(label=_("Why you trust this group"), max_length=200)


class QuestionnaireForm(forms.Form):
    """Whether and what is asked after an event."""

    own_question = TidyField(
        label=_("One question of your own"), max_length=150, required=False,
        help_text=_("For example: 次に学びたいことは何ですか"),
    )  # fmt: skip
    is_open = forms.BooleanField(label=_("Take answers"), required=False, initial=True)


class AnswerForm(OnceForm):
    """A few questions; each may stay empty."""

    satisfaction = forms.ChoiceField(
        label=_("Was it good to have come?"), choices=Satisfaction, required=False, widget=forms.RadioSelect
    )
    learnt_by = forms.ChoiceField(
        label=_("Where did you hear of it?"), choices=LearntBy, required=False, widget=forms.RadioSelect
    )
    next_step = forms.ChoiceField(
        label=_("What would you like to do next?"), choices=NextStep, required=False, widget=forms.RadioSelect
    )
    own_answer = TidyField(max_length=400, required=False)
    words = _long(_("Anything you would like to tell"), 4, 600, _("Please write no names."), required=False)

    def __init__(self, data: Any, own_question: str):
        super().__init__(data)
        if own_question:
            self.fields["own_answer"].label = own_question
        else:
            del self.fields["own_answer"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(value for name, value in cleaned.items() if name != "idempotency_key"):
            self.add_error(None, _("Please answer at least one question."))
        return cleaned

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action."""
        return {name: value for name, value in self.cleaned_data.items() if name != "idempotency_key"}


class ReportForm(forms.Form):
    """What became of an event."""

    happened = _long(
        pgettext_lazy("report", "What happened"), 6, 4000, _("For those who were not there. No names without consent.")
    )
    learned = _long(_("What we learned for the next time"), 4, 2000, required=False)
    came = FullWidthIntegerField(
        label=_("How many came"), unit=_("people"), required=False, min_value=0, max_value=100_000,
        help_text=_("Empty: as many as were ticked at the door."),
    )  # fmt: skip

    def __init__(self, data: Any, report: Report | None):
        names = ("happened", "learned", "came")
        super().__init__(data, initial={name: getattr(report, name) for name in names} if report else None)

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action."""
        return dict(self.cleaned_data)


class PhotoForm(OnceForm):
    """A picture with the text that stands for it, and who agreed."""

    checked = CheckedFileField(kinds=(PICTURE,), label=_("Picture"))
    alt = TidyField(label=_("What is seen on it"), max_length=200, help_text=_("For whoever cannot see it."))
    consent = TidyField(
        label=_("Who agreed that it is shown, and how"), max_length=200,
        help_text=_("For example: 写っている方全員に、当日口頭で確認した"),
    )  # fmt: skip

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action."""
        return {name: self.cleaned_data[name] for name in ("checked", "alt", "consent")}
