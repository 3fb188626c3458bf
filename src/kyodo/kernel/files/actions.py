"""Keeping and removing files."""

import os

from django.core.files.base import ContentFile
from django.db import models, transaction

from kyodo.kernel.audit.record import record
from kyodo.kernel.files.contents import Checked
from kyodo.kernel.files.models import StoredFile
from kyodo.kernel.files.rules import FILE_RULES
from kyodo.kernel.permissions import Who


def store(checked: Checked, *, owner: models.Model, kind: str, by: Who, channel: str) -> StoredFile:
    """Keep a checked file with the thing to which it belongs; it is on disk when this returns.

    ``kind`` hangs on ``FILE_RULES``; raises ``LookupError`` where it does not. When the
    transaction is rolled back the bytes stay behind until the nightly sweep.
    """
    if FILE_RULES.find(kind) is None:
        raise LookupError(f"the kind of file {kind!r} has no rule (kyodo.kernel.files.rules.FILE_RULES)")
    with transaction.atomic():
        stored = StoredFile(
            kind=kind, owner_kind=owner._meta.label_lower, owner_id=str(owner.pk), name=checked.name,
            media_type=checked.media_type, size=len(checked.data), sha256=checked.sha256,
            width=checked.width, height=checked.height,
        )  # fmt: skip
        stored.content.save(checked.name, ContentFile(checked.data), save=False)
        _to_disk(stored)
        stored.save(force_insert=True)
        record(verb="store", thing=stored, by=by, channel=channel, facts={"kind": kind, "size": stored.size})
    return stored


def remove(stored: StoredFile, *, by: Who, channel: str) -> None:
    """Remove a file: its row now, its bytes with the commit."""
    with transaction.atomic():
        place, storage = stored.content.name, stored.content.storage
        record(verb="remove", thing=stored, by=by, channel=channel, facts={"kind": stored.kind})
        stored.delete()
        transaction.on_commit(lambda: storage.delete(str(place)))


def _to_disk(stored: StoredFile) -> None:
    """Have the bytes survive a power cut before anybody is told that they were received."""
    path = stored.content.path
    for target in (path, os.path.dirname(path)):
        file = os.open(target, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)
