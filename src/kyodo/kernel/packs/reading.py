"""From files to plain values, each with the line on which it stands.

YAML is read as text, lists and mappings only: every value stays the text that was typed
(``04100`` and ``no`` included) and the schema says what it means. Anchors, tags and several
documents are refused, so no file can grow in memory or name a Python object.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from kyodo.kernel.packs.kinds import Place, Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY = ("", "~", "null")
DEEPEST = 12
LARGEST = 20 * 1024 * 1024


@dataclass
class Parsed:
    """What a file says, and the line of every key and list item."""

    value: Any = None
    #: False where the reading stopped before the end: what is there may be half of it.
    is_whole: bool = True
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class _Frame:
    """A list or mapping that is being read, and the key whose value comes next."""

    value: list[Any] | dict[str, Any]
    place: Place
    key: str | None = None


class _Reader:
    """Builds plain values from YAML events with a stack of its own: no depth can exhaust it."""

    def __init__(self, file: str, first_line: int):
        self.file, self.first_line = file, first_line
        self.out = Parsed()
        self.stack: list[_Frame] = []

    def line(self, event: yaml.Event) -> int:
        return self.first_line + (int(event.start_mark.line) if event.start_mark is not None else 0)

    def wrong(self, event: yaml.Event, words: str) -> None:
        self.out.problems.append(Problem(self.file, self.line(event), words))

    def read(self, text: str) -> Parsed:
        documents = 0
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self.wrong(event, _("a second document begins here; write one document a file, or one list"))
                        break
                elif not self._take(event):
                    self.out.is_whole = False
                    break
        except yaml.MarkedYAMLError as error:
            self._broken(error)
        except yaml.YAMLError:
            self.out.is_whole = False
            self.out.problems.append(Problem(self.file, 1, _("this is not text; save the file as plain UTF-8 text")))
        return self.out

    def _broken(self, error: yaml.MarkedYAMLError) -> None:
        self.out.is_whole = False
        mark = error.problem_mark or error.context_mark
        line = self.first_line + (int(mark.line) if mark is not None else 0)
        words = _("this cannot be read as YAML (%(why)s); check the indentation, the colons and the quotes")
        self.out.problems.append(Problem(self.file, line, words % {"why": error.problem or error.context}))

    def _take(self, event: yaml.Event) -> bool:
        """Take one event; False ends the reading of this file."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.wrong(event, _("anchors and aliases (& and *) are not used in packs; write the value out"))
            return False
        tag = getattr(event, "tag", None)
        if tag:
            words = _("the tag %(tag)s is not used in packs; write plain text, lists and keys")
            self.wrong(event, words % {"tag": tag})
            return False
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(self.stack) >= DEEPEST:
                words = _("lists and keys lie more than %(depth)d deep; write them flatter")
                self.wrong(event, words % {"depth": DEEPEST})
                return False
            return self._open(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.stack.pop()
        return True

    def _open(self, event: yaml.Event) -> bool:
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.value, dict) and top.key is None:
            self.wrong(event, _("a key must be a word, not a list or a mapping; put text with [ or { into quotes"))
            return False
        value: list[Any] | dict[str, Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.stack.append(_Frame(value, self._put(event, value)))
        return True

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.value, dict) and top.key is None:
            top.key = event.value
            place = (*top.place, event.value)
            if place in self.out.lines:
                self.wrong(
                    event,
                    _("the key %(key)s stands twice; it stands in line %(line)d already")
                    % {"key": event.value, "line": self.out.lines[place]},
                )
            else:
                self.out.lines[place] = self.line(event)
            return
        is_plain = not event.style
        self._put(event, None if is_plain and event.value.lower() in _EMPTY else event.value)

    def _put(self, event: yaml.Event, value: Any) -> Place:
        """Hand a value to the list or mapping around it and return its place."""
        if not self.stack:
            self.out.value = value
            self.out.lines.setdefault((), self.line(event))
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            place: Place = (*top.place, len(top.value))
            self.out.lines[place] = self.line(event)
            top.value.append(value)
        else:
            place = (*top.place, str(top.key))
            top.value.setdefault(str(top.key), value)
            top.key = None
        return place


def read_yaml(text: str, file: str, first_line: int = 1) -> Parsed:
    """Return the values of a YAML text; ``first_line`` is the number of its first line in the file."""
    return _Reader(file, first_line).read(text)


def read_markdown(text: str, file: str) -> Parsed:
    """Return the front matter of a Markdown text, with its body under the key ``body``."""
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        words = _("a Markdown file begins with a line ---, its keys, and a second line ---; then comes the text")
        return Parsed(is_whole=False, problems=[Problem(file, 1, words)])
    parsed = read_yaml("\n".join(lines[1:end]), file, first_line=2)
    if parsed.value is None and not parsed.problems:
        parsed.value = {}
    if isinstance(parsed.value, dict):
        if "body" in parsed.value:
            words = _("the key body is the text below the front matter; do not write it as a key")
            parsed.problems.append(Problem(file, parsed.lines[("body",)], words))
        parsed.value["body"] = "\n".join(lines[end + 1 :]).strip("\n")
        parsed.lines.setdefault(("body",), end + 2)
    return parsed


def read_file(path: Path, file: str) -> Parsed:
    """Return what a YAML or Markdown file says; text is folded to NFC, a byte order mark is dropped."""
    if path.stat().st_size > LARGEST:
        words = _("the file is larger than %(size)d MB; divide it") % {"size": LARGEST // 1024 // 1024}
        return Parsed(is_whole=False, problems=[Problem(file, 1, words)])
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Parsed(
            is_whole=False,
            problems=[Problem(file, line, _("this is not UTF-8; save the file as UTF-8 (not Shift_JIS)"))],
        )
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return read_markdown(text, file) if path.suffix == ".md" else read_yaml(text, file)


def files_in(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield (path inside the pack, path) of every file, in order; notes and hidden files are left out."""
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.is_dir() and not path.is_symlink():
            continue
        if any(part.startswith(".") for part in inside.parts) or path.name.upper().startswith(("README", "LICENSE")):
            continue
        yield inside.as_posix(), path
