"""An archive on a machine that had nothing: the same hashes, whichever database it was written on."""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.core.management import call_command

from kyodo.kernel.sqlite3.line import TURN, WRITE
from kyodo.site.archive.read import opened
from kyodo.site.archive.tables import Digest
from tests.site.archive.small import everything
from tests.support.databases import sqlite_template


def there(folder: Path, *args: str) -> None:
    """Let another kyodo do something, whose database and files lie elsewhere."""
    environment = {
        **os.environ,
        "KYODO_DATABASE_URL": f"sqlite:///{folder}/other.sqlite3",
        "KYODO_MEDIA_ROOT": str(folder / "m"),
        "KYODO_POST_ROOT": str(folder / "p"),
        "DJANGO_SETTINGS_MODULE": "kyodo.site.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "kyodo", *args], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def archived_there(folder: Path) -> dict[str, Digest]:
    """Return the hashes of the other kyodo's tables, from an archive of its own."""
    there(folder, "backup", str(folder / "again.tar"))
    with opened(folder / "again.tar") as archive:
        return {name: Digest(**told) for name, told in archive.manifest["tables"].items()}


def check_same(after: dict[str, Digest], before: dict[str, Digest]) -> None:
    # Each kind of database has a model or two of its own, which Django names in these.
    for own in ("django_content_type", "auth_permission"):
        assert after.pop(own).rows >= before.pop(own).rows - 4
    assert after == before


def test_the_archive_fills_an_empty_machine(world: Path, tmp_path: Path) -> None:
    """The migrations run first, on a database that is not there yet; files come with the rows."""
    call_command("backup", str(world / "a.tar"))
    before = everything()
    there(tmp_path, "restore", str(world / "a.tar"), "--yes")
    assert [path.name for path in tmp_path.iterdir() if "restoring" in path.name] == []
    for name in (TURN, WRITE):  # where writers stood in line: of the machine, not of the archive
        (tmp_path / f"other.sqlite3{name}").touch()
    check_same(archived_there(tmp_path), before)
    with tarfile.open(tmp_path / "again.tar") as archive:
        assert [name for name in archive.getnames() if "sqlite3" in name] == []
    assert (tmp_path / "m" / "papers" / "規約.txt").read_text("utf-8") == "町内会の規約\n"


@pytest.mark.both_databases
def test_the_archive_of_either_database_fills_sqlite(world: Path, tmp_path: Path) -> None:
    """What restoring does once the tables are there, on a copy of the migrated template."""
    call_command("backup", str(world / "a.tar"))
    before = everything()
    shutil.copyfile(sqlite_template(), tmp_path / "other.sqlite3")
    there(tmp_path, "restore", str(world / "a.tar"), "--fill")
    check_same(archived_there(tmp_path), before)
