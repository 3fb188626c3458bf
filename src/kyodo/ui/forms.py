"""How forms look, and the fields that Japanese forms need.

All of them take what people really type (full-width digits, half-width kana, any hyphen) and
never refuse anything for its width. Errors say what to write, with an example.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from kyodo.kernel.clock import eras
from kyodo.kernel.clock.reading import read_day
from kyodo.kernel.errors import Unusable
from kyodo.ui import typed


class Renderer(TemplatesSetting):
    """Draws forms and fields with the templates of this package."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class FullWidthIntegerField(forms.IntegerField):
    """A whole number: 1200, １，２００, 1,200円. ``unit`` may be typed too and is shown behind the box."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("Please write a number, such as 1200."),
        "max_value": _("Please write a number of %(limit_value)s or less."),
        "min_value": _("Please write a number of %(limit_value)s or more."),
    }

    def __init__(self, *, unit: str = "", **kwargs: Any):
        self.unit = unit
        kwargs.setdefault("widget", NumberInput(unit))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(typed.number(value, self.unit) if isinstance(value, str) else value)


class NumberInput(forms.TextInput):
    """A box as wide as a number, with its unit behind it."""

    template_name = "ui/widgets/number.html"

    def __init__(self, unit: str = "", attrs: dict[str, Any] | None = None):
        self.unit = unit
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "class": "is-short", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["unit"] = self.unit
        return context


class NameField(forms.CharField):
    """A person's or a group's name; spaces at the ends and doubled ones go."""

    def __init__(self, **kwargs: Any):
        attrs = {"autocomplete": "name", "data-kyodo-name": ""}
        kwargs.setdefault("widget", forms.TextInput(attrs))
        super().__init__(**{"max_length": 100, **kwargs})

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class KanaField(forms.CharField):
    """フリガナ: hiragana and half-width kana become full-width katakana without a word."""

    default_error_messages = {"kana": _("Please write the reading in katakana, such as センダイ ハナコ.")}

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("widget", forms.TextInput({"data-kyodo-kana": "", "autocomplete": "off"}))
        super().__init__(**{"max_length": 150, **kwargs})

    def to_python(self, value: Any) -> str:
        text = typed.katakana(super().to_python(value))
        if text and not typed.is_katakana(text):
            raise ValidationError(self.error_messages["kana"], code="kana")
        return text


class PostcodeInput(forms.TextInput):
    """A postcode with a button that finds the address; without JavaScript the button sends the form."""

    template_name = "ui/widgets/postcode.html"
    button = "find_address"

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"inputmode": "numeric", "autocomplete": "postal-code", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        text = str(value or "")
        return f"{text[:3]}-{text[3:]}" if len(text) == 7 and text.isdigit() else super().format_value(value)


class PostcodeField(forms.CharField):
    """A postcode; the cleaned value is seven digits: ９８０－０８１１ gives 9800811."""

    widget = PostcodeInput
    default_error_messages = {"postcode": _("Please write the seven digits of the postcode, such as 980-0811.")}

    def to_python(self, value: Any) -> str:
        text = typed.digits(super().to_python(value)).removeprefix("〒")
        if text and not (len(text) == 7 and text.isdigit()):
            raise ValidationError(self.error_messages["postcode"], code="postcode")
        return text


class DateParts(forms.MultiWidget):
    """Year, month and day in three boxes; with ``has_era`` a choice of era stands before them."""

    template_name = "ui/widgets/date_parts.html"
    use_fieldset = True
    ERAS = [("", _("Western year")), *((era.name, era.name) for era in eras.ERAS)]

    def __init__(self, *, has_era: bool = False, birthday: bool = False, attrs: dict[str, Any] | None = None):
        def box(part: str) -> forms.TextInput:
            hint = {"autocomplete": f"bday-{part}"} if birthday and not has_era else {"autocomplete": "off"}
            return forms.TextInput({"inputmode": "text" if part == "year" else "numeric", **hint})

        parts: dict[str, forms.Widget] = {"era": forms.Select(choices=self.ERAS)} if has_era else {}
        parts |= {part: box(part) for part in ("year", "month", "day")}
        self.first_part = next(iter(parts))
        self.has_era = has_era
        super().__init__(parts, attrs)

    def decompress(self, value: Any) -> list[Any]:
        era = [""] if self.has_era else []
        if isinstance(value, date):
            return [*era, value.year, value.month, value.day]
        return [*era, None, None, None]


class ThreePartDateField(forms.Field):
    """A date in three boxes. The year may be 2026, 令和8, R8 or ８; one may also type all into the first box."""

    PARTS = (pgettext_lazy("date part", "year"), pgettext_lazy("date part", "month"), pgettext_lazy("date part", "day"))
    default_error_messages = {
        "required": _("Please write year, month and day."),
        "parts": ngettext_lazy("Please write the %(parts)s too.", "Please write the %(parts)s too.", "count"),
    }

    def __init__(self, *, has_era: bool = False, birthday: bool = False, **kwargs: Any):
        kwargs.setdefault("widget", DateParts(has_era=has_era, birthday=birthday))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        *era, year, month, day = ((part or "").strip() for part in value)
        if not (year or month or day):
            return None
        text = f"{''.join(era)}{year}" if year[:1].isdecimal() or year.startswith("元") else year
        if month or day or not typed.has_date(year):
            missing = [str(name) for part, name in zip((year, month, day), self.PARTS, strict=True) if not part]
            if missing:
                facts = {"parts": "・".join(missing), "count": len(missing)}
                raise ValidationError(self.error_messages["parts"] % facts, code="parts")
            text = f"{text.removesuffix('年')}年{month.removesuffix('月')}月{day.removesuffix('日')}日"
        try:
            return read_day(text).value.date
        except Unusable as refusal:
            raise ValidationError(str(refusal.message), code="date") from refusal

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class AddressFinding(forms.BaseForm):
    """Mixin for a form with a postcode: pressing its button fills the address and keeps all else.

    ``address_fields`` maps the postcode field to the address field. A view asks first::

        form = PlaceForm(request.POST or None)
        if form.asks_for_address:
            return render(request, "…", {"form": form})
    """

    address_fields: Mapping[str, str] = {"postcode": "address"}
    asks_for_address = False

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any):
        if data is None or PostcodeInput.button not in data:
            super().__init__(data, *args, **kwargs)
            return
        super().__init__(None, *args, **kwargs)
        self.asks_for_address = True
        for name, field in self.fields.items():
            self.initial[name] = field.widget.value_from_datadict(data, {}, self.add_prefix(name))
        for postcode, address in self.address_fields.items():
            if found := typed.address_of(str(self.initial[postcode] or "")):
                self.initial[address] = found
