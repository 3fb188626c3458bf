"""Signing up, step by step on one address. What was typed travels with the form; nothing is kept before it is sent."""

from collections.abc import Iterator
from typing import Any, Self

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.gatherings.actions.registering import Guest, Wishes
from kyodo.commons.gatherings.contacts import Contact
from kyodo.commons.gatherings.models import Charge, SignUp
from kyodo.commons.gatherings.states import Wish
from kyodo.commons.people.public import Person
from kyodo.kernel.text.fields import PhoneField, TidyField
from kyodo.ui.forms import KanaField, NameField

STEPS = (
    pgettext_lazy("sign-up step", "Who comes"),
    pgettext_lazy("sign-up step", "How we reach you"),
    pgettext_lazy("sign-up step", "Support on the day"),
    pgettext_lazy("sign-up step", "Check and send"),
)
LAST = len(STEPS)
REACH = ("contact_name", "phone", "mail", "group_name", "guardian")
SUPPORT = ("wishes", "wish_words", "child_ages", "words")


def wish_choices(sign_up: SignUp) -> list[tuple[str, Any]]:
    """Return what people may ask for; childcare where the organizer asks about it."""
    return [(key, label) for key, label in Wish.choices if key != Wish.CHILDCARE or sign_up.asks_childcare]


class WishesForm(forms.Form):
    """What somebody needs in order to take part, asked kindly."""

    wishes = forms.MultipleChoiceField(
        label=_("Is there something that helps you to take part?"), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Please tell us without hesitation. We do what we can."),
    )  # fmt: skip
    wish_words = TidyField(
        label=_("What helps"), max_length=400, required=False,
        help_text=_("For example: a seat in front. Only those who organize it read this; it is deleted soon after."),
    )  # fmt: skip
    child_ages = TidyField(
        label=_("Ages of the children for childcare"), max_length=100, required=False,
        help_text=_("For example: 3歳と5歳"),
    )  # fmt: skip
    words = TidyField(label=_("Anything else you would like to tell"), max_length=400, required=False)

    def ask_for(self, sign_up: SignUp) -> None:
        """Ask what the organizer of this gathering wants to know."""
        self.fields["wishes"].choices = wish_choices(sign_up)  # type: ignore[attr-defined]
        if not sign_up.asks_childcare:
            del self.fields["child_ages"]
        if sign_up.asked_words:
            self.fields["words"].label = sign_up.asked_words

    def told_wishes(self) -> Wishes:
        """Return what was told."""
        cleaned = self.cleaned_data
        return Wishes(cleaned["wishes"], cleaned["wish_words"], cleaned.get("child_ages", ""))


class JoinForm(WishesForm):
    """All four steps in one form; ``step`` is the one that is shown, the others travel hidden."""

    contact_name = NameField(
        label=_("Name of whoever we answer"), required=False, help_text=_("Empty: the first of those who come.")
    )
    phone = PhoneField(label=_("Phone"), required=False, max_length=30)
    mail = forms.EmailField(
        label=_("Mail address"), required=False, widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("One of the two is enough. Confirmation and reminder come by mail; without one we phone you."),
    )  # fmt: skip
    group_name = TidyField(label=_("Name of your group"), max_length=100, required=False)
    guardian = NameField(
        label=_("Name of the parent or guardian who agrees"), required=False,
        help_text=_("Needed when everybody who comes is under 18."),
    )  # fmt: skip

    def __init__(self, data: Any, sign_up: SignUp, person: Person | None = None, *, step: int = 0, rows: int = 0):
        self.sign_up, self.person = sign_up, person
        self.step = step or min(LAST, max(1, _number(data, "step", 1)))
        most = sign_up.most_at_once
        self.rows = min(most, max(1, rows or _number(data, "rows", 1)))
        self.may_add = self.rows < most
        super().__init__(data)
        self.ask_for(sign_up)
        charges = list(sign_up.charges.all())
        for number in range(1, self.rows + 1):
            self.fields |= _guest_fields(number, charges)
        if person is not None and data is None:
            mail = person.contact_points.filter(kind="mail").values_list("value", flat=True).first()
            self.initial = {"name_1": person.name, "reading_1": person.name_reading, "mail": mail or ""}

    @classmethod
    def arrived(cls, data: Any, sign_up: SignUp, person: Person | None = None) -> Self:
        """Return the form at the step where the pressed button leads; ``is_ready`` once it can be sent."""
        form, go = cls(data, sign_up, person), data.get("go", "")
        if go == "more":
            return form.kept(form.step, form.rows + 1)
        if go == "back":
            return form.kept(max(1, form.step - 1))
        wrong = [step for step in form.wrong_steps() if step <= form.step]
        if wrong:
            form.show_errors_of(min(wrong))
            return form
        if go == "send" and form.step == LAST:
            form.is_ready = True
            return form
        return form.kept(min(LAST, form.step + 1))

    is_ready = False

    def kept(self, step: int, rows: int = 0) -> Self:
        """Return the same form at another step, with what was typed and without complaints."""
        form = type(self)(None, self.sign_up, self.person, step=step, rows=rows or self.rows)
        for name, field in form.fields.items():
            form.initial[name] = field.widget.value_from_datadict(self.data, {}, name)
        return form

    def names_of(self, step: int) -> list[str]:
        """Return the names of the fields of a step."""
        if step == 1:
            return [name for name in self.fields if name.rpartition("_")[2].isdigit()]
        return [name for name in {2: REACH, 3: SUPPORT}.get(step, ()) if name in self.fields]

    def wrong_steps(self) -> set[int]:
        """Return the steps on which something is wrong."""
        return {step for step in range(1, LAST + 1) for name in self.names_of(step) if name in self.errors}

    def show_errors_of(self, step: int) -> None:
        """Show a step with what is wrong on it and nothing else."""
        names = self.names_of(step)
        self.step = step
        self._errors = ErrorDict({name: words for name, words in self.errors.items() if name in names})

    @property
    def shown(self) -> list[Any]:
        """The fields of the step that is shown."""
        return [self[name] for name in self.names_of(self.step)]

    @property
    def hidden(self) -> list[Any]:
        """The fields of all other steps."""
        return [self[name] for step in range(1, LAST + 1) if step != self.step for name in self.names_of(step)]

    @property
    def told(self) -> Iterator[tuple[Any, str]]:
        """Yield what was typed, to be read once more before it is sent."""
        for step in range(1, LAST):
            for name in self.names_of(step):
                words = _in_words(self.fields[name], self[name].value())
                if words:
                    yield self.fields[name].label, words

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        guests = self.guests_of(cleaned)
        if not guests and "name_1" not in self.errors:
            self.add_error("name_1", _("Please write who comes."))
        if not cleaned.get("phone") and not cleaned.get("mail") and not {"phone", "mail"} & set(self.errors):
            self.add_error("phone", _("Please leave a phone number or a mail address."))
        if guests and all(guest.is_minor for guest in guests) and not cleaned.get("guardian"):
            self.add_error("guardian", _("Please write the name of a parent or guardian who agrees."))
        return cleaned

    def guests_of(self, cleaned: dict[str, Any]) -> list[Guest]:
        """Return those who come; a row without a name is nobody."""
        return [
            Guest(
                cleaned[f"name_{n}"], cleaned.get(f"reading_{n}", ""), bool(cleaned.get(f"minor_{n}")),
                cleaned.get(f"charge_{n}"),
            )
            for n in range(1, self.rows + 1)
            if cleaned.get(f"name_{n}")
        ]  # fmt: skip

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of the action."""
        cleaned = self.cleaned_data
        guests = self.guests_of(cleaned)
        name = cleaned["contact_name"] or cleaned["guardian"] or guests[0].name
        reading = guests[0].reading if name == guests[0].name else ""
        contact = Contact(name, reading, cleaned["mail"], cleaned["phone"], self.person)
        more = {name: cleaned[name] for name in ("group_name", "guardian", "words")}
        return {"guests": guests, "contact": contact, "wishes": self.told_wishes(), **more}


def _number(data: Any, name: str, otherwise: int) -> int:
    typed = str(data.get(name, "")) if data else ""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else otherwise


def _guest_fields(number: int, charges: list[Charge]) -> dict[str, forms.Field]:
    words = {"number": number}
    fields: dict[str, forms.Field] = {
        f"name_{number}": NameField(label=_("Name (%(number)s)") % words, required=number == 1),
        f"reading_{number}": KanaField(label=_("Name in kana (%(number)s)") % words, max_length=100, required=False),
        f"minor_{number}": forms.BooleanField(label=_("Under 18 (%(number)s)") % words, required=False),
    }
    if charges:
        fields[f"charge_{number}"] = ChargeField(charges, label=_("Kind of participant (%(number)s)") % words)
    return fields


class ChargeField(forms.ModelChoiceField[Charge]):
    """What kind of participant somebody is, with what it costs."""

    def __init__(self, charges: list[Charge], **kwargs: Any):
        known = Charge.objects.filter(pk__in=[charge.pk for charge in charges]).order_by("number")
        first = {"empty_label": None, "required": False, "initial": charges[0].pk if charges else None}
        super().__init__(known, **{**first, **kwargs})

    def label_from_instance(self, charge: Any) -> str:
        """Write students (200 yen), or that it is free."""
        amount = _("%(amount)s yen") % {"amount": charge.amount} if charge.amount else _("free of charge")
        return f"{charge.label}（{amount}）"


def _in_words(field: Any, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return str(_("yes")) if value in (True, "True", "on") else ""
    choices: list[tuple[Any, Any]] = list(getattr(field, "choices", ()))
    if choices:
        chosen = set(map(str, value)) if isinstance(value, (list, tuple)) else {str(value)}
        return "、".join(str(label) for key, label in choices if str(key) in chosen)
    return str(value or "").strip()
