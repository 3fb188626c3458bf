"""``./kyodo test``: everything the project promises, from a bare machine. Standard library only.

With arguments they go to pytest, for a quick loop. Without, every part runs even when an
earlier one failed, and the closing lines say which did.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Need:
    """What the tests need: Debian's packages for it, the best first, and how to see that any, or the best, is there."""

    packages: tuple[str, ...]
    purpose: str
    is_there: Callable[[], bool]
    has_best: Callable[[], bool] | None = None

    def is_at_best(self) -> bool:
        """Whether nothing is to be installed."""
        return (self.has_best or self.is_there)()

    def to_install(self) -> str:
        """Return the first package that apt knows; one that would only be better is no must."""
        packages = self.packages[:1] if self.is_there() else self.packages
        return next((package for package in packages if _knows(package)), "" if self.is_there() else packages[-1])


NEEDED = [
    # The shell has no windows: it costs half of what the whole browser does.
    Need(
        ("chromium-headless-shell", "chromium"), "a browser for the journeys",
        _has("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
        _has("chromium-headless-shell"),
    ),
    Need(("fonts-noto-cjk",), "a Japanese font", _has_japanese_font),
    Need(("fontconfig",), "the list of fonts", _has("fc-list")),
    Need(("postgresql",), "a PostgreSQL server of 15 or later", _has_postgresql),
    Need(("gettext",), "the Japanese catalogues", _has("msgfmt")),
    Need(("poppler-utils",), "a look into printed pages", _has("pdftotext")),
]  # fmt: skip


def _knows(package: str) -> bool:
    asked = ["apt-cache", "show", "--no-all-versions", package]
    return not subprocess.run(asked, capture_output=True, check=False).returncode


def _install(wanted: list[Need]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    if packages := [package for need in wanted if (package := need.to_install())]:
        print(f"· installing {' '.join(packages)}", flush=True)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        subprocess.run(install, env=quiet, check=False)


def provide() -> bool:
    """Install what is missing from Debian's packages where that is possible; else say what to install."""
    wanted = [need for need in NEEDED if not need.is_at_best()]
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(wanted)
    still = [need for need in NEEDED if not need.is_there()]
    if still:
        print("kyodo test: some things are missing on this machine, and nothing is skipped without them:")
        for need in still:
            print(f"  {need.packages[-1]:15} {need.purpose}")
        print(f"On Debian or Ubuntu, as root: apt-get install {' '.join(need.packages[-1] for need in still)}")
    return not still


@dataclass(frozen=True)
class Part:
    """One thing that a whole run looks at: a command, and what it finds in its environment."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)

    def run(self) -> bool:
        """Run it and show what it said in one piece, for another part runs beside it; return whether it passed."""
        print(f"· {self.name}: begun", flush=True)
        since = time.monotonic()
        environment = {**os.environ, **self.environment}
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
            done = subprocess.run(self.command, cwd=ROOT, env=environment, stdout=said, stderr=said, check=False)
            said.seek(0)
            word = "FAILED" if done.returncode else "passed"
            with _ONE_AT_A_TIME:
                print(f"\n=== {self.name}\n{said.read()}", end="")
                print(f"=== {self.name}: {word} in {time.monotonic() - since:.0f} s\n", flush=True)
        return not done.returncode


_ONE_AT_A_TIME = threading.Lock()


def _pytest(name: str, *args: str, workers: int = 2, before: Sequence[str] = (), **environment: str) -> Part:
    shared = ["-n", str(workers), "--dist", "worksteal"] if workers > 1 and _several() else []
    return Part(name, [*before, sys.executable, "-m", "pytest", "-q", *args, *shared], environment)


#: The longest part steps back while others run, so that it is what fills all cores at the end.
_AFTER_OTHERS = ("nice", "-n", "5") if shutil.which("nice") else ()


def _tool(name: str, program: str, *args: str) -> Part:
    environment = {"KYODO_MODE": "test", "KYODO_DATABASE_URL": "sqlite:///:memory:"}
    return Part(name, [str(BIN / program), *args], environment)


def _migrated(kind: str) -> Part:
    command = [sys.executable, "-m", "tests.support.prepare", kind.lower()]
    return Part(f"migrated {kind}", command, {"PYTHONPATH": f"{ROOT}/src"})


def _several() -> bool:
    return (os.cpu_count() or 1) > 1


def parts() -> list[Part]:
    """Return the parts of a whole run, in the order in which they begin."""
    return [
        _migrated("SQLite"),
        _migrated("PostgreSQL"),
        _tool("format", "ruff", "format", "--check", "--quiet", "src", "tests", "bench"),
        _tool("lint", "ruff", "check", "--quiet", "src", "tests", "bench"),
        _tool("templates", "djlint", "src", "--lint", "--quiet"),
        _tool("layers", "lint-imports"),
        _tool("types", "mypy"),
        _pytest("tests on SQLite", "-m", "not browser", before=_AFTER_OTHERS),
        # One process: the browser is another, and each process loads the house.
        _pytest("journeys in a browser", "-m", "browser", workers=2 if (os.cpu_count() or 1) > 3 else 1),
        _pytest("tests on PostgreSQL", "-m", "both_databases and not browser", KYODO_TEST_DATABASE="postgresql"),
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
    # Two at a time: where one waits for a browser, a lock or a process that starts, the other goes on.
    with ThreadPoolExecutor(2 if _several() else 1) as lanes:
        passed = list(lanes.map(Part.run, everything := parts()))
    failed = [part.name for part, good in zip(everything, passed, strict=True) if not good]
    print(f"failed: {', '.join(failed)}" if failed else "everything passed")
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
