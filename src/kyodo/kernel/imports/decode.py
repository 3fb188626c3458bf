"""From bytes to rows: a zip or a plain file, in whatever encoding an office's machine wrote it.

Rows are read one after another, so that a file of the whole country does not fill the memory.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from kyodo.kernel.errors import Unusable

#: Bytes as uploaded, and as unpacked; a register of the whole country unpacks to about 60 MB.
LARGEST = 20 * 1024 * 1024
LARGEST_UNPACKED = 150 * 1024 * 1024
#: Characters in one cell; the longest purpose in bylaws is a few thousand.
LONGEST_CELL = 50_000
#: Stands for bytes that are no letters in the file's encoding.
UNREADABLE = "\ufffd"
_TABLES = (".csv", ".txt", ".tsv")


@dataclass(frozen=True)
class Table:
    """A file as a table. ``rows`` yields (number as a spreadsheet shows it, cells) once."""

    header: list[str]
    rows: Iterator[tuple[int, list[str]]]
    encoding: str
    digest: str


def open_table(file: IO[bytes]) -> Table:
    """Open an uploaded file. Raises ``Unusable``, saying what would be read, for anything that is no table."""
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while block := file.read(1 << 20):
        digest.update(block)
        size += len(block)
        if size > LARGEST:
            raise Unusable(_("The file is larger than 20 MB. Please send it as a zip, or in parts."))
    file.seek(0)
    content = _content(file)
    head = content.read(1 << 16) or b""
    encoding = encoding_of(head)
    whole = io.BufferedReader(_Joined(head, content))  # type: ignore[type-var]
    text = io.TextIOWrapper(whole, encoding=encoding, errors="replace", newline="")
    rows = _rows(text)
    first = next(rows, None)
    if first is None or not any(cell.strip() for cell in first[1]):
        raise Unusable(_("The file is empty. Its first line must hold the names of the columns."))
    return Table(first[1], rows, encoding, digest.hexdigest())


def encoding_of(head: bytes) -> str:
    """Return the encoding of a file that begins with these bytes: UTF-8, UTF-16 with its mark, else cp932."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        # The end of the head may cut a character in two; whole lines never do.
        head[: head.rfind(b"\n") + 1 or None].decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp932"
    return "utf-8-sig"


def _content(file: IO[bytes]) -> IO[bytes] | io.RawIOBase:
    start = file.read(8)
    file.seek(0)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unusable(_("This is an Excel workbook. Please save it as “CSV UTF-8” and send that file."))
    return _unzipped(file) if start.startswith(b"PK\x03\x04") else file


def _unzipped(file: IO[bytes]) -> io.RawIOBase:
    try:
        archive = zipfile.ZipFile(file)
        names = [entry for entry in archive.infolist() if not entry.is_dir()]
        if any(entry.filename == "[Content_Types].xml" for entry in names):
            raise Unusable(_("This is an Excel workbook. Please save it as “CSV UTF-8” and send that file."))
        tables = [e for e in names if e.filename.lower().endswith(_TABLES) and not e.filename.startswith("__MACOSX")]
        if len(tables) != 1:
            raise Unusable(_("The zip must hold exactly one CSV file; it holds %(n)s.") % {"n": len(tables)})
        if tables[0].file_size > LARGEST_UNPACKED:
            raise Unusable(_("The file in the zip is larger than 150 MB. Please send it in parts."))
        return _Bounded(archive.open(tables[0]))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise Unusable(_("The zip cannot be opened. Please send it without a password, or unpacked.")) from error


class _Bounded(io.RawIOBase):
    """A stream that ends with an error where the zip's own directory lied about its size."""

    def __init__(self, inner: IO[bytes]):
        self.inner, self.left = inner, LARGEST_UNPACKED

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        try:
            block = self.inner.read(len(buffer))
        except (zipfile.BadZipFile, EOFError, OSError) as error:
            raise Unusable(_("The zip is damaged. Please fetch it again.")) from error
        self.left -= len(block)
        if self.left < 0:
            raise Unusable(_("The file in the zip is larger than 150 MB. Please send it in parts."))
        buffer[: len(block)] = block
        return len(block)


class _Joined(io.RawIOBase):
    """The bytes that were read to know the encoding, and then the rest."""

    def __init__(self, head: bytes, rest: IO[bytes] | io.RawIOBase):
        self.head, self.rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        block, self.head = (self.head[: len(buffer)], self.head[len(buffer) :]) if self.head else (b"", b"")
        block = block or self.rest.read(len(buffer)) or b""
        buffer[: len(block)] = block
        return len(block)


def _rows(text: io.TextIOWrapper) -> Iterator[tuple[int, list[str]]]:
    first = text.readline(LONGEST_CELL)
    delimiter = "\t" if first.count("\t") > first.count(",") else ","
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(_again(first, text), delimiter=delimiter, strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            yield number, cells
    except csv.Error as error:
        place = {"row": number + 1, "line": reader.line_num}
        raise Unusable(
            _(
                "Row %(row)s (line %(line)s of the file) cannot be read: a quotation mark is missing or too many. "
                "Please correct it and send the file again."
            )
            % place
        ) from error


def _again(first: str, text: io.TextIOWrapper) -> Iterator[str]:
    yield first
    yield from text
