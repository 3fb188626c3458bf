"""The journal of a worker: what it handed over, readable for whoever comes after a ``kill -9``.

A line is written by one system call, so it survives the process that wrote it the moment the
call returns (a power cut may lose it; see :mod:`kyodo.kernel.notices.deliver`). A lock on the
file shows whether the worker, or the helper that holds the same open file, still lives.
Only the standard library is used here, because the helper must start quickly.
"""

import fcntl
import os
import secrets
import socket
from pathlib import Path

HANDING, ACCEPTED, REFUSED = "handing", "accepted", "refused"


class Journal:
    """A worker's own journal, open and locked as long as any process holds it."""

    def __init__(self, file: int, name: str = "", path: Path | None = None):
        self.file = file
        self.name = name
        self.path = path

    @classmethod
    def begin(cls, folder: Path) -> "Journal":
        """Open a new journal in ``folder`` and lock it."""
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{host()}-{os.getpid()}-{secrets.token_hex(6)}"
        # Locked before it bears its name, so that nobody takes a new journal for a dead worker's.
        unnamed = folder / f".{name}"
        file = os.open(unnamed, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        fcntl.flock(file, fcntl.LOCK_SH)
        return cls(file, name, unnamed.rename(folder / name))

    def write(self, word: str, attempt: str) -> None:
        """Write what happened to an attempt; it is there for others when this returns."""
        os.write(self.file, f"{word} {attempt}\n".encode("ascii"))

    def last_word(self, attempt: str) -> str:
        """Return the last word on an attempt, or an empty text."""
        return last_words(self.path).get(attempt, "") if self.path else ""

    def end(self) -> None:
        """Close and remove the journal; only when every attempt in it is settled in the database."""
        if self.path:
            self.path.unlink(missing_ok=True)
        os.close(self.file)


def host() -> str:
    """Return this machine's name as it stands at the beginning of a journal's name."""
    return "".join(c if c.isalnum() else "_" for c in socket.gethostname())[:40] or "host"


def last_words(path: Path) -> dict[str, str]:
    """Return the last word on each attempt that a journal names."""
    found = {}
    for line in path.read_text("ascii").splitlines():
        word, _space, attempt = line.partition(" ")
        found[attempt] = word
    return found


class Left:
    """The journal of a worker that is dead, held by whoever settles it."""

    def __init__(self, path: Path, file: int):
        self.path = path
        self.name = path.name
        self.file = file

    def last_words(self) -> dict[str, str]:
        """Return the last word on each attempt."""
        return last_words(self.path)

    def remove(self) -> None:
        """Remove the journal and let the lock go."""
        self.path.unlink(missing_ok=True)
        os.close(self.file)

    def let_go(self) -> None:
        """Leave the journal for another time."""
        os.close(self.file)


def left_behind(folder: Path) -> list[Left]:
    """Return, locked, the journals whose worker and helper are both gone."""
    found = []
    for path in sorted(folder.glob("[!.]*")) if folder.is_dir() else []:
        try:
            file = os.open(path, os.O_RDWR)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            continue
        if path.exists():
            found.append(Left(path, file))
        else:
            os.close(file)
    return found
