"""Texts are measured and broken as Japanese readers expect."""

import pytest

from kyodo.diagrams.layout.text import measure, wrapped


def test_wide_letters_count_one_and_narrow_ones_less() -> None:
    assert measure("町内会") == 3.0
    assert 0.5 < measure("a") < 0.7
    assert measure("ｱ") < 1


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("話し合いの進め方", 5, ("話し合いの", "進め方")),
        ("見本第一町内会", 20, ("見本第一町内会",)),
        ("ボランティアステーション", 12, ("ボランティアステーション",)),
        ("見本まちづくりNPO", 6, ("見本", "まちづくり", "NPO")),
        ("見本学区連合町内会", 7, ("見本学区連合", "町内会")),
        ("Sample City Office", 8, ("Sample", "City Office")),
        ("", 5, ()),
    ],
)
def test_lines_end_between_phrases(text: str, width: float, lines: tuple[str, ...]) -> None:
    assert wrapped(text, width) == lines


def test_a_katakana_word_stays_whole_where_it_fits_and_is_broken_evenly_where_not() -> None:
    assert wrapped("市民活動サポートセンター", 8) == ("市民活動", "サポートセンター")
    assert wrapped("コミュニティコーディネーター", 8) == ("コミュニティ", "コーディネーター")


def test_what_does_not_fit_ends_with_dots() -> None:
    assert wrapped("学生ボランティアによる草取りと水やりの手伝い", 6, 2)[-1].endswith("…")


def test_no_line_begins_with_a_mark_or_a_small_letter() -> None:
    for width in range(3, 9):
        for line in wrapped("「とうちゃん会」と、みんなの食堂（毎週）。ティーパーティー", width)[1:]:
            assert line[0] not in "、。」）ーィャ"
