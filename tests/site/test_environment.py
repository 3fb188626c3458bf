import stat

from kyodo.site.environment import kept_secret
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
