"""Calls that this house does not make."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.checks.places import SRC, shown
from tests.house.checks.trees import Nodes, once

#: Method names on anything; on querysets they are the ways around parameters and rules.
METHODS = {"raw": "SQL of one's own", "extra": "SQL of one's own"}
#: Types that are fine as an annotation, but not to be made by hand.
VOUCHING = ("SafeString", "SafeText")
NAMES = {"RawSQL": "SQL of one's own", "csrf_exempt": "a door without CSRF protection"}
MODULES = {
    "pickle": "pickle runs what it reads", "marshal": "marshal runs what it reads", "shelve": "shelve is pickle",
    "requests": "web code calls no other server", "httpx": "web code calls no other server",
    "aiohttp": "web code calls no other server", "urllib3": "web code calls no other server",
    "http.client": "web code calls no other server", "urllib.request": "web code calls no other server",
}  # fmt: skip
FILTERS = {"filter", "exclude", "get", "order_by", "update", "values", "values_list", "annotate", "create"}
#: What may do nevertheless, and why.
ALLOWED = {
    ("ui/safe.py", "mark_safe"): "the one module that vouches for markup",
    ("ui/safe.py", "SafeString"): "the one module that vouches for markup",
    ("site/supervisor.py", "urllib.request"): "asks the server that it started whether it serves",
    ("kernel/notices/line.py", "urllib.request"): "the worker hands notices to LINE",
    ("commons/asks/views/webhook.py", "csrf_exempt"): "LINE has no cookie of ours; its signature is checked instead",
    ("center/newsletters/views/subscribing.py", "csrf_exempt"): "a mail program leaves by RFC 8058; the link is signed",
}


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def _from_request(node: ast.AST) -> bool:
    return any(
        isinstance(part, ast.Attribute) and part.attr in ("GET", "POST", "COOKIES", "META", "headers")
        and _dotted(part.value).split(".")[-1] == "request"
        for part in ast.walk(node)
    )  # fmt: skip


def _calls(node: ast.Call) -> Iterator[tuple[str, str]]:
    name = _dotted(node.func)
    last = name.split(".")[-1]
    if isinstance(node.func, ast.Attribute) and last in METHODS:
        yield last, METHODS[last]
    if name in ("yaml.load", "yaml.load_all", "yaml.full_load", "yaml.unsafe_load"):
        safe = any(k.arg == "Loader" and "Safe" in ast.unparse(k.value) for k in node.keywords) or (
            len(node.args) > 1 and "Safe" in ast.unparse(node.args[1])
        )
        if not safe:
            yield "yaml.load", "YAML that builds objects"
    if last in VOUCHING:
        yield last, "markup that nobody vouches for"
    if last in ("eval", "exec") and isinstance(node.func, ast.Name):
        yield last, "code from data"
    if last in FILTERS and isinstance(node.func, ast.Attribute):
        spread = [k.value for k in node.keywords if k.arg is None]
        starred = [a.value for a in node.args if isinstance(a, ast.Starred)]
        direct = node.args if last == "order_by" else []
        if any(_from_request(value) for value in (*spread, *starred, *direct)):
            yield f"{last}(request…)", "what people typed decides what is asked"
    if last == "datetime.now" or name in ("datetime.today", "date.today", "datetime.utcnow"):
        yield name, "a naive moment; today is timezone.localdate()"


@once
def _breaches(nodes: Nodes) -> list[tuple[int, str, str]]:
    return list(_all_breaches(nodes))


def _all_breaches(nodes: Nodes) -> Iterator[tuple[int, str, str]]:
    for node in nodes:
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Call):
            yield from ((line, what, why) for what, why in _calls(node))
        if isinstance(node, ast.Name) and node.id in NAMES:
            yield line, node.id, NAMES[node.id]
        if isinstance(node, ast.ImportFrom | ast.Import):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            yield from ((line, module, MODULES[module]) for module in modules if module in MODULES)
            yield from (
                (line, alias.name, "markup that nobody vouches for")
                for alias in node.names
                if alias.name == "mark_safe"
            )
        if isinstance(node, ast.Assign) and "fields" in map(ast.unparse, node.targets) and _is_all(node.value):
            yield line, 'fields = "__all__"', "a form names the fields that people may change"


def _is_all(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value == "__all__"


def forbidden(path: Path, base: Path = SRC) -> list[str]:
    """Return the forbidden calls of a file."""
    here = path.relative_to(base).as_posix() if path.is_relative_to(base) else path.name
    return [f"{shown(path)}:{line} {what}: {why}" for line, what, why in _breaches(path) if (here, what) not in ALLOWED]
