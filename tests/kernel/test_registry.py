from dataclasses import dataclass

from kyodo.kernel.registry import Wall


@dataclass(frozen=True)
class Picture:
    name: str
    height: int = 100


def test_items_stand_in_their_order_then_as_hung():
    wall = Wall("pictures", lambda p: p.name, lambda p: p.height)
    wall.hang(Picture("b", 20), Picture("a", 20), Picture("c", 10))
    assert [p.name for p in wall] == ["c", "b", "a"]


def test_hanging_the_same_key_again_replaces_the_item():
    wall = Wall("pictures", lambda p: p.name)
    wall.hang(Picture("a", 1))
    wall.hang(Picture("a", 2))
    assert wall.items == [Picture("a", 2)]
    assert wall.find("a") == Picture("a", 2)
    assert wall.find("z") is None
