"""Writes are verbs with ``by`` and ``channel``; what is long is cut."""

from pathlib import Path

from tests.house.checks import actions
from tests.house.checks.places import ROOT, SRC, python_files

PLANTED = '''
def close(thing, *, by):
    """Planted."""


def open_again(*, thing, by, channel):
    """Fine."""


def _helper(thing):
    pass
'''


def test_actions_take_keywords_and_say_who_and_how() -> None:
    """In the rooms and the commons, where people act; the kernel's own machines have no person."""
    where = [path for path in actions.modules_named("actions") if not path.is_relative_to(SRC / "kernel")]
    assert [line for path in where for line in actions.unsigned(path)] == []


def test_an_unsigned_action_is_found(tmp_path: Path) -> None:
    (tmp_path / "actions.py").write_text(PLANTED)
    assert actions.unsigned(tmp_path / "actions.py") == [
        "actions.py:2 close takes positional arguments",
        "actions.py:2 close lacks channel",
    ]


def test_views_are_short() -> None:
    assert [line for path in actions.modules_named("views") for line in actions.long_views(path)] == []


def test_functions_are_short() -> None:
    limit = actions.FUNCTION_LINES
    assert [line for path in python_files() for line in actions.long_functions(path, limit)] == []


def test_files_are_short() -> None:
    assert actions.long_files(python_files(), actions.FILE_LINES) == []


def test_templates_are_short() -> None:
    assert actions.long_files(sorted(SRC.rglob("templates/**/*.html")), actions.TEMPLATE_LINES) == []


def test_scripts_and_styles_stay_few() -> None:
    ours = [path for path in SRC.rglob("static/**/*") if "vendor" not in path.parts and "dads" not in path.parts]
    assert actions.total_lines(path for path in ours if path.suffix == ".js") <= actions.JS_LINES
    assert actions.total_lines(path for path in ours if path.suffix == ".css") <= actions.CSS_LINES


def test_tests_keep_to_the_same_length() -> None:
    assert actions.long_files(python_files(ROOT / "tests"), actions.FILE_LINES) == []


def test_what_is_too_long_is_found(tmp_path: Path) -> None:
    body = "\n".join(f"    a{n} = {n}" for n in range(50))
    (tmp_path / "views.py").write_text(
        f'def show(request):\n    """Docstring."""\n{body}\n\n\ndef other(x):\n    return x\n'
    )
    assert actions.long_views(tmp_path / "views.py") == ["views.py:1 show has 51 lines"]
    assert actions.long_functions(tmp_path / "views.py", 40) == ["views.py:1 show has 51 lines"]
    assert actions.long_files([tmp_path / "views.py"], 40) == ["views.py has 56 lines"]


def test_a_docstring_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "views.py").write_text('def show(request):\n    """One.\n\n    Two.\n    """\n    return 1\n')
    assert actions.long_functions(tmp_path / "views.py", 1) == ["views.py:1 show has 2 lines"]
