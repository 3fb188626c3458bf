"""When: a day and two times."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.models import Resource
from kyodo.center.bookings.queries.occupancy import public_rooms
from kyodo.kernel.clock.now import in_tokyo, moment
from kyodo.kernel.clock.words import date_text
from kyodo.ui.forms import ThreePartDateField

_TIME = re.compile(r"(\d{1,2})(?:[:時.]?(\d{2})?分?)?")


class ClockField(forms.CharField):
    """A time of day as people type it: 9, 900, 9:00, １３時30分; kept as a time."""

    def to_python(self, value: Any) -> Any:
        """Return the time; raises ``ValidationError`` with what to write."""
        text = unicodedata.normalize("NFKC", str(value or "")).replace(" ", "").strip()
        if not text:
            return None
        if re.fullmatch(r"\d{3}", text):
            text = f"0{text}"
        found = _TIME.fullmatch(text)
        try:
            return time(int(found[1]), int(found[2] or 0)) if found else _unreadable()
        except ValueError as error:
            raise _fault() from error


def _fault() -> ValidationError:
    return ValidationError(_("Please write the time such as 9:00 or 13:30."), code="time")


def _unreadable() -> time:
    raise _fault()


def clock_choices(resource: Resource, place: int) -> list[tuple[str, str]]:
    """Return the times at which a booking may begin (0) or end (1): its slots', or every quarter-hour."""
    if resource.slots:
        return [(slot[place], slot[place].removeprefix("0")) for slot in resource.slots]
    every = [f"{hour:02d}:{minute:02d}" for hour in range(7, 24) for minute in (0, 15, 30, 45)]
    return [(at, at.removeprefix("0")) for at in every]


def period(day: date, begins: time, ends: time) -> tuple[datetime, datetime]:
    """Return the half-open period of a day between two times of Tokyo; 0:00 as an end is midnight."""
    until = moment(day + timedelta(days=1)) if ends == time.min else moment(day, ends)
    return moment(day, begins), until


class WhenForm(forms.Form):
    """A day and two times of one resource, to be chosen."""

    day = forms.ChoiceField(label=pgettext_lazy("booking", "Day"))
    begins = forms.ChoiceField(label=pgettext_lazy("booking", "From"))
    ends = forms.ChoiceField(label=pgettext_lazy("booking", "Until"))

    def __init__(self, data: Any, resource: Resource, days: Iterable[date]):
        super().__init__(data)
        self.fields["day"].choices = [(f"{day:%Y-%m-%d}", date_text(day)) for day in days]  # type: ignore[attr-defined]
        for place, name in enumerate(("begins", "ends")):
            self.fields[name].choices = clock_choices(resource, place)  # type: ignore[attr-defined]

    def period(self) -> tuple[datetime, datetime]:
        """Return what was chosen as a period."""
        cleaned = self.cleaned_data
        times = [time.fromisoformat(cleaned[name]) for name in ("begins", "ends")]
        return period(date.fromisoformat(cleaned["day"]), times[0], times[1])


class MoveForm(forms.Form):
    """Another room, day or time in the place of a booking."""

    resource = forms.ModelChoiceField(
        Resource.objects.none(), label=pgettext_lazy("resource", "Room"), empty_label=None
    )
    day = ThreePartDateField(label=pgettext_lazy("booking", "Day"))
    begins = ClockField(label=pgettext_lazy("booking", "From"), widget=forms.TextInput({"class": "is-short"}))
    ends = ClockField(label=pgettext_lazy("booking", "Until"), widget=forms.TextInput({"class": "is-short"}))
    exception_reason = forms.CharField(
        label=_("Reason, if it goes beyond the conditions"), max_length=200, required=False
    )

    def __init__(self, data: Any, *, initial: dict[str, Any] | None = None, is_staff: bool = False):
        super().__init__(data, initial=initial)
        self.fields["resource"].queryset = public_rooms()  # type: ignore[attr-defined]
        if not is_staff:
            del self.fields["exception_reason"]

    def period(self) -> tuple[datetime, datetime]:
        """Return what was typed as a period."""
        cleaned = self.cleaned_data
        return period(cleaned["day"], cleaned["begins"], cleaned["ends"])


def begun(starts_at: datetime, ends_at: datetime) -> dict[str, Any]:
    """Return a period as the beginning of a form."""
    begins, ends = in_tokyo(starts_at), in_tokyo(ends_at)
    return {"day": begins.date(), "begins": f"{begins:%-H:%M}", "ends": f"{ends:%-H:%M}"}


def read_period(query: Any) -> tuple[datetime, datetime] | None:
    """Return the period of an address's ``day``, ``begins`` and ``ends``, or None where it is none."""
    try:
        day = date.fromisoformat(query.get("day", ""))
        begins, ends = (time.fromisoformat(query.get(name, "")) for name in ("begins", "ends"))
    except ValueError:
        return None
    if begins.tzinfo or ends.tzinfo or not 2000 < day.year < 2200:
        return None
    return period(day, begins, ends)
