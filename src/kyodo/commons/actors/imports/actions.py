"""Imports as acts: a preview is kept, applied as a whole or discarded, and erased after 90 days."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import batched
from typing import IO, Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.actors.actions import FACTS
from kyodo.commons.actors.directory import shown
from kyodo.commons.actors.documents import KIND, document_of, keep_renamed
from kyodo.commons.actors.imports.layouts import LAYOUTS, is_of_others, known_here, layout_of, reader_of, remarks_on
from kyodo.commons.actors.imports.plan import Row, plan
from kyodo.commons.actors.models import Actor, Field, ImportBatch, ImportRow
from kyodo.commons.actors.names import keys_of, new_slug
from kyodo.commons.actors.states import IMPORT, ListingState
from kyodo.commons.places.models import Ward
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.imports.columns import Read
from kyodo.kernel.imports.decode import open_table
from kyodo.kernel.imports.plan import Outcome
from kyodo.kernel.permissions import Who
from kyodo.kernel.search import index

#: Rows of one import; the file of the whole country is narrowed by its supervising authority.
MOST_ROWS = 20_000
_AT_ONCE = 500


def preview_import(*, file: IO[bytes], file_name: str, by: Who, channel: str, authority: str = "") -> ImportBatch:
    """Read a file and keep what would become of each row; no organization is touched.

    Raises ``Unusable`` for a file that cannot be read as a whole.
    """
    table = open_table(file)
    layout = layout_of(table.header)
    reader = reader_of(table.header, layout, known_here())
    reads: list[Read] = []
    left_out = 0
    for number, cells in table.rows:
        if not cells:
            continue
        if is_of_others(reader, cells, authority):
            left_out += 1
            continue
        reads.append(reader.read(number, cells))
        if len(reads) > MOST_ROWS:
            raise Unusable(
                _("The file has more than %(n)s rows. Please choose a supervising authority, or send it in parts.")
                % {"n": MOST_ROWS}
            )
    batch = ImportBatch(
        layout=layout.key, file_name=file_name[:200], digest=table.digest, encoding=table.encoding, authority=authority,
        left_out=left_out, notes=remarks_on(table.header, layout), made_by_id=by.pk,
    )  # fmt: skip
    _keep(batch, plan(reads, layout.key), by, channel)
    return batch


@transaction.atomic
def _keep(batch: ImportBatch, rows: list[Row], by: Who, channel: str) -> None:
    batch.save(force_insert=True)
    kept = (
        ImportRow(
            batch=batch, number=row.number, outcome=row.outcome, values=row.values, changes=row.changes,
            notes=row.notes, actor=row.thing,
        )
        for row in rows
    )  # fmt: skip
    ImportRow.objects.bulk_create(kept, batch_size=_AT_ONCE)
    record(verb="preview", thing=batch, by=by, channel=channel, facts={"layout": batch.layout, "rows": len(rows)})


@transaction.atomic
def apply_import(*, batch: ImportBatch, by: Who, channel: str, lists_new: bool = True) -> ImportBatch:
    """Write a preview into the directory, all or nothing; ``lists_new`` shows new entries at once.

    What somebody changed since the preview is not overwritten: such a row is left out and
    says so. Raises ``Conflict`` when the preview was applied or discarded meanwhile.
    """
    batch = IMPORT.move(batch, "apply", by=by, channel=channel)
    kept = list(batch.rows.exclude(outcome=Outcome.SKIP).order_by("number"))
    rows = plan([Read(row.number, row.values) for row in kept], batch.layout, Actor.objects.select_for_update())
    for row, was in zip(rows, kept, strict=True):
        row.notes = [*(row.notes if row.is_settled else []), *was.notes]
        changed = (row.outcome, row.changes, row.thing.pk if row.thing else None) != (
            was.outcome,
            was.changes,
            was.actor_id,
        )
        if changed and row.outcome != Outcome.SAME:
            row.skip(_("The entry changed since the preview, so the row was left out. Please import the file again."))
    try:
        with transaction.atomic():
            _create([row for row in rows if row.outcome == Outcome.CREATE], batch, lists_new)
            _update([row for row in rows if row.outcome == Outcome.UPDATE])
    except IntegrityError as error:
        raise Conflict(
            _("Somebody wrote one of these entries at the same time. Please import the file again.")
        ) from error
    _settle(kept, rows)
    ids = {outcome: [r.thing.pk for r in rows if r.outcome == outcome and r.thing] for outcome in ("create", "update")}
    record(
        verb="import", thing=batch, by=by, channel=channel, facts={"created": ids["create"], "updated": ids["update"]}
    )
    _keep_found([*ids["create"], *ids["update"]])
    keep_renamed([row.thing for row in rows if row.outcome == Outcome.UPDATE and row.thing and "name" in row.changes])
    return batch


def _create(rows: list[Row], batch: ImportBatch, lists_new: bool) -> None:
    numbers = [row.values.get("corporate_number", "") for row in rows]
    taken = {
        s for part in batched(numbers, 2000) for s in Actor.objects.filter(slug__in=part).values_list("slug", flat=True)
    }
    now = timezone.now()
    shows = {"state": ListingState.LISTED, "listed_at": now} if lists_new else {}
    source = [f"{LAYOUTS[batch.layout].source}（{batch.file_name}、{timezone.localdate().isoformat()}）"]
    for row, number in zip(rows, numbers, strict=True):
        facts = {name: row.values[name] for name in FACTS if name in row.values}
        keys = keys_of(facts["name"], facts.get("name_reading", ""))
        row.thing = Actor(slug=new_slug("" if number in taken else number), source=source, **facts, **keys, **shows)
    Actor.objects.bulk_create([row.thing for row in rows if row.thing], batch_size=_AT_ONCE)
    _link(rows, "wards", Ward)
    _link(rows, "fields", Field)


def _update(rows: list[Row]) -> None:
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
    _rewrite(Actor, [row.thing for row in rows if row.thing], columns)
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


def _settle(kept: list[ImportRow], rows: list[Row]) -> None:
    """Write into the rows what really became of them."""
    kept = [was for was, row in zip(kept, rows, strict=True) if _settled(was, row)]
    _rewrite(ImportRow, kept, ["outcome", "notes", "actor"])


def _settled(was: ImportRow, row: Row) -> bool:
    before = (was.outcome, was.notes, was.actor_id)
    was.outcome, was.notes, was.actor = row.outcome, row.notes, row.thing
    return before != (was.outcome, was.notes, was.actor_id)


def _rewrite(model: type[models.Model], things: Sequence[models.Model], columns: list[str]) -> None:
    """Write columns of rows that exist; an upsert is several times quicker than one CASE for each column."""
    model._default_manager.bulk_create(
        things, batch_size=_AT_ONCE, update_conflicts=True, unique_fields=["id"], update_fields=columns
    )


def _keep_found(ids: list[int]) -> None:
    for part in batched(ids, _AT_ONCE):
        actors = list(shown(Actor.objects.filter(pk__in=part)))
        index.put_many(document_of(actor) for actor in actors if actor.state == ListingState.LISTED)
        index.drop_many(KIND, [actor.slug for actor in actors if actor.state != ListingState.LISTED])


@transaction.atomic
def discard_import(*, batch: ImportBatch, by: Who, channel: str) -> ImportBatch:
    """Throw a preview away; its rows go at once, that it was there stays. Raises ``Conflict`` when it was applied."""
    batch = IMPORT.move(batch, "discard", by=by, channel=channel)
    batch.rows.all().delete()
    return batch


@transaction.atomic
def erase_imports(*, before: datetime, by: Who, channel: str) -> int:
    """Erase imports that were read before this moment, with all their rows; return how many."""
    old = list(ImportBatch.objects.filter(made_at__lt=before))
    ImportRow.objects.filter(batch__in=old).delete()
    for batch in old:
        record(verb="erase", thing=batch, by=by, channel=channel)
        batch.delete()
    return len(old)
