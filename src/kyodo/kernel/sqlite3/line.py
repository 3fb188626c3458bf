"""Standing in line to write: the threads of a process in the order in which they came, the processes in turn.

Two files beside the database are locked, never written. ``turn`` is held by whoever is next, ``write`` by whoever
writes: as long as another process is next, this one's threads cannot slip in before it. What a process held, the
system frees when it ends.
"""

import fcntl
import os
import time
from collections import deque
from pathlib import Path
from threading import Lock

#: What follows the database's name in those of the two files; they go where the database goes away.
TURN, WRITE = "-turn", "-write"
#: Seconds between two looks at another process's lock.
LOOK = 0.0005


class Line:
    """Lets one in at a time. ``database``: its file, or an empty text where no other process can have it."""

    def __init__(self, database: str):
        self._database = database
        self._door = Lock()
        self._inside: object | None = None
        self._waiting: deque[tuple[object, Lock]] = deque()
        self._files: tuple[int, int, int] | None = None

    def enter(self, who: object, patience: float) -> None:
        """Wait until it is the turn of ``who``, but not longer than so many seconds."""
        until = time.monotonic() + patience
        if self._among_threads(who, patience) and self._database:
            turn, write = self._opened()
            if _locked(turn, until):
                _locked(write, until)
                fcntl.flock(turn, fcntl.LOCK_UN)

    def leave(self, who: object) -> None:
        """Let the next one in, if ``who`` is inside."""
        with self._door:
            if self._inside is not who:
                return
            if self._database:
                fcntl.flock(self._opened()[1], fcntl.LOCK_UN)
            self._inside = None
            if self._waiting:
                self._inside, turn = self._waiting.popleft()
                turn.release()

    def _among_threads(self, who: object, patience: float) -> bool:
        with self._door:
            if self._inside is None:
                self._inside = who
                return True
            turn = Lock()
            turn.acquire()
            self._waiting.append((who, turn))
        if turn.acquire(timeout=patience):
            return True
        with self._door:
            if self._inside is not who:  # else it came at the last moment
                # Whoever is inside may never leave (a thread that died): its place is taken, and SQLite's own
                # lock decides. One such loss must not make everybody wait from then on.
                self._waiting.remove((who, turn))
                self._inside = who
        return False

    def _opened(self) -> tuple[int, int]:
        """Return the two files; a process that was split off opens its own."""
        if self._files is None or self._files[0] != os.getpid():
            turn, write = (
                os.open(Path(f"{self._database}{name}"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
                for name in (TURN, WRITE)
            )
            self._files = os.getpid(), turn, write
        return self._files[1:]


def _locked(file: int, until: float) -> bool:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                return False
            time.sleep(LOOK)
        else:
            return True
