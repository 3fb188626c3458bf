"""Which documents follow a thing: for whoever changes things without knowing their room.

An action of a room brings its own documents along. The CMS changes whatever was
registered with it, so rooms hang on this wall how a thing of theirs, or a thing that
their documents mention, leads to documents.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from kyodo.kernel.registry import Wall
from kyodo.kernel.search.index import Name, drop, put
from kyodo.kernel.search.sources import SOURCES


@dataclass(frozen=True)
class Follower:
    """The documents of a room that follow things of a model.

    ``names`` returns (kind, key) of each, whether it is to be found or not.
    """

    room: str
    model: type[Model]
    names: Callable[[Any], Iterable[Name]]


FOLLOWERS: Wall[Follower] = Wall("followers", lambda item: f"{item.room}:{item.model._meta.label_lower}")


def names_of(thing: Model) -> set[Name]:
    """Return kind and key of every document that follows a thing, as the database stands now."""
    return {name for item in FOLLOWERS if isinstance(thing, item.model) for name in item.names(thing)}


@transaction.atomic
def refresh(names: Iterable[Name]) -> None:
    """Write or drop each document as its source gives it now."""
    for kind, key in sorted(set(names)):
        source = SOURCES.find(kind)
        document = source.document(key) if source else None
        if document:
            put(document)
        else:
            drop(kind, key)
