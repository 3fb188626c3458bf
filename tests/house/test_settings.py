"""No dead setting, no setting that nobody wrote, every variable of the environment documented."""

import importlib.util
from functools import cache
from pathlib import Path

from django.conf import global_settings

from tests.house.checks import settings as checks
from tests.house.checks.places import ROOT, SRC, python_files

FILE = SRC / "site" / "settings.py"
LIBRARIES = ("allauth", "wagtail", "whitenoise", "django_tasks_db", "modelsearch", "django_htmx", "ninja", "taggit")


@cache
def library_text() -> str:
    """Return the code of the libraries that read settings."""
    found = []
    for name in LIBRARIES:
        spec = importlib.util.find_spec(name)
        assert spec
        assert spec.origin
        found += [
            path.read_text("utf-8") for path in Path(spec.origin).parent.rglob("*.py") if "tests" not in path.parts
        ]
    # allauth asks for its settings without their prefix: ACCOUNT_X is read as _setting("X").
    return "\n".join(found)


def unread(names: list[str]) -> list[str]:
    own = checks.read(python_files()) | checks.reused(FILE)
    candidates = checks.dead(names, own, dir(global_settings), library_text())
    prefixes = ("ACCOUNT_", "MFA_", "SOCIALACCOUNT_", "USERSESSIONS_", "HEADLESS_")
    return [
        n
        for n in candidates
        if not any(n.startswith(p) and f'"{n.removeprefix(p)}"' in library_text() for p in prefixes)
    ]


def test_no_setting_is_dead() -> None:
    assert unread(checks.written(FILE)) == []


def test_a_dead_setting_is_found() -> None:
    assert unread(["DEBUG", "WAGTAIL_SITE_NAME", "KYODO_NOBODY_READS_THIS"]) == ["KYODO_NOBODY_READS_THIS"]


def test_every_setting_that_is_read_is_written() -> None:
    known = set(dir(global_settings)) | set(checks.written(FILE))
    assert sorted(checks.read(python_files()) - known) == []


def test_every_variable_is_documented() -> None:
    text = (ROOT / "docs" / "OPERATE.md").read_text("utf-8")
    named = set(
        checks.variables(
            [FILE, SRC / "site" / "environment.py", SRC / "site" / "starting.py", SRC / "site" / "webserver.py"]
        )
    )
    assert sorted(name for name in named if f"`{name}`" not in text) == []


def test_every_documented_variable_is_read() -> None:
    import re

    text = (ROOT / "docs" / "OPERATE.md").read_text("utf-8")
    named = set(checks.variables([*python_files(), *python_files(ROOT / "tests")])) | {"KYODO_ROOT", "KYODO_MODE"}
    assert sorted(set(re.findall(r"`(KYODO_[A-Z_]+)`", text)) - named) == []


def test_planted_names_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text('A_B = text("KYODO_X")\nprint(settings.C_D, getattr(settings, "E_F", 1))\n')
    assert checks.written(path) == ["A_B"]
    assert checks.read([path]) == {"C_D", "E_F"}
    assert list(checks.variables([path])) == ["KYODO_X"]
