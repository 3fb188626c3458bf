"""The seal behind an archive: a hash over every byte, so that no flipped one goes unseen."""

import hashlib
from pathlib import Path
from typing import BinaryIO

_HEAD = b"kyodo archive sha256 "
LENGTH = len(_HEAD) + 64 + 1
_BLOCK = 1 << 20


class Damaged(Exception):
    """The archive is not as it was written; nothing of it was used."""


def put(path: Path) -> None:
    """Append the seal to a finished file."""
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256")
    with path.open("ab") as file:
        file.write(_HEAD + content.hexdigest().encode() + b"\n")


def check(path: Path) -> None:
    """Raise :class:`Damaged` unless every byte is as it was written."""
    size = path.stat().st_size - LENGTH
    if size <= 0:
        raise Damaged(f"{path} is not an archive of kyodo, or its end is missing")
    with path.open("rb") as file:
        content = _hash(file, size)
        if file.read() != _HEAD + content.encode() + b"\n":
            raise Damaged(f"{path} is damaged: its content does not match its seal")


def _hash(file: BinaryIO, size: int) -> str:
    content = hashlib.sha256()
    while size:
        block = file.read(min(_BLOCK, size))
        if not block:
            raise Damaged("the archive is shorter than it was")
        content.update(block)
        size -= len(block)
    return content.hexdigest()
