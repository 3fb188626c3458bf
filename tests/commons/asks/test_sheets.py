"""Slips: what an office is asked stands on its sheet, large enough, with the code and where to send it."""

import subprocess
from pathlib import Path

import pytest

from kyodo.commons.asks.models import Ask
from kyodo.commons.asks.sheets import slips
from tests.factories.actors import an_actor
from tests.factories.asks import an_ask, an_officer

pytestmark = pytest.mark.django_db


def read(pdf: bytes, folder: Path, *options: str) -> str:
    """Return the text of a PDF as an independent reader finds it."""
    path = folder / "slips.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", *options, str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_slip_says_who_is_asked_what_by_when_and_how_to_answer(tmp_path: Path) -> None:
    seat, _person = an_officer(actor=an_actor("髙﨑町内会", "community_organization", name_reading="たかさき"))
    ask = an_ask(seat, at_end="お返事がないときは、見送りとします。")
    text = read(slips([ask]), tmp_path, "-layout").replace(" ", "")
    for words in (
        "髙﨑町内会",
        "会長",
        "防災訓練の見学",
        "見学を受けられますか",
        "今回は見送ります",
        ask.code,
        "見送りとします",
    ):
        assert words in text


def test_what_waits_for_one_office_is_one_sheet_and_each_office_has_its_own(tmp_path: Path) -> None:
    seat, _person = an_officer()
    asks: list[Ask] = [an_ask(seat), an_ask(seat, subject="花だんの水やり"), an_ask()]
    pages = read(slips(asks), tmp_path).split("\f")[:-1]
    assert len(pages) == 2
    assert ("花だんの水やり" in pages[0].replace("\n", ""), asks[2].code in pages[1]) == (True, True)


def test_the_type_is_large_enough_for_old_eyes(tmp_path: Path) -> None:
    path = tmp_path / "slips.pdf"
    path.write_bytes(slips([an_ask()]))
    boxes = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
    heights = [
        float(line.split('yMax="')[1].split('"')[0]) - float(line.split('yMin="')[1].split('"')[0])
        for line in boxes.splitlines()
        if "今回は見送ります" in line or "見学を受けられますか" in line
    ]
    assert len(heights) == 2
    assert min(heights) >= 15.5


def test_what_people_wrote_is_text_and_never_markup(tmp_path: Path) -> None:
    hostile = '#set page(width: 1cm) *太字* $x$ "#panic()" \\ // <a>'
    text = read(slips([an_ask(subject="試し", question=hostile)]), tmp_path).replace("\n", "")
    assert "#panic()" in text
