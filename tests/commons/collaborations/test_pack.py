"""What a pack may say of joint works, and what becomes of it."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from kyodo.commons.collaborations.models import Collaboration, Partner, Tie
from kyodo.commons.collaborations.pack import CollaborationRecord
from kyodo.kernel.packs.load import load
from tests.factories.packs import a_pack

ACTORS = "- {slug: kai, kind: civic_group, name: 見本の会, demo: true}\n"
WORK = """
title: 見本の協働
state: done
demo: true
periods: [{since: 2018-04, until: 2020-03}]
partners:
  - {key: kai, actor: kai, confirmed: public_source}
  - {key: shi, name: 見本市, kind: public_body, confirmed: public_source}
  - {key: ten, name: 見本商店, kind: business}
ties:
  - {from: shi, to: kai, kind: money, label: 助成金}
  - {from: ten, to: kai, kind: goods}
milestones: [{on: 2018-06, title: はじめての集まり}]
figures: [{label: 参加者, unit: 人, values: {2018: 20, 2019: 35}}]
"""


def record(**values: object) -> CollaborationRecord:
    return CollaborationRecord.model_validate({"slug": "a", "title": "題", "state": "active", "demo": True, **values})


@pytest.mark.parametrize(
    "values",
    [
        {"partners": [{"key": "a"}]},
        {"partners": [{"key": "a", "name": "社"}]},
        {"partners": [{"key": "a", "name": "社", "kind": "business", "actor": "b"}]},
        {"partners": [{"key": "a", "name": n, "kind": "business"} for n in "社会"]},
        {"ties": [{"from": "a", "to": "b", "kind": "money"}]},
        {"state": "ended"},
        {"end_reason": "やめた"},
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        record(**values)


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_work_is_loaded_with_its_partners_and_ties_and_follows_the_pack(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {"actors/list.yaml": ACTORS, "collaborations/work.yaml": WORK}
    load(a_pack(tmp_path / "one", files))
    work = Collaboration.objects.get()
    assert (work.slug, work.title, work.state, work.is_public, work.is_demo) == (
        "work", "見本の協働", "done", True, True,
    )  # fmt: skip
    assert [(p.key, p.shown_name, p.kind, p.is_confirmed) for p in Partner.objects.all()] == [
        ("kai", "見本の会", "civic_group", True),
        ("shi", "見本市", "public_body", True),
        ("ten", "見本商店", "business", False),
    ]
    assert [(t.source.key, t.target.key, t.label) for t in Tie.objects.all()] == [
        ("shi", "kai", "助成金"), ("ten", "kai", ""),
    ]  # fmt: skip
    assert [(f.year, f.value) for f in work.figures.all()] == [(2018, 20), (2019, 35)]
    kept = Partner.objects.get(key="kai").pk
    fewer = "\n".join(line for line in WORK.splitlines() if "ten" not in line)
    load(a_pack(tmp_path / "two", {**files, "collaborations/work.yaml": fewer}))
    assert [p.key for p in Partner.objects.all()] == ["kai", "shi"]
    assert (Partner.objects.get(key="kai").pk, Tie.objects.count()) == (kept, 1)
