"""What the search over the house finds of organizations: what is public, never a person's name."""

from collections.abc import Iterable, Iterator
from typing import Any

from kyodo.commons.actors.directory import shown
from kyodo.commons.actors.models import Actor
from kyodo.commons.actors.queries import address_of, listed
from kyodo.commons.actors.states import ListingState
from kyodo.kernel.search import index
from kyodo.kernel.search.followers import names_of, refresh
from kyodo.kernel.search.sources import Document

KIND = "organization"


def document_of(actor: Actor) -> Document:
    """Return an organization as the search knows it; reads its wards and fields."""
    wards, fields = list(actor.wards.all()), list(actor.fields.all())
    words = [actor.legal_form, *(ward.name for ward in wards), *(field.name for field in fields)]
    return Document(
        kind=KIND,
        key=actor.slug,
        title=actor.name,
        reading=actor.name_reading,
        summary=actor.purpose,
        body=" ".join(filter(None, words)),
        url=address_of(actor.slug),
        facets={
            "actor_kind": [actor.kind],
            "ward": [ward.slug for ward in wards],
            "field": [field.slug for field in fields],
        },
        at=actor.listed_at,
    )


def documents() -> Iterator[Document]:
    """Yield every public organization."""
    for actor in shown(listed().order_by("pk")).iterator(chunk_size=500):
        yield document_of(actor)


def document(key: str) -> Document | None:
    """Return the public organization of this slug."""
    actor = shown(listed().filter(slug=key)).first()
    return document_of(actor) if actor else None


def names(**of: Any) -> Iterator[tuple[str, str]]:
    """Yield kind and key of the organizations that belong to something, such as ``wards=ward``."""
    for slug in Actor.objects.filter(**of).values_list("slug", flat=True):
        yield KIND, slug


def keep_found(actor: Actor) -> None:
    """Bring the search in step with an entry, inside the transaction that changed it."""
    if actor.state == ListingState.LISTED:
        index.put(document_of(actor))
    else:
        index.drop(KIND, actor.slug)


def keep_renamed(actors: Iterable[Actor]) -> None:
    """Bring the search in step with organizations under new names, and with whatever names them in other rooms."""
    refresh(names_of(*actors))
