"""Loaded by pytest before Django: the tests' own environment, no network, no silent skip.

Nothing in the environment of whoever runs the tests changes what they test: every ``KYODO_…``
variable is dropped but those that begin with ``KYODO_TEST_``.
"""

import atexit
import gc
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
BROWSER_FIXTURES = {"browser", "browser_page", "phone_page", "new_page"}


def on_postgresql() -> bool:
    """Say whether this run asks for PostgreSQL (``KYODO_TEST_DATABASE=postgresql``)."""
    return os.environ.get("KYODO_TEST_DATABASE", "sqlite") == "postgresql"


def _make_scratch() -> Path:
    memory = Path("/dev/shm")  # noqa: S108  (a folder in memory; the name below it is unique)
    base = memory if memory.is_dir() and os.access(memory, os.W_OK) else Path(tempfile.gettempdir())
    for left in base.glob("kyodo-test-*-*"):
        if Path("/proc/self").exists() and not Path(f"/proc/{left.name.split('-')[2]}").exists():  # it was killed
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"kyodo-test-{os.getpid()}-", dir=base))


def _set_environment(scratch: Path) -> None:
    for name in list(os.environ):
        if (name.startswith("KYODO_") and not name.startswith("KYODO_TEST_")) or name == "DJANGO_SETTINGS_MODULE":
            del os.environ[name]
    database = "postgresql://kyodo@127.0.0.1:1/kyodo" if on_postgresql() else f"sqlite:///{scratch}/db.sqlite3"
    (scratch / "static").mkdir()
    os.environ.update(
        KYODO_MODE="test",
        KYODO_ROOT=str(ROOT),
        KYODO_DATABASE_URL=database,
        KYODO_MEDIA_ROOT=str(scratch / "media"),
        KYODO_LOG_LEVEL="WARNING",
        # Processes that a test starts run this checkout's code, too.
        PYTHONPATH=os.pathsep.join((str(ROOT / "src"), str(ROOT))),
    )


#: Where this run's outcome is added; taken out of the environment, so that no run within it is counted too.
TALLY = os.environ.pop("KYODO_TEST_TALLY", "")
#: A folder of this process alone, in memory where the system has one; removed at the end.
SCRATCH = _make_scratch()
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
_set_environment(SCRATCH)


class NetworkIsCut(Exception):
    """A test tried to leave this machine."""


def _is_local(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = str(address[0])
    return host in ("localhost", "::1", "") or host.startswith("127.")


def _cut_network() -> None:
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    getaddrinfo = socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if not _is_local(address):
            raise NetworkIsCut(f"a test tried to reach {address!r}")
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        if not _is_local(address):
            raise NetworkIsCut(f"a test tried to reach {address!r}")
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host is not None and not _is_local((host,)):
            raise NetworkIsCut(f"a test asked for the address of {host!r}")
        return getaddrinfo(host, *args, **kwargs)

    socket.socket.connect = guarded_connect  # type: ignore[method-assign,assignment]
    socket.socket.connect_ex = guarded_connect_ex  # type: ignore[method-assign,assignment]
    socket.getaddrinfo = guarded_getaddrinfo


pytest_plugins = ["pytester"]
#: Of what is loaded nothing becomes garbage: no search for it until all is there.
gc.disable()


def pytest_configure(config: pytest.Config) -> None:
    """Cut the network and name the markers."""
    _cut_network()
    config.addinivalue_line("markers", "both_databases: depends on the database; runs on PostgreSQL too")
    config.addinivalue_line("markers", "browser: runs in Chromium (set by itself for tests that use a browser fixture)")


#: What a file of tests must hold in its text to have anything for a part; reading all files takes each worker long.
PARTS = {"browser": BROWSER_FIXTURES, "both_databases and not browser": {"both_databases"}}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass by files that have nothing for the part that is asked for (a test looks that none is hidden so)."""
    words = PARTS.get(config.getoption("markexpr"))
    if words is None or not collection_path.name.startswith("test_") or collection_path.suffix != ".py":
        return None
    text = collection_path.read_text("utf-8")
    return None if any(word in text for word in words) else True


#: Where words decide what becomes of a text: Hypothesis tries those that stand in these modules, too.
TELLING = ("/kyodo/kernel/search/", "/kyodo/kernel/text/")


def _look_for_words_where_they_tell() -> None:
    """Hypothesis would parse every module of the house for texts to try, in each worker: seconds for nothing."""
    if "hypothesis" in sys.modules:
        from hypothesis.internal.conjecture import providers

        is_local = providers.is_local_module_file
        providers.is_local_module_file = lambda file: any(part in file for part in TELLING) and is_local(file)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that uses a browser, so that it can run in its own part."""
    _look_for_words_where_they_tell()
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """Set what is loaded aside: the search for garbage would walk through the whole house again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Turn a skipped test into a failed one: what is skipped is not tested."""
    report: Any = yield
    if report.outcome == "skipped":
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"{item.nodeid}: no test may be skipped or expected to fail ({reason})"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """The same for a whole file that wants to be skipped."""
    report: Any = yield
    if report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid}: no file of tests may be skipped"
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Add this run's outcome to the tally of ``./kyodo test``."""
    if TALLY:
        counts = [len(terminalreporter.stats.get(outcome, ())) for outcome in ("passed", "failed", "error")]
        with Path(TALLY).open("a", encoding="ascii") as file:
            file.write(" ".join(map(str, counts)) + "\n")
