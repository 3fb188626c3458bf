"""Writing and verifying the audit chain."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import models, transaction
from django.utils import timezone

from kyodo.kernel.audit.models import Entry, Head
from kyodo.kernel.permissions import Who
from kyodo.kernel.prepared.driver import connected, tell, tell_later
from kyodo.kernel.prepared.making import new
from kyodo.kernel.prepared.reading import Prepared, Slot
from kyodo.kernel.prepared.values import sqlite_moment
from kyodo.kernel.prepared.writing import insert_all

#: Rows in one statement: SQLite allows only so many values.
BATCH = 500
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False)
_HEAD = Prepared(lambda: Head.objects.select_for_update().filter(pk=Slot("lane", models.CharField())))


def kind_of(thing: models.Model) -> str:
    """Return the stable name of a thing's kind, such as ``audit.entry``."""
    return thing._meta.label_lower


def name_of(who: Who) -> str:
    """Return how the audit names whoever acted: ``person:7``, ``system`` or ``-``."""
    return f"person:{who.pk}" if who.pk else str(who)


def seal_of(entry: Entry) -> str:
    """Return the hash of a row over its content and the row before it."""
    content = [
        entry.previous, entry.lane, entry.number, entry.at.astimezone(UTC).isoformat(), entry.by, entry.verb,
        entry.kind, entry.thing, entry.channel, entry.facts,
    ]  # fmt: skip
    return hashlib.sha256(_ENCODER.encode(content).encode()).hexdigest()


def record(*, verb: str, thing: models.Model, by: Who, channel: str, facts: Mapping[str, Any] | None = None) -> None:
    """Append one row for a change; must run inside the change's own transaction.

    ``facts`` may name states, fields and numbers, never what people wrote. Raises
    ``TransactionManagementError`` outside a transaction.
    """
    record_many(verb=verb, things=[thing], by=by, channel=channel, facts=facts)


def record_many(
    *, verb: str, things: Sequence[models.Model], by: Who, channel: str, facts: Mapping[str, Any] | None = None
) -> None:
    """Append one row for each of many things that changed alike, in their order; see :func:`record`.

    The chain is held once and the rows are written together. Raises ``ValueError`` for things
    of more than one app: each app has its own chain.
    """
    here = connected()
    if not here.in_atomic_block:
        raise transaction.TransactionManagementError("an audit row belongs to the transaction of its change")
    lanes = {thing._meta.app_label for thing in things}
    if len(lanes) > 1:
        raise ValueError(f"one chain at a time, not those of {', '.join(sorted(lanes))}")
    if not lanes:
        return
    rows = [
        _Row(timezone.now(), name_of(by), verb, kind_of(thing), str(thing.pk), channel, _plain(facts or {}))
        for thing in things
    ]
    if len(rows) == 1:
        _append(lanes.pop(), rows[0], here.vendor)
        return
    head = hold(lanes.pop())
    entries = []
    for row in rows:
        entry = new(Entry, lane=head.lane, number=head.number + 1, previous=head.seal, **row._asdict())
        entry.seal = seal_of(entry)
        head.number, head.seal = entry.number, entry.seal
        entries.append(entry)
    for begin in range(0, len(entries), BATCH):
        insert_all(entries[begin : begin + BATCH])  # each row moves the head of its chain: a trigger does


class _Row(NamedTuple):
    """What a row says, but for its place in the chain."""

    at: datetime
    by: str
    verb: str
    kind: str
    thing: str
    channel: str
    facts: dict[str, Any]


#: One row more, sealed by the database as :func:`seal_of` does. PostgreSQL begins a chain too.
_APPEND = {
    "postgresql": "SELECT audit_append(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
    "sqlite": """
INSERT INTO audit_entry (at, "by", verb, kind, thing, channel, facts, lane, number, previous, seal)
SELECT %s, %s, %s, %s, %s, %s, %s, lane, number + 1, seal,
    SHA256('["' || seal || '", "' || lane || '", ' || (number + 1) || %s) FROM audit_head WHERE lane = %s
""",
}


def _append(lane: str, row: _Row, vendor: str) -> None:
    """Let the database append a row, which is told the part of the seal that is known already.

    PostgreSQL does so with the commit: the end of the chain, for which all wait, is held no longer.
    """
    at = row.at.astimezone(UTC)
    known = _ENCODER.encode([at.isoformat(), *row[1:]])
    values = [at, *row[1:-1], _ENCODER.encode(row.facts), f", {known[1:]}", lane]
    if vendor == "postgresql":
        tell_later(_APPEND[vendor], values)
        return
    values[0] = sqlite_moment(at)
    if not tell(_APPEND[vendor], values):
        hold(lane)
        tell(_APPEND[vendor], values)


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as they are read again."""
    if all(type(fact) in (str, int, bool) for fact in facts.values()):
        return dict(facts)
    return json.loads(json.dumps(dict(facts)))  # type: ignore[no-any-return]


def hold(lane: str) -> Head:
    """Return the end of a chain; nobody else appends to it until the transaction ends.

    Whoever writes to the chains of several apps takes them first, always in the same order.
    """
    head = _HEAD.first(lane=lane)
    if head is None:
        # Two first writers of a lane: one inserts, the other waits on the key and reads its row.
        Head.objects.bulk_create([Head(lane=lane)], ignore_conflicts=True)
        head = Head.objects.select_for_update().get(pk=lane)
    return head


def verify() -> Iterator[str]:
    """Yield one line for each break of a chain: altered, missing or cut-off rows."""
    heads = {head.lane: head for head in Head.objects.all()}
    lanes = sorted(set(heads) | set(Entry.objects.values_list("lane", flat=True).distinct()))
    for lane in lanes:
        number, seal = 0, ""
        for entry in Entry.objects.filter(lane=lane).order_by("number").iterator():
            if entry.number != number + 1:
                yield f"audit {lane}: row {number + 1} is missing"
            if entry.previous != seal or entry.seal != seal_of(entry):
                yield f"audit {lane}: row {entry.number} was altered"
            number, seal = entry.number, entry.seal
        head = heads.get(lane)
        if head is None or (head.number, head.seal) != (number, seal):
            yield f"audit {lane}: the end of the chain does not match its head"
