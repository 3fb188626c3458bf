"""Which documents follow a thing: for whoever changes things without knowing their room.

An action of a room brings its own documents along. The CMS changes whatever was
registered with it, so rooms hang on this wall how a thing of theirs, or a thing that
their documents mention, leads to documents.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from kyodo.kernel.registry import Wall
from kyodo.kernel.search.index import Name, drop_many, put_many
from kyodo.kernel.search.sources import SOURCES


@dataclass(frozen=True)
class Follower:
    """The documents of a room that follow things of a model.

    ``names(things)`` returns (kind, key) of each, whether it is to be found or not, in a constant number of
    queries for some hundred things.
    """

    room: str
    model: type[Model]
    names: Callable[[Sequence[Any]], Iterable[Name]]


FOLLOWERS: Wall[Follower] = Wall("followers", lambda item: f"{item.room}:{item.model._meta.label_lower}")


def names_of(*things: Model) -> set[Name]:
    """Return kind and key of every document that follows one of these things, as the database stands now."""
    found: set[Name] = set()
    for item in FOLLOWERS:
        if mine := [thing for thing in things if isinstance(thing, item.model)]:
            found.update(item.names(mine))
    return found


@transaction.atomic
def refresh(names: Iterable[Name]) -> None:
    """Write or drop each document as its source gives it now."""
    by_kind: dict[str, set[str]] = defaultdict(set)
    for kind, key in names:
        by_kind[kind].add(key)
    for kind, keys in sorted(by_kind.items()):
        source = SOURCES.find(kind)
        found = list(source.some(keys)) if source else []
        put_many(found)
        drop_many(kind, keys - {document.key for document in found})
