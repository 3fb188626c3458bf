"""Paper is the same on every machine, readable aloud, and asks nobody for anything."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typst
from django.template import TemplateDoesNotExist

from kyodo.kernel.paper import press
from kyodo.kernel.paper.codes import qr_svg

AT = datetime(2026, 11, 25, tzinfo=UTC)
SHEET = """
#import "/kernel/paper/paper.typ": *
#show: sheet.with(title: "試し")
= 見出し
#ruby(data.name, data.reading)
#typed(data.words)
"""


@pytest.fixture
def sheet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Return what writes a sheet beside the house's own and names it."""
    (tmp_path / "kernel" / "paper").mkdir(parents=True)
    for file in ("paper.typ",):
        text = (press.ROOT / "kernel" / "paper" / file).read_text("utf-8")
        (tmp_path / "kernel" / "paper" / file).write_text(text, "utf-8")
    monkeypatch.setattr(press, "ROOT", tmp_path)

    def write(text: str) -> str:
        (tmp_path / "sheet.typ").write_text(text, "utf-8")
        monkeypatch.setattr(press, "_path_of", lambda name: str(tmp_path / name))
        return "sheet.typ"

    return write


def fonts_in(pdf: bytes, folder: Path) -> set[str]:
    path = folder / "a.pdf"
    path.write_bytes(pdf)
    lines = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout.splitlines()
    return {line.split()[0].partition("+")[2] for line in lines[2:]}


def test_the_same_data_make_the_same_bytes_with_fonts_of_our_own(sheet: Any, tmp_path: Path) -> None:
    name, data = sheet(SHEET), {"name": "髙﨑", "reading": "たかさき", "words": "一行目\n二行目\n\n怇 ①〒"}
    first = press.pdf(name, data, AT)
    assert press.pdf(name, data, AT) == first
    assert fonts_in(first, tmp_path) == {
        "BIZUDPGothic-Bold", "BIZUDPGothic-Regular", "KyodoRareKanji-Regular-Identity-H",
    }  # fmt: skip


def test_a_picture_without_words_for_it_is_refused(sheet: Any) -> None:
    name = sheet(
        '#import "/kernel/paper/paper.typ": *\n#show: sheet.with(title: "a")\n#image(bytes(data.svg), format: "svg")'
    )
    with pytest.raises(typst.TypstError):
        press.pdf(name, {"svg": qr_svg("https://example.jp/")}, AT)


def test_pages_come_as_pictures_too(sheet: Any) -> None:
    pages = press.pictures(sheet(SHEET + "#pagebreak()\n二"), {"name": "a", "reading": "", "words": "b"}, ppi=30)
    assert [page[:8] for page in pages] == [b"\x89PNG\r\n\x1a\n"] * 2


def test_an_unknown_sheet_is_said_so() -> None:
    with pytest.raises(TemplateDoesNotExist):
        press.pdf("nowhere/paper/nothing.typ", {})


def test_a_qr_code_is_an_svg_without_script_or_address() -> None:
    drawn = qr_svg("https://example.jp/r/ACEFHJ/")
    assert drawn.count("<path") == 1
    assert "script" not in drawn
