import pytest

from kyodo.kernel.search.suggest import distance


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("ちょうないかい", "ちょうないかい", 0.0),
        ("ちょうないかい", "ちょいないかい", 1.0),
        ("かいかん", "がいかん", 0.5),
        ("しょうか", "しようか", 0.5),
        ("かい", "かいかん", 2.0),
        ("かい", "かいかんしつ", 3.0),
        ("さくら", "もみじ", 3.0),
    ],
)
def test_slips_are_counted(one, two, expected):
    assert distance(one, two, 2.0) == expected
    assert distance(two, one, 2.0) == expected
