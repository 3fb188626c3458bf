"""Every string that people see is in a Japanese catalogue, translated, and compiled."""

import re
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import polib
from django.utils.translation import templatize

from tests.house.checks.places import shown

_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_TEMPLATE_COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?%}.*?{%\s*endcomment\s*%}|{%.*?%}", re.S)


def key(entry: polib.POEntry | polib.MOEntry) -> tuple[str, str]:
    """Return what makes an entry unique: its context and its text."""
    return entry.msgctxt or "", entry.msgid


def untranslated(po: Path) -> list[str]:
    """Return the entries of a catalogue without a finished translation."""
    entries = [entry for entry in polib.pofile(str(po)) if not entry.obsolete]
    return [f"{shown(po)}: {entry.msgid!r}" for entry in entries if entry.fuzzy or not _is_whole(entry)]


def _is_whole(entry: polib.POEntry) -> bool:
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def stale(po: Path) -> list[str]:
    """Return the entries that the compiled catalogue lacks or tells differently."""
    mo = po.with_suffix(".mo")
    if not mo.exists():
        return [f"{shown(mo)} is missing"]
    compiled = {key(entry): (entry.msgstr, entry.msgstr_plural) for entry in polib.mofile(str(mo))}
    wanted = {key(e): (e.msgstr, e.msgstr_plural) for e in polib.pofile(str(po)) if not e.obsolete and not e.fuzzy}
    differing = {k for k in wanted.keys() | compiled.keys() if wanted.get(k) != compiled.get(k)}
    return [f"{shown(mo)}: {msgid!r}" for _context, msgid in sorted(differing)]


def two_ways(pos: Iterable[Path]) -> list[str]:
    """Return the texts that two catalogues tell in two ways: all share one space, and the first would win everywhere.

    A word that means two things gets a context.
    """
    told: dict[tuple[str, ...], dict[str, str]] = {}
    for po in pos:
        for entry in polib.pofile(str(po)):
            if not entry.obsolete and entry.msgid:
                said = "|".join(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr
                told.setdefault((po.name, *key(entry)), {}).setdefault(said, shown(po))
    return [f"{text!r}: {ways}" for (_name, _context, text), ways in sorted(told.items()) if len(ways) > 1]


def wrong_places(po: Path) -> list[str]:
    """Return the entries whose translation drops or invents a placeholder."""
    found = []
    for entry in polib.pofile(str(po)):
        for told in [entry.msgstr, *entry.msgstr_plural.values()]:
            names = set(re.findall(r"%\((\w+)\)[sd]", entry.msgid + (entry.msgid_plural or "")))
            if told and not set(re.findall(r"%\((\w+)\)[sd]", told)) <= names:
                found.append(f"{shown(po)}: {entry.msgid!r}")
    return found


def strings(files: Iterable[Path]) -> dict[tuple[str, str], str]:
    """Return the translatable strings of Python files and templates: (context, text) to where."""
    with tempfile.TemporaryDirectory() as folder:
        listed = []
        for number, path in enumerate(files):
            text = path.read_text("utf-8")
            if path.suffix != ".py":
                text = templatize(text, origin=str(path))
            copy = Path(folder) / f"{number}-{path.name}.py"
            copy.write_text(text, "utf-8")
            listed.append((copy, path))
        out = Path(folder) / "all.po"
        keywords = [
            "gettext_noop", "gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2", "npgettext:1c,2,3",
            "pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3",
        ]  # fmt: skip
        subprocess.run(
            ["xgettext", "--language=Python", "--from-code=UTF-8", "-o", str(out), "--force-po", "--no-wrap",
             *[f"--keyword={word}" for word in keywords], "--files-from=-"],
            input="\n".join(str(copy) for copy, _path in listed), text=True, check=True, capture_output=True,
        )  # fmt: skip
        origin = {str(copy): shown(path) for copy, path in listed}
        return {
            key(entry): origin.get(entry.occurrences[0][0], "?") if entry.occurrences else "?"
            for entry in polib.pofile(str(out))
        }


def missing(found: dict[tuple[str, str], str], catalogues: Iterable[Path]) -> list[str]:
    """Return the strings that none of the catalogues holds."""
    held = {key(entry) for po in catalogues for entry in polib.pofile(str(po)) if not entry.obsolete}
    return sorted(f"{where}: {msgid!r}" for (context, msgid), where in found.items() if (context, msgid) not in held)


def japanese_text(path: Path) -> list[str]:
    """Return the lines of a template that hold Japanese of their own, which belongs into a catalogue.

    A line of the class ``sample-line`` shows how Japanese looks; it is the same in every language.
    """
    text = _TEMPLATE_COMMENT.sub(lambda match: "\n" * match.group().count("\n"), path.read_text("utf-8"))
    lines = enumerate(text.splitlines(), 1)
    return [f"{shown(path)}:{number}" for number, line in lines if _JAPANESE.search(line) and "sample-line" not in line]
