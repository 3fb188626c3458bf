"""Loading a checked pack: one transaction, idempotent, never silently over what others changed."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.kernel.audit.record import record_many
from kyodo.kernel.packs.check import Checked, Tick, check, silent
from kyodo.kernel.packs.kinds import PACK_KINDS, Entry, Loading, PackKind, Problem
from kyodo.kernel.packs.models import Pack, PackRecord
from kyodo.kernel.permissions import SYSTEM, Who
from kyodo.kernel.search.followers import names_of, refresh
from kyodo.kernel.search.index import Name, drop_many, put_many
from kyodo.kernel.search.sources import SOURCES

BATCH = 500
ALL = 1_000_000
Values = Mapping[str, Any]


class PackRefused(Exception):
    """The pack has problems; nothing was written."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = list(problems)


@dataclass
class Outcome:
    """What became of the records of one kind, by slug. ``kept`` says why the pack was not followed."""

    kind: str
    label: Any
    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Options:
    """``take_all`` and ``take`` (of kind/slug) let the pack win over what others changed."""

    dry_run: bool = False
    take_all: bool = False
    take: frozenset[str] = frozenset()

    def takes(self, kind: str, slug: str) -> bool:
        """Say whether the pack's own version was asked for explicitly."""
        return self.take_all or f"{kind}/{slug}" in self.take


def digest(values: Any) -> str:
    """Return a short digest of plain values, equal for equal values."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def digest_of(entry: Entry) -> str:
    """Return the digest of a record as the schema understood it."""
    return digest(entry.record.model_dump(mode="json"))


def digests(values: Values) -> dict[str, str]:
    """Return a digest for each column, so that a change can be named."""
    return {column: digest(value) for column, value in values.items()}


def edited(written: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return the columns that were changed since; a column that did not exist then is no change."""
    return sorted(column for column, was in written.items() if column in now and now[column] != was)


def chunks[T](items: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """Yield the items in batches."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


AS_IS = Options()


def load(root: Path, options: Options = AS_IS, *, by: Who = SYSTEM, tick: Tick = silent) -> list[Outcome]:
    """Check a pack and load it, all or nothing; return what became of every record.

    ``tick`` is told how many more records were checked or handled (every record counts
    twice). Raises :class:`PackRefused` with all problems; then nothing was written.
    """
    checked = check(root, tick)
    if checked.problems:
        raise PackRefused(checked.problems)
    loading = Loading(checked.root, checked.name, options.dry_run, by)
    with transaction.atomic():
        Pack.objects.bulk_create([Pack(name=checked.name)], ignore_conflicts=True)
        pack = Pack.objects.select_for_update().get(pk=checked.name)
        known: dict[str, dict[str, PackRecord]] = {kind.name: {} for kind in PACK_KINDS}
        for record in PackRecord.objects.filter(kind__in=known):
            known[record.kind][record.slug] = record
        works = [Work(kind, checked, loading, options, known[kind.name]) for kind in PACK_KINDS]
        for work in works:
            work.write(tick)
        for work in reversed(works):
            work.withdraw()
        refresh({name for work in works for name in work.followed()})
        pack.loaded_at = timezone.now()
        pack.save(update_fields=["loaded_at"])
        transaction.set_rollback(options.dry_run)
    return [work.outcome for work in works]


class Work:
    """The load of one kind: what to do with each record is decided here, the kind only writes."""

    def __init__(
        self, kind: PackKind[Any], checked: Checked, loading: Loading, options: Options, records: dict[str, PackRecord]
    ):
        self.kind, self.loading, self.options, self.records = kind, loading, options, records
        self.entries = checked.entries.get(kind.name, [])
        self.outcome = Outcome(kind.name, kind.label)
        self.changed: list[str] = []

    def write(self, tick: Tick) -> None:
        """Write what is new or changed, batch by batch."""
        for batch in chunks(self.entries):
            before = {slug: digests(values) for slug, values in self.kind.read([e.slug for e in batch]).items()}
            wanted = [entry for entry in batch if self._is_wanted(entry, before.get(entry.slug))]
            if wanted:
                self.kind.write([entry.record for entry in wanted], self.loading)
                self.loading.forget(self.kind.name)
                self._remember(wanted, before)
            tick(len(batch))
        self._keep_found()

    def _is_wanted(self, entry: Entry, now: Mapping[str, str] | None) -> bool:
        """Say whether a record is to be written; file it where it is not."""
        slug, last = entry.slug, self.records.get(entry.slug)
        takes = self.options.takes(self.kind.name, slug)
        reason = ""
        if last is None and now is not None:
            reason = _("it was made here, not by a pack")
        elif last is not None and last.pack_id != self.loading.pack:
            reason = _("it belongs to the pack %(pack)s") % {"pack": last.pack_id}
        elif last is not None and now is None:
            reason = _("it was deleted since")
        elif last is not None and now is not None and (columns := edited(last.written, now)):
            reason = _("edited since: %(columns)s") % {"columns": ", ".join(columns)}
        if reason and not takes:
            self.outcome.kept[slug] = reason
            return False
        is_shown = last is not None and not last.withdrawn_at
        if last is not None and is_shown and not reason and last.digest == digest_of(entry):
            self.outcome.unchanged.append(slug)
            return False
        return True

    def _remember(self, entries: Sequence[Entry], before: Mapping[str, Mapping[str, str]]) -> None:
        """Keep what was written, and write the audit row of every thing that really changed."""
        slugs = [entry.slug for entry in entries]
        after = {slug: digests(values) for slug, values in self.kind.read(slugs).items()}
        ids = self.loading.ids(self.kind.name)
        rows = []
        acts: dict[str, list[Any]] = {}
        for entry in entries:
            slug = entry.slug
            verb = "create" if slug not in before else "update"
            if before.get(slug) == after[slug]:
                self.outcome.unchanged.append(slug)
            else:
                (self.outcome.created if verb == "create" else self.outcome.updated).append(slug)
                acts.setdefault(verb, []).append(ids[slug])
            rows.append(
                PackRecord(
                    pack_id=self.loading.pack, kind=self.kind.name, slug=slug, object_id=str(ids[slug]),
                    digest=digest_of(entry), written=after[slug], loaded_at=timezone.now(),
                )
            )  # fmt: skip
        for verb, things in acts.items():
            self._audit(verb, things)
        self._save(rows)
        self.changed += slugs

    def _keep_found(self) -> None:
        """Bring the search in step with what was written or withdrawn."""
        source = SOURCES.find(self.kind.search) if self.kind.search else None
        for slugs in chunks(self.changed, ALL if source and not self.kind.documents else BATCH):
            if source:
                found = list(self.kind.documents(slugs) if self.kind.documents else source.some({*slugs}))
                put_many(found)
                drop_many(source.kind, {*slugs} - {document.key for document in found})
        self.changed = []

    def followed(self) -> set[Name]:
        """Return the documents, of any room, that follow what was changed or withdrawn here."""
        changed = (*self.outcome.updated, *self.outcome.withdrawn)
        ids = self.loading.ids(self.kind.name) if changed else {}
        keys = [ids[slug] for slug in changed if slug in ids]
        things = self.kind.model._default_manager
        return {name for part in chunks(keys) for name in names_of(*things.filter(pk__in=part))}

    def _save(self, rows: Iterable[PackRecord]) -> None:
        columns = ["pack", "object_id", "digest", "written", "loaded_at", "withdrawn_at"]
        unique = ["kind", "slug"]
        PackRecord.objects.bulk_create(rows, update_conflicts=True, unique_fields=unique, update_fields=columns)

    def _audit(self, verb: str, keys: Sequence[Any]) -> None:
        things = [self.kind.model(pk=key) for key in keys]
        facts = {"pack": self.loading.pack}
        record_many(verb=verb, things=things, by=self.loading.by, channel=self.loading.channel, facts=facts)

    def withdraw(self) -> None:
        """Take out what left the pack, unless somebody changed it since or needs it."""
        here = {entry.slug for entry in self.entries}
        ours = [r for r in self.records.values() if r.pack_id == self.loading.pack and not r.withdrawn_at]
        for batch in chunks([record for record in ours if record.slug not in here]):
            self._withdraw(batch)
        self._keep_found()

    def _withdraw(self, leaving: Sequence[PackRecord]) -> None:
        found = {slug: digests(values) for slug, values in self.kind.read([r.slug for r in leaving]).items()}
        go, gone = [], []
        for record in leaving:
            takes = self.options.takes(self.kind.name, record.slug)
            if record.slug not in found:
                gone.append(record)
            elif (columns := edited(record.written, found[record.slug])) and not takes:
                self.outcome.kept[record.slug] = _("edited since: %(columns)s") % {"columns": ", ".join(columns)}
            else:
                go.append(record)
        stay = set(self.kind.withdraw([record.slug for record in go], self.loading)) if go else set()
        self.loading.forget(self.kind.name)
        after = {slug: digests(values) for slug, values in self.kind.read([r.slug for r in go]).items()}
        for record in go:
            if record.slug in stay:
                self.outcome.kept[record.slug] = _("other entries still point at it")
                continue
            self.outcome.withdrawn.append(record.slug)
            self._audit("withdraw", [record.object_id])
            if record.slug in after:
                record.withdrawn_at, record.written = timezone.now(), after[record.slug]
                self._save([record])
            else:
                gone.append(record)
        PackRecord.objects.filter(pk__in=[record.pk for record in gone]).delete()
        self.changed += self.outcome.withdrawn
