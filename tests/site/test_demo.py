"""The demo starts over: nothing of the former database is left behind, nor anything of others touched."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management.base import CommandError

from kyodo.kernel.sqlite3.line import TURN, WRITE
from kyodo.site.management.commands import demo


def test_a_fresh_demo_leaves_nothing_of_the_former_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database, media = tmp_path / "var/demo.sqlite3", tmp_path / "var/media"
    media.mkdir(parents=True)
    for name in ("", "-wal", "-shm", TURN, WRITE):
        Path(f"{database}{name}").touch()
    (tmp_path / "var/secret").touch()
    known = {"default": {"NAME": str(database), "ENGINE": "kyodo.kernel.sqlite3"}}
    there = SimpleNamespace(DATABASES=known, VAR=tmp_path / "var", MEDIA_ROOT=str(media))
    monkeypatch.setattr(demo, "settings", there)
    demo.Command()._start_over(ask=False)
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret"]
    there.VAR = tmp_path / "elsewhere"
    with pytest.raises(CommandError, match="under var/ only"):
        demo.Command()._start_over(ask=False)
