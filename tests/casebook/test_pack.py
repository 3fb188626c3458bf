"""Cases of a city pack."""

from pathlib import Path
from typing import Any

import pytest

from kyodo.casebook.models import Case
from kyodo.commons.collaborations.models import Collaboration
from kyodo.kernel.packs.load import PackRefused, load
from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.search.find import find
from kyodo.kernel.trail.walk import back
from tests.factories.packs import a_pack

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
WORK = """\
title: 見本の協働
state: active
partners:
  - {key: kai, actor: kai, confirmed: public_source}
  - {key: chonaikai, actor: chonaikai, confirmed: public_source}
ties: [{from: kai, to: chonaikai, kind: people, label: 手伝い}]
demo: true
"""
CASE = """\
---
title: 見本の事例
kana: みほんのじれい
lead: 見本の会と北町内会が、花だんをつくりました。
collaboration: hana
fields: [machizukuri]
wards: [kita]
year_from: 2024
year_until: 2025
began: |-
  電話が**一本**ありました。
copy: |-
  - 先に話す
figures_text: 春の数です。
schemes: [{name: 民間の助成, note: 2024年度}]
quotes: [{text: 楽しい。, origin: 北町内会}]
interviews: [{who: 学生, questions: [{question: どうでしたか?, answer: よかったです。}]}]
videos: [{title: 花だん, provider: 動画サイト, url: https://video.example.jp/1}]
lists: [{heading: ほかの事例, works: [{title: 見守り, organization: chonaikai}, {title: 掃除}]}]
published_on: 2025-06
desk: kyodo
demo: true
---
はじめの言葉。

## 余談

もう一つの話。
"""
FILES: dict[str, Any] = {"collaborations/hana.yaml": WORK, "cases/hana.md": CASE}


def kinds(case: Case) -> list[tuple[str, str]]:
    return [(block.block_type, block.value.get("kind", "")) for block in case.body]


def test_a_case_comes_with_all_its_parts_in_the_order_of_the_page(tmp_path: Path):
    load(a_pack(tmp_path, FILES))
    case = Case.objects.get(slug="hana")
    assert kinds(case) == [
        ("part", "began"), ("figures", ""), ("part", "copy"), ("part", "other"), ("part", "other"), ("quote", ""),
        ("interview", ""), ("video", ""), ("works", ""),
    ]  # fmt: skip
    texts = [(block.value["heading"], block.value["text"].source) for block in case.body if block.block_type == "part"]
    assert texts == [
        ("", "<p>電話が<strong>一本</strong>ありました。</p>"),
        ("", "<ul>\n<li>先に話す</li>\n</ul>"),
        ("", "<p>はじめの言葉。</p>"),
        ("余談", "<p>もう一つの話。</p>"),
    ]
    assert (case.live, case.year_from, case.published_on, case.desk.slug) == (True, 2024, "2025-06", "kyodo")
    assert [(used.name, used.programme, used.note) for used in case.schemes.all()] == [("民間の助成", "", "2024年度")]


def test_it_is_found_and_can_be_walked_back_to_its_collaboration(tmp_path: Path):
    load(a_pack(tmp_path, FILES))
    case = Case.objects.get(slug="hana")
    assert [stop.title for stop in back(case, NOBODY)] == ["見本の協働"]
    assert [item.key for item in find("見本の事例", who=NOBODY, kinds=("case",)).items] == ["hana"]


def test_loading_again_changes_nothing_and_what_staff_wrote_is_kept(tmp_path: Path):
    root = a_pack(tmp_path, FILES)
    load(root)
    again = {one.kind: one for one in load(root)}["case"]
    assert (again.unchanged, again.updated, again.kept) == (["hana"], [], {})
    case = Case.objects.get(slug="hana")
    case.lead = "職員が直しました。"
    case.save()
    a_pack(tmp_path, {**FILES, "cases/hana.md": CASE.replace("見本の事例", "別の題")})
    kept = {one.kind: one for one in load(root)}["case"]
    assert "hana" in kept.kept
    assert Case.objects.get(slug="hana").title == "見本の事例"


def test_a_case_that_left_the_pack_is_hidden_and_its_collaboration_too(tmp_path: Path):
    root = a_pack(tmp_path, FILES)
    load(root)
    for file in FILES:
        (root / file).unlink()
    load(root)
    assert (Case.objects.get(slug="hana").live, Collaboration.objects.get(slug="hana").is_public) == (False, False)
    assert find("見本の事例", who=NOBODY, kinds=("case",)).items == ()


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ("year_until: 2025\n", "", "year_fromとyear_until"),
        ("collaboration: hana", "collaboration: nothing", "nothing"),
        ("schemes: [{name: 民間の助成", "schemes: [{programme: nothing, name: 民間の助成", "nothing"),
        ("lead: 見本の会と北町内会が、花だんをつくりました。\n", "", "lead"),
        ("organization: chonaikai", "organization: nobody", "nobody"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(tmp_path: Path, was: str, becomes: str, words: str):
    assert was in CASE
    with pytest.raises(PackRefused) as refused:
        load(a_pack(tmp_path, {**FILES, "cases/hana.md": CASE.replace(was, becomes)}))
    told = [str(problem) for problem in refused.value.problems]
    assert [line for line in told if "cases/hana.md" in line and words in line] != []
    assert not Case.objects.exists()
