"""What the search over the house finds of joint works: what is public, with the names of confirmed partners."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from kyodo.commons.collaborations.models import Collaboration, Partner
from kyodo.commons.collaborations.queries import address_of, listed
from kyodo.kernel.search import index
from kyodo.kernel.search.followers import names_of, refresh
from kyodo.kernel.search.sources import Document

KIND = "collaboration"


def _read(collaborations: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    confirmed = Partner.objects.exclude(confirmation="").select_related("actor").order_by("order", "pk")
    return collaborations.prefetch_related("wards", "fields", Prefetch("partners", confirmed, to_attr="confirmed"))


def document_of(collaboration: Collaboration) -> Document:
    """Return a joint work, as read by this module, as the search knows it."""
    partners: list[Partner] = collaboration.confirmed  # type: ignore[attr-defined]
    wards, fields = list(collaboration.wards.all()), list(collaboration.fields.all())
    words = [p.shown_name for p in partners] + [ward.name for ward in wards] + [item.name for item in fields]
    return Document(
        kind=KIND,
        key=collaboration.slug,
        title=collaboration.title,
        reading=collaboration.title_reading,
        summary=collaboration.aim,
        body=" ".join(words),
        url=address_of(collaboration.slug),
        facets={
            "actor_kind": sorted({partner.kind for partner in partners}),
            "ward": [ward.slug for ward in wards],
            "field": [field.slug for field in fields],
        },
        at=collaboration.shown_at,
    )


def documents() -> Iterator[Document]:
    """Yield every public joint work."""
    for collaboration in _read(listed().order_by("pk")).iterator(chunk_size=500):
        yield document_of(collaboration)


def documents_of(slugs: list[str]) -> Iterator[Document]:
    """Yield the public joint works among these slugs, in few queries."""
    return (document_of(collaboration) for collaboration in _read(listed().filter(slug__in=slugs)))


def document(key: str) -> Document | None:
    """Return the public joint work of this slug."""
    found = _read(listed().filter(slug=key)).first()
    return document_of(found) if found else None


def names(**of: Any) -> Iterator[tuple[str, str]]:
    """Yield kind and key of the joint works that belong to something, such as ``wards=ward``."""
    for slug in Collaboration.objects.filter(**of).values_list("slug", flat=True).distinct():
        yield KIND, slug


def keep_found(collaboration: Collaboration) -> None:
    """Bring the search in step with a joint work, inside the transaction that changed it."""
    known = document(collaboration.slug)
    if known:
        index.put(known)
    else:
        index.drop(KIND, collaboration.slug)
    keep_told([collaboration])


def keep_told(collaborations: Iterable[Collaboration]) -> None:
    """Bring the search in step with what rooms tell of joint works, such as a case that names the partners."""
    refresh(names_of(*collaborations))
