"""Sent files as acts: received, columns named and previewed, applied or discarded, erased after 90 days."""

from collections.abc import Mapping
from datetime import datetime
from typing import IO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.imports.cells import header_key, line
from kyodo.kernel.imports.columns import RowReader, is_whole, missing, places_of, remarks, unused
from kyodo.kernel.imports.decode import Table, open_table
from kyodo.kernel.imports.desk import ImportDesk
from kyodo.kernel.imports.models import SentFile, SentRow
from kyodo.kernel.imports.parts import LONGEST_AT_ONCE, apply_part, plan_rows, settle
from kyodo.kernel.imports.queries import columns_named_before
from kyodo.kernel.imports.states import SENDING
from kyodo.kernel.permissions import Who

MOST_ROWS = 20_000
MOST_COLUMNS = 200
_AT_ONCE = 500


@transaction.atomic
def receive_file(
    *, desk: ImportDesk, file: IO[bytes], file_name: str, by: Who, channel: str, only: str = ""
) -> SentFile:
    """Keep a file and, where its columns are known, what would become of each row; nothing else is written.

    Of a file that says in the column ``desk.narrow_by`` whose its rows are, ``only`` those are kept.
    Raises ``Unusable`` for a file that cannot be read as a whole.
    """
    table = open_table(file)
    if len(table.header) > MOST_COLUMNS:
        raise Unusable(_("The file has more than %(n)s columns.") % {"n": MOST_COLUMNS})
    places = places_of(table.header, desk.targets)
    rows, left_out = _rows_of(desk, table, places, only)
    sent = SentFile(
        kind=desk.key, file_name=file_name[:200], digest=table.digest, encoding=table.encoding, header=table.header,
        only=only, left_out=left_out,
    )  # fmt: skip
    sent.save(force_insert=True)
    kept = [SentRow(file=sent, number=number, cells=cells) for number, cells in rows]
    SentRow.objects.bulk_create(kept, batch_size=_AT_ONCE)
    record(verb="send", thing=sent, by=by, channel=channel, facts={"kind": desk.key, "rows": len(rows)})
    if missing(places, desk.targets):
        places = columns_named_before(desk, table.header) or places
    SentFile.objects.filter(pk=sent.pk).update(columns=places)
    sent.columns = places
    if missing(places, desk.targets):
        return sent
    return name_columns(desk=desk, sent=sent, columns=places, by=by, channel=channel)


def _rows_of(
    desk: ImportDesk, table: Table, places: Mapping[str, int], only: str
) -> tuple[list[tuple[int, list[str]]], int]:
    """Return (the rows to keep with their numbers, how many belong to others)."""
    never = {header_key(name) for name in desk.never_kept}
    blanked = [place for place, name in enumerate(table.header) if header_key(name) in never]
    whose = places.get(desk.narrow_by) if only else None
    rows, left_out = [], 0
    for number, cells in table.rows:
        if whose is not None and is_whole(cells, len(table.header)) and line(cells[whose]) != only:
            left_out += 1
        elif cells:
            rows.append((number, ["" if place in blanked else cell for place, cell in enumerate(cells)]))
        if len(rows) > MOST_ROWS:
            raise Unusable(_("The file has more than %(n)s rows. Please send it in parts.") % {"n": MOST_ROWS})
    return rows, left_out


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
    rows = plan_rows(desk, [reader.read(row.number, row.cells) for row in kept], locked=False)
    settle(desk, kept, rows)
    return sent


@transaction.atomic
def apply_file(*, desk: ImportDesk, sent: SentFile, shows_new: bool, by: Who, channel: str) -> SentFile:
    """Have what the preview showed written; ``shows_new`` makes new entries public at once.

    A short file is written here, all or nothing; a long one by the worker, part after part
    (:mod:`kyodo.kernel.imports.parts`). What somebody changed since the preview is not overwritten:
    such a row is left out and says so. Raises ``Conflict`` when the file was applied or discarded meanwhile.
    """
    asked = {"by": by.pk, "channel": channel, "shows_new": shows_new}
    sent = SENDING.move(sent, "apply", by=by, channel=channel, asked=asked)
    if sent.rows.count() <= LONGEST_AT_ONCE:
        try:
            apply_part(desk, sent, LONGEST_AT_ONCE)
        except IntegrityError as error:
            raise Conflict(
                _("Somebody wrote one of these entries at the same time. Please send the file again.")
            ) from error
        sent.refresh_from_db()
    return sent


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
