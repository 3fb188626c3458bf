"""No mark of the network covers another, whatever is drawn; the same input gives the same picture."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo.diagrams.network.layout import Layout, laid_out, lines_of, width_of

NAMES = st.text(alphabet="見本町内会まちづくり協議会NPO法人 abcWM123（）・ー", max_size=60)


@st.composite
def networks(draw):
    """A number of names, and ties between them."""
    names = draw(st.lists(NAMES, min_size=1, max_size=30))
    pairs = list(combinations(range(len(names)), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=66)) if pairs else []
    return names, {pair: draw(st.integers(1, 9)) for pair in chosen}


def faults(layout: Layout) -> list[str]:
    """Return what stands outside the frame or on something else."""
    found = []
    for number, placed in enumerate(layout.placed):
        box = placed.box
        if box.left < 0 or box.top < 0 or box.right > layout.width or box.bottom > layout.height:
            found.append(f"{number} sticks out")
    for (n, one), (m, other) in combinations(enumerate(layout.placed), 2):
        if one.box.covers(other.box) or (one.x, one.y) == (other.x, other.y):
            found.append(f"{n} and {m} cover each other")
    return found


@settings(max_examples=150, deadline=None)
@given(networks())
def test_nothing_sticks_out_or_covers_another(network):
    names, weights = network
    assert faults(laid_out(names, weights)) == []


@settings(max_examples=40, deadline=None)
@given(networks())
def test_the_same_input_gives_the_same_places(network):
    names, weights = network
    turned = dict(reversed(weights.items()))
    assert laid_out(names, weights) == laid_out(list(names), turned)


def test_what_covers_another_is_found():
    layout = laid_out(["甲", "乙"], {})
    twice = Layout(layout.width, layout.height, (layout.placed[0], layout.placed[0]), {})
    assert faults(twice) == ["0 and 1 cover each other"]


def test_partners_stand_beside_each_other():
    """Two pairs among ten bodies: each stands nearer to its partner than to anybody of the other pair."""
    layout = laid_out([f"会{n}" for n in range(10)], {(1, 2): 3, (3, 4): 3})

    def apart(one, other):
        here, there = layout.placed[one], layout.placed[other]
        return ((here.x - there.x) ** 2 + (here.y - there.y) ** 2) ** 0.5

    assert (apart(1, 2) <= 170, apart(3, 4) <= 170) == (True, True)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("片平町内会", ("片平町内会",)),
        ("宮城野こども食堂の会", ("宮城野こども", "食堂の会")),
        ("Sendai Civic Center", ("Sendai Civic", "Center")),
        ("あ" * 30, ("あ" * 9, "あ" * 8 + "…")),
    ],
)
def test_names_are_broken_where_they_read_well(name, lines):
    assert lines_of(name) == lines
    assert [line for line in lines_of(name) if width_of(line) > 9.5] == []
