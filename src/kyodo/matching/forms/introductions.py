"""What the desk types about an introduction: its first step, an answer it heard, the meeting, why it ends."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.asks.public import ReplyChannel
from kyodo.kernel.clock.now import moment
from kyodo.kernel.text.fields import TidyField
from kyodo.matching.models import Introduction, Need, Offer
from kyodo.matching.states import CloseReason, DeclineReason, Role, SideAnswer
from kyodo.ui.forms import FullWidthIntegerField, ThreePartDateField


class DraftForm(forms.Form):
    """The first step by which two are brought together."""

    first_step = TidyField(
        label=_("The first hour"), max_length=200,
        help_text=_("In the host's words: one thing that is done within an hour. For example: 集会所で話を聞く"),
    )  # fmt: skip
    first_minutes = FullWidthIntegerField(label=_("How many minutes it takes"), min_value=1, max_value=60, initial=60)
    only_first = forms.BooleanField(
        label=_("Ask for this first hour only"), required=False,
        help_text=_("All that may follow is asked anew. It is lighter for a host with few hands."),
    )  # fmt: skip

    @classmethod
    def of(cls, thing: Offer | Need) -> "DraftForm":
        """Return the form with the first step that the offer or the need already has."""
        return cls(initial={"first_step": thing.first_step, "first_minutes": min(thing.first_minutes or 60, 60)})


def _ways() -> list[tuple[str, Any]]:
    return [choice for choice in ReplyChannel.choices if choice[0] not in ("web", "line")]


class AnswerForm(forms.Form):
    """What a side said: a yes, or a no with its reason; one choice."""

    said = forms.ChoiceField(
        label=_("What they said"), widget=forms.RadioSelect,
        choices=[("yes", _("Yes, they would like to meet")), *DeclineReason.choices],
    )  # fmt: skip
    channel = forms.ChoiceField(
        label=_("How it came"), choices=_ways, initial=ReplyChannel.PHONE, widget=forms.RadioSelect
    )
    words = TidyField(label=_("In their own words"), max_length=300, required=False)

    def __init__(self, role: str, *args: Any, **kwargs: Any):
        super().__init__(*args, **{**kwargs, "prefix": role})
        self.role = Role(role)

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        is_yes = self.cleaned_data["said"] == "yes"
        return {
            "role": self.role, "said": SideAnswer.YES if is_yes else SideAnswer.NO,
            "reason": "" if is_yes else self.cleaned_data["said"], "words": self.cleaned_data["words"],
            "channel": ReplyChannel(self.cleaned_data["channel"]),
        }  # fmt: skip


class MeetingForm(forms.Form):
    """When and where they meet."""

    day = ThreePartDateField(label=pgettext_lazy("meeting", "Day"))
    time = forms.TimeField(
        label=pgettext_lazy("meeting", "Time"), input_formats=["%H:%M", "%H時%M分", "%H時", "%H"],
        widget=forms.TextInput({"class": "is-short", "inputmode": "numeric"}), help_text=_("For example: 14:00"),
        error_messages={"invalid": _("Please write the time as hours and minutes, such as 14:00.")},
    )  # fmt: skip
    place = TidyField(
        label=pgettext_lazy("meeting", "Where"), max_length=150, help_text=_("With the address or how to find it.")
    )

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        at: datetime = moment(self.cleaned_data["day"], self.cleaned_data["time"])
        return {"at": at, "place": self.cleaned_data["place"]}


class CloseForm(forms.Form):
    """Why it ends: a true reason, told kindly."""

    reason = forms.ChoiceField(
        label=_("Why it ends"), choices=CloseReason.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Please choose the true reason; it stands in the letter.")},
    )  # fmt: skip


class FormedForm(forms.Form):
    """The name under which they work together."""

    title = TidyField(label=_("Name of the joint work"), max_length=120)

    @classmethod
    def of(cls, introduction: Introduction) -> "FormedForm":
        """Return the form with the title of the need, where there is one, or of the offer."""
        thing = introduction.need or introduction.offer
        return cls(initial={"title": thing.title if thing else ""})


class LetterForm(forms.Form):
    """A letter before it leaves."""

    subject = TidyField(label=pgettext_lazy("letter", "Subject"), max_length=100)
    body = forms.CharField(
        label=pgettext_lazy("letter", "Text"), max_length=4000, widget=forms.Textarea({"rows": 18}),
        help_text=_("The address, the day and the desk that signs stand on the sheet by themselves."),
    )  # fmt: skip

    def clean_body(self) -> str:
        return "\n".join(str(self.cleaned_data["body"]).split("\r\n")).strip()
