"""Doors between storeys that the layer contracts cannot express."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.house.checks.places import COMMONS, ROOMS, SRC, python_files, shown
from tests.house.checks.trees import Nodes, once


@once
def imported(nodes: Nodes) -> list[tuple[int, str]]:
    """Return (line, module) for every import of a module."""
    return list(_imported(nodes))


def _imported(nodes: Nodes) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def past_the_door(files: Iterable[Path], base: Path = SRC) -> list[str]:
    """Return imports by which a room reaches into the commons other than through ``public.py``."""
    found = []
    for path in files:
        parts = path.relative_to(base).parts
        if parts[0] not in ROOMS:
            continue
        for line, module in imported(path):
            inside = module.split(".")
            if (
                inside[:2] == ["kyodo", "commons"]
                and len(inside) > 3
                and inside[2] in COMMONS
                and inside[3] != "public"
            ):
                found.append(f"{shown(path)}:{line} imports {module}, not through public.py")
    return sorted(set(found))


def face_with_a_database(files: Iterable[Path]) -> list[str]:
    """Return imports by which the face knows models or the database."""
    return [
        f"{shown(path)}:{line} imports {module}"
        for path in files
        for line, module in imported(path)
        if module.startswith("django.db") or module.endswith(".models")
    ]


def all_of(base: Path = SRC) -> list[Path]:
    """Return every Python file below ``base``."""
    return list(python_files(base))
