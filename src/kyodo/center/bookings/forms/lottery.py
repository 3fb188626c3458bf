"""What people type about the lottery: an entry in three steps, and what the desk announces and decides."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.actions.lottery import MOST_WISHES, Wished
from kyodo.center.bookings.models import Party, Resource, Round, SourceKind
from kyodo.center.bookings.queries.lottery import open_days, span_of_slot
from kyodo.center.bookings.states import Channel, Purpose
from kyodo.kernel.clock.now import moment
from kyodo.kernel.clock.words import date_text
from kyodo.kernel.idempotency.forms import OnceForm
from kyodo.kernel.text.fields import TidyField
from kyodo.ui.forms import FullWidthIntegerField, ThreePartDateField

#: How an entry comes to the counter.
BY_STAFF = [(channel.value, channel.label) for channel in (Channel.PHONE, Channel.COUNTER, Channel.PAPER)]

WHICH_VALUE = _("Please write which value it is, of which day, and where it is published.")


class EntryForm(OnceForm):
    """An entry; of its groups of fields one is shown a step, the others go along unseen."""

    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices)
    title = TidyField(label=_("What for, in a few words"), max_length=80, required=False)
    people = FullWidthIntegerField(
        label=_("How many people"), unit=pgettext_lazy("unit", "people"), required=False, min_value=1, max_value=2000
    )

    def __init__(self, data: Any, round_: Round, parties: list[Party] | None):
        super().__init__(data)
        self.round = round_
        self.rooms = {room.slug: room for room in round_.resources.all()}
        self.steps = [self._who(parties), self._wishes()]

    def _who(self, parties: list[Party] | None) -> list[str]:
        if parties is None:
            self.fields["party"] = forms.CharField(label=_("Registration number of the group"), max_length=20)
            self.fields["channel"] = forms.ChoiceField(label=_("How it came"), choices=BY_STAFF)
        else:
            choices = [(party.code, party.name) for party in parties]
            self.fields["party"] = forms.ChoiceField(label=_("Who takes part"), choices=choices)
        return [*(["channel"] if parties is None else []), "party", "purpose", "title", "people"]

    def _wishes(self) -> list[str]:
        rooms = [(slug, room.name) for slug, room in self.rooms.items()]
        days = [(day.isoformat(), date_text(day)) for day in open_days(self.round)]
        slots = [(f"{begin}-{end}", f"{begin}～{end}") for begin, end in self.round.slots]
        names = []
        for rank in range(1, MOST_WISHES + 1):
            for part, label, choices in (
                ("room", _("Room"), rooms),
                ("day", _("Day"), days),
                ("slot", _("Time"), slots),
            ):
                name = f"{part}_{rank}"
                empty = [("", pgettext_lazy("choice", "not chosen"))]
                self.fields[name] = forms.ChoiceField(label=label, choices=[*empty, *choices], required=False)
                names.append(name)
        return names

    def clean_party(self) -> Party:
        """Return the party; at the counter by the number that was said."""
        code = str(self.cleaned_data["party"]).strip().upper()
        party = Party.objects.select_related("actor", "contact").filter(code=code).first()
        if party is None:
            raise ValidationError(_("There is no registration with this number. Please look it up by the name."))
        return party

    def clean(self) -> dict[str, Any]:
        """Read the wishes; a wish is whole or empty."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["wishes"] = [wish for rank in range(1, MOST_WISHES + 1) if (wish := self._wish(cleaned, rank))]
        if not cleaned["wishes"] and not self.errors:
            self.add_error("room_1", _("Please choose at least one wish."))
        return cleaned

    def _wish(self, cleaned: dict[str, Any], rank: int) -> Wished | None:
        room, day, slot = (cleaned.get(f"{part}_{rank}") for part in ("room", "day", "slot"))
        if not (room or day or slot):
            return None
        if not (room and day and slot):
            missing = next(part for part in ("room", "day", "slot") if not cleaned.get(f"{part}_{rank}"))
            self.add_error(f"{missing}_{rank}", _("Please choose room, day and time, or leave all three empty."))
            return None
        return Wished(self.rooms[room], *span_of_slot(moment(date.fromisoformat(day)), slot))

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as keywords of the action."""
        names = ("party", "purpose", "title", "people", "wishes")
        return {name: self.cleaned_data[name] for name in names}

    @property
    def wish_groups(self) -> list[list[Any]]:
        """Return the three fields of each wish."""
        return [[self[f"{part}_{rank}"] for part in ("room", "day", "slot")] for rank in range(1, MOST_WISHES + 1)]


class RoundForm(OnceForm):
    """A round as the desk announces it. Entries end at the end of the last day."""

    name = TidyField(label=pgettext_lazy("lottery", "Name of the round"), max_length=80)
    month = ThreePartDateField(label=_("Month of use (its first day)"))
    rooms = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("lottery", "Rooms that are drawn"), queryset=Resource.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    first_day = ThreePartDateField(label=_("Entries from (day)"))
    last_day = ThreePartDateField(label=_("Entries until (the end of this day)"))
    confirm_day = ThreePartDateField(
        label=_("Wins are confirmed until (the end of this day)"), required=False,
        help_text=_("Leave it empty where a win counts at once."),
    )  # fmt: skip
    source_kind = forms.ChoiceField(
        label=_("Where the seed comes from"), choices=SourceKind.choices, widget=forms.RadioSelect, initial="dice"
    )
    source_named = TidyField(
        label=_("Which published value, exactly"), max_length=200, required=False,
        help_text=_("For example: the closing price of an index on a day after the entries end, with two decimals."),
    )  # fmt: skip

    def __init__(self, data: Any):
        super().__init__(data)
        rooms = Resource.objects.filter(kind__in=("room", "theatre"), is_bookable=True)
        self.fields["rooms"].queryset = rooms  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("source_kind") == SourceKind.PUBLIC and not cleaned.get("source_named"):
            self.add_error(
                "source_named", _("Please write which value it is, of which day, and where it is published.")
            )
        if "rooms" in cleaned and not _slots(cleaned["rooms"]):
            self.add_error("rooms", _("Please choose rooms that are booked by slots; of these none is."))
        return cleaned

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as keywords of the action."""
        told = self.cleaned_data
        return {
            "name": told["name"], "month": told["month"].replace(day=1), "resources": list(told["rooms"]),
            "slots": _slots(told["rooms"]), "opens_at": moment(told["first_day"]),
            "closes_at": _after(told["last_day"]),
            "confirm_until": _after(told["confirm_day"]) if told["confirm_day"] else None,
            "source_kind": told["source_kind"], "source_named": told["source_named"],
        }  # fmt: skip


def _slots(rooms: Any) -> list[list[str]]:
    return [list(slot) for slot in sorted({tuple(slot) for room in rooms for slot in room.slots})]


def _after(day: date) -> datetime:
    """Return the first moment after a day."""
    return moment(date.fromordinal(day.toordinal() + 1), time.min)


class SeedForm(forms.Form):
    """The seed as it is typed: dice or a published value."""

    seed = forms.CharField(
        label=_("The seed"), max_length=200, widget=forms.TextInput({"autocomplete": "off", "inputmode": "text"})
    )


class DecisionForm(forms.Form):
    """Whether two entries are of one group, with the reason."""

    is_same = forms.ChoiceField(
        label=_("Are they the same group?"), choices=[("no", _("Two groups")), ("yes", _("The same group"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = TidyField(label=_("Reason"), max_length=200)


class AgainForm(forms.Form):
    """The source of the seed of a second draw."""

    source_kind = forms.ChoiceField(
        label=_("Where the seed comes from"), choices=SourceKind.choices, widget=forms.RadioSelect, initial="dice"
    )
    source_named = TidyField(label=_("Which published value, exactly"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("source_kind") == SourceKind.PUBLIC and not cleaned.get("source_named"):
            self.add_error(
                "source_named", _("Please write which value it is, of which day, and where it is published.")
            )
        return cleaned
