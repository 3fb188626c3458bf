"""Writing and verifying the audit chain."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from kyodo.kernel.audit.models import Entry, Head
from kyodo.kernel.permissions import Who


def kind_of(thing: models.Model) -> str:
    """Return the stable name of a thing's kind, such as ``places.facility``."""
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
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def record(*, verb: str, thing: models.Model, by: Who, channel: str, facts: Mapping[str, Any] | None = None) -> Entry:
    """Append one row for a change; must run inside the change's own transaction.

    ``facts`` may name states, fields and numbers, never what people wrote. Raises
    ``TransactionManagementError`` outside a transaction.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an audit row belongs to the transaction of its change")
    lane = thing._meta.app_label
    head = Head.objects.select_for_update().filter(pk=lane).first()
    if head is None:
        # Two first writers of a lane: one inserts, the other waits on the key and reads its row.
        Head.objects.bulk_create([Head(lane=lane)], ignore_conflicts=True)
        head = Head.objects.select_for_update().get(pk=lane)
    entry = Entry(
        lane=lane, number=head.number + 1, at=timezone.now(), by=name_of(by), verb=verb, kind=kind_of(thing),
        thing=str(thing.pk), channel=channel, facts=json.loads(json.dumps(dict(facts or {}))), previous=head.seal,
    )  # fmt: skip
    entry.seal = seal_of(entry)
    entry.save(force_insert=True)
    Head.objects.filter(pk=lane).update(number=entry.number, seal=entry.seal)
    return entry


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
