"""Foreign keys obey the same table as imports, also those written as strings."""

from collections.abc import Iterable
from typing import Any

from tests.house.checks.places import ROOMS

COMMONS_ORDER = {"collaborations": 4, "gatherings": 4, "asks": 3, "actors": 2, "people": 1, "places": 1}
ARROWS = {("grants", "experts"), ("committee", "policy"), ("committee", "cafe"), ("casebook", "diagrams")}


def storey(module: str) -> tuple[int, str] | None:
    """Return (height, room) of a module of ours, or None for a library's."""
    parts = module.split(".")
    if parts[0] != "kyodo" or len(parts) < 2:
        return None
    if parts[1] == "kernel":
        return 0, "kernel"
    if parts[1] == "ui":
        return 1, "ui"
    if parts[1] == "commons":
        return 10 + COMMONS_ORDER.get(parts[2], 0), parts[2]
    if parts[1] in ROOMS:
        return 20, parts[1]
    return 30, parts[1]


def wrong_relations(pairs: Iterable[tuple[str, str, str]]) -> list[str]:
    """Return the relations that point up or sideways; a pair is (field, its module, the target's module)."""
    found = []
    for field, here, there in pairs:
        above, below = storey(here), storey(there)
        if above is None or below is None or above[1] == below[1] or (above[1], below[1]) in ARROWS:
            continue
        if above[0] <= below[0]:
            found.append(f"{field}: {above[1]} points to {below[1]}")
    return found


def relations(models: Iterable[Any]) -> list[tuple[str, str, str]]:
    """Return every relation that a model of ours declares, read from ``_meta``."""
    return [
        (f"{model._meta.label}.{field.name}", model.__module__, field.related_model.__module__)
        for model in models
        if model.__module__.startswith("kyodo.")
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.is_relation and field.related_model
    ]
