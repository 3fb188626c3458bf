"""What checks read out of Python files: each file is parsed once for all of them, and only what was found is kept."""

import ast
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, cast

#: All nodes of a file's syntax tree, the module first.
type Nodes = list[ast.AST]
_READERS: list[Callable[[Nodes], Any]] = []


def once[T](read: Callable[[Nodes], T]) -> Callable[[Path], T]:
    """Let a reader of a syntax tree's nodes take a path instead; it is called together with all other readers."""
    number = len(_READERS)
    _READERS.append(read)

    def found(path: Path) -> T:
        return cast("T", _all_that_is_read(path, path.stat().st_mtime_ns, len(_READERS))[number])

    return found


@cache
def _all_that_is_read(path: Path, _written: int, _readers: int) -> list[Any]:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    return [read(nodes) for read in _READERS]
