"""Writing the index: in the very transaction that changes the record."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import batched, islice

from django.db import transaction

from kyodo.kernel.search import taught
from kyodo.kernel.search.analyzer.tokens import Analysis, analyze, digest
from kyodo.kernel.search.models import KnownWord, SearchDocument, SearchGroup, SearchText
from kyodo.kernel.search.sources import PUBLIC, SOURCES, Document, SearchSource, plain_facets
from kyodo.kernel.search.stores.base import Row, store

#: Documents written in one go.
BATCH = 200
_HASH_BITS = 40
_LAST_DAY = (1 << 16) - 1

#: The kind and key of a document.
Name = tuple[str, str]


def put(document: Document) -> None:
    """Write one document, new or changed; unchanged ones cost one query.

    Raises ``TransactionManagementError`` outside a transaction, as its record must change in the same one.
    """
    put_many([document])


def put_many(documents: Iterable[Document], *, force: bool = False) -> int:
    """Write documents and return how many were new or changed; ``force`` writes the unchanged too.

    Where a kind and key come twice in one batch the last one counts. Raises
    ``TransactionManagementError`` outside a transaction.
    """
    _demand_transaction()
    written = 0
    readings = taught.current().readings
    for batch in batched(documents, BATCH, strict=False):
        wanted = {(document.kind, document.key): document for document in batch}
        digests = {name: digest(document, readings) for name, document in wanted.items()}
        stored = {} if force else _stored(wanted)
        changed = [name for name in wanted if stored.get(name) != digests[name]]
        if changed:
            _write([(wanted[name], analyze(wanted[name], readings), digests[name]) for name in changed])
        written += len(changed)
    return written


def drop(kind: str, key: str) -> None:
    """Take a document out of the index; one that is not there is no error.

    Raises ``TransactionManagementError`` outside a transaction.
    """
    drop_many(kind, [key])


def drop_many(kind: str, keys: Iterable[str]) -> None:
    """Take documents of a kind out of the index. Raises ``TransactionManagementError`` outside a transaction."""
    _demand_transaction()
    for batch in batched(keys, BATCH, strict=False):
        found = SearchDocument.objects.filter(kind=kind, key__in=[str(key) for key in batch])
        store().erase(list(found.values_list("pk", flat=True)))


def rebuild(kind: str | None = None, *, force: bool = True) -> int:
    """Write the documents of one kind, or of all, anew from their sources; return how many were written.

    Goes in batches of one transaction each, so that others can write in between; what a
    source no longer gives is dropped. Without ``force`` only what differs is written, such
    as documents with a name of which the local reading was changed.
    """
    written = sum(_rebuild(source, force) for source in SOURCES if kind in (None, source.kind))
    if kind is None:
        _drop_kinds_without_source()
    SearchGroup.objects.filter(documents=None).delete()
    if written:
        store().tidy()
    return written


def _rebuild(source: SearchSource, force: bool) -> int:
    kept: set[str] = set()
    written = 0
    documents = iter(source.documents())
    while True:
        with transaction.atomic():
            batch = list(islice(documents, BATCH))
            written += put_many(batch, force=force)
        kept.update(document.key for document in batch)
        if not batch:
            break
    stored = SearchDocument.objects.filter(kind=source.kind).values_list("key", flat=True)
    for gone in batched([key for key in stored if key not in kept], BATCH, strict=False):
        with transaction.atomic():
            # What was made since the rebuild began is there because its own transaction put it there.
            drop_many(source.kind, [key for key in gone if source.document(key) is None])
    return written


def standing_of(kind: str, key: str, at: datetime | None) -> int:
    """Return a document's fixed place among equals, greatest first: undated, then newest.

    16 bits of the day, then 40 bits of a hash of kind and key: a total order that is the
    same on every database.
    """
    day = _LAST_DAY if at is None else min(max(int(at.timestamp()) // 86_400, 0), _LAST_DAY - 1)
    spread = hashlib.blake2b(f"{kind}/{key}".encode(), digest_size=_HASH_BITS // 8).digest()
    return day << _HASH_BITS | int.from_bytes(spread)


def group_of(document: Document) -> SearchGroup:
    """Return the group of documents with this kind, these facets and this audience (unsaved)."""
    facets, audience = plain_facets(document.facets), sorted(set(document.visible_to))
    content = json.dumps([document.kind, facets, audience], sort_keys=True).encode()
    number = int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), signed=True)
    return SearchGroup(id=number, kind=document.kind, facets=facets, visible_to=audience)


def _demand_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a document belongs to the transaction of its record")


def _stored(wanted: Mapping[Name, Document]) -> dict[Name, str]:
    """Return the digests that the index holds of these documents."""
    kinds, keys = {kind for kind, _key in wanted}, {key for _kind, key in wanted}
    rows = SearchText.objects.filter(document__kind__in=kinds, document__key__in=keys)
    return {(kind, key): made for kind, key, made in rows.values_list("document__kind", "document__key", "digest")}


def _write(analyzed: Sequence[tuple[Document, Analysis, str]]) -> None:
    groups = [group_of(document) for document, _made, _digest in analyzed]
    SearchGroup.objects.bulk_create({group.pk: group for group in groups}.values(), ignore_conflicts=True)
    rows = [
        Row(d.kind, d.key, group.pk, standing_of(d.kind, d.key, d.at), made.tokens)
        for (d, made, _digest), group in zip(analyzed, groups, strict=True)
    ]
    texts = [
        SearchText(
            document_id=number, title=made.title, folded_title=made.folded_title, folded_reading=made.folded_reading,
            opening=made.opening, body=made.body, url=d.url, at=d.at, digest=digest_,
        )
        for number, (d, made, digest_) in zip(store().write(rows), analyzed, strict=True)
    ]  # fmt: skip
    fields = [field.name for field in SearchText._meta.fields if field.name != "document"]
    SearchText.objects.bulk_create(texts, update_conflicts=True, unique_fields=["document"], update_fields=fields)
    # Only what everybody may find may be suggested to anybody.
    known = {pair for d, made, _digest in analyzed if PUBLIC in d.visible_to for pair in made.known}
    KnownWord.objects.bulk_create(
        [KnownWord(reading=r, written=w, head=r[:2], tail=r[-2:]) for r, w in sorted(known)], ignore_conflicts=True
    )


def _drop_kinds_without_source() -> None:
    known = [source.kind for source in SOURCES]
    for kind in SearchDocument.objects.exclude(kind__in=known).values_list("kind", flat=True).distinct():
        keys = list(SearchDocument.objects.filter(kind=kind).values_list("key", flat=True))
        with transaction.atomic():
            drop_many(kind, keys)
