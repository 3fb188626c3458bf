"""What ``kyodo check`` finds: documents that are missing, left over or not what their source gives."""

from collections.abc import Iterator

from kyodo.kernel.search import taught
from kyodo.kernel.search.analyzer.tokens import digest
from kyodo.kernel.search.models import SearchDocument, SearchText
from kyodo.kernel.search.sources import SOURCES, SearchSource
from kyodo.kernel.search.stores.base import store


def faults() -> Iterator[str]:
    """Yield one line for each difference between the index and its sources."""
    for source in SOURCES:
        yield from _of(source)
    known = [source.kind for source in SOURCES]
    alone = SearchDocument.objects.exclude(kind__in=known).order_by("kind").values_list("kind", flat=True).distinct()
    for kind in alone:
        yield f"search: nobody gives documents of the kind {kind}; run kyodo reindex"
    yield from store().faults()


def _of(source: SearchSource) -> Iterator[str]:
    rows = SearchText.objects.filter(document__kind=source.kind).values_list("document__key", "digest")
    stored = dict(rows.iterator())
    readings = taught.current().readings
    for document in source.documents():
        made = stored.pop(document.key, None)
        if made is None:
            yield f"search: {source.kind}/{document.key} is missing; run kyodo reindex"
        elif made != digest(document, readings):
            yield f"search: {source.kind}/{document.key} is not what its record says; run kyodo reindex"
    for key in sorted(stored):
        yield f"search: {source.kind}/{key} is left over; run kyodo reindex"
