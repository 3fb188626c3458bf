"""Settings: none that nobody reads, none read that nobody wrote, every variable documented."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_READ = re.compile(r"\bsettings\.([A-Z][A-Z0-9_]+)|getattr\(\s*settings\s*,\s*[\"']([A-Z][A-Z0-9_]+)")


def written(path: Path) -> list[str]:
    """Return the names of the settings that a file writes."""
    names = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        names += [t.id for t in targets if isinstance(t, ast.Name) and t.id.isupper()]
    return list(dict.fromkeys(names))


def reused(path: Path) -> set[str]:
    """Return the names that a settings file reads itself, to decide others."""
    tree = ast.parse(path.read_text("utf-8"))
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def read(paths: Iterable[Path]) -> set[str]:
    """Return the names of the settings that files read."""
    return {a or b for path in paths for a, b in _READ.findall(path.read_text("utf-8"))}


def variables(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the environment variables that files name."""
    for path in paths:
        yield from re.findall(r"[\"'](KYODO_[A-Z0-9_]+)[\"']", path.read_text("utf-8"))


def dead(names: Iterable[str], own: set[str], known: Iterable[str], library_text: str) -> list[str]:
    """Return the settings that neither we, nor Django, nor a library reads."""
    django = set(known)
    return [name for name in names if name not in own and name not in django and name not in library_text]
