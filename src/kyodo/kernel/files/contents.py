"""What a file really is, by its content; its name is only a hint for text."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from django.utils.translation import gettext as _

from kyodo.kernel.errors import Unusable
from kyodo.kernel.files.names import clean_name
from kyodo.kernel.files.office import check_office
from kyodo.kernel.files.papers import check_pdf
from kyodo.kernel.files.pictures import looks_like_picture, redraw
from kyodo.kernel.files.plain import KINDS as TEXT_KINDS
from kyodo.kernel.files.plain import check_text
from kyodo.kernel.registry import Wall

MEGABYTE = 1024 * 1024
#: Larger uploads are refused, unless a form allows less.
LARGEST = 10 * MEGABYTE

#: The kinds that a form may ask for.
PICTURE, PAPER, OFFICE, TEXT = "picture", "paper", "office", "text"
ALL = (PICTURE, PAPER, OFFICE, TEXT)


@dataclass(frozen=True)
class Checked:
    """A file that was looked through and may be kept, as it will be kept."""

    name: str
    media_type: str
    data: bytes
    width: int | None = None
    height: int | None = None

    @property
    def sha256(self) -> str:
        """The hash of the bytes that are kept, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Scanner:
    """A virus scanner that an operator hangs up: ``scan(data)`` returns what it found, or nothing."""

    key: str
    scan: Callable[[bytes], str]


SCANNERS: Wall[Scanner] = Wall("file scanners", lambda scanner: scanner.key)


class Upload(Protocol):
    """What a form gives us: Django's ``UploadedFile`` and the like."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...
    def chunks(self) -> Iterable[bytes]: ...


def look_through(upload: Upload, kinds: tuple[str, ...] = ALL, largest: int = LARGEST) -> Checked:
    """Return an upload as it may be kept. ``largest`` is in bytes.

    Pictures (JPEG, PNG, GIF, WebP) are drawn anew. Raises ``Unusable``, with words that say
    what to do, for whatever is too large, empty, not of the kinds asked for, or not harmless.
    """
    name = upload.name or ""
    checked = check(name, _read(upload, largest), kinds)
    for scanner in SCANNERS:
        if scanner.scan(checked.data):
            raise Unusable(_("The virus scanner stopped this file. Please check your computer and use another file."))
    return checked


def _read(upload: Upload, largest: int) -> bytes:
    too_large = Unusable(
        _("This file is too large. At most %(most)s MB are taken.") % {"most": f"{largest / MEGABYTE:g}"}
    )
    if (upload.size or 0) > largest:
        raise too_large
    data = bytearray()
    for chunk in upload.chunks():
        data += chunk
        if len(data) > largest:
            raise too_large
    if not data:
        raise Unusable(_("This file is empty. Please choose another one."))
    return bytes(data)


def check(name: str, data: bytes, kinds: tuple[str, ...] = ALL) -> Checked:
    """Return data as it may be kept; see :func:`look_through`."""
    if looks_like_picture(data):
        _want(PICTURE, kinds)
        picture = redraw(data)
        return Checked(
            clean_name(name, picture.extension), picture.media_type, picture.data, picture.width, picture.height
        )
    if data.startswith(b"%PDF-"):
        _want(PAPER, kinds)
        check_pdf(data)
        return Checked(clean_name(name, ".pdf"), "application/pdf", data)
    if data.startswith(b"PK\x03\x04"):
        _want(OFFICE, kinds)
        media_type, extension = check_office(data)
        return Checked(clean_name(name, extension), media_type, data)
    extension = PurePath(name).suffix.lower()
    if extension not in TEXT_KINDS:
        raise _unwanted(kinds)
    _want(TEXT, kinds)
    return Checked(clean_name(name, extension), check_text(data, extension), data)


def _want(kind: str, kinds: tuple[str, ...]) -> None:
    if kind not in kinds:
        raise _unwanted(kinds)


def words_for(kinds: tuple[str, ...]) -> str:
    """Return the kinds of files in words, such as "JPEG, PNG, PDF"."""
    words = {PICTURE: "JPEG, PNG, GIF, WebP", PAPER: "PDF", OFFICE: "Word (.docx), Excel (.xlsx), PowerPoint (.pptx)",
             TEXT: "CSV, TXT"}  # fmt: skip
    return ", ".join(words[kind] for kind in ALL if kind in kinds)


def _unwanted(kinds: tuple[str, ...]) -> Unusable:
    return Unusable(
        _("Files of this kind cannot be taken. Please use one of these: %(kinds)s.") % {"kinds": words_for(kinds)}
    )
