"""The check of a whole pack: everything that is wrong, before anything is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from kyodo.kernel.packs.kinds import PACK_KINDS, Entry, Loading, PackKind, Place, Problem
from kyodo.kernel.packs.models import PackRecord
from kyodo.kernel.packs.reading import Parsed, files_in, read_file
from kyodo.kernel.packs.wording import suggestion, words_for

Tick = Callable[[int], None]


def silent(done: int) -> None:
    """Tell nobody how far the work has come."""


_YAML = (".yaml", ".yml")


@dataclass
class Checked:
    """A pack that was read: its records by kind, and everything that is wrong with it."""

    root: Path
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The pack's name: that of its folder."""
        return self.root.name

    def add(self, kind: PackKind[Any], data: Any, file: str, parsed: Parsed, prefix: Place, stem: str) -> None:
        """Take one record as it stands in a file."""
        entry = Entry(kind.name, "", data, file, parsed.lines, prefix, is_whole=parsed.is_whole)
        if not isinstance(data, dict):
            self.problems.append(entry.problem(_("a record is a group of keys with values, such as name: …")))
            return
        if stem:
            data.setdefault("slug", stem)
        entry.slug = str(data.get("slug") or "")
        self.entries.setdefault(kind.name, []).append(entry)


class Known:
    """Every slug that may be pointed at: those of this pack, and those that others put into the database."""

    def __init__(self, checked: Checked):
        self.checked = checked
        self.loading = Loading(checked.root, checked.name)
        self._slugs: dict[str, set[str]] = {}

    def slugs(self, kind: str) -> set[str]:
        """Return the slugs of a kind that will be there after the load (three queries a kind, once)."""
        if kind not in self._slugs:
            ours = PackRecord.objects.filter(pack_id=self.checked.name, kind=kind)
            leaving = set(ours.values_list("slug", flat=True))
            here = {entry.slug for entry in self.checked.entries.get(kind, [])}
            self._slugs[kind] = here | (set(self.loading.ids(kind)) - leaving)
        return self._slugs[kind]

    def has(self, kind: str, slug: str) -> bool:
        """Say whether a slug may be pointed at."""
        return slug in self.slugs(kind)

    def like(self, kind: str, slug: str) -> list[str]:
        """Return the slugs among which the meant one may be."""
        return sorted(self.slugs(kind))


def check(root: Path, tick: Tick = silent) -> Checked:
    """Read and check a whole pack. Reads the database (for references), never writes.

    ``tick`` is told how many more records were checked. A folder that does not exist is a
    problem too, so the answer always says everything that is wrong.
    """
    checked = Checked(root.resolve())
    if not checked.root.is_dir():
        checked.problems.append(Problem(str(root), 1, _("there is no such folder")))
        return checked
    _read(checked)
    _find_doubles(checked)
    known = Known(checked)
    for kind in PACK_KINDS:
        for entry in checked.entries.get(kind.name, []):
            if entry.is_whole:
                checked.problems.extend(_validated(entry, kind, known))
            tick(1)
    for kind in PACK_KINDS:
        entries = [entry for entry in checked.entries.get(kind.name, []) if entry.record is not None]
        if kind.check:
            checked.problems.extend(kind.check(entries, known.loading))
    checked.problems.sort(key=lambda problem: (problem.file, problem.line, problem.words))
    return checked


def _read(checked: Checked) -> None:
    seen = set()
    for file, path in files_in(checked.root):
        seen.add(file)
        if path.is_symlink() or not path.is_file():
            checked.problems.append(Problem(file, 1, _("this is a link, not a file; put the file itself here")))
        elif "/" in file:
            _read_in_folder(checked, file, path)
        else:
            _read_head(checked, file, path)
    for file in sorted({kind.file for kind in PACK_KINDS if kind.file and kind.required} - seen):
        checked.problems.append(Problem(file, 1, _("this file is missing; every pack has it")))


def _read_in_folder(checked: Checked, file: str, path: Path) -> None:
    folder = file.split("/", 1)[0]
    kind = next((kind for kind in PACK_KINDS if kind.folder == folder), None)
    if kind is None:
        folders = sorted({kind.folder for kind in PACK_KINDS if kind.folder})
        words = _("no kind of record lives in the folder %(folder)s; %(allowed)s")
        checked.problems.append(Problem(file, 1, words % {"folder": folder, "allowed": suggestion(folder, folders)}))
        return
    suffixes = [*_YAML, *((".md",) if kind.markdown else ())]
    if path.suffix in kind.assets:
        return
    if path.suffix not in suffixes:
        words = _("files of this type do not belong here; %(allowed)s")
        allowed = _("allowed: %(words)s") % {"words": ", ".join([*suffixes, *kind.assets])}
        checked.problems.append(Problem(file, 1, words % {"allowed": allowed}))
        return
    parsed = read_file(path, file)
    checked.problems.extend(parsed.problems)
    if isinstance(parsed.value, list):
        for number, data in enumerate(parsed.value):
            if parsed.is_whole or isinstance(data, dict):
                checked.add(kind, data, file, parsed, (number,), "")
    else:
        data = parsed.value if parsed.is_whole or isinstance(parsed.value, dict) else {}
        checked.add(kind, data, file, parsed, (), path.stem)


def _read_head(checked: Checked, file: str, path: Path) -> None:
    kinds = [kind for kind in PACK_KINDS if kind.file == file]
    if not kinds:
        files = sorted({kind.file for kind in PACK_KINDS if kind.file})
        folders = sorted({kind.folder + "/" for kind in PACK_KINDS if kind.folder})
        words = _("this file is not part of a pack; %(allowed)s")
        checked.problems.append(Problem(file, 1, words % {"allowed": suggestion(file, [*files, *folders])}))
        return
    parsed = read_file(path, file)
    checked.problems.extend(parsed.problems)
    if not isinstance(parsed.value, dict):
        if not parsed.problems:
            checked.problems.append(Problem(file, 1, _("a record is a group of keys with values, such as name: …")))
        return
    rest = dict(parsed.value)
    for kind in [kind for kind in kinds if kind.section]:
        listed = rest.pop(kind.section, None)
        if listed is None:
            continue
        if not isinstance(listed, list):
            words = _("%(key)s is a list of records, one a line with - before it") % {"key": kind.section}
            checked.problems.append(Problem(file, parsed.lines[(kind.section,)], words))
            continue
        for number, data in enumerate(listed):
            checked.add(kind, data, file, parsed, (kind.section, number), "")
    for kind in [kind for kind in kinds if not kind.section]:
        checked.add(kind, rest, file, parsed, (), "")


def _find_doubles(checked: Checked) -> None:
    for entries in checked.entries.values():
        first: dict[str, Entry] = {}
        for entry in entries:
            if entry.slug and entry.slug in first:
                words = _("the slug %(slug)s is taken: it stands in %(where)s already")
                where = f"{first[entry.slug].file}:{first[entry.slug].line_of(('slug',))}"
                checked.problems.append(entry.problem(words % {"slug": entry.slug, "where": where}, "slug"))
            first.setdefault(entry.slug, entry)


def _validated(entry: Entry, kind: PackKind[Any], known: Known) -> Iterator[Problem]:
    try:
        entry.record = kind.schema.model_validate(entry.data, context={"known": known, "entry": entry})
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            place = fault["loc"][:-1] if fault["type"] == "missing" else fault["loc"]
            yield entry.problem(words_for(fault, kind.schema), *place)
