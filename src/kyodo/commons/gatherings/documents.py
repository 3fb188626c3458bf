"""What the search over the house finds of events: what is public."""

from collections.abc import Iterable, Iterator
from typing import Any

from kyodo.commons.gatherings import queries
from kyodo.commons.gatherings.models import Gathering
from kyodo.commons.gatherings.states import PUBLIC_STATES
from kyodo.kernel.search import index
from kyodo.kernel.search.sources import Document

KIND = "event"


def document_of(gathering: Gathering) -> Document:
    """Return an event as the search knows it; reads its dates and fields."""
    ward, fields = queries.ward_of(gathering), list(gathering.fields.all())
    dates = queries.standing_dates(gathering)
    words = [
        queries.place_name(gathering), queries.address(gathering), queries.organizer_name(gathering),
        gathering.audience, ward.name if ward else "", *(field.name for field in fields),
    ]  # fmt: skip
    return Document(
        kind=KIND,
        key=gathering.slug,
        title=gathering.title,
        reading=gathering.title_reading,
        summary=gathering.description,
        body=" ".join(filter(None, words)),
        url=queries.address_of(gathering.slug),
        facets={
            "event_kind": [str(gathering.kind)],
            "ward": [ward.slug] if ward else [],
            "field": [field.slug for field in fields],
        },
        at=dates[0].starts_at if dates else gathering.published_at,
    )


def documents_of(slugs: Iterable[str]) -> Iterator[Document]:
    """Yield the documents of these events as far as they are public."""
    return map(document_of, queries.whole(queries.public().filter(slug__in=list(slugs))))


def documents() -> Iterator[Document]:
    """Yield every public event."""
    for gathering in queries.whole(queries.public().order_by("pk")).iterator(chunk_size=500):
        yield document_of(gathering)


def document(key: str) -> Document | None:
    """Return the public event of this slug."""
    return next(documents_of([key]), None)


def names(**of: Any) -> Iterator[tuple[str, str]]:
    """Yield kind and key of the events that belong to something, such as ``place=facility``."""
    for slug in Gathering.objects.filter(**of).values_list("slug", flat=True).distinct():
        yield KIND, slug


def keep_found(gathering: Gathering) -> None:
    """Bring the search in step with an event, inside the transaction that changed it."""
    if gathering.state in PUBLIC_STATES:
        index.put_many(documents_of([gathering.slug]))
    else:
        index.drop(KIND, gathering.slug)
