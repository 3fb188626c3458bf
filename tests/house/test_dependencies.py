"""Few dependencies, each with its reason; a neutral lock; no trace of any machine."""

from pathlib import Path

import pytest

from tests.house.checks.dependencies import foreign_hosts, traces, without_reason
from tests.house.checks.places import ROOT, tracked_files


def test_dependencies_are_few_and_say_why() -> None:
    assert without_reason((ROOT / "pyproject.toml").read_text("utf-8")) == []


def test_the_lock_names_only_the_public_index() -> None:
    assert foreign_hosts((ROOT / "uv.lock").read_text("utf-8")) == []


def test_no_file_names_a_machine() -> None:
    assert traces(tracked_files()) == []


def test_the_launcher_and_its_steps_may_be_run() -> None:
    assert [name for name in ("kyodo", ".ci/run") if not (ROOT / name).stat().st_mode & 0o111] == []


def test_planted_dependencies_are_found() -> None:
    listed = "\n".join(f'  "package{n}",  # why' for n in range(24))
    text = f'[project]\nname = "a"\ndependencies = [\n{listed}\n  "bare>=1",\n]\n'
    assert without_reason(text) == ['no reason: "bare>=1",', "25 direct dependencies, 24 are allowed"]


def test_a_planted_host_is_found() -> None:
    lock = (ROOT / "uv.lock").read_text("utf-8") + 'url = "https://packages.example.jp/a.whl"'
    assert foreign_hosts(lock) == ["packages.example.jp"]


@pytest.mark.parametrize(
    "parts",
    [("see ", "root", "notes.txt"), ("see ", "home", "hanako", "kyodo"), ("http:/", "10.0.0.1:3141", "simple", "")],
)
def test_a_planted_trace_is_found(tmp_path: Path, parts: tuple[str, ...]) -> None:
    (tmp_path / "a.md").write_text(f"# a\n{'/'.join(parts)}\n")
    assert [found.split()[0] for found in traces([tmp_path / "a.md"])] == ["a.md:2"]
