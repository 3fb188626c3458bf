"""What people type about events; nothing is refused for its width."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import Actor, Field, only_named
from kyodo.commons.gatherings.actions import FACTS
from kyodo.commons.gatherings.dates import DateDraft, date_draft
from kyodo.commons.gatherings.models import Gathering, Occurrence
from kyodo.commons.gatherings.queries import standing_dates
from kyodo.commons.gatherings.states import Attendance, GatheringKind
from kyodo.commons.gatherings.words import last_day
from kyodo.commons.places.public import Ward, public_facilities
from kyodo.kernel.clock.now import day_of, in_tokyo
from kyodo.kernel.clock.times import DAY, at_minutes
from kyodo.kernel.errors import Unusable
from kyodo.kernel.registry import Text
from kyodo.kernel.text.fields import FuriganaField, PhoneField, TidyField
from kyodo.ui.forms import FullWidthIntegerField, ThreePartDateField, TimeOfDayField

FEW, MOST = 2, 60
FREE = [("", _("not decided")), ("1", _("free of charge")), ("0", _("there is a fee"))]
PARTS = ("day", "begins", "last_day", "ends")


class Prose(forms.CharField):
    """Text of several lines."""

    def __init__(self, rows: int = 4, **kwargs: Any):
        super().__init__(**{"required": False, "max_length": 5000, "widget": forms.Textarea({"rows": rows}), **kwargs})

    def clean(self, value: Any) -> str:
        return "\n".join(str(super().clean(value) or "").split("\r\n"))


def _short(label: Any, longest: int, help_text: Any = "", *, required: bool = False) -> TidyField:
    return TidyField(label=label, max_length=longest, required=required, help_text=help_text)


class GatheringForm(forms.Form):
    """An event with its dates. ``rows`` of dates stand in it; the button “more” adds one and keeps what was typed."""

    title = _short(pgettext_lazy("gathering", "Title"), 150, required=True)
    title_reading = FuriganaField(
        label=_("Title in kana"), max_length=250, required=False, letters=True,
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=GatheringKind, widget=forms.RadioSelect, initial="event")
    description = Prose(6, label=_("What it is about"), help_text=_("For somebody who hears of it for the first time."))
    fields_of_activity = forms.ModelMultipleChoiceField(
        Field.objects.all(), label=_("Fields of activity"), required=False, widget=forms.CheckboxSelectMultiple
    )
    organizer_name = _short(
        _("Organizer"), 150, _("The name as it stands in the directory of organizations; then it leads there.")
    )
    dates_text = _short(_("Remarks about the dates"), 300, _("For example: 雨天のときは翌日に行います。"))
    attendance = forms.ChoiceField(
        label=_("Way of taking part"), choices=Attendance, widget=forms.RadioSelect, initial="onsite"
    )
    place = forms.ModelChoiceField(
        public_facilities(), label=_("Place"), required=False, empty_label=_("another place (write it below)")
    )
    place_name = _short(_("Name of another place, or the room"), 150)
    ward = forms.ModelChoiceField(Ward.objects.all(), label=_("Ward of another place"), required=False)
    address = _short(_("Address of another place"), 200)
    access = Prose(2, label=_("How to get there"))
    online_url = forms.URLField(
        label=_("Address of the online meeting"), required=False, assume_scheme="https",
        help_text=_("Everybody can see this. Leave it empty where it is told to those who applied."),
    )  # fmt: skip
    audience = _short(_("For whom"), 300, _("For example: どなたでも, 町内会の役員"))
    is_free = forms.ChoiceField(label=_("Fee"), choices=FREE, required=False, widget=forms.RadioSelect)
    fee_text = _short(_("Amount of the fee"), 300, _("For example: 資料代500円"))
    capacity = FullWidthIntegerField(
        label=pgettext_lazy("gathering", "Capacity"), required=False, min_value=1, max_value=1_000_000
    )
    how_to_apply = Prose(3, label=_("How to apply"), help_text=_("Where nobody needs to apply, please write so."))
    apply_until = ThreePartDateField(label=_("Apply by"), required=False, has_era=True)
    apply_until_time = TimeOfDayField(
        label=_("Apply by, time"), help_text=_("Leave it empty for the end of that day. For example: 17:00")
    )
    has_sign_language = forms.BooleanField(label=_("Sign language interpretation"), required=False)
    has_captioning = forms.BooleanField(label=_("Captioning"), required=False)
    is_wheelchair_accessible = forms.BooleanField(label=_("Wheelchair access"), required=False)
    has_childcare = forms.BooleanField(label=_("Childcare"), required=False)
    accommodation_text = _short(_("Further support, or until when to ask for it"), 300)
    contact_name = _short(
        _("Whom to ask"), 100, _("Everybody can see this. The name of the desk or the body, not of a person.")
    )
    contact_phone = PhoneField(label=_("Phone"), required=False, max_length=40, help_text=_("Everybody can see this."))
    contact_mail = forms.EmailField(label=_("Mail address"), required=False, help_text=_("Everybody can see this."))
    url = forms.URLField(label=_("Web page"), required=False, assume_scheme="https", max_length=500)
    rows = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, gathering: Gathering | None = None, own: list[Actor] | None = None, **kwargs: Any
    ):
        dates = standing_dates(gathering) if gathering else []
        self.gathering = gathering
        self.count = _rows(data, len(dates))
        self.asks_for_more = bool(data and "more" in data)
        initial = _initial(gathering, dates) if gathering else {}
        super().__init__(None if self.asks_for_more else data, initial={**initial, "rows": self.count}, **kwargs)
        if own is not None:
            organizers = Actor.objects.filter(pk__in=[actor.pk for actor in own])
            self.fields["organizer_name"] = forms.ModelChoiceField(organizers, label=_("Organizer"))
        for number in range(1, self.count + 1):
            self.fields |= _date_fields(number)
        if self.asks_for_more:
            self.initial = {n: f.widget.value_from_datadict(data, {}, n) for n, f in self.fields.items()}
            self.initial["rows"] = self.count

    @property
    def groups(self) -> Iterator[tuple[Text, list[Any]]]:
        """Yield (heading, fields) as the page shows them."""
        shown = ("day", "begins", "ends", "last_day")
        dates = [f"{part}_{number}" for number in range(1, self.count + 1) for part in shown]
        for heading, names in (*GROUPS[:1], (_("Dates"), (*dates, "dates_text")), *GROUPS[1:]):
            yield heading, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.dates: list[DateDraft] = []
        for number in range(1, self.count + 1):
            self._take_date(cleaned, number)
        if len({draft.starts_at for draft in self.dates}) != len(self.dates):
            self.add_error(None, _("Two dates begin at the same time. Please take one of them away."))
        if cleaned.get("apply_until_time") is not None and not cleaned.get("apply_until"):
            self.add_error("apply_until", _("Please write the day too."))
        return cleaned

    def _take_date(self, cleaned: dict[str, Any], number: int) -> None:
        names = {part: f"{part}_{number}" for part in PARTS}
        if any(name in self.errors for name in names.values()):
            return
        day, begins, last, ends = (cleaned.get(name) for name in names.values())
        if day is None:
            if begins is not None or last is not None or ends is not None:
                self.add_error(names["day"], _("Please write the day too."))
            return
        try:
            self.dates.append(date_draft(day, begins, last, ends))
        except Unusable as error:
            self.add_error(names["ends"] if ends is not None else names["last_day"], str(error.message))

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        cleaned = self.cleaned_data
        facts = {name: cleaned[name] for name in FACTS if name in cleaned}
        organizer = cleaned["organizer_name"]
        if isinstance(organizer, Actor):
            facts |= {"organizer": organizer, "organizer_name": ""}
        else:
            facts |= self._organizer(organizer)
        facts["is_free"] = {"1": True, "0": False}.get(cleaned["is_free"])
        day, time = cleaned["apply_until"], cleaned["apply_until_time"]
        facts["apply_until"] = at_minutes(day, DAY if time is None else time) if day else None
        return {**facts, "fields": cleaned["fields_of_activity"], "dates": self.dates}

    def _organizer(self, typed: str) -> dict[str, Any]:
        """Return the organization of this name, or the words; one that is not public yet is kept and not named."""
        kept = self.gathering.organizer if self.gathering else None
        if known := only_named(typed):
            return {"organizer": known, "organizer_name": ""}
        if kept and typed == kept.name:
            return {"organizer": kept, "organizer_name": ""}
        is_same = kept and typed == self.initial.get("organizer_name")
        return {"organizer": kept if is_same else None, "organizer_name": typed}

    def seen(self) -> Any:
        """Return when the event was last changed as the writer read it."""
        return parse_datetime(self.cleaned_data["seen_at"]) if self.cleaned_data["seen_at"] else None

    def refused(self, words: Any, gathering: Gathering | None = None) -> None:
        """Say why the event was not saved; sent again, it is compared with the event as it is now."""
        self.add_error(None, str(words))
        if gathering is not None:
            now = Gathering.objects.values_list("changed_at", flat=True).get(pk=gathering.pk)
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            data["seen_at"] = now.isoformat()
            self.data = data


GROUPS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (
        _("The event"),
        ("title", "title_reading", "kind", "description", "fields_of_activity", "organizer_name"),
    ),
    (
        pgettext_lazy("gathering", "Where"),
        ("attendance", "place", "place_name", "ward", "address", "access", "online_url"),
    ),
    (
        _("Taking part"),
        ("audience", "is_free", "fee_text", "capacity", "how_to_apply", "apply_until", "apply_until_time"),
    ),
    (
        _("Support on the day"),
        (
            "has_sign_language", "has_captioning", "is_wheelchair_accessible", "has_childcare", "accommodation_text",
        ),
    ),
    (pgettext_lazy("contact", "Questions"), ("contact_name", "contact_phone", "contact_mail", "url")),
)  # fmt: skip


def _rows(data: Any, dates: int) -> int:
    typed = str(data.get("rows", "")) if data else ""
    count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else max(FEW, dates + 1)
    return max(1, min(MOST, count + bool(data and "more" in data)))


def _date_fields(number: int) -> dict[str, forms.Field]:
    facts = {"number": number}
    return {
        f"day_{number}": ThreePartDateField(label=_("Day %(number)s") % facts, required=False, has_era=True),
        f"begins_{number}": TimeOfDayField(
            label=_("Day %(number)s: begins at") % facts, help_text=_("Empty: all day. For example: 14:00")
        ),
        f"ends_{number}": TimeOfDayField(
            label=_("Day %(number)s: ends at") % facts, help_text=_("Empty: not known. After midnight: 24:00, 26:00")
        ),
        f"last_day_{number}": ThreePartDateField(
            label=_("Day %(number)s: last day") % facts, required=False, has_era=True,
            help_text=_("Only where it goes on for several days."),
        ),
    }  # fmt: skip


def _initial(gathering: Gathering, dates: list[Occurrence]) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(gathering, name) for name in FACTS}
    free = {True: "1", False: "0", None: ""}[gathering.is_free]
    name = gathering.organizer_name or (gathering.organizer.name if gathering.organizer else "")
    values |= {"is_free": free, "organizer_name": name, "fields_of_activity": gathering.fields.all()}
    values["seen_at"] = gathering.changed_at.isoformat()
    if gathering.apply_until:
        until = in_tokyo(gathering.apply_until)
        at = until.hour * 60 + until.minute
        values["apply_until"] = (until if at else until - timedelta(days=1)).date()
        values["apply_until_time"] = at or None
    for number, found in enumerate(dates, 1):
        values |= _date_initial(number, found)
    return values


def _date_initial(number: int, found: Occurrence) -> dict[str, Any]:
    day, last = day_of(found.starts_at), last_day(found)
    values: dict[str, Any] = {f"day_{number}": day, f"last_day_{number}": last if last != day else None}
    if not found.is_all_day:
        values[f"begins_{number}"] = _minutes(found.starts_at)
    if not found.is_all_day and found.is_end_known:
        values[f"ends_{number}"] = _minutes(found.ends_at) or DAY
    return values


def _minutes(moment: Any) -> int:
    local = in_tokyo(moment)
    return int(local.hour * 60 + local.minute)


class CancelForm(forms.Form):
    """Why an event does not take place; everybody reads it."""

    reason = _short(
        _("Why it does not take place"),
        300,
        _("Everybody reads this. For example: 台風のため中止します。"),
        required=True,
    )
