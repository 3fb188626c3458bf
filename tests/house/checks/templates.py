"""Templates carry no script, no style and no behavior of their own."""

import re
from pathlib import Path

from tests.house.checks.places import shown

_BREACHES = (
    (
        re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.I),
        "a script inside the page",
    ),
    (re.compile(r"<style\b", re.I), "a style inside the page"),
    (re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.I), "a style attribute"),
    (re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.I), "an event attribute"),
    (re.compile(r"(?:href|src|action)\s*=\s*[\"']javascript:", re.I), "a javascript: address"),
    (re.compile(r"\bhx-on\b|\bhx-vals\s*=\s*[\"']js:", re.I), "code in an hx- attribute"),
    (re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off"), "unescaped output"),
    (
        re.compile(r"(?:src|href)\s*=\s*[\"']https?://[^\"']+\.(?:js|css|woff2?|png|jpe?g|svg)\b", re.I),
        "a foreign file",
    ),
)
_COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?%}.*?{%\s*endcomment\s*%}|<!--.*?-->", re.S)


def inline(path: Path) -> list[str]:
    """Return what a template holds that belongs into a static file."""
    text = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), path.read_text("utf-8"))
    return [
        f"{shown(path)}:{text.count(chr(10), 0, match.start()) + 1} {what}"
        for pattern, what in _BREACHES
        for match in pattern.finditer(text)
    ]
