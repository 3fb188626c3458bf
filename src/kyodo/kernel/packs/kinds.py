"""What a room hangs on the wall to have its records loaded from a pack."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models

from kyodo.kernel.packs.record import Record
from kyodo.kernel.permissions import SYSTEM, Who
from kyodo.kernel.registry import Text, Wall
from kyodo.kernel.search.sources import Document

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file: where, and in words what is wrong and what is allowed."""

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.words}"


@dataclass
class Entry:
    """A record as it stands in a file; ``record`` is what the schema made of it.

    Of a file that broke off, ``is_whole`` is False: its records are only there to be pointed at.
    """

    kind: str
    slug: str
    data: dict[str, Any]
    file: str
    lines: Mapping[Place, int]
    prefix: Place = ()
    record: Any = None
    is_whole: bool = True

    def line_of(self, place: Sequence[str | int] = ()) -> int:
        """Return the line of a key of the record, or of the nearest thing around it."""
        return self.lines.get(self._nearest(self.prefix, tuple(place)), 1)

    def _nearest(self, at: Place, steps: Place) -> Place:
        # The name of a union's member stands in the place of an error, but in no file: it is passed over.
        if not steps:
            return at
        past = self._nearest(at, steps[1:])
        if (*at, steps[0]) not in self.lines:
            return past
        into = self._nearest((*at, steps[0]), steps[1:])
        return into if len(into) > len(past) or past == at else past

    def problem(self, words: object, *place: str | int) -> Problem:
        """Return a problem at a key of this record."""
        return Problem(self.file, self.line_of(place), str(words))


@dataclass
class Loading:
    """A load under way: who loads, from where, and the ids of what is already written.

    ``root`` is the pack's folder and ``pack`` its name. Nothing outside the database may
    change when ``dry_run`` is set, for a dry run is a load that is rolled back.
    """

    root: Path
    pack: str
    dry_run: bool = False
    by: Who = SYSTEM
    channel: str = "pack"
    _ids: dict[str, dict[str, Any]] = field(default_factory=dict)

    def ids(self, kind: str) -> Mapping[str, Any]:
        """Return the primary keys of all things of a kind, keyed by slug (one query a kind)."""
        if kind not in self._ids:
            self._ids[kind] = dict(kind_of(kind).model._default_manager.values_list("slug", "pk"))
        return self._ids[kind]

    def forget(self, kind: str) -> None:
        """Read the ids of a kind anew the next time: some were written."""
        self._ids.pop(kind, None)


@dataclass(frozen=True)
class PackKind[R: Record]:
    """One kind of record: where it stands in a pack, its schema, and how it is written.

    ``folder`` holds YAML files (one record or a list) and, with ``markdown``, Markdown files
    with front matter, whose text becomes the key ``body``. ``file`` names a YAML file at the
    top instead (or as well): its key ``section`` lists the records; without a section the
    file itself is the one record. A record without ``slug`` takes its file's name.

    - ``write(records, loading)`` creates or updates a batch (at most 500) in few queries; the
      transaction, the audit row and the digest are the loader's.
    - ``read(slugs)`` returns for each slug that exists the values that ``write`` sets, as plain
      values; what differs from them at the next load was changed by somebody else.
    - ``withdraw(slugs, loading)`` hides or deletes what left the pack and returns the slugs that
      had to stay because other things point at them.
    - ``check(entries, loading)`` may yield problems that one record alone cannot show; it reads only.

    Where ``search`` names a source of the search, whose keys are then the slugs, the index
    follows in the same transaction; ``documents(slugs)`` gives many documents in few queries.

    ``model`` has a field ``slug``. Kinds are written by ``order`` and withdrawn backwards.
    :func:`kyodo.kernel.packs.tables.table_kind` makes one from a plain model.
    """

    name: str
    label: Text
    model: type[models.Model]
    schema: type[R]
    write: Callable[[Sequence[R], Loading], None]
    read: Callable[[Sequence[str]], Mapping[str, Mapping[str, Any]]]
    withdraw: Callable[[Sequence[str], Loading], Sequence[str]]
    folder: str = ""
    file: str = ""
    section: str = ""
    required: bool = False
    markdown: bool = False
    #: Suffixes of further files that may lie in the folder, such as ``(".csv",)``; records name them.
    assets: tuple[str, ...] = ()
    check: Callable[[Sequence[Entry], Loading], Iterable[Problem]] | None = None
    search: str = ""
    documents: Callable[[Sequence[str]], Iterable[Document]] | None = None
    order: int = 100


PACK_KINDS: Wall[PackKind[Any]] = Wall("pack kinds", lambda kind: kind.name, lambda kind: kind.order)


def kind_of(name: str) -> PackKind[Any]:
    """Return the kind of this name. Raises ``LookupError`` where no room hung one: a schema points at nothing."""
    found = PACK_KINDS.find(name)
    if found is None:
        raise LookupError(f"no pack kind {name!r}")
    return found
