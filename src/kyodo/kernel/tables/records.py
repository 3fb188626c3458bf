"""Records for a table, fetched in batches."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet

#: Records fetched at once, with what is prefetched for them.
BATCH = 500


def batches[M: Model](found: QuerySet[M], first: int | None = None) -> Iterable[M]:
    """Return the first records, or all of them in batches that take no more memory than one."""
    return found[:first] if first is not None else found.iterator(chunk_size=BATCH)
