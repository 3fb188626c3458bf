"""Reading an archive: nothing of it is used before all of it was found whole."""

import gzip
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from kyodo.site.archive import seal
from kyodo.site.archive.seal import Damaged
from kyodo.site.archive.tables import digest_of
from kyodo.site.archive.write import FORMAT

TREES = ("media", "post")


class Archive:
    """An archive that was found whole when it was opened."""

    def __init__(self, tar: tarfile.TarFile, manifest: dict[str, Any]):
        self.tar = tar
        self.manifest = manifest

    def lines(self, table: str) -> Iterator[bytes]:
        """Yield the rows of a table as lines of JSON."""
        with gzip.open(self._member(f"tables/{table}.jsonl.gz")) as file:
            yield from file

    def extract(self, tree: str, folder: Path) -> int:
        """Write the files of a tree below ``folder``; return how many."""
        count = 0
        for name in self.manifest["files"]:
            if name.startswith(f"{tree}/"):
                target = folder / _inside(name).relative_to(tree)
                target.parent.mkdir(parents=True, exist_ok=True)
                with self._member(name) as source, target.open("wb") as file:
                    while block := source.read(1 << 20):
                        file.write(block)
                count += 1
        return count

    def _member(self, name: str) -> IO[bytes]:
        try:
            found = self.tar.extractfile(name)
        except KeyError:
            found = None
        if found is None:
            raise Damaged(f"the archive lacks {name}")
        return found


def _inside(name: str) -> PurePosixPath:
    """Return a member's path; raises for one that would lead out of its folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or path.parts[0] not in TREES:
        raise Damaged(f"the archive names a file outside its folders: {name}")
    return path


@contextmanager
def opened(path: Path, *, verified: bool = False) -> Iterator[Archive]:
    """Open an archive, checking its seal and every table (``verified``: that was done already).

    Raises :class:`Damaged` when anything is not as it was written.
    """
    seal.check(path)
    try:
        with tarfile.open(path, "r:") as tar:
            manifest = json.load(tar.extractfile("manifest.json") or _nothing())
            if manifest["format"] != FORMAT:
                raise Damaged(f"the archive has format {manifest['format']}; this kyodo reads {FORMAT}")
            archive = Archive(tar, manifest)
            if not verified:
                _check_tables(archive)
            yield archive
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, KeyError, ValueError) as error:
        raise Damaged(f"{path} cannot be read: {error}") from error


def _nothing() -> IO[bytes]:
    raise Damaged("the archive has no manifest")


def _check_tables(archive: Archive) -> None:
    for name, told in archive.manifest["tables"].items():
        found = digest_of(archive.lines(name))
        if (found.rows, found.sha256) != (told["rows"], told["sha256"]):
            raise Damaged(f"the archive's table {name} is not as its manifest says")
    for name in archive.manifest["files"]:
        _inside(name)
