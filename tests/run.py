"""``./kyodo test``: everything the project promises, from a bare machine. Standard library only.

With arguments they go to pytest, for a quick loop. Without, every part runs even when an
earlier one failed, and the closing lines say which did.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def _has_japanese_font() -> bool:
    listed = shutil.which("fc-list") and subprocess.run(
        ["fc-list", ":lang=ja", "family"], capture_output=True, text=True, check=False
    ).stdout.strip()  # fmt: skip
    return bool(listed)


def _has_postgresql() -> bool:
    versions = [program.parts[-3] for program in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return any(int(version.split(".")[0]) >= 15 for version in versions) or bool(shutil.which("initdb"))


def _has(*programs: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(program) for program in programs)


#: Debian's package, what it is for, and how to see that it is there already.
NEEDED: list[tuple[str, str, Callable[[], bool]]] = [
    ("chromium", "a browser for the journeys", _has("chromium", "chromium-browser", "google-chrome")),
    ("fonts-noto-cjk", "a Japanese font", _has_japanese_font),
    ("fontconfig", "the list of fonts", _has("fc-list")),
    ("postgresql", "a PostgreSQL server of 15 or later", _has_postgresql),
    ("gettext", "the Japanese catalogues", _has("msgfmt")),
    ("poppler-utils", "a look into printed pages", _has("pdftotext")),
]


def provide() -> bool:
    """Install what is missing from Debian's packages where that is possible; else say what to install."""
    missing = [(package, purpose) for package, purpose, is_there in NEEDED if not is_there()]
    if not missing:
        return True
    packages = [package for package, _purpose in missing]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"· installing {' '.join(packages)}", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], env=quiet, check=False
        )
    still = [(package, purpose) for package, purpose, is_there in NEEDED if not is_there()]
    if still:
        print("kyodo test: some things are missing on this machine, and nothing is skipped without them:")
        for package, purpose in still:
            print(f"  {package:15} {purpose}")
        print(f"On Debian or Ubuntu, as root: apt-get install {' '.join(package for package, _purpose in still)}")
    return not still


def _pytest(*args: str, **environment: str) -> Callable[[], bool]:
    command = [sys.executable, "-m", "pytest", "-q", *args]
    return lambda: subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode == 0


def _tool(program: str, *args: str) -> Callable[[], bool]:
    environment = {**os.environ, "KYODO_MODE": "test", "KYODO_DATABASE_URL": "sqlite:///:memory:"}
    command = [str(BIN / program), *args]
    return lambda: subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


def parts() -> list[tuple[str, Callable[[], bool]]]:
    """Return the parts of a whole run, in order."""
    workers = ["-n", "2"] if (os.cpu_count() or 1) > 1 else []
    return [
        ("format", _tool("ruff", "format", "--check", "--quiet", "src", "tests", "bench")),
        ("lint", _tool("ruff", "check", "--quiet", "src", "tests", "bench")),
        ("templates", _tool("djlint", "src", "--lint", "--quiet")),
        ("layers", _tool("lint-imports")),
        ("types", _tool("mypy")),
        ("tests on SQLite", _pytest("-m", "not browser", *workers)),
        (
            "tests on PostgreSQL",
            _pytest("-m", "both_databases and not browser", *workers, KYODO_TEST_DATABASE="postgresql"),
        ),
        ("journeys in a browser", _pytest("-m", "browser", *workers, *(["--dist", "loadfile"] if workers else []))),
    ]


def main(args: list[str]) -> int:
    """Run pytest with the arguments, or everything; return the exit code."""
    if args:
        return subprocess.run([sys.executable, "-m", "pytest", *args], cwd=ROOT, check=False).returncode
    if not provide():
        return 1
    began = time.monotonic()
    tally = ROOT / "var" / "tests" / f"tally-{os.getpid()}"
    tally.parent.mkdir(parents=True, exist_ok=True)
    os.environ["KYODO_TEST_TALLY"] = str(tally)
    failed = []
    for name, run in parts():
        print(f"\n=== {name}", flush=True)
        since = time.monotonic()
        good = run()
        print(f"=== {name}: {'passed' if good else 'FAILED'} in {time.monotonic() - since:.0f} s", flush=True)
        if not good:
            failed.append(name)
    print(f"\nfailed: {', '.join(failed)}" if failed else "\neverything passed")
    print(_closing_line(tally, len(failed), time.monotonic() - began), flush=True)
    return 1 if failed else 0


def _closing_line(tally: Path, failed_parts: int, seconds: float) -> str:
    """Return one line as pytest ends with, over all its runs; a failed part counts as an error."""
    counts = [0, 0, 0]
    if tally.exists():
        for line in tally.read_text("ascii").splitlines():
            counts = [sum(pair) for pair in zip(counts, map(int, line.split()), strict=True)]
        tally.unlink()
    passed, failed, errors = counts
    errors += failed_parts if not failed + errors else 0
    told = [f"{count} {word}" for count, word in ((failed, "failed"), (passed, "passed"), (errors, "errors")) if count]
    return f"===== {', '.join(told)} in {seconds:.2f}s ====="


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
