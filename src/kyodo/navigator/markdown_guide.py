"""A guide written in Markdown, as the blocks that the CMS edits.

Headings (``##``, ``###``) and quotations become blocks of their own; other text becomes
paragraphs. Pictures are refused: they are chosen in the CMS. What Markdown lacks is written
as a fenced block whose first word says what it is::

    ```steps                 ```desk saposen          ```note warning         ```table 開館時間
    1. まず相談する           助成金の申請の相談        電話で確かめてください。   曜日 | 時間
       窓口へ電話します。      ```                     ```                     月〜土 | 9時〜22時
    ```                                                                       ```
"""

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kyodo.navigator.blocks import table_rows
from kyodo.ui.richtext import clean

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_STEP = re.compile(r"\d+[.)]\s*(.+)")
_NAMESPACE = uuid.UUID("6c6f7a5e-0a0c-4a52-9b0e-7f3a3f0c1d11")
FENCES = ("steps", "desk", "note", "table")

Block = dict[str, Any]


@dataclass
class Translated:
    """The blocks of a guide, the desks that it names, and what is wrong with it: (line from 1, words)."""

    blocks: list[Block] = field(default_factory=list)
    desks: list[str] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


def translate(text: str) -> Translated:
    """Return a Markdown text as blocks; the same text gives the same blocks with the same ids."""
    out = Translated()
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        if any(child.type == "image" for child in token.children or ()):
            words = _("pictures are put into a guide in the CMS, where what they show is written beside them")
            out.faults.append(((token.map or [0])[0] + 1, words))
    running: list[Token] = []
    for group in _top_level(tokens):
        block = _special(group, out)
        if block is None:
            running += group
            continue
        _flush(running, out)
        running = []
        out.blocks.append(block)
    _flush(running, out)
    out.blocks = [block for block in out.blocks if block]
    for number, block in enumerate(out.blocks):
        block["id"] = str(uuid.uuid5(_NAMESPACE, f"{number}:{block['type']}"))
    return out


def _top_level(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each block that stands by itself."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _flush(running: list[Token], out: Translated) -> None:
    if running:
        html = clean(_MARKDOWN.renderer.render(running, _MARKDOWN.options, {})).strip()
        out.blocks.append({"type": "paragraph", "value": html})


def _special(group: list[Token], out: Translated) -> Block | None:
    first = group[0]
    if first.type == "heading_open":
        level = "2" if first.tag in ("h1", "h2") else "3"
        return {"type": "heading", "value": {"text": group[1].content, "level": level}}
    if first.type == "blockquote_open":
        return _quote([token.content for token in group if token.type == "inline"])
    if first.type == "fence":
        return _fence(first, out)
    return None


def _quote(parts: list[str]) -> Block:
    lines = "\n".join(parts).split("\n")
    origin = lines.pop().lstrip("—– ") if len(lines) > 1 and lines[-1].startswith(("—", "–")) else ""
    return {"type": "quote", "value": {"text": "\n".join(lines), "origin": origin}}


def _fence(token: Token, out: Translated) -> Block:
    name, _space, rest = token.info.strip().partition(" ")
    line = token.map[0] + 1 if token.map else 1
    if name == "steps":
        return {"type": "steps", "value": {"steps": [_item(step) for step in _steps(token.content)]}}
    if name == "note":
        tone = rest.strip() if rest.strip() in ("info", "warning") else "info"
        return {"type": "note", "value": {"tone": tone, "text": _rendered(token.content)}}
    if name == "table" and rest.strip() and table_rows(token.content):
        return {"type": "table", "value": {"caption": rest.strip(), "lines": token.content.strip()}}
    if name == "desk" and rest.strip():
        out.desks.append(rest.strip())
        return {"type": "desk", "value": {"desk": rest.strip(), "about": token.content.strip()}}
    words = _("a fenced block begins with %(known)s; a desk needs its slug and a table its caption on the same line")
    out.faults.append((line, words % {"known": ", ".join(FENCES)}))
    return {}


def _item(value: dict[str, str]) -> dict[str, Any]:
    return {"type": "item", "value": value, "id": str(uuid.uuid5(_NAMESPACE, value["title"]))}


def _steps(text: str) -> list[dict[str, str]]:
    steps: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        found = _STEP.match(line)
        if found:
            steps.append((found[1].strip(), []))
        elif steps and line.strip():
            steps[-1][1].append(line.strip())
    return [{"title": title, "text": _rendered("\n".join(lines)) if lines else ""} for title, lines in steps]


def _rendered(text: str) -> str:
    return clean(_MARKDOWN.render(text)).strip()
