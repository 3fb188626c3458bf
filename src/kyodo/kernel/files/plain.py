"""Plain text and tables: taken when every character of them can be read."""

import re
import unicodedata

from django.utils.translation import gettext as _

from kyodo.kernel.errors import Unusable

KINDS = {".csv": "text/csv", ".tsv": "text/tab-separated-values", ".txt": "text/plain"}
_MARKUP = re.compile(r"(?i)\A\s*<[!?a-z]|<(?:!doctype|html|script|svg|iframe|object|embed|\?php)[\s>/]")
_PROGRAM = re.compile(r"\A\s*(?:#!|\{\\rtf|%!PS|%PDF-|@echo|MIME-Version:|\[InternetShortcut\])", re.IGNORECASE)


def read_text(data: bytes) -> str:
    """Return text in UTF-8 (with or without mark) or Windows' Shift_JIS. Raises ``Unusable`` for anything else."""
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unusable(_("The letters of this file cannot be read. Please save it as UTF-8 or Shift_JIS text."))


def check_text(data: bytes, extension: str) -> str:
    """Return the media type of plain text. Raises ``Unusable`` for binary data, markup and programs."""
    text = read_text(data)
    has_controls = any(unicodedata.category(c) == "Cc" and c not in "\t\r\n\f" for c in text)
    if extension not in KINDS or has_controls or _MARKUP.search(text) or _PROGRAM.match(text):
        raise Unusable(_("This is not plain text or a plain table. Please save it as .txt or .csv."))
    return KINDS[extension]
