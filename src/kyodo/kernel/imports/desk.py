"""What a room gives so that people can send it a table, and the wall on which it hangs that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kyodo.kernel.imports.columns import Read, Target
from kyodo.kernel.imports.plan import Planned
from kyodo.kernel.permissions import Answer, Rule, Who
from kyodo.kernel.registry import Text, Wall


@dataclass(frozen=True)
class Applied:
    """Who applies which file, and whether new entries are shown at once."""

    file_name: str
    by: Who
    channel: str
    shows_new: bool


@dataclass(frozen=True)
class ImportDesk:
    """A desk that takes one kind of table.

    ``known()`` reads once for each file what reading needs to know (names, codes …); ``read(read, cells,
    known)`` turns one row's cells, by the keys of ``targets``, into ``read.values`` (JSON only; strings,
    numbers, lists), ``read.notes``, ``read.asks`` and ``read.problem``.

    ``plan(rows, locked)`` says what becomes of the usable rows: for each ``row.decide(thing or None,
    changes)`` or ``row.skip(why)``, at a constant number of queries, with row locks where ``locked``. It runs
    for the preview and again when the file is applied; a row whose plan changed meanwhile is left out.

    ``write(creates, updates, applied)`` runs in the transaction of the move: it writes the rows, sets
    ``row.thing`` of the new ones, records the audit rows of the things and keeps the search in step.

    ``key_of(thing)`` is a thing's opaque key; ``things(keys)`` gives (name, address) for such keys, in one query.
    ``labels`` names the fields of ``values`` and ``changes``; ``say(name, value, known)`` writes a value for people.
    ``title_of(values)`` is what a row is called. ``urls`` is the name of its first address with its
    namespace; ``about`` are sentences for the page.

    Cells of the columns ``never_kept`` are blanked before the file is kept. Where there is ``narrow_by``, the key of
    a target, a person may say which rows are wanted by what they hold there (``narrow_label``, ``narrow_help``).
    """

    key: str
    title: Text
    about: Sequence[Text]
    back: tuple[str, Text]
    urls: str
    rule: Rule
    targets: Sequence[Target]
    known: Callable[[], Any]
    read: Callable[[Read, Mapping[str, str], Any], None]
    plan: Callable[[Sequence[Planned[Any]], bool], None]
    write: Callable[[Sequence[Planned[Any]], Sequence[Planned[Any]], Applied], None]
    key_of: Callable[[Any], str]
    things: Callable[[Sequence[str]], Mapping[str, tuple[str, str]]]
    labels: Mapping[str, Text]
    say: Callable[[str, Any, Any], str]
    title_of: Callable[[Mapping[str, Any]], str]
    shows_new_label: Text = ""
    never_kept: Sequence[str] = ()
    narrow_by: str = ""
    narrow_label: Text = ""
    narrow_help: Text = ""

    def may_open(self, who: Who, thing: Any) -> Answer:
        """A file sent here is for whoever may open the desk."""
        return self.rule(who)

    @property
    def file_url(self) -> str:
        """The name of the address of one file."""
        return f"{self.urls}_file"

    @property
    def columns_url(self) -> str:
        """The name of the address where its columns are named."""
        return f"{self.urls}_columns"

    @property
    def apply_url(self) -> str:
        """The name of the address that applies it."""
        return f"{self.urls}_apply"

    @property
    def discard_url(self) -> str:
        """The name of the address that discards it."""
        return f"{self.urls}_discard"

    @property
    def template_url(self) -> str:
        """The name of the address of the empty template."""
        return f"{self.urls}_template"


#: Where rooms hang their desks, so that the worker finds what writes the rows of a long file.
DESKS: Wall[ImportDesk] = Wall("import desks", lambda desk: desk.key)
