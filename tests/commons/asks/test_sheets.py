"""Slips: what an office is asked stands on its sheet, large enough, with the code and where to send it."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from kyodo.commons.asks.models import Ask
from kyodo.commons.asks.sheets import read_aloud, slips
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
    assert ("花だんの水やり" in pages[0].replace("\n", ""), asks[2].code in pages[1].replace(" ", "")) == (True, True)


def test_three_questions_of_usual_length_fit_on_one_sheet_and_a_fourth_takes_another(tmp_path: Path) -> None:
    seat, _person = an_officer()
    long = (
        "見本大学の学生3名が、10月の防災訓練を見学したいと希望しています。\n"
        "当日、30分ほど説明していただける方はいらっしゃいますか。"
    )
    asks = [
        an_ask(seat, question=long, at_end="お返事がないときは、見送りとして先方にお伝えします。") for _ in range(3)
    ]
    assert read(slips(asks), tmp_path).count("\f") == 1
    assert read(slips([*asks, an_ask(seat, question=long)]), tmp_path).count("\f") == 2


def test_kanji_are_read_for_those_who_would_not_and_no_name_is_guessed() -> None:
    read = dict(read_aloud("川平の佐藤先生から、7月30日に3名で見学したいとのお願いです。", {}))
    assert (read["先生"], read["見学"], read["願"]) == ("せんせい", "けんがく", "ねが")
    assert [word for word in ("川平", "佐藤", "7月", "3名") if read.get(word)] == []
    assert dict(read_aloud("川平の防災", {"川平": "かわだいら"}))["川平"] == "かわだいら"
    assert "".join(word for word, _reading in read_aloud("一、二\n<三>", {})) == "一、二\n<三>"


def test_with_line_the_slip_says_how_to_connect_it(tmp_path: Path, settings: Any) -> None:
    ask = an_ask()
    assert "LINE" not in read(slips([ask]), tmp_path)
    settings.LINE_TOKEN, settings.LINE_ID = "token", "@kyodo"
    assert "LINE「@kyodo」" in read(slips([ask]), tmp_path)


def test_the_type_is_large_enough_for_old_eyes(tmp_path: Path) -> None:
    path = tmp_path / "slips.pdf"
    path.write_bytes(slips([an_ask()]))
    boxes = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
    heights = [
        float(line.split('yMax="')[1].split('"')[0]) - float(line.split('yMin="')[1].split('"')[0])
        for line in boxes.splitlines()
        if line.endswith((">今回は</word>", "けられますか。</word>"))
    ]
    assert len(heights) == 2
    assert min(heights) >= 15.5


def test_what_people_wrote_is_text_and_never_markup(tmp_path: Path) -> None:
    hostile = '#set page(width: 1cm) *太字* $x$ "#panic()" \\ // <a>'
    text = read(slips([an_ask(subject="試し", question=hostile)]), tmp_path).replace("\n", "")
    assert "#panic()" in text
