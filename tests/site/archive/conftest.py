"""A new database that is built beside the old one begins as a copy of the migrated template.

That migrations run on a database that was empty is shown by the test of the empty machine.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection

from kyodo.site.archive import restore
from tests.site.archive.small import fill_a_world
from tests.support.databases import postgresql_binaries, sqlite_template


@pytest.fixture
def world(transactional_db: None, settings: Any, tmp_path: Path) -> Path:
    """The folder of a small world with organizations, an account, an audited change and two files."""
    settings.MEDIA_ROOT, settings.POST_ROOT = str(tmp_path / "media"), str(tmp_path / "post")
    fill_a_world(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def _tables_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    fill = restore._fill

    def filled(path: Path, url: str) -> None:
        if url.startswith("sqlite:///"):
            shutil.copyfile(sqlite_template(), unquote(url.removeprefix("sqlite:///")))
        else:
            _copy_tables(restore.BesidePostgresql.NEW)
        fill(path, url)

    monkeypatch.setattr(restore, "_fill", filled)


def _copy_tables(schema: str) -> None:
    known, programs = connection.settings_dict, postgresql_binaries()
    login = ["-h", str(known["HOST"]), "-p", str(known["PORT"]), "-U", "kyodo"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    told = subprocess.run(
        [str(programs / "pg_dump"), *login, "--schema=public", "--no-owner", "--no-acl", "kyodo_template"],
        env=environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    lines = [line for line in told.splitlines() if not line.startswith(("CREATE SCHEMA ", "COMMENT ON SCHEMA "))]
    subprocess.run(
        [str(programs / "psql"), *login, "-q", "-v", "ON_ERROR_STOP=1", "-d", str(known["NAME"])],
        input="\n".join(lines).replace("public.", f"{schema}."), env=environment, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
