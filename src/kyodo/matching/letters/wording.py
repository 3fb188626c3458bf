"""From a letter's template to its subject and text.

Templates are ``matching/letters/<kind>.txt`` and ``<kind>.easy.txt``: a subject line, an empty line, the text.
Letters are in Japanese, as paper is; the addressee's line and the desk's stand on the sheet, not in the text.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from kyodo.kernel.notices.wording import worded
from kyodo.kernel.search.analyzer.furigana import Piece, pieces

_GAPS = re.compile(r"\n{3,}")


def letter_text(kind: str, context: Mapping[str, Any], *, is_easy: bool) -> tuple[str, str]:
    """Return (subject, text) of a kind of letter; more than one empty line is one."""
    template = f"matching/letters/{kind}{'.easy' if is_easy else ''}.txt"
    subject, body = worded(template, context, settings.LANGUAGE_CODE)
    return subject, _GAPS.sub("\n\n", body).strip() + "\n"


def with_readings(text: str, known: Mapping[str, str]) -> list[list[list[Piece]]]:
    """Return a text as paragraphs of lines of pieces, each piece with its reading or none."""
    paragraphs = [part.split("\n") for part in re.split(r"\n\s*\n", text.strip())]
    return [[list(pieces(line, known)) for line in lines] for lines in paragraphs]


def in_brackets(text: str, known: Mapping[str, str]) -> str:
    """Return a text with each reading in brackets behind its kanji, for a mail in easy Japanese."""
    lines = (pieces(line, known) for line in text.split("\n"))
    return "\n".join("".join(f"{word}（{read}）" if read else word for word, read in line) for line in lines)
