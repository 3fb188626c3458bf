"""Every string that people see is translated, and what is compiled is what is written."""

import subprocess
from pathlib import Path

import pytest

from tests.house.checks import catalogues
from tests.house.checks.places import SRC, python_files

POS = sorted(SRC.rglob("locale/ja/LC_MESSAGES/django*.po"))


def test_there_are_catalogues() -> None:
    assert POS


def test_every_entry_is_translated() -> None:
    assert [line for po in POS for line in catalogues.untranslated(po)] == []


def test_every_catalogue_is_compiled() -> None:
    assert [line for po in POS for line in catalogues.stale(po)] == []


def test_translations_keep_their_placeholders() -> None:
    assert [line for po in POS for line in catalogues.wrong_places(po)] == []


def test_one_text_is_told_in_one_way() -> None:
    assert catalogues.two_ways(POS) == []


def test_every_string_is_in_a_catalogue() -> None:
    files = [*python_files(), *sorted(SRC.rglob("templates/**/*.html")), *sorted(SRC.rglob("templates/**/*.txt"))]
    assert catalogues.missing(catalogues.strings(files), POS) == []


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    po = tmp_path / "django.po"
    po.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Save"\nmsgstr "保存する"\n\nmsgid "Open"\nmsgstr ""\n\n#, fuzzy\nmsgid "Close"\nmsgstr "閉じる"\n\n'
        'msgid "%(n)s left"\nmsgstr "あと%(m)s日"\n',
        "utf-8",
    )
    subprocess.run(["msgfmt", str(po), "-o", str(po.with_suffix(".mo"))], check=True)
    return po


def test_what_is_not_translated_is_found(planted: Path) -> None:
    assert catalogues.untranslated(planted) == ["django.po: 'Open'", "django.po: 'Close'"]


def test_a_wrong_placeholder_is_found(planted: Path) -> None:
    assert catalogues.wrong_places(planted) == ["django.po: '%(n)s left'"]


def test_a_stale_catalogue_is_found(planted: Path) -> None:
    planted.write_text(planted.read_text("utf-8").replace("保存する", "保存"), "utf-8")
    assert "django.mo: 'Save'" in catalogues.stale(planted)


def test_a_string_outside_the_catalogues_is_found(planted: Path) -> None:
    code, page = planted.parent / "views.py", planted.parent / "page.html"
    code.write_text("_('Save')\nngettext('%(n)s day', '%(n)s days', n)\npgettext_lazy('a door', 'Save')\n", "utf-8")
    page.write_text('{% trans "Open" %}{% blocktrans count n=days %}one{% plural %}many{% endblocktrans %}', "utf-8")
    assert catalogues.missing(catalogues.strings([code, page]), [planted]) == [
        "page.html: 'one'", "views.py: '%(n)s day'", "views.py: 'Save'",
    ]  # fmt: skip


def test_one_text_told_in_two_ways_is_found(planted: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "django.po"
    other.parent.mkdir()
    other.write_text(
        'msgid ""\nmsgstr ""\n\nmsgid "Save"\nmsgstr "保存"\n\nmsgctxt "file"\nmsgid "Open"\nmsgstr "開く"\n'
    )
    assert catalogues.two_ways([planted, other]) == ["'Save': {'保存する': 'django.po', '保存': 'django.po'}"]
