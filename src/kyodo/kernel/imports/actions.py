"""Sent files as acts: received, columns named and previewed, applied as a whole or discarded, erased after 90 days."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import IO, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.imports.columns import Read, RowReader, missing, places_of, remarks, unused
from kyodo.kernel.imports.decode import open_table
from kyodo.kernel.imports.desk import Applied, ImportDesk
from kyodo.kernel.imports.models import SentFile, SentRow
from kyodo.kernel.imports.plan import Outcome, Planned, planned
from kyodo.kernel.imports.queries import columns_named_before
from kyodo.kernel.imports.states import SENDING
from kyodo.kernel.permissions import Who

MOST_ROWS = 20_000
MOST_COLUMNS = 200
_AT_ONCE = 500
_SETTLED = ["outcome", "values", "changes", "notes", "asks", "needs_person", "thing", "cells"]


@transaction.atomic
def receive_file(*, desk: ImportDesk, file: IO[bytes], file_name: str, by: Who, channel: str) -> SentFile:
    """Keep a file and, where its columns are known, what would become of each row; nothing else is written.

    Raises ``Unusable`` for a file that cannot be read as a whole.
    """
    table = open_table(file)
    if len(table.header) > MOST_COLUMNS:
        raise Unusable(_("The file has more than %(n)s columns.") % {"n": MOST_COLUMNS})
    rows = []
    for number, cells in table.rows:
        if cells:
            rows.append((number, cells))
        if len(rows) > MOST_ROWS:
            raise Unusable(_("The file has more than %(n)s rows. Please send it in parts.") % {"n": MOST_ROWS})
    sent = SentFile(
        kind=desk.key, file_name=file_name[:200], digest=table.digest, encoding=table.encoding, header=table.header
    )
    sent.save(force_insert=True)
    kept = [SentRow(file=sent, number=number, cells=cells) for number, cells in rows]
    SentRow.objects.bulk_create(kept, batch_size=_AT_ONCE)
    record(verb="send", thing=sent, by=by, channel=channel, facts={"kind": desk.key, "rows": len(rows)})
    places = places_of(table.header, desk.targets)
    if missing(places, desk.targets):
        places = columns_named_before(desk, table.header) or places
    SentFile.objects.filter(pk=sent.pk).update(columns=places)
    sent.columns = places
    if missing(places, desk.targets):
        return sent
    return name_columns(desk=desk, sent=sent, columns=places, by=by, channel=channel)


@transaction.atomic
def name_columns(*, desk: ImportDesk, sent: SentFile, columns: Mapping[str, int], by: Who, channel: str) -> SentFile:
    """Say which column is which, and keep what would become of each row.

    Raises ``Unusable`` when a column that cannot be done without is not named.
    """
    if lacking := missing(columns, desk.targets):
        names = "、".join(target.label for target in lacking)
        raise Unusable(_("Please say which column holds: %(names)s") % {"names": names})
    notes = remarks(unused=unused(sent.header, columns))
    sent = SENDING.move(sent, "preview", by=by, channel=channel, columns=dict(columns), notes=notes)
    known = desk.known()
    reader = RowReader(len(sent.header), columns, lambda read, cells: desk.read(read, cells, known))
    kept = list(sent.rows.order_by("number"))
    rows = _plan(desk, [reader.read(row.number, row.cells) for row in kept], locked=False)
    _settle(desk, kept, rows)
    return sent


def _plan(desk: ImportDesk, reads: Sequence[Read], *, locked: bool) -> list[Planned[Any]]:
    rows: list[Planned[Any]]
    rows, usable = planned(reads)
    desk.plan(usable, locked)
    return rows


@transaction.atomic
def apply_file(*, desk: ImportDesk, sent: SentFile, shows_new: bool, by: Who, channel: str) -> SentFile:
    """Write what the preview showed, all or nothing; ``shows_new`` makes new entries public at once.

    What somebody changed since the preview is not overwritten: such a row is left out and says so.
    Raises ``Conflict`` when the file was applied or discarded meanwhile.
    """
    sent = SENDING.move(sent, "apply", by=by, channel=channel)
    every = list(sent.rows.order_by("number"))
    kept = [row for row in every if row.outcome != Outcome.SKIP]
    rows = _plan(desk, [Read(row.number, row.values, row.notes, asks=row.asks) for row in kept], locked=True)
    for row, was in zip(rows, kept, strict=True):
        now = (row.outcome, row.changes, desk.key_of(row.thing) if row.thing else "")
        if now != (was.outcome, was.changes, was.thing) and row.outcome not in (Outcome.SAME, Outcome.SKIP):
            row.skip(_("The entry changed since the preview, so the row was left out. Please send the file again."))
    creates, updates = ([row for row in rows if row.outcome == o] for o in (Outcome.CREATE, Outcome.UPDATE))
    try:
        with transaction.atomic():
            desk.write(creates, updates, Applied(sent.file_name, by, channel, shows_new))
    except IntegrityError as error:
        raise Conflict(
            _("Somebody wrote one of these entries at the same time. Please send the file again.")
        ) from error
    _settle(desk, kept, rows)
    SentRow.objects.filter(file=sent).update(cells=[])
    facts = {"created": len(creates), "updated": len(updates)}
    record(verb="import", thing=sent, by=by, channel=channel, facts=facts)
    return sent


def _settle(desk: ImportDesk, kept: Sequence[SentRow], rows: Sequence[Planned[Any]]) -> None:
    """Write into the rows what becomes of them."""
    for was, row in zip(kept, rows, strict=True):
        was.outcome, was.values, was.changes, was.notes, was.asks = (
            row.outcome, row.values, row.changes, row.notes, row.asks,
        )  # fmt: skip
        was.thing = desk.key_of(row.thing) if row.thing else ""
        was.needs_person = bool(row.asks) or row.outcome == Outcome.SKIP
    # An upsert is several times quicker than one CASE for each column.
    SentRow.objects.bulk_create(
        kept, batch_size=_AT_ONCE, update_conflicts=True, unique_fields=["id"], update_fields=_SETTLED
    )


@transaction.atomic
def discard_file(*, sent: SentFile, by: Who, channel: str) -> SentFile:
    """Throw a file away; its rows go at once, that it was there stays. Raises ``Conflict`` when it was applied."""
    sent = SENDING.move(sent, "discard", by=by, channel=channel)
    sent.rows.all().delete()
    return sent


@transaction.atomic
def erase_files(*, before: datetime, by: Who, channel: str) -> int:
    """Erase files that were sent before this moment, with all their rows; return how many."""
    old = list(SentFile.objects.filter(made_at__lt=before))
    SentRow.objects.filter(file__in=old).delete()
    for sent in old:
        record(verb="erase", thing=sent, by=by, channel=channel)
        sent.delete()
    return len(old)
