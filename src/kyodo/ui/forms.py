"""How forms look, and the fields that Japanese forms need, with their controls.

What a field reads and keeps is decided in :mod:`kyodo.kernel.text` and
:mod:`kyodo.kernel.clock`; here it gets its control. All of them take what people really type
(full-width digits, half-width kana, any hyphen) and never refuse anything for its width.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from kyodo.kernel.clock import eras
from kyodo.kernel.clock.reading import read_date, read_day
from kyodo.kernel.clock.times import read_time
from kyodo.kernel.errors import Unusable
from kyodo.kernel.registry import Text
from kyodo.kernel.text import fields as text_fields
from kyodo.kernel.text.postcode import addresses_of, postcode_text, read_postcode


class Renderer(TemplatesSetting):
    """Draws forms and fields with the templates of this package."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class QuickForm(forms.Form):
    """A form that is made for every request of a page that must be quick.

    Django copies all that a field is made of, down to the words of its choices, for each form. Here the fields that
    are ``changed`` from form to form are its own, with their controls; what they are made of is replaced and never
    changed. The others are those of all forms of the kind. It is not for files.
    """

    changed: tuple[str, ...] = ()

    def __init__(self, *args: Any, **more: Any):
        kind = type(self)
        if not isinstance(kind.base_fields, _Fields):
            kind.base_fields = _Fields(kind.base_fields, kind.changed)
        super().__init__(*args, **more)

    def _clean_fields(self) -> None:
        # As Django does, but for what it makes to draw each field: what is sent is mostly not drawn again.
        for name, field in self.fields.items():
            if field.disabled:
                value = self.get_initial_for_field(field, name)
            else:
                value = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            try:
                self.cleaned_data[name] = field.clean(value)
                if more := getattr(self, f"clean_{name}", None):
                    self.cleaned_data[name] = more()
            except ValidationError as error:
                self.add_error(name, error)


class _Fields(dict[str, forms.Field]):
    def __init__(self, fields: Mapping[str, forms.Field], changed: Collection[str]):
        super().__init__(fields)
        self._changed = changed

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return {name: _own(field) if name in self._changed else field for name, field in self.items()}


def _own(field: forms.Field) -> forms.Field:
    own, control = _twin(field), _twin(field.widget)
    own.validators, own.error_messages = field.validators[:], field.error_messages.copy()
    own.widget, control.attrs = control, field.widget.attrs.copy()
    return own


def _twin[T](thing: T) -> T:
    twin = object.__new__(type(thing))
    twin.__dict__.update(thing.__dict__)
    return twin


# --- numbers, names, readings -------------------------------------------------------------


class NumberInput(forms.TextInput):
    """A box as wide as a number, with its unit behind it."""

    template_name = "ui/widgets/number.html"

    def __init__(self, unit: Text = "", attrs: dict[str, Any] | None = None):
        self.unit = unit
        super().__init__({"autocomplete": "off", "class": "is-short", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the unit to the widget's context."""
        context = super().get_context(name, value, attrs)
        context["widget"]["unit"] = self.unit
        return context


class FullWidthIntegerField(text_fields.NumberField):
    """A whole number: 1200, １，２００, 1,200円; ``unit`` is written behind the box."""

    default_error_messages = {
        "max_value": _("Please write a number of %(limit_value)s or less."),
        "min_value": _("Please write a number of %(limit_value)s or more."),
    }

    def __init__(self, *, unit: Text = "", **kwargs: Any):
        kwargs.setdefault("widget", NumberInput(unit))
        super().__init__(**kwargs)


class NameField(text_fields.TidyField):
    """A person's or a group's name."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("widget", forms.TextInput({"autocomplete": "name", "data-kyodo-name": ""}))
        super().__init__(**{"max_length": 100, **kwargs})


class KanaField(text_fields.FuriganaField):
    """フリガナ, kept in full-width katakana; ``letters=True`` for names of organizations."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("widget", forms.TextInput({"autocomplete": "off", "data-kyodo-kana": ""}))
        super().__init__(**{"max_length": 150, **kwargs})


# --- postcode and address -----------------------------------------------------------------


class PostcodeInput(forms.TextInput):
    """A postcode with a button that finds the address; without JavaScript the button sends the form."""

    template_name = "ui/widgets/postcode.html"
    button = "find_address"

    def format_value(self, value: Any) -> str | None:
        """Show seven digits as 980-0811."""
        text = super().format_value(value)
        return postcode_text(text) if text else text


class PostcodeField(text_fields.PostcodeField):
    """A postcode, kept as seven digits, with the button that finds the address."""

    widget = PostcodeInput


def address_of(postcode: str) -> str:
    """Return the address of a postcode as people type it, "" where none is known or several are."""
    try:
        found = addresses_of(read_postcode(postcode))
    except Unusable:
        return ""
    if len(found) == 1:
        return found[0].text
    places = {(address.prefecture, address.municipality) for address in found}
    return "".join(places.pop()) if len(places) == 1 else ""


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
        if not data or PostcodeInput.button not in data:
            super().__init__(data, *args, **kwargs)
            return
        super().__init__(None, *args, **kwargs)
        self.asks_for_address = True
        for name, field in self.fields.items():
            self.initial[name] = field.widget.value_from_datadict(data, {}, self.add_prefix(name))
        for postcode, address in self.address_fields.items():
            if found := address_of(self.initial[postcode] or ""):
                self.initial[address] = found


# --- dates --------------------------------------------------------------------------------


class DateParts(forms.MultiWidget):
    """Year, month and day in three boxes; with ``has_era`` a choice of era stands before them."""

    template_name = "ui/widgets/date_parts.html"
    use_fieldset = True
    ERAS = [("", _("Western year")), *((era.name, era.name) for era in eras.ERAS)]

    def __init__(self, *, has_era: bool = False, birthday: bool = False, attrs: dict[str, Any] | None = None):
        def box(part: str) -> forms.TextInput:
            autocomplete = f"bday-{part}" if birthday and not has_era else "off"
            return forms.TextInput({"inputmode": "text" if part == "year" else "numeric", "autocomplete": autocomplete})

        parts: dict[str, forms.Widget | type[forms.Widget]] = (
            {"era": forms.Select(choices=self.ERAS)} if has_era else {}
        )
        parts |= {part: box(part) for part in ("year", "month", "day")}
        self.first_part = next(iter(parts))
        self.has_era = has_era
        super().__init__(parts, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Split a date over the boxes."""
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
        """Return the date; raises ``ValidationError`` with what to write."""
        if value is None or isinstance(value, date):
            return value
        *era, year, month, day = ((part or "").strip() for part in value)
        if not (year or month or day):
            return None
        # An era that was both chosen and typed counts once.
        text = f"{''.join(era)}{year}" if year[:1].isdecimal() or year.startswith("元") else year
        if month or day or not _is_whole_date(year):
            self._require_all(year, month, day)
            text = f"{text.removesuffix('年')}年{month.removesuffix('月')}月{day.removesuffix('日')}日"
        try:
            return read_day(text).value.date
        except Unusable as refusal:
            raise ValidationError(str(refusal.message), code="date") from refusal

    def _require_all(self, *parts: str) -> None:
        missing = [str(name) for part, name in zip(parts, self.PARTS, strict=True) if not part]
        if missing:
            facts = {"parts": "・".join(missing), "count": len(missing)}
            raise ValidationError(self.error_messages["parts"] % facts, code="parts")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether another date was typed; what cannot be read counts as another."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class TimeOfDayField(forms.CharField):
    """A time of day as people write it, kept as minutes since midnight; 24:00 and 26:00 are of the same evening."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("widget", forms.TextInput({"autocomplete": "off", "class": "is-short"}))
        super().__init__(**{"required": False, **kwargs})

    def clean(self, value: Any) -> Any:
        """Return minutes or None; raises ``ValidationError`` with what to write."""
        text = str(super().clean(value) or "")
        try:
            return read_time(text) if text else None
        except Unusable as error:
            raise ValidationError(str(error.message), code="time") from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value // 60}:{value % 60:02d}" if isinstance(value, int) else value


class PartialDateField(forms.CharField):
    """A year, a month or a day, in western years or eras; kept as ``2001``, ``2001-04`` or ``2001-04-05``."""

    def clean(self, value: Any) -> str:
        text = str(value or "").strip()
        try:
            return str(super().clean(read_date(text).value.iso if text else ""))
        except Unusable as error:
            raise ValidationError(str(error.message), code="date") from error


def _is_whole_date(text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text)
    return len(re.findall(r"\d+|元", plain)) == 3 or bool(re.fullmatch(r"\d{8}", plain))
