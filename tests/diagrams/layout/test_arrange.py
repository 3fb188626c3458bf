"""Thousands of drawings: nothing covers anything, everything is inside the frame, each tie is told."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import pytest
from django.utils.translation import override

from kyodo.commons.collaborations.public import Picture
from kyodo.diagrams.figure import Plan, plan_of
from kyodo.diagrams.layout.arrange import arrange
from kyodo.diagrams.layout.parts import TALL, WIDE, Box, Form, Node, Rect, Scene
from kyodo.diagrams.layout.pieces import word_width
from kyodo.diagrams.layout.text import measure
from tests.factories.pictures import random_picture

DRAWINGS = 2_000
Faults = Iterator[str]


def drawn(plan: Plan, form: Form) -> Scene:
    return arrange(plan.picture.title, plan.nodes, plan.links, form)


def solids(scene: Scene) -> list[tuple[str, Rect]]:
    """Return all that nothing may cover, by name."""
    return [
        ("the title", scene.title),
        *((f"box {box.node.key}", box.rect) for box in scene.boxes),
        *((f"label {plate.link.key}", plate.rect) for plate in scene.plates),
    ]


def covered(scene: Scene) -> Faults:
    heads = [(f"head {arrow.link.key}", head.rect) for arrow in scene.arrows for head in arrow.heads]
    for (one, here), (other, there) in combinations([*solids(scene), *heads], 2):
        if here.meets(there):
            yield f"{one} covers {other}"


def outside(scene: Scene) -> Faults:
    for name, rect in solids(scene):
        if rect.x < 0 or rect.y < 0 or rect.right > scene.width or rect.bottom > scene.height:
            yield f"{name} looks out of the frame"
    for arrow in scene.arrows:
        if not all(0 <= x <= scene.width and 0 <= y <= scene.height for x, y in arrow.points):
            yield f"arrow {arrow.link.key} leaves the frame"


def run_through(scene: Scene) -> Faults:
    things = solids(scene)
    for arrow in scene.arrows:
        own = f"label {arrow.link.key}"
        for start, end in pairwise(arrow.points):
            stroke = _stroke(start, end)
            for name, rect in things:
                if name != own and stroke.meets(rect):
                    yield f"arrow {arrow.link.key} runs through {name}"


def _stroke(start: tuple[float, float], end: tuple[float, float]) -> Rect:
    x, y = min(start[0], end[0]), min(start[1], end[1])
    # Lines end on the edges of boxes; a hair of tolerance, and a hair of width.
    return Rect(x + 0.2, y + 0.2, max(abs(start[0] - end[0]) - 0.4, 0.1), max(abs(start[1] - end[1]) - 0.4, 0.1))


def hidden_lines(scene: Scene) -> Faults:
    """Two lines that lie upon each other for a while cannot be told apart."""
    strokes = [(arrow.link.key, _stroke(start, end)) for arrow in scene.arrows for start, end in pairwise(arrow.points)]
    for (one, here), (other, there) in combinations(strokes, 2):
        is_along = (here.width < 1) == (there.width < 1)
        if one != other and is_along and here.meets(there):
            yield f"{one} lies upon {other}"


def too_wide(scene: Scene) -> Faults:
    form = scene.form
    for box in scene.boxes:
        if _widest(box, form) > box.rect.width - 2:
            yield f"box {box.node.key} is too narrow for its words"
    for plate in scene.plates:
        widest = max(max(map(measure, plate.lines), default=0) * form.small, word_width(plate.link.word, form))
        if widest > plate.rect.width - 2:
            yield f"label {plate.link.key} is too narrow for its words"
    if max(map(measure, scene.title_lines)) * form.font > scene.title.width - 2:
        yield "the title is too narrow for its words"


def _widest(box: Box, form: Form) -> float:
    return max(
        max(map(measure, box.lines), default=0) * form.font,
        max(map(measure, box.notes), default=0) * form.small,
        max(map(measure, box.kind_lines)) * form.small + form.small + 3,
    )


def untold(picture: Picture, plan: Plan) -> Faults:
    if len(plan.told.ties) != len(picture.ties):
        yield "a tie is not told"
    for tie, sentence in zip(picture.ties, plan.told.ties, strict=False):
        if tie.label not in sentence:
            yield f"{tie.label} is not told"
    drawn_links = sum(link.count for link in plan.links)
    if not plan.grouped and drawn_links != len(picture.ties):
        yield "a tie is not drawn, and nobody says so"


CHECKS = (covered, outside, run_through, hidden_lines, too_wide)


def test_of_two_thousand_drawings_each_can_be_read() -> None:
    faults: list[str] = []
    for seed in range(DRAWINGS):
        picture = random_picture(seed)
        plan = plan_of(picture)
        faults += [f"{seed}: {fault}" for fault in untold(picture, plan)]
        scene = drawn(plan, (WIDE, TALL)[seed % 2])
        faults += [f"{seed}: {fault}" for check in CHECKS for fault in check(scene)]
    assert faults[:5] == []


def test_too_much_is_grouped_and_the_rest_is_still_legible() -> None:
    for seed in range(100):
        picture = random_picture(seed, most_partners=40, most_ties=120)
        plan = plan_of(picture)
        is_much = len(picture.partners) > 12 or len(picture.ties) > 24
        assert (plan.grouped != "") == is_much
        assert (len(plan.nodes) <= 12, len(plan.links) <= 24) == (True, True)
        for form in (WIDE, TALL):
            assert [fault for check in CHECKS for fault in check(drawn(plan, form))] == []
        assert list(untold(picture, plan)) == []


def test_long_english_words_have_room_too() -> None:
    with override("en"):
        scenes = [drawn(plan_of(random_picture(seed)), form) for seed in range(50) for form in (WIDE, TALL)]
    assert [fault for scene in scenes for check in CHECKS for fault in check(scene)] == []


@pytest.mark.parametrize("form", [WIDE, TALL])
def test_the_same_picture_is_drawn_the_same_whatever_was_drawn_before(form: Form) -> None:
    plans = [plan_of(random_picture(seed)) for seed in range(20)]
    first = [drawn(plan, form) for plan in plans]
    again = [drawn(plan, form) for plan in reversed(plans)]
    assert first == again[::-1]


def places(kinds: Sequence[str]) -> dict[str, str]:
    nodes = [Node(kind, kind, "種", "名") for kind in kinds]
    scene = arrange("題", nodes, [], WIDE)
    middle = scene.title.x + scene.title.width / 2
    return {
        box.node.kind: "middle" if abs(box.rect.x + box.rect.width / 2 - middle) < 1
        else "left" if box.rect.x < middle else "right"
        for box in scene.boxes
    }  # fmt: skip


def test_each_kind_of_actor_has_its_place_around_the_joint_work() -> None:
    everybody = {
        "civic_group": "left", "educational_institution": "left", "community_organization": "right",
        "public_body": "right", "business": "right", "intermediary": "middle",
    }  # fmt: skip
    assert places(list(everybody)) == everybody
    assert places(["civic_group", "business"]) == {"civic_group": "left", "business": "right"}
