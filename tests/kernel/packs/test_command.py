"""``kyodo load`` as an officer meets it."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.translation import override

from kyodo.commons.places.models import Desk, Ward
from kyodo.kernel.packs.management.commands.load import Bar
from tests.factories.packs import CENTER, a_pack

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def run(*args: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("load", *args, stdout=out, stderr=err)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_it_reports_what_became_of_each_kind(tmp_path: Path):
    code, out, err = run(str(a_pack(tmp_path)))
    assert (code, err) == (0, "")
    assert "ward" in out.splitlines()[1]
    assert [line.split()[-5:] for line in out.splitlines()[1:]] == [
        ["2", "0", "0", "0", "0"],
        ["1", "0", "0", "0", "0"],
        ["1", "0", "0", "0", "0"],
        ["1", "0", "0", "0", "0"],
        ["1", "0", "0", "0", "0"],
        ["1", "0", "0", "0", "0"],
        ["2", "0", "0", "0", "0"],
    ]


def test_mistakes_end_with_2_and_nothing_is_written(tmp_path: Path):
    root = a_pack(tmp_path, {"places/center.yaml": CENTER.replace("phone:", "fone:").replace("ward:", "wart:")})
    code, out, err = run(str(root))
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "places/center.yaml:3: the key wart is not known here; did you mean ward?",
        "places/center.yaml:4: the key fone is not known here; did you mean phone?",
        "2 errors; nothing was written.",
    ]
    assert not Ward.objects.exists()


def test_a_dry_run_says_that_it_is_one(tmp_path: Path):
    code, out, _err = run(str(a_pack(tmp_path)), "--dry-run")
    assert (code, out.splitlines()[-1]) == (0, "This was a dry run: nothing was written.")
    assert not Ward.objects.exists()


def test_what_was_kept_is_named_with_the_way_out(tmp_path: Path):
    root = str(a_pack(tmp_path))
    run(root)
    Desk.objects.update(note="変更")
    _code, out, _err = run(root)
    assert out.splitlines()[-2:] == [
        "kept as it is: desk/kyodo (edited since: note)",
        "To take the pack's version instead: --take KIND/SLUG, or --take-pack for all.",
    ]
    _code, out, _err = run(root, "--take", "desk/kyodo")
    assert "kept as it is" not in out
    assert Desk.objects.get().note == ""


def test_without_a_folder_it_asks_for_one():
    assert run() == (2, "", "Say which folder to load: kyodo load DIR\n")


def test_the_schemas_are_published(tmp_path: Path):
    code, out, _err = run("--schema", str(tmp_path / "schemas"))
    assert code == 0
    names = out.split()
    assert {"actors.schema.json", "city.schema.json", "desks.schema.json", "places.schema.json"} <= set(names)
    city = json.loads((tmp_path / "schemas/city.schema.json").read_text())
    assert {"name", "site_name", "wards", "districts", "fields"} <= set(city["properties"])
    places = json.loads((tmp_path / "schemas/places.schema.json").read_text())
    assert places["anyOf"][0]["additionalProperties"] is False
    assert places["anyOf"][0]["properties"]["ward"]["anyOf"][0]["description"] == "slug of a record of the kind 'ward'"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_for_long_loads_on_a_terminal_only():
    terminal, pipe, short = Terminal(), io.StringIO(), Terminal()
    for out, total in ((terminal, 400), (pipe, 400), (short, 20)):
        bar = Bar(out, total)
        bar.tick(total // 2)
        bar.tick(total)
        bar.end()
    assert " 50 %" in terminal.getvalue()
    assert "100 %" in terminal.getvalue()
    assert (pipe.getvalue(), short.getvalue()) == ("", "")
