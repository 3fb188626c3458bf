"""A previewed file is written in parts, each one transaction: a long file never keeps other writers waiting.

Which row was the last stands in the file's own row, and a part begins with a compare-and-set on it:
of two workers one writes the part, and what a killed worker had not committed is written by the next.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from kyodo.kernel.audit.record import record
from kyodo.kernel.imports.columns import Read
from kyodo.kernel.imports.desk import DESKS, Applied, ImportDesk
from kyodo.kernel.imports.models import SentFile, SentRow
from kyodo.kernel.imports.plan import Outcome, Planned, planned
from kyodo.kernel.imports.states import SENDING, SentState
from kyodo.kernel.jobs.wall import Stopping
from kyodo.kernel.permissions import SYSTEM, Who

logger = logging.getLogger(__name__)

#: A file of so many rows is written at once, while the person waits.
LONGEST_AT_ONCE = 500
#: Rows of one part: well under a second, which a writer beside it does not notice.
PART = 200
#: After so many parts the worker looks at mail and jobs again.
PARTS = 20
_AT_ONCE = 500
_SETTLED = ["outcome", "values", "changes", "notes", "asks", "needs_person", "thing", "cells"]


@dataclass(frozen=True)
class Sender:
    """Whoever asked for a file to be imported, as the worker knows them later: by name, without rights."""

    pk: int
    is_known: bool = True

    def holds(self, role: str) -> bool:
        """Hold no role: whether they may was asked when they pressed the button."""
        return False


def plan_rows(desk: ImportDesk, reads: Sequence[Read], *, locked: bool) -> list[Planned[Any]]:
    """Return what would become of each row, in their order."""
    rows: list[Planned[Any]]
    rows, usable = planned(reads)
    desk.plan(usable, locked)
    return rows


def settle(desk: ImportDesk, kept: Sequence[SentRow], rows: Sequence[Planned[Any]]) -> None:
    """Write into the rows what becomes of them."""
    for was, row in zip(kept, rows, strict=True):
        was.outcome, was.values, was.changes, was.notes, was.asks = (
            row.outcome, row.values, row.changes, row.notes, row.asks,
        )  # fmt: skip
        was.thing = desk.key_of(row.thing) if row.thing else ""
        was.needs_person = bool(row.asks) or row.outcome == Outcome.SKIP
    _keep(kept)


def _keep(kept: Sequence[SentRow]) -> None:
    # An upsert is several times quicker than one CASE for each column.
    SentRow.objects.bulk_create(
        kept, batch_size=_AT_ONCE, update_conflicts=True, unique_fields=["id"], update_fields=_SETTLED
    )


def apply_waiting(stopping: Stopping) -> int:
    """Write parts of the files that wait for it, the oldest first; returns how many parts."""
    waiting = SentFile.objects.filter(state=SentState.APPLYING, kind__in=[desk.key for desk in DESKS])
    done = 0
    while done < PARTS and not stopping():
        sent = waiting.order_by("pk").first()
        desk = DESKS.find(sent.kind) if sent else None
        if sent is None or desk is None or not _advance(desk, sent):
            break
        done += 1
    return done


def _advance(desk: ImportDesk, sent: SentFile) -> bool:
    """Write the next part. Of rows that cannot be written ever smaller parts are tried, and the one row is left out."""
    size = PART
    while True:
        try:
            return apply_part(desk, sent, size)
        except (OperationalError, InterfaceError):
            raise  # the database is away or busy; nothing is wrong with the rows
        except Exception:
            logger.exception("%s rows of the file %s could not be written", size, sent.pk)
        if size == 1:
            return apply_part(desk, sent, 1, leaves_out=True)
        size = max(1, size // 10)


@transaction.atomic
def apply_part(desk: ImportDesk, sent: SentFile, size: int, *, leaves_out: bool = False) -> bool:
    """Write the next ``size`` rows of a file; False when another worker did.

    ``leaves_out`` writes none of them and says so in the rows.
    """
    every = list(sent.rows.filter(number__gt=sent.done_to).order_by("number")[:size])
    mine = SentFile.objects.filter(pk=sent.pk, state=SentState.APPLYING, done_to=sent.done_to)
    last = every[-1].number if every else sent.done_to
    if not mine.update(done_to=last):
        return False
    by = Sender(sent.asked["by"]) if sent.asked["by"] else SYSTEM
    applied = Applied(sent.file_name, by, sent.asked["channel"], sent.asked["shows_new"])
    for row in every:
        row.cells = []
    if leaves_out:
        for row in every:
            row.outcome, row.needs_person = Outcome.SKIP.value, True
            row.notes = [_("The row could not be written. Please tell whoever looks after this site."), *row.notes]
        _keep(every)
    else:
        _write(desk, every, applied)
    if not sent.rows.filter(number__gt=last).exists():
        _finish(sent, by, applied.channel)
    return True


def _write(desk: ImportDesk, every: Sequence[SentRow], applied: Applied) -> None:
    _keep([row for row in every if row.outcome == Outcome.SKIP])
    kept = [row for row in every if row.outcome != Outcome.SKIP]
    reads = [Read(row.number, row.values, row.notes, asks=row.asks) for row in kept]
    rows = plan_rows(desk, reads, locked=True)
    for row, was in zip(rows, kept, strict=True):
        now = (row.outcome, row.changes, desk.key_of(row.thing) if row.thing else "")
        if now != (was.outcome, was.changes, was.thing) and row.outcome not in (Outcome.SAME, Outcome.SKIP):
            row.skip(_("The entry changed since the preview, so the row was left out. Please send the file again."))
    creates, updates = ([row for row in rows if row.outcome == o] for o in (Outcome.CREATE, Outcome.UPDATE))
    desk.write(creates, updates, applied)
    settle(desk, kept, rows)


def _finish(sent: SentFile, by: Who, channel: str) -> None:
    sent = SENDING.move(sent, "finish", by=by, channel=channel)
    created, updated = Q(outcome=Outcome.CREATE), Q(outcome=Outcome.UPDATE)
    facts = sent.rows.aggregate(created=Count("pk", filter=created), updated=Count("pk", filter=updated))
    record(verb="import", thing=sent, by=by, channel=channel, facts=facts)
