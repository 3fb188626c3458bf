"""Starting the site: quick when there is nothing to do, clear when it cannot be done."""

import socket
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kyodo.kernel.registry import CHECKS, CheckItem
from kyodo.site import starting


@pytest.fixture
def packed(settings: Any, tmp_path: Path) -> Path:
    """Static files as a demo and production pack them, in a folder of the test."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "kyodo.site.storage.HashedStatic"}}
    return tmp_path / "static"


def test_static_files_are_packed_once(packed: Path) -> None:
    assert starting.collect_static()
    assert not starting.collect_static()


def test_files_of_every_page_are_packed_twice_and_those_of_libraries_once(packed: Path) -> None:
    starting.collect_static()
    style = next((packed / "ui" / "css").glob("base.*.css"))
    assert (style.with_name(f"{style.name}.br").exists(), style.with_name(f"{style.name}.gz").exists()) == (True, True)
    library = next((packed / "wagtailadmin" / "css").rglob("*.css"))
    assert library.with_name(f"{library.name}.gz").exists()
    assert list((packed / "wagtailadmin").rglob("*.br")) == []


def test_a_migrated_database_has_nothing_to_apply(db: None) -> None:
    assert starting.migrate() == 0


def test_a_port_in_use_is_told(db: None) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=rf"127\.0\.0\.1:{port} cannot be used"):
            starting.check_port("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "http://127.0.0.1:8000"), ("0.0.0.0", "http://127.0.0.1:8000"), ("::", "http://[::1]:8000")],  # noqa: S104
)
def test_the_address_to_open(host: str, shown: str) -> None:
    assert starting.address(host, 8000) == shown


def test_check_is_content_with_a_fresh_house(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check")
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("✗")] == []
    assert [line for line in lines if line.startswith("✓")] == [f"✓ {item.label}" for item in CHECKS]


def test_check_tells_each_thing_that_is_wrong(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    CHECKS.hang(CheckItem("planted", "planted", lambda: ["row 3 was altered", "row 4 is missing"]))
    try:
        with pytest.raises(CommandError, match=r"2 thing\(s\) are wrong"):
            call_command("check")
    finally:
        CHECKS._items.pop("planted")
    assert capsys.readouterr().err == "  row 3 was altered\n  row 4 is missing\n"


def test_the_demo_runs_in_no_other_mode(db: None) -> None:
    with pytest.raises(CommandError, match="KYODO_MODE=demo"):
        call_command("demo")
