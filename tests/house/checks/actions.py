"""Actions are verbs with ``by`` and ``channel``, keyword-only; views are short."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.house.checks.places import app_folders, shown
from tests.house.checks.trees import Nodes, once

VIEW_LINES, FUNCTION_LINES, FILE_LINES, TEMPLATE_LINES = 15, 40, 400, 120
JS_LINES, CSS_LINES = 1_500, 4_000


def modules_named(name: str, folders: Iterable[Path] | None = None) -> Iterator[Path]:
    """Yield ``name.py`` or the files of the package ``name/`` of each app."""
    for folder in app_folders() if folders is None else folders:
        for path in (folder / f"{name}.py", *sorted((folder / name).rglob("*.py")), *folder.glob(f"*/{name}.py")):
            if path.exists():
                yield path


@dataclass(frozen=True)
class Function:
    """What is asked of a function; its lines are without docstring, decorators, comments and blank lines around it."""

    name: str
    line: int
    lines: int
    positional: tuple[str, ...]
    keywords: frozenset[str]
    takes_more: bool
    is_top: bool


@once
def functions(nodes: Nodes) -> list[Function]:
    """Return every function of a file, also those inside classes."""
    top = set(ast.iter_child_nodes(nodes[0]))
    return [
        _described(node, is_top=node in top)
        for node in nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _described(node: ast.FunctionDef | ast.AsyncFunctionDef, *, is_top: bool) -> Function:
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    last = node.end_lineno or node.lineno
    lines = 1 + (last - body[0].lineno + 1 if body else 0)
    given = node.args
    positional = tuple(argument.arg for argument in (*given.posonlyargs, *given.args))
    keywords = frozenset(argument.arg for argument in given.kwonlyargs)
    return Function(node.name, node.lineno, lines, positional, keywords, given.vararg is not None, is_top)


def unsigned(path: Path) -> list[str]:
    """Return the public functions of an actions file that take positional arguments or lack by/channel."""
    found = []
    for one in functions(path):
        if not one.is_top or one.name.startswith("_"):
            continue
        if one.positional or one.takes_more:
            found.append(f"{shown(path)}:{one.line} {one.name} takes positional arguments")
        if missing := {"by", "channel"} - one.keywords:
            found.append(f"{shown(path)}:{one.line} {one.name} lacks {' and '.join(sorted(missing))}")
    return found


def long_functions(path: Path, limit: int) -> list[str]:
    """Return the functions of a file that are longer than the limit."""
    return [
        f"{shown(path)}:{one.line} {one.name} has {one.lines} lines" for one in functions(path) if one.lines > limit
    ]


def long_views(path: Path) -> list[str]:
    """Return the views of a file (functions that take ``request``) that are longer than fifteen lines."""
    return [
        f"{shown(path)}:{one.line} {one.name} has {one.lines} lines"
        for one in functions(path)
        if one.positional[:1] == ("request",) and one.lines > VIEW_LINES
    ]


def long_files(paths: Iterable[Path], limit: int) -> list[str]:
    """Return the files that have more lines than the limit."""
    counted = [(path, len(path.read_text("utf-8").splitlines())) for path in paths]
    return [f"{shown(path)} has {count} lines" for path, count in counted if count > limit]


def total_lines(paths: Iterable[Path]) -> int:
    """Return how many lines files have together."""
    return sum(len(path.read_text("utf-8").splitlines()) for path in paths)
