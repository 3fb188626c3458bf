"""Actions are verbs with ``by`` and ``channel``, keyword-only; views are short."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.house.checks.places import app_folders, shown

VIEW_LINES, FUNCTION_LINES, FILE_LINES, TEMPLATE_LINES = 15, 40, 400, 120
JS_LINES, CSS_LINES = 1_500, 4_000


def modules_named(name: str, folders: Iterable[Path] | None = None) -> Iterator[Path]:
    """Yield ``name.py`` or the files of the package ``name/`` of each app."""
    for folder in app_folders() if folders is None else folders:
        for path in (folder / f"{name}.py", *sorted((folder / name).rglob("*.py")), *folder.glob(f"*/{name}.py")):
            if path.exists():
                yield path


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a file, also those inside classes."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def unsigned(path: Path) -> list[str]:
    """Return the public functions of an actions file that take positional arguments or lack by/channel."""
    found = []
    for node in ast.parse(path.read_text("utf-8")).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        if node.args.args or node.args.posonlyargs or node.args.vararg:
            found.append(f"{shown(path)}:{node.lineno} {node.name} takes positional arguments")
        missing = {"by", "channel"} - {argument.arg for argument in node.args.kwonlyargs}
        if missing:
            found.append(f"{shown(path)}:{node.lineno} {node.name} lacks {' and '.join(sorted(missing))}")
    return found


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function's code has: without its docstring, decorators, comments and blank lines."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    last = node.end_lineno or node.lineno
    return 1 + (last - body[0].lineno + 1 if body else 0)


def long_functions(path: Path, limit: int) -> list[str]:
    """Return the functions of a file that are longer than the limit."""
    return [
        f"{shown(path)}:{node.lineno} {node.name} has {lines_of(node)} lines"
        for node in functions(path)
        if lines_of(node) > limit
    ]


def long_views(path: Path) -> list[str]:
    """Return the views of a file (functions that take ``request``) that are longer than fifteen lines."""
    return [
        f"{shown(path)}:{node.lineno} {node.name} has {lines_of(node)} lines"
        for node in functions(path)
        if node.args.args and node.args.args[0].arg == "request" and lines_of(node) > VIEW_LINES
    ]


def long_files(paths: Iterable[Path], limit: int) -> list[str]:
    """Return the files that have more lines than the limit."""
    counted = [(path, len(path.read_text("utf-8").splitlines())) for path in paths]
    return [f"{shown(path)} has {count} lines" for path, count in counted if count > limit]


def total_lines(paths: Iterable[Path]) -> int:
    """Return how many lines files have together."""
    return sum(len(path.read_text("utf-8").splitlines()) for path in paths)
