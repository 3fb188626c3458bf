"""PDF: taken when it is a plain paper; refused when it does something, hides something or is something else too."""

import re
import zlib

from django.utils.translation import gettext as _

from kyodo.kernel.errors import Unusable

_HEAD = re.compile(rb"%PDF-[12]\.\d")
_MARKUP = re.compile(rb"(?i)<(?:!doctype|html|script|svg|\?php|body|iframe)")
_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Rendition)(?![A-Za-z0-9])"
)
_LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
_OBJECTS = re.compile(rb"\s*\d+\s+\d+\s")
#: What may come after the paper's end: line ends, and what some scanners add.
_MOST_AFTER_END = 64
_MOST_UNPACKED = 20_000_000
_MOST_STREAMS = 20_000


def check_pdf(data: bytes) -> None:
    """Raise ``Unusable`` unless this is a PDF without scripts, attachments, actions, password or foreign parts."""
    end = data.rfind(b"%%EOF")
    if not _HEAD.match(data) or end < 0 or _MARKUP.search(data[:2048]):
        raise Unusable(_("This PDF cannot be read. Please save or print it as PDF again and choose it once more."))
    if len(data[end + 5 :].strip()) > _MOST_AFTER_END or _MARKUP.search(data[end:]):
        raise Unusable(_("Something else is attached to this PDF. Please print it as PDF and choose that file."))
    for part in _parts(data):
        plain = _HEX.sub(lambda found: bytes([int(found[1], 16)]), part)
        if _LOCKED.search(plain):
            raise Unusable(_("This PDF has a password. Please save it without one and choose it once more."))
        if _ACTIVE.search(plain):
            raise Unusable(
                _("This PDF holds a script, a form or another file. Please print it as PDF and choose that file.")
            )


def _parts(data: bytes) -> list[bytes]:
    """Return the file itself and the packed lists of objects in it, unpacked."""
    parts, unpacked = [data], 0
    for number, begin in enumerate(_STREAM.finditer(data)):
        if number >= _MOST_STREAMS:
            raise Unusable(_("This PDF has too many parts. Please print it as PDF and choose that file."))
        opener = zlib.decompressobj()
        try:
            head = opener.decompress(data[begin.end() : begin.end() + 4096], 256)
            if not _OBJECTS.match(head):
                continue
            opener = zlib.decompressobj()
            part = opener.decompress(data[begin.end() :], _MOST_UNPACKED - unpacked)
        except zlib.error:
            continue
        unpacked += len(part)
        if unpacked >= _MOST_UNPACKED:
            raise Unusable(_("This PDF has too many parts. Please print it as PDF and choose that file."))
        parts.append(part)
    return parts
