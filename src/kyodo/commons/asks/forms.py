"""What people type about asks: an answer by its code, an answer on the page, a new question, a call."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.asks.codes import LENGTH, read_code
from kyodo.commons.asks.models import Ask, Choice
from kyodo.commons.asks.states import CallOutcome, ReplyChannel
from kyodo.kernel.clock.now import moment
from kyodo.kernel.files.contents import PAPER, PICTURE
from kyodo.kernel.files.forms import CheckedFileField
from kyodo.kernel.text.fields import PhoneField, TidyField
from kyodo.kernel.text.fold import tidy
from kyodo.ui.forms import ThreePartDateField


class CodeForm(forms.Form):
    """The six letters from the slip."""

    code = forms.CharField(
        label=_("Reply code"), max_length=20, help_text=_("The six letters on the sheet. Small letters will do."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "class": "is-short"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise ValidationError(_("The code has six letters. Please look at the sheet again."), code="length")
        return code


class HandoverCodeForm(CodeForm):
    """The six letters from the envelope of a handover book."""

    code = forms.CharField(
        label=_("Code of the envelope"), max_length=20,
        help_text=_("The six letters on the envelope. Small letters will do."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "class": "is-short"}),
    )  # fmt: skip


class ReplyForm(forms.Form):
    """An answer on the page of a question."""

    choice = forms.ModelChoiceField(
        Choice.objects.none(), label=_("Your answer"), widget=forms.RadioSelect, empty_label=None,
        error_messages={"required": _("Please choose one of the answers.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("A word to us"), max_length=400, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("You need not write anything here."),
    )  # fmt: skip

    def __init__(self, ask: Ask, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["choice"].queryset = Choice.objects.filter(ask=ask).order_by("number")  # type: ignore[attr-defined]
        self.fields["choice"].label_from_instance = lambda choice: choice.label  # type: ignore[attr-defined]
        if not ask.takes_words:
            del self.fields["words"]

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        return {"choice": self.cleaned_data["choice"], "words": tidy(self.cleaned_data.get("words", ""))}


class TypedReplyForm(forms.Form):
    """The staff's box: the letters of the code, or as many as are enough, and the number of the answer."""

    typed = forms.CharField(
        label=_("Code and answer"), max_length=30,
        help_text=_("The first letters of the code, then the number: ACE2. Four letters are nearly always enough."),
        widget=forms.TextInput({"autocomplete": "off", "autofocus": True}),
    )  # fmt: skip
    channel = forms.ChoiceField(
        label=_("How it came"), choices=[c for c in ReplyChannel.choices if c[0] not in ("web", "mail", "line")],
        initial=ReplyChannel.FAX, widget=forms.RadioSelect,
    )  # fmt: skip
    words = TidyField(label=_("In their own words"), max_length=400, required=False)
    scan = CheckedFileField(label=_("Picture of the slip"), required=False, kinds=(PICTURE, PAPER))

    def clean_typed(self) -> tuple[str, int]:
        plain = tidy(self.cleaned_data["typed"]).upper()
        letters, number = read_code(plain), plain[-1:]
        if len(letters) < 3 or number not in "12345":
            raise ValidationError(_("Please type at least three letters of the code, then the number, such as ACE2."))
        return letters, int(number)


class QuestionForm(forms.Form):
    """A question of the desk to an office of an association."""

    subject = TidyField(label=_("In a few words"), max_length=60, help_text=_("For example: 防災訓練の見学について"))
    question = forms.CharField(
        label=_("The question"), max_length=1200, widget=forms.Textarea({"rows": 5}),
        help_text=_("In plain words, as you would ask on the phone. One question only."),
    )  # fmt: skip
    choices = forms.CharField(
        label=_("Answers to choose from"), max_length=400, widget=forms.Textarea({"rows": 4}),
        initial="はい、できます\n話を聞いてから決めたい\n今回は見送ります",
        help_text=_("Two to five, each in a line of its own. One of them should be a friendly no."),
    )  # fmt: skip
    last_day = ThreePartDateField(label=_("Answer until"), has_era=True)
    at_end = TidyField(
        label=_("What happens without an answer"), max_length=200, required=False,
        help_text=_("For example: お返事がないときは、見送りとして先方にお伝えします。"),
    )  # fmt: skip
    phone = PhoneField(label=_("Phone for questions and answers"), required=False, max_length=30)

    @classmethod
    def fresh(cls) -> "QuestionForm":
        """Return the form of a new question, with three weeks for the answer."""
        return cls(initial={"last_day": timezone.localdate() + timedelta(days=21)})

    def clean_choices(self) -> list[tuple[str, str]]:
        lines = [tidy(line) for line in self.cleaned_data["choices"].splitlines() if line.strip()]
        if not 2 <= len(lines) <= 5 or any(len(line) > 60 for line in lines):
            raise ValidationError(_("Please write two to five answers, each in a line of at most 60 letters."))
        return [(f"choice{number}", line) for number, line in enumerate(lines, 1)]

    def clean_question(self) -> str:
        return "\n".join(self.cleaned_data["question"].split("\r\n")).strip()

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action; the last day still belongs to the time."""
        values = dict(self.cleaned_data)
        last_day = values.pop("last_day")
        ends: datetime = moment(last_day + timedelta(days=1))
        return {**values, "answer_by": ends}


class CallForm(forms.Form):
    """How a call went."""

    outcome = forms.ChoiceField(label=_("How it went"), choices=CallOutcome, widget=forms.RadioSelect)
    note = TidyField(label=pgettext_lazy("call", "Note"), max_length=200, required=False)


class OtherAskForm(forms.Form):
    """What another office asked of an association; ten seconds of work."""

    on = ThreePartDateField(label=pgettext_lazy("other ask", "Day"))
    office = TidyField(label=_("Who asked"), max_length=80)
    what = TidyField(label=_("For what"), max_length=120, help_text=_("For example: 民生委員の推薦、アンケート、動員"))


class QuotaForm(forms.Form):
    """How many messages go out by LINE in a month."""

    most = forms.IntegerField(
        label=_("Messages by LINE in a month"), min_value=0, max_value=1_000_000,
        widget=forms.NumberInput({"class": "is-short"}),
        help_text=_("The free plan sends 200. At 0 nothing is sent by LINE; answers still come in."),
    )  # fmt: skip
