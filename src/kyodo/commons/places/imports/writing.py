"""Rows as places: written with their hours, their numbers, their audit rows and their search documents."""

import re
import secrets
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from kyodo.commons.places.imports.plan import Row
from kyodo.commons.places.imports.reading import FACTS
from kyodo.commons.places.models import Facility, FacilityNumber, OpeningHours, Ward
from kyodo.kernel.audit.record import record_many
from kyodo.kernel.imports.desk import Applied
from kyodo.kernel.search.followers import names_of, refresh

_AT_ONCE = 500
_NO_SLUG = re.compile(r"[^a-z0-9]+")


def write(creates: Sequence[Row], updates: Sequence[Row], applied: Applied) -> None:
    """Write new and changed places; runs in the transaction of the import."""
    wards = {ward.name: ward for ward in Ward.objects.all()}
    _create(creates, wards, applied)
    _update(updates, wards)
    _write_hours([(row.thing, row.values["hours"]) for row in creates if row.thing and "hours" in row.values])
    _write_hours([(row.thing, row.changes["hours"][1]) for row in updates if row.thing and "hours" in row.changes])
    numbered = [*creates, *(row for row in updates if "number" in row.changes)]
    FacilityNumber.objects.bulk_create(
        FacilityNumber(facility=row.thing, code=row.values["code"], number=row.values["number"])
        for row in numbered
        if row.thing
    )
    things = [row.thing for row in (*creates, *updates) if row.thing]
    record_many(verb="import", things=things, by=applied.by, channel=applied.channel)
    refresh(names_of(*things))


def _create(rows: Sequence[Row], wards: dict[str, Ward], applied: Applied) -> None:
    taken = set(Facility.objects.values_list("slug", flat=True)) if rows else set()
    source = [f"公共施設一覧（{applied.file_name}、{timezone.localdate().isoformat()}）"]
    for row in rows:
        facts = {name: _kept(name, row.values[name]) for name in FACTS if name in row.values}
        slug = _slug(row.values, taken)
        taken.add(slug)
        row.thing = Facility(
            slug=slug, ward=wards.get(row.values.get("ward", "")), source=source, is_public=applied.shows_new, **facts
        )
    Facility.objects.bulk_create([row.thing for row in rows if row.thing], batch_size=_AT_ONCE)


def _slug(values: dict[str, Any], taken: set[str]) -> str:
    """Return an address for a new place: its code and number, or letters drawn by lot."""
    number = _NO_SLUG.sub("-", str(values["number"]).lower()).strip("-")
    slug = f"{values['code']}-{number}"[:50]
    return slug if number and slug not in taken else f"{values['code']}-{secrets.token_hex(4)}"


def _update(rows: Sequence[Row], wards: dict[str, Ward]) -> None:
    for row in rows:
        place = row.thing
        assert place is not None  # noqa: S101 - an update has its place
        for name, (_before, after) in row.changes.items():
            if name in FACTS:
                setattr(place, name, _kept(name, after))
            elif name == "ward":
                place.ward = wards.get(after)
    places = [row.thing for row in rows if row.thing]
    Facility.objects.bulk_create(
        places, batch_size=_AT_ONCE, update_conflicts=True, unique_fields=["id"], update_fields=[*FACTS, "ward"]
    )


def _kept(name: str, value: str) -> Any:
    if name in ("latitude", "longitude"):
        return Decimal(value)
    return date.fromisoformat(value) if name == "confirmed_on" else value


def _write_hours(wanted: Sequence[tuple[Facility, Sequence[Sequence[Any]]]]) -> None:
    """Replace the hours of places; those of public holidays stay where the row does not name them."""
    spoken = {True: [], False: []}  # type: dict[bool, list[int]]
    for place, hours in wanted:
        spoken[any(day == OpeningHours.HOLIDAY for day, *_times in hours)].append(place.pk)
    OpeningHours.objects.filter(facility__in=spoken[True]).delete()
    OpeningHours.objects.filter(facility__in=spoken[False], weekday__lt=OpeningHours.HOLIDAY).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(
            facility=place, weekday=day, opens_at=time.fromisoformat(opens), closes_at=time.fromisoformat(closes)
        )
        for place, hours in wanted
        for day, opens, closes in hours
    )
