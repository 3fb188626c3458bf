"""Furigana."""

import pytest
from django.utils import translation

from kyodo.kernel.errors import Unusable
from kyodo.kernel.text.kana import furigana


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("センダイ　タロウ", "センダイ　タロウ"),
        ("せんだい たろう", "センダイ　タロウ"),
        ("ｾﾝﾀﾞｲ  ﾀﾛｳ ", "センダイ　タロウ"),
        ("さぽ-とせんたー", "サポートセンター"),
        ("ジョン・スミス", "ジョン・スミス"),
        ("", ""),
    ],
)
def test_readings_become_full_width_katakana(typed: str, kept: str) -> None:
    assert furigana(typed) == kept


@pytest.mark.parametrize("typed", ["仙台太郎", "Sendai Taro", "センダイ1", "センダイ!"])
def test_anything_else_is_refused(typed: str) -> None:
    with translation.override("ja"), pytest.raises(Unusable) as error:
        furigana(typed)
    assert str(error.value.message) == (
        "フリガナはカタカナでお書きください（例：センダイ　タロウ）。ひらがなでも構いません。"
    )


def test_organizations_may_have_letters() -> None:
    assert furigana("NPO ほうじん 21 & Co.", letters=True) == "NPO　ホウジン　21　&　Co."
    with pytest.raises(Unusable):
        furigana("NPO法人", letters=True)
