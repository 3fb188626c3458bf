"""Eras, lanes and milestones of a city pack."""

from pathlib import Path

import pytest

from kyodo.kernel.packs.load import PackRefused, load
from kyodo.timeline.models import Era, Lane, Milestone
from tests.factories.packs import Counts, a_pack
from tests.factories.timeline import MILESTONES, WAY

pytestmark = pytest.mark.django_db
KINDS = ("era", "lane", "milestone")


def outcomes(folder: Path, **files: str | None) -> Counts:
    pack = a_pack(folder, {**WAY, **{f"timeline/{name}.yaml": text for name, text in files.items()}})
    return {
        o.kind: (len(o.created), len(o.updated), len(o.unchanged), len(o.withdrawn), len(o.kept))
        for o in load(pack)
        if o.kind in KINDS
    }


def faults(folder: Path, line: str) -> list[str]:
    with pytest.raises(PackRefused) as refused:
        load(a_pack(folder, {**WAY, "timeline/list.yaml": line}))
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.both_databases
def test_a_way_is_loaded_and_the_second_time_nothing_changes(tmp_path: Path) -> None:
    assert outcomes(tmp_path) == {"era": (2, 0, 0, 0, 0), "lane": (2, 0, 0, 0, 0), "milestone": (6, 0, 0, 0, 0)}
    assert outcomes(tmp_path) == {"era": (0, 0, 2, 0, 0), "lane": (0, 0, 2, 0, 0), "milestone": (0, 0, 6, 0, 0)}
    assert list(Era.objects.values_list("name", "since", "until", "is_official")) == [
        ("広がりの時代", "2015", "", True),
        ("育ちの時代", "1999", "2014", False),
    ]
    assert list(Lane.objects.values_list("slug", "order")) == [("system", 10), ("center", 20)]
    assert Milestone.objects.filter(slug="teian", on="FY2012", lane__slug="system").exists()


def test_what_left_the_pack_is_hidden_and_comes_back_with_it(tmp_path: Path) -> None:
    outcomes(tmp_path)
    fewer = "".join(line for line in MILESTONES.splitlines(keepends=True) if "mizu" not in line)
    assert outcomes(tmp_path, list=fewer)["milestone"] == (0, 0, 5, 1, 0)
    assert not Milestone.objects.get(slug="mizu").is_public
    assert outcomes(tmp_path)["milestone"] == (0, 1, 5, 0, 0)
    assert Milestone.objects.get(slug="mizu").is_public


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("- {slug: a, title: あ, on: 2015-13, lane: system, demo: true}", "timeline/list.yaml:1"),
        ("- {slug: a, title: あ, on: H27, lane: system, demo: true}", "timeline/list.yaml:1"),
        ("- {slug: a, title: あ, on: 2015, lane: never, demo: true}", "timeline/list.yaml:1"),
        ("- {slug: a, title: あ, on: 2015, lane: system}", "timeline/list.yaml:1"),
        ("- {slug: a, title: あ, on: 2015, until: 2014, lane: system, demo: true}", "timeline/list.yaml:1"),
        ("- {slug: a, title: あ, on: 2015, lane: system, link: //evil.example, demo: true}", "timeline/list.yaml:1"),
        ("- {slug: a, title: あ, on: 2015, lane: system, link: 'javascript:x', demo: true}", "timeline/list.yaml:1"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(tmp_path: Path, line: str, fault: str) -> None:
    found = faults(tmp_path, line)
    assert [problem.startswith(fault) for problem in found] == [True]
