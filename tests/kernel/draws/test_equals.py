"""Draws among equals, and seeds that two people type."""

import pytest

from kyodo.kernel.draws.equals import drawn_at_once, listing_of_equals, typed_twice
from kyodo.kernel.draws.listing import Unfit, dice, public
from kyodo.kernel.draws.record import check, to_json

FIRST, SECOND = 7, 8
THROWS = "31415 62653 16141 25364"
SEED = "31415626531614125364"


def test_everybody_holds_one_ticket_for_the_same_and_the_order_is_checked_by_anybody():
    listing = listing_of_equals("料理  教室\nkouza", dice(), ["00002", "00001"])
    assert listing.text.splitlines()[1:] == [
        "name 料理 教室 kouza", "source dice 20", "lot place place", "entry 00001 1 place", "entry 00002 1 place",
    ]  # fmt: skip
    draw = drawn_at_once("順番待ち", ["B", "A", "C"])
    assert sorted(place.entry for place in draw.order) == ["A", "B", "C"]
    assert [finding.is_right for finding in check(to_json(draw))] == [True] * 7
    assert len({tuple(place.entry for place in drawn_at_once("n", ["A", "B"]).order) for _n in range(60)}) == 2


def test_a_seed_is_drawn_with_once_a_second_person_typed_the_same():
    assert typed_twice(dice(), THROWS, FIRST, "", None) == (SEED, False)
    assert typed_twice(dice(), "1" * 20, FIRST, SEED, FIRST) == ("1" * 20, False)
    assert typed_twice(dice(), "３" + THROWS[1:], SECOND, SEED, FIRST) == (SEED, True)
    assert typed_twice(public("値"), " 12.5 ", FIRST, "", None) == ("12.5", False)
    for typed, code in (("1" * 20, "differ"), ("31", "seed")):
        with pytest.raises(Unfit) as unfit:
            typed_twice(dice(), typed, SECOND, SEED, FIRST)
        assert unfit.value.code == code
