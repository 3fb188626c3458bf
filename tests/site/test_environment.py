import stat

import pytest

from kyodo.site.environment import SettingsError, kept_secret, line_account
from tests.support.threads import all_at_once


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    path = tmp_path / "var" / "secret"
    secret = kept_secret(path)
    assert len(secret) == 64
    assert kept_secret(path) == secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret"]


def test_processes_that_start_together_have_one_secret(tmp_path):
    path = tmp_path / "secret"
    assert len(set(all_at_once(8, lambda _number: kept_secret(path)))) == 1


@pytest.mark.parametrize(("given", "told"), [
    (("token", "", "@a"), "set B too"), (("token", "", ""), "set B and C too"), (("to ken", "secret", "@a"), "spaces"),
])  # fmt: skip
def test_a_line_account_that_is_cut_short_stops_the_start(monkeypatch, given, told):
    for name, value in zip("ABC", given, strict=True):
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=told):
        line_account("A", "B", "C")


def test_a_line_account_is_whole_or_there_is_none(monkeypatch):
    assert line_account("A", "B", "C") == ("", "", "")
    for name in "ABC":
        monkeypatch.setenv(name, f" {name}1 ")
    assert line_account("A", "B", "C") == ("A1", "B1", "C1")
