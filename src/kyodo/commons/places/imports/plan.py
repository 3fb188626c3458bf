"""Which place a row means, and what it would change there."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from itertools import batched
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kyodo.commons.places.imports.reading import FACTS, same_name
from kyodo.commons.places.models import City, Facility, FacilityNumber, OpeningHours
from kyodo.commons.places.opendata import times_of
from kyodo.kernel.imports.plan import Planned, one_for_each
from kyodo.kernel.text.fold import key

type Row = Planned[Facility]
_AT_ONCE = 2000
#: Written in another width or kana a name is the same one, and the entry keeps its own.
_NAMES = ("name", "name_reading")


class Places:
    """The places that a file may mean: by (code, number), and by folded name where they have no number yet."""

    def __init__(self, rows: Sequence[Row], *, locked: bool):
        numbers = sorted({row.values["number"] for row in rows})
        self.by_number: dict[tuple[str, str], Facility] = {}
        kept = {
            (one.code, one.number): one.facility_id
            for part in batched(numbers, _AT_ONCE)
            for one in FacilityNumber.objects.filter(number__in=part)
        }
        unnumbered = Q(numbers=None)
        found = Facility.objects.filter(unnumbered | Q(pk__in=set(kept.values())))
        if locked:
            # Rows of the joined table may be missing, and PostgreSQL locks no such row.
            pks = list(found.values_list("pk", flat=True))
            found = Facility.objects.select_for_update(of=("self",)).filter(pk__in=pks)
        places = {place.pk: place for place in _with_parts(found)}
        self.by_number = {name: places[pk] for name, pk in kept.items() if pk in places}
        code = City.objects.values_list("code", flat=True).first() or ""
        self.by_name: dict[str, list[Facility]] = defaultdict(list)
        numbered = set(kept.values())
        for place in places.values():
            if place.pk not in numbered:
                self.by_name[key(place.name)].append(place)
                # Our own file gives a place without a number its short name as its ID.
                self.by_number.setdefault((code, place.slug), place)

    def meant(self, values: dict[str, Any]) -> tuple[Facility | None, str, str]:
        """Return (the place meant or None for a new one; what to note; why it cannot be said)."""
        known = self.by_number.get((values["code"], values["number"]))
        if known:
            return known, "", ""
        named = self.by_name[key(values["name"])]
        near = [place for place in named if _is_near(place, values)]
        if len(near) == 1:
            return near[0], _("Recognized by its name and its place; the number is remembered."), ""
        if named:
            words = _("A place of this name exists already. Please check whether it is the same: %(names)s")
            return None, "", words % {"names": "、".join(place.slug for place in named[:3])}
        return None, "", ""


def _with_parts(places: QuerySet[Facility]) -> QuerySet[Facility]:
    return places.select_related("ward").prefetch_related("hours", "numbers").order_by("pk")


def _is_near(place: Facility, values: dict[str, Any]) -> bool:
    if place.address and values.get("address"):
        here, there = key(place.address), key(values["address"])
        return here in there or there in here
    return bool(place.ward and place.ward.name == values.get("ward"))


def plan(rows: Sequence[Row], locked: bool) -> None:
    """Say what becomes of each row; a constant number of queries."""
    usable = one_for_each(rows, lambda row: (row.values["code"], row.values["number"]))
    places = Places(usable, locked=locked)
    taken: dict[int, int] = {}
    for row in usable:
        place, note, doubt = places.meant(row.values)
        if doubt:
            row.skip(doubt)
        elif place and place.pk in taken:
            row.skip(_("Row %(n)s means the same entry.") % {"n": taken[place.pk]})
        else:
            row.decide(place, changes_of(place, row.values) if place else {})
            row.notes += [note] if note and note not in row.notes else []
            taken |= {place.pk: row.number} if place else {}


def changes_of(place: Facility, values: dict[str, Any]) -> dict[str, list[Any]]:
    """Return what a row would change in a place; an empty cell changes nothing."""
    changes: dict[str, list[Any]] = {}
    for name in FACTS:
        before, after = getattr(place, name), values.get(name)
        if not after or _says(before) == after or (name in _NAMES and same_name(before, after)):
            continue
        if name == "closures_text" and (place.closures or after == times_of(place).text):
            continue  # rules of closing are kept exactly, and our own file says hours and closed days together
        changes[name] = [_says(before), after]
    ward = place.ward.name if place.ward else ""
    if values.get("ward") and values["ward"] != ward:
        changes["ward"] = [ward, values["ward"]]
    if (hours := values.get("hours")) and hours != hours_of(place, hours):
        changes["hours"] = [hours_of(place, hours), hours]
    number = [values["code"], values["number"]]
    if not any([one.code, one.number] == number for one in place.numbers.all()) and number[1] != place.slug:
        changes["number"] = ["", " ".join(number)]
    return changes


def _says(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.6f}" if isinstance(value, Decimal) else str(value)


def hours_of(place: Facility, wanted: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Return the hours of a place as a row says them; those of public holidays only where the row names these."""
    speaks_of_holidays = any(day == OpeningHours.HOLIDAY for day, *_times in wanted)
    rows = [row for row in place.hours.all() if speaks_of_holidays or row.weekday != OpeningHours.HOLIDAY]
    return sorted([row.weekday, row.opens_at.isoformat("minutes"), row.closes_at.isoformat("minutes")] for row in rows)
