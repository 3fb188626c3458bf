"""Where things stand: the repository's folders, its files, and the storey of a module."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SRC = ROOT / "src" / "kyodo"

ROOMS = (
    "navigator", "casebook", "center", "committee", "policy", "cafe", "grants", "experts", "youth", "diagrams",
    "timeline", "matching", "bulletins",
)  # fmt: skip
COMMONS = ("people", "actors", "places", "asks", "gatherings", "collaborations")


def python_files(base: Path = SRC) -> Iterator[Path]:
    """Yield our Python files, without migrations."""
    for path in sorted(base.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def app_folders(base: Path = SRC) -> list[Path]:
    """Return the folders that hold an ``apps.py``."""
    return sorted(path.parent for path in base.rglob("apps.py"))


def tracked_files(root: Path = ROOT) -> list[Path]:
    """Return the files that git keeps."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout
    files = [root / name for name in listed.decode().split("\0") if name]
    return [file for file in files if file.is_file()]


def shown(path: Path) -> str:
    """Return a path as it is named from the repository's root."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name
