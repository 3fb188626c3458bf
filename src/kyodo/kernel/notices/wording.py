"""From a room's template to subject and text.

A template ``<room>/notices/<name>.txt`` begins with its subject line, then an empty line, then
the text. ``<name>.<language>.txt`` is taken where it exists, else the Japanese one.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any

from django.template import Context, Template
from django.template.base import TextNode
from django.template.loader import select_template
from django.utils import translation

LONGEST_SUBJECT = 200


def one_line(text: str) -> str:
    """Return text for a header: one line, without control or direction characters, at most 200 characters."""
    spaced = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in str(text))
    plain = "".join(c for c in spaced if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))
    return " ".join(plain.split())[:LONGEST_SUBJECT]


def plain_text(text: str) -> str:
    """Return text for a body: no control characters but line ends and tabs, ending with one line end."""
    lines = str(text).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return kept.strip("\n") + "\n"


def worded(template: str, context: Mapping[str, Any], language: str) -> tuple[str, str]:
    """Return (subject, text) of a notice in a language. Raises ``ValueError`` where a template lacks either."""
    stem = template.removesuffix(".txt")
    found: Any = select_template([f"{stem}.{language}.txt", template])
    with translation.override(language):
        subject, body = _halves(found.template, context)
    if not one_line(subject) or not body.strip():
        raise ValueError(f"{template} needs a subject line, an empty line and a text")
    return one_line(subject), plain_text(body)


def _halves(template: Template, values: Mapping[str, Any]) -> tuple[str, str]:
    """Draw a template's first line and the rest apart, so that a value with line ends stays on its side.

    Plain text: nothing is escaped, and nothing of it is ever shown as HTML unescaped.
    """
    context = Context(dict(values), autoescape=False)
    subject, body, is_subject = "", "", True
    with context.bind_template(template):
        for node in template.nodelist:
            drawn = str(node.render_annotated(context))
            if is_subject and not subject:
                drawn = drawn.lstrip("\n")
            if is_subject and isinstance(node, TextNode) and "\n" in drawn:
                line, _end, drawn = drawn.partition("\n")
                subject += line
                is_subject = False
            if is_subject:
                subject += drawn
            else:
                body += drawn
    return subject, body
