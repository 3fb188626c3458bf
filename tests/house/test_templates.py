"""Pages carry no script and no style of their own, and no Japanese outside the catalogues."""

from pathlib import Path

import pytest

from tests.house.checks.catalogues import japanese_text
from tests.house.checks.places import SRC
from tests.house.checks.templates import inline

TEMPLATES = sorted(SRC.rglob("templates/**/*.html"))


def test_there_are_templates() -> None:
    assert TEMPLATES


def test_templates_hold_no_script_and_no_style() -> None:
    assert [line for path in TEMPLATES for line in inline(path)] == []


def test_templates_hold_no_japanese() -> None:
    """But for whole texts that stand once in each language, and the gallery's samples."""
    whole = [path for path in TEMPLATES if path.name.endswith(".ja.html")]
    assert [path.name for path in whole if not path.with_name(path.name.replace(".ja.", ".en.")).exists()] == []
    others = [path for path in TEMPLATES if path not in whole and "gallery" not in path.parts]
    assert [line for path in others for line in japanese_text(path)] == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<script>alert(1)</script>", "a script inside the page"),
        ("<style>p{}</style>", "a style inside the page"),
        ('<p class="a" style="color:red">', "a style attribute"),
        ('<button type="button" onclick="go()">', "an event attribute"),
        ('<a href="javascript:go()">', "a javascript: address"),
        ("{{ text|safe }}", "unescaped output"),
        ('<img src="https://example.jp/a.png">', "a foreign file"),
    ],
)
def test_what_is_planted_is_found(tmp_path: Path, text: str, what: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<h1>a</h1>\n{text}\n")
    assert inline(page) == [f"page.html:2 {what}"]


@pytest.mark.parametrize(
    "text",
    [
        "<script src=\"{% static 'ui/js/menu.js' %}\" defer></script>",
        '<script type="application/ld+json">{}</script>',
        "{# a note about onclick= and <style> #}",
        '<a href="https://www.city.sendai.jp/">',
    ],
)
def test_what_is_allowed_is_not_found(tmp_path: Path, text: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(text)
    assert inline(page) == []


def test_japanese_of_a_template_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("{# 注 #}\n<p>{% trans 'Search' %}</p>\n<p>検索</p>\n")
    assert japanese_text(page) == ["page.html:3"]
