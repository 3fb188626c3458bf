"""Rows as entries of the directory: written with their wards and fields, audit rows and search documents."""

from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from django.db import models
from django.utils import timezone

from kyodo.commons.actors.actions import FACTS
from kyodo.commons.actors.directory import shown
from kyodo.commons.actors.documents import KIND, document_of, keep_renamed
from kyodo.commons.actors.imports.layouts import LAYOUTS
from kyodo.commons.actors.imports.plan import Row
from kyodo.commons.actors.models import Actor, Field
from kyodo.commons.actors.names import keys_of, new_slug
from kyodo.commons.actors.states import ListingState
from kyodo.commons.places.models import Ward
from kyodo.kernel.audit.record import record_many
from kyodo.kernel.imports.desk import Applied
from kyodo.kernel.search import index

_AT_ONCE = 500


def write(creates: Sequence[Row], updates: Sequence[Row], applied: Applied) -> None:
    """Write new and changed entries; runs in the transaction of the import."""
    _create(creates, applied)
    _update(updates)
    things = [row.thing for row in (*creates, *updates) if row.thing]
    record_many(verb="import", things=things, by=applied.by, channel=applied.channel)
    _keep_found([thing.pk for thing in things])
    keep_renamed([row.thing for row in updates if row.thing and "name" in row.changes])


def _create(rows: Sequence[Row], applied: Applied) -> None:
    numbers = [row.values.get("corporate_number", "") for row in rows]
    taken = {
        s for part in batched(numbers, 2000) for s in Actor.objects.filter(slug__in=part).values_list("slug", flat=True)
    }
    now = timezone.now()
    shows = {"state": ListingState.LISTED, "listed_at": now} if applied.shows_new else {}
    where = f"（{applied.file_name}、{timezone.localdate().isoformat()}）"
    for row, number in zip(rows, numbers, strict=True):
        facts = {name: row.values[name] for name in FACTS if name in row.values}
        keys = keys_of(facts["name"], facts.get("name_reading", ""))
        source = [LAYOUTS[row.values["layout"]].source + where]
        row.thing = Actor(slug=new_slug("" if number in taken else number), source=source, **facts, **keys, **shows)
    Actor.objects.bulk_create([row.thing for row in rows if row.thing], batch_size=_AT_ONCE)
    _link(rows, "wards", Ward)
    _link(rows, "fields", Field)


def _update(rows: Sequence[Row]) -> None:
    now = timezone.now()
    for row in rows:
        actor = row.thing
        assert actor is not None  # noqa: S101 - an update has its entry
        for name, (_before, after) in row.changes.items():
            if name not in ("wards", "fields"):
                setattr(actor, name, after)
        for name, value in {**keys_of(actor.name, actor.name_reading), "changed_at": now}.items():
            setattr(actor, name, value)
    columns = [*FACTS, "state", "sort_key", "name_key", "changed_at"]
    # An upsert is several times quicker than one CASE for each column.
    Actor.objects.bulk_create(
        [row.thing for row in rows if row.thing], batch_size=_AT_ONCE, update_conflicts=True, unique_fields=["id"],
        update_fields=columns,
    )  # fmt: skip
    for name, model in (("wards", Ward), ("fields", Field)):
        moved = [row for row in rows if name in row.changes]
        through = getattr(Actor, name).through
        for part in batched([row.thing.pk for row in moved if row.thing], _AT_ONCE):
            through.objects.filter(actor__in=part).delete()
        _link(moved, name, model)


def _link(rows: Iterable[Row], name: str, model: type[models.Model]) -> None:
    through: Any = getattr(Actor, name).through
    ids = dict(model._default_manager.values_list("slug", "pk"))
    column = f"{model._meta.model_name}_id"
    links = [
        through(actor_id=row.thing.pk, **{column: ids[slug]})
        for row in rows
        if row.thing
        for slug in (row.changes[name][1] if name in row.changes else row.values.get(name, ()))
        if slug in ids
    ]
    through.objects.bulk_create(links, batch_size=2000)


def _keep_found(ids: list[int]) -> None:
    for part in batched(ids, _AT_ONCE):
        actors = list(shown(Actor.objects.filter(pk__in=part)))
        index.put_many(document_of(actor) for actor in actors if actor.state == ListingState.LISTED)
        index.drop_many(KIND, [actor.slug for actor in actors if actor.state != ListingState.LISTED])
