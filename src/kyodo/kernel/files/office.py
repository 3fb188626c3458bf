"""Word, Excel and PowerPoint (ZIP with XML): read from the directory first, so that nothing unpacks on us."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from kyodo.kernel.errors import Unusable

_WORD = "application/vnd.openxmlformats-officedocument"
#: main part → (media type, extension)
KINDS = {
    "word/document.xml": (f"{_WORD}.wordprocessingml.document", ".docx"),
    "xl/workbook.xml": (f"{_WORD}.spreadsheetml.sheet", ".xlsx"),
    "ppt/presentation.xml": (f"{_WORD}.presentationml.presentation", ".pptx"),
}
MOST_ENTRIES = 5_000
MOST_UNPACKED = 200_000_000
#: A file that unpacks to more than 20 MB may not be more than 100 times as large as it was.
FREE_UNPACKED, HIGHEST_RATIO = 20_000_000, 100
_LARGEST_LIST = 5_000_000
_MACROS = re.compile(r"(?i)(vbaproject|vbadata|macrosheets/|activex|oleobject|\.(exe|dll|js|vbs|scr|html?|svg)$)")
_EMBEDDED = re.compile(r"(?i)/embeddings/")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.IGNORECASE)
_TYPE = re.compile(rb"Type\s*=\s*[\"']([^\"']*)[\"']")
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
_HARMLESS_OUTSIDE = (b"/hyperlink", b"/externalLinkPath", b"/externalLinkLongPath")


def check_office(data: bytes, *, is_inside: bool = False) -> tuple[str, str]:
    """Return (media type, extension) of an Office file without macros, programs and foreign parts.

    Raises ``Unusable`` for anything else, also for archives that unpack to very much, that have
    a password or paths that lead outside, and for other ZIP files.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = _check_directory(archive, data)
            found = [kind for part, kind in KINDS.items() if part in names]
            if len(found) != 1 or "[Content_Types].xml" not in names:
                raise _not_office()
            _check_parts(archive, is_inside=is_inside)
            if archive.testzip() is not None:
                raise _broken()
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError, OverflowError):
        raise _broken() from None
    except Exception as error:
        if isinstance(error, Unusable):
            raise
        raise _broken() from None  # zlib.error, struct.error
    return found[0]


def _check_directory(archive: ZipFile, data: bytes) -> set[str]:
    entries = archive.infolist()
    if not entries or len(entries) > MOST_ENTRIES:
        raise _not_office()
    if (
        min(entry.header_offset for entry in entries) != 0
        or archive.comment
        or data.rfind(b"PK\x05\x06") + 22 != len(data)
    ):
        raise _not_office()  # something stands before or after the archive
    names = {entry.filename for entry in entries}
    if len({name.casefold() for name in names}) != len(entries) or any(not _is_plain(entry) for entry in entries):
        raise _not_office()
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED or (unpacked > FREE_UNPACKED and unpacked > HIGHEST_RATIO * len(data)):
        raise Unusable(_("This file unpacks to too much. Please make it smaller and choose it once more."))
    return names


def _is_plain(entry: ZipInfo) -> bool:
    name = entry.filename
    if entry.flag_bits & 0x1 or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return False
    is_link = (entry.external_attr >> 16) & 0o170000 == 0o120000
    parts = name.split("/")
    return (
        not is_link
        and name.isprintable()
        and "\\" not in name
        and ":" not in name
        and not name.startswith("/")
        and ".." not in parts
    )


def _check_parts(archive: ZipFile, *, is_inside: bool) -> None:
    for entry in archive.infolist():
        name = entry.filename
        if _MACROS.search(name):
            raise _active()
        if _EMBEDDED.search(name) and not name.endswith("/"):
            # A chart keeps its table as a small workbook inside; nothing else may be embedded.
            if is_inside or not name.lower().endswith(".xlsx"):
                raise _active()
            check_office(archive.read(entry), is_inside=True)
        if name.endswith((".xml", ".rels", ".vml")):
            _check_xml(archive, entry)


def _check_xml(archive: ZipFile, entry: ZipInfo) -> None:
    is_list = entry.filename.endswith(".rels") or entry.filename == "[Content_Types].xml"
    if is_list and entry.file_size > _LARGEST_LIST:
        raise _not_office()
    with archive.open(entry) as part:
        text = part.read(_LARGEST_LIST if is_list else 4096)
    if text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\x00" in text:
        raise _not_office()
    if b"macroEnabled" in text and is_list:
        raise _active()
    for relation in _RELATION.findall(text) if entry.filename.endswith(".rels") else ():
        kind = _TYPE.search(relation)
        if _EXTERNAL.search(relation) and not (kind and kind[1].endswith(_HARMLESS_OUTSIDE)):
            raise _active()


def _not_office() -> Unusable:
    return Unusable(
        _("This file is not a plain Word, Excel or PowerPoint file. Please save it again as .docx, .xlsx or .pptx.")
    )


def _broken() -> Unusable:
    return Unusable(_("This file is damaged or has a password. Please save it again and choose it once more."))


def _active() -> Unusable:
    return Unusable(
        _("This file holds a macro, a program or parts from elsewhere. Please save it without them, or as PDF.")
    )
