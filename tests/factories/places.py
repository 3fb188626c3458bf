"""Wards, places and desks."""

import itertools
from datetime import time
from typing import Any

from kyodo.commons.places.models import Desk, District, Facility, OpeningHours, Ward

_numbers = itertools.count(1)


def a_ward(slug: str = "aoba", name: str = "青葉区", **values: Any) -> Ward:
    """Return the ward of this slug, made where there is none."""
    return Ward.objects.get_or_create(slug=slug, defaults={"name": name, **values})[0]


def a_district(slug: str = "katahira", name: str = "片平", ward: Ward | None = None, **values: Any) -> District:
    """Return the district of this slug, made where there is none."""
    return District.objects.get_or_create(slug=slug, defaults={"name": name, "ward": ward or a_ward(), **values})[0]


def a_facility(
    name: str = "市民活動サポートセンター", *, hours: tuple[time, time] | None = None, **values: Any
) -> Facility:
    """Make a place; ``hours`` opens it every weekday from and up to these times."""
    values = {"slug": f"place-{next(_numbers)}", "ward": a_ward(), **values}
    facility = Facility.objects.create(name=name, **values)
    if hours:
        OpeningHours.objects.bulk_create(
            OpeningHours(facility=facility, weekday=day, opens_at=hours[0], closes_at=hours[1]) for day in range(1, 8)
        )
    return facility


def a_desk(name: str = "市民協働推進課", **values: Any) -> Desk:
    """Make a desk that answers questions."""
    return Desk.objects.create(name=name, **{"slug": f"desk-{next(_numbers)}", **values})
