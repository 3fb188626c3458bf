"""The launcher: its page, and what it says when something is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.plugin import ROOT


def launched(*args: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KYODO_")}
    return subprocess.run(
        ["sh", str(ROOT / "kyodo"), *args],
        cwd=cwd,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_names_every_verb() -> None:
    told = launched("help").stdout
    verbs = [line.split()[0] for line in told.splitlines() if line.startswith("  ")]
    assert verbs == [
        "demo", "test", "serve", "load", "check", "backup", "restore", "verify-draw", "bench", "shell", "messages",
        "help",
    ]  # fmt: skip
    assert launched().stdout == told


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({}, "kyodo: set KYODO_SECRET_KEY (see docs/OPERATE.md)"),
        ({"KYODO_SECRET_KEY": "x" * 50}, "kyodo: set KYODO_ALLOWED_HOSTS (see docs/OPERATE.md)"),
        (
            {"KYODO_SECRET_KEY": "x" * 50, "KYODO_ALLOWED_HOSTS": "kyodo.example.jp"},
            "kyodo: set KYODO_DATABASE_URL (see docs/OPERATE.md)",
        ),
        ({"KYODO_MODE": "party"}, "kyodo: KYODO_MODE is 'party'; write demo, development, test or production"),
    ],
)
def test_a_missing_setting_is_one_clear_line(given: dict[str, str], line: str) -> None:
    """As the launcher runs it, without the installation that a test must not touch."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KYODO_")}
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-m", "kyodo", "serve"], env={**clean, **given}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{line}\n")


def test_the_launcher_is_plain_sh() -> None:
    assert subprocess.run(["sh", "-n", str(ROOT / "kyodo")], check=False).returncode == 0
    assert subprocess.run(["sh", "-n", str(ROOT / ".ci" / "run")], check=False).returncode == 0
