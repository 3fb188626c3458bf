"""For whom and what for."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.models import Party, Resource
from kyodo.center.bookings.requests import Request
from kyodo.center.bookings.states import PartyKind, Purpose
from kyodo.commons.actors.public import Seat, seats_of
from kyodo.commons.people.public import Person
from kyodo.kernel.text.fields import TidyField
from kyodo.ui.forms import FullWidthIntegerField, QuickForm, ThreePartDateField

#: Fields of equipment are named so, with the key of the resource.
EXTRA = "extra_"
REPEATS = [
    ("weekly", pgettext_lazy("series", "every week on this weekday")),
    ("monthly", pgettext_lazy("series", "every month on the same weekday, such as the second Wednesday")),
]


class DetailsForm(QuickForm):
    """Who comes, what for, and what is needed."""

    changed = ("party", "layout")
    party = forms.TypedChoiceField(label=_("In whose name?"), widget=forms.RadioSelect)
    purpose = forms.ChoiceField(label=_("What for?"), choices=Purpose, widget=forms.RadioSelect, initial="meeting")
    title = TidyField(
        label=pgettext_lazy("booking", "In a few words"), max_length=80, required=False,
        help_text=_("For example: 役員会. Only the counter sees it."),
    )  # fmt: skip
    people = FullWidthIntegerField(
        label=_("How many people come?"), unit=pgettext_lazy("people", "people"), min_value=1, max_value=2000,
        help_text=_("About is enough."),
    )  # fmt: skip
    layout = forms.ChoiceField(label=_("How shall the tables stand?"), required=False, widget=forms.RadioSelect)
    note = TidyField(
        label=_("Anything the counter should know"), max_length=300, required=False,
        help_text=_("For example: 車いすの方が2人来ます"),
    )  # fmt: skip

    def __init__(
        self, data: Any, resource: Resource, parties: Sequence[Party], equipment: Sequence[Resource], asked: Any = None
    ):
        begun = {"party": parties[0].pk if len(parties) == 1 else None, **carried(asked or {})}
        super().__init__(data, initial=begun)
        self.resource, self.equipment = resource, equipment
        known = {str(party.pk): party for party in parties}
        self.fields["party"].choices = [(pk, str(party)) for pk, party in known.items()]  # type: ignore[attr-defined]
        self.fields["party"].coerce = known.get  # type: ignore[attr-defined]
        if resource.layouts:
            self.fields["layout"].choices = [(one["key"], one["name"]) for one in resource.layouts]  # type: ignore[attr-defined]
        else:
            del self.fields["layout"]
        for thing in equipment:
            self.fields[f"{EXTRA}{thing.pk}"] = FullWidthIntegerField(
                label=thing.name, unit=pgettext_lazy("things", "pieces"), min_value=0, max_value=99, required=False
            )

    def request(self, starts_at: datetime, ends_at: datetime, person: Person | None) -> Request:
        """Return what was typed as a request for a period."""
        cleaned, party = self.cleaned_data, self.cleaned_data["party"]
        extras = {thing: cleaned.get(f"{EXTRA}{thing.pk}") or 0 for thing in self.equipment}
        return Request(
            self.resource, starts_at, ends_at, party=party, seat=seat_for(party, person), person=person,
            purpose=cleaned["purpose"], title=cleaned["title"], people=cleaned["people"],
            layout=cleaned.get("layout", ""), note=cleaned["note"],
            extras={thing: count for thing, count in extras.items() if count},
        )  # fmt: skip


def carried(told: Any) -> dict[str, str]:
    """Return what an address or a form says already and another page need not ask again; no free words."""
    return {name: told[name][:20] for name in ("party", "purpose", "people", "layout") if told.get(name)}


def seat_for(party: Party, person: Person | None) -> Seat | None:
    """Return the seat of the party's organization that a person holds today."""
    if party.kind != PartyKind.ORGANIZATION or person is None:
        return None
    return next((seat for seat in seats_of(person) if seat.actor_id == party.actor_id), None)


class SeriesForm(DetailsForm):
    """The same, every week or every month until a day."""

    repeat = forms.ChoiceField(label=_("How often?"), choices=REPEATS, widget=forms.RadioSelect, initial="monthly")
    until = ThreePartDateField(label=pgettext_lazy("series", "Until which day?"))
    field_order = ("repeat", "until")

    def chosen(self) -> set[date]:
        """Return the dates that were left chosen on the page that shows them."""
        found = set()
        for text in cast(QueryDict, self.data).getlist("dates"):
            try:
                found.add(date.fromisoformat(text))
            except ValueError:
                continue
        return found


class CancelForm(forms.Form):
    """Why, if somebody wants to say so."""

    reason = TidyField(label=_("Why? (you need not say)"), max_length=200, required=False)
    by_house = forms.BooleanField(
        label=_("It is for a reason of the house: nothing stays due"), required=False,
        help_text=_("For example: 空調の故障. What was paid is given back in full."),
    )  # fmt: skip

    def __init__(self, data: Any, is_staff: bool):
        super().__init__(data)
        if not is_staff:
            del self.fields["by_house"]


class FindForm(forms.Form):
    """Find me a room: for how many, on which weekday, in which part of the day."""

    people = FullWidthIntegerField(
        label=_("How many people?"), unit=pgettext_lazy("people", "people"), min_value=1, max_value=2000, required=False
    )
    weekday = forms.TypedChoiceField(label=_("Which weekday?"), coerce=int, empty_value=None, required=False)
    part = forms.ChoiceField(label=_("When on the day?"), required=False)

    def __init__(self, data: Any):
        from kyodo.center.bookings.queries.occupancy import DAY_PARTS
        from kyodo.kernel.clock.words import weekday_text

        super().__init__(data)
        any_day = ("", pgettext_lazy("weekday", "any"))
        self.fields["weekday"].choices = [any_day, *((number, weekday_text(number)) for number in range(1, 8))]  # type: ignore[attr-defined]
        any_part = ("", pgettext_lazy("part of the day", "any"))
        self.fields["part"].choices = [any_part, *((key, name) for key, name, _from, _until in DAY_PARTS)]  # type: ignore[attr-defined]
