import pytest

from kyodo.commons.actors.names import fold, keys_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＮＰＯ法人　みほん", "NPO法人 ミホン"),
        ("ﾐﾎﾝ会", "ミホン会"),
        ("サポ－トセンタ－", "サポートセンター"),
        ("見本・まちづくり（会）", "見本まちづくり会"),
    ],
)
def test_what_people_write_in_different_ways_is_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_other_words_stay_other() -> None:
    assert fold("見本会") != fold("見本の会")


def test_without_a_reading_the_name_orders() -> None:
    assert keys_of("見本会", "") == {"sort_key": "見本会", "name_key": "見本会"}
    assert keys_of("見本会", "ミホンカイ") == {"sort_key": "みほんかい", "name_key": "見本会"}
