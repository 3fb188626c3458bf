import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo.kernel.search.analyzer.fold import align, clean, fold, loose, rewritten


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ﾎﾞﾗﾝﾃｨｱ", "ぼらんてぃあ"),
        ("ＮＰＯ法人", "npo法人"),
        ("サポ-トセンタ－", "さぽーとせんた-"),
        ("ア−トとA-B", "あーととa-b"),
        ("1,000円と12,345,678円", "1000円と12345678円"),
        ("1,00", "1,00"),
        ("令和2年4月", "2020年4月"),
        ("令和 2 年", "2020年"),
        ("令和元年・平成31年", "2019年・2019年"),
        ("昭和六十四年 大正十二年 明治四十五年", "1989年 1923年 1912年"),
        ("㍻23年", "2011年"),
        ("R2年 H27年度 s50年", "2020年 2015年度 1975年"),
        ("UR2年", "ur2年"),
        ("鶴ヶ谷とツルケ谷", "鶴け谷とつるけ谷"),
        ("髙橋と﨑山", "高橋と崎山"),
        ("  空　白\n\t", "空 白"),
        ("\0\ud800", ""),
        ("", ""),
    ],
)
def test_spellings_become_one(text, expected):
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("マチヅクリ", "まちずくり"), ("ヴァイオリン", "ぶぁいおりん"), ("はな ぢ", "はなじ")]
)
def test_readings_are_spelled_loosely(text, expected):
    assert loose(text) == expected


@given(st.text(max_size=80))
def test_aligning_keeps_every_character_in_its_place(text):
    cleaned = clean(text)
    assert len(align(cleaned)) == len(cleaned)


@given(st.text(max_size=80))
def test_any_text_folds(text):
    assert isinstance(fold(text), str)


def test_rewritten_places_are_named():
    assert rewritten(align("令和2年に1,000円")) == [(0, 4, "2020年"), (5, 10, "1000")]
