"""What can be found: documents, and the sources that rooms hang on the wall."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kyodo.kernel.registry import Text, Wall

#: The audience of what everybody may find.
PUBLIC = "public"
#: Documents up to this number are asked for one by one; beyond it a source is read through once.
FEW = 20


@dataclass(frozen=True)
class Document:
    """One thing that can be found, as plain text.

    ``kind`` and ``key`` name it (together unique); ``url`` is the address of its page.
    ``reading`` is the title in kana where it is known, ``summary`` counts for more than
    ``body`` in the ranking and both are searched. ``facets`` maps free names to values
    (stored values, not labels). ``at`` is when it was made or takes place: among equals
    what has no date stands first, then the newest. It may be found by whoever holds one
    of the roles in ``visible_to``, by ``person:<id>`` named there, or by everybody where
    it says ``public``.
    """

    kind: str
    key: str
    title: str
    reading: str = ""
    body: str = ""
    url: str = ""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    at: datetime | None = None
    visible_to: tuple[str, ...] = (PUBLIC,)
    summary: str = ""

    def digest(self, made_by: str) -> str:
        """Return a hash of all that the index holds of it; ``made_by`` says how it was taken apart."""
        content = [
            made_by, self.kind, self.key, self.title, self.reading, self.body, self.url, plain_facets(self.facets),
            self.at.timestamp() if self.at else None, sorted(self.visible_to), self.summary,
        ]  # fmt: skip
        packed = json.dumps(content, sort_keys=True).encode()
        return hashlib.blake2b(packed, digest_size=16).hexdigest()


def plain_facets(facets: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return facets in one fixed form: sorted, without duplicates and without empty ones."""
    return {name: sorted({str(value) for value in facets[name]}) for name in sorted(facets) if facets[name]}


@dataclass(frozen=True)
class SearchSource:
    """A kind of document and how a room gives it.

    ``documents`` yields all of the kind lazily; ``document`` returns the one of this key,
    or None where it is not (or no longer) to be found. Both must agree.
    """

    kind: str
    label: Text
    documents: Callable[[], Iterable[Document]]
    document: Callable[[str], Document | None]

    def some(self, keys: Collection[str]) -> Iterable[Document]:
        """Return those of these keys that are to be found; for many keys all documents are read through once."""
        if len(keys) <= FEW:
            return filter(None, map(self.document, sorted(keys)))
        return (document for document in self.documents() if document.key in keys)


SOURCES: Wall[SearchSource] = Wall("search sources", lambda source: source.kind)
