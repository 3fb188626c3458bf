"""One form for text that is typed in many."""

import pytest

from kyodo.kernel.text.fold import digits_of, fold_hyphens, fold_spaces, fold_width, key, tidy, to_hiragana, to_katakana


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ＮＰＯ法人　ﾎﾞﾗﾝﾃｨｱ", "NPO法人 ボランティア"),
        ("㈱髙島①～２０", "㈱髙島①～20"),
        ("ﾊﾟﾝﾌﾚｯﾄ（案）", "パンフレット(案)"),
        ("か\u3099", "が"),
        ("１％＆￥", "1%&¥"),
    ],
)
def test_width_is_folded_and_nothing_else(typed: str, kept: str) -> None:
    assert fold_width(typed).replace("\u3000", " ") == kept


def test_spaces_and_invisible_signs() -> None:
    assert fold_spaces("\ufeff 仙台市　 泉\u200b区\t\n") == "仙台市 泉区"


@pytest.mark.parametrize("dash", "-‐‑‒–—―−－ー─ｰ")
def test_every_sign_that_people_take_for_a_hyphen(dash: str) -> None:
    assert fold_hyphens(f"980{dash}0811") == "980-0811"


@pytest.mark.parametrize("dash", "-‐–—−－ｰ")
def test_the_long_vowel_of_katakana_is_mended(dash: str) -> None:
    assert tidy(f"サポ{dash}トセンタ{dash}") == "サポートセンター"


def test_a_hyphen_after_other_signs_stays() -> None:
    assert tidy("A-1 3-5-1 第1-2回") == "A-1 3-5-1 第1-2回"


def test_both_kana() -> None:
    assert to_katakana("せんだいゝゔ") == "センダイヽヴ"
    assert to_hiragana("センダイサポートヽヴヷ") == "せんだいさぽーとゝゔヷ"


def test_texts_that_people_call_the_same_have_one_key() -> None:
    keys = {key(text) for text in ("ＮＰＯ－サポート", "NPO‐ｻﾎﾟｰﾄ", "npo-さぽーと", "ＮＰＯ − サポ－ト\u200b")}
    assert keys == {"npo-さぽーと"}
    assert key("㈱カフェ") == "(株)かふぇ"


def test_digits() -> None:
    assert digits_of(" （０２２）２１２－３０１０ ") == "0222123010"
    assert digits_of("12a") == "12a"
