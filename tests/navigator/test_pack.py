"""Programmes, guides and figures of a city pack."""

from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Page

from kyodo.kernel.packs.load import PackRefused, load
from kyodo.navigator.models import Dataset, GuideIndexPage, GuidePage, SupportProgramme, Video
from tests.factories.packs import a_pack
from tests.navigator.things import at

pytestmark = pytest.mark.django_db

PROGRAMME = """\
---
name: 見本の助成
kana: みほんのじょせい
kind: grant
desk: kyodo
summary: 花を植える団体を助成します。
parts: [{name: 小さな助成, ceiling_yen: 50000, rate: 全額}]
for_whom: [civic_group]
needs: [money]
wards: [kita]
fields: [machizukuri]
apply_from: 2026-09-01
apply_until: 2026-10-24
max_rate: 33.3
conditions: |-
  - 市内で活動している
demo: true
---
### くわしく

**花**を植えます。<script>x</script>
"""
ENDED = "name: 前の助成\nkind: grant\nsummary: 終わりました。\nyear_until: 2020\nsuccessor: hana\ndemo: true\n"
GUIDE = """\
---
title: 見本のガイド
group: basics
order: 10
demo: true
---
はじめに**相談**します。

## 手順

```steps
1. 相談する
   窓口へ行きます。
2. 始める
```

```desk kyodo
助成のこと
```

```note warning
締切に注意。
```

```table 時間
曜日 | 時間
月 | 9時
```

> 手がたりない
> — 町内会
"""
FIGURE = """\
title: 見本の数
unit: 件
rows:
  - {label: 2024年, value: 10, source: 見本}
  - {label: 2025年, value: 12.5, about: true, source: 見本}
demo: true
"""
VIDEO = "title: 見本の動画\nprovider: 動画サイト\nurl: https://video.example/1\nsummary: まち歩き。\ndemo: true\n"
FILES: dict[str, str | bytes | None] = {
    "support/hana.md": PROGRAMME, "support/mae.yaml": ENDED, "guides/mihon.md": GUIDE, "data/kazu.yaml": FIGURE,
    "videos/aruku.yaml": VIDEO,
}  # fmt: skip
KINDS = ("support", "guide", "video", "figure")


def outcomes(folder: Path, files: dict[str, str | bytes | None] = FILES) -> dict[str, tuple[int, int, int, int, int]]:
    return {
        o.kind: (len(o.created), len(o.updated), len(o.unchanged), len(o.withdrawn), len(o.kept))
        for o in load(a_pack(folder, files))
        if o.kind in KINDS
    }


def faults(folder: Path, files: dict[str, str | bytes | None]) -> list[str]:
    with pytest.raises(PackRefused) as refused:
        load(a_pack(folder, {**FILES, **files}))
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.both_databases
def test_a_pack_is_loaded_and_the_second_time_nothing_changes(tmp_path: Path) -> None:
    assert outcomes(tmp_path) == {
        "support": (2, 0, 0, 0, 0),
        "guide": (1, 0, 0, 0, 0),
        "video": (1, 0, 0, 0, 0),
        "figure": (1, 0, 0, 0, 0),
    }
    assert outcomes(tmp_path) == {
        "support": (0, 0, 2, 0, 0),
        "guide": (0, 0, 1, 0, 0),
        "video": (0, 0, 1, 0, 0),
        "figure": (0, 0, 1, 0, 0),
    }


def test_a_programme_holds_what_the_file_says(tmp_path: Path) -> None:
    outcomes(tmp_path)
    programme = SupportProgramme.objects.get(slug="hana")
    assert (programme.name_reading, programme.desk.slug, programme.live) == ("みほんのじょせい", "kyodo", True)  # type: ignore[union-attr]
    assert (programme.apply_from, programme.apply_until) == (at(2026, 9, 1), at(2026, 10, 25))
    assert [ward.slug for ward in programme.wards.all()] == ["kita"]
    assert [field.slug for field in programme.fields.all()] == ["machizukuri"]
    assert programme.body == "<h3>くわしく</h3>\n<p><strong>花</strong>を植えます。&lt;script&gt;x&lt;/script&gt;</p>"
    assert programme.conditions == "<ul>\n<li>市内で活動している</li>\n</ul>"
    assert [(part.value["name"], part.value["ceiling_yen"]) for part in programme.parts] == [("小さな助成", 50000)]
    assert (str(programme.max_rate), programme.first_published_at is not None) == ("33.3", True)
    assert SupportProgramme.objects.get(slug="mae").successor == programme


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-10-24", at(2026, 10, 25)),
        ("2026-10-24T17:00", at(2026, 10, 24, 17)),
        ("2026-10-24T08:00:00+00:00", at(2026, 10, 24, 17)),
    ],
)
def test_a_last_day_counts_whole_and_an_hour_counts_as_written(tmp_path: Path, typed: str, moment: Any) -> None:
    outcomes(
        tmp_path, {**FILES, "support/hana.md": PROGRAMME.replace("apply_until: 2026-10-24", f"apply_until: {typed}")}
    )
    assert SupportProgramme.objects.get(slug="hana").apply_until == moment


def test_a_guide_becomes_a_page_with_blocks(tmp_path: Path) -> None:
    outcomes(tmp_path)
    guide = GuidePage.objects.get(slug="mihon")
    assert guide.get_parent().specific == GuideIndexPage.objects.get()
    assert [(block.block_type) for block in guide.body] == [
        "paragraph",
        "heading",
        "steps",
        "desk",
        "note",
        "table",
        "quote",
    ]
    assert [step["title"] for step in guide.body[2].value["steps"]] == ["相談する", "始める"]
    assert (guide.body[3].value["desk"], guide.body[4].value["tone"]) == ("kyodo", "warning")
    assert (guide.body[6].value["text"], guide.body[6].value["origin"]) == ("手がたりない", "町内会")
    Page.objects.get(pk=guide.pk)
    assert Page.find_problems() == ([], [], [], [], [])


def test_figures_keep_the_order_and_the_source_of_each_number(tmp_path: Path) -> None:
    outcomes(tmp_path)
    rows = Dataset.objects.get(slug="kazu").rows.order_by("sort_order")
    assert [(row.label, float(row.value), row.is_approximate, row.source) for row in rows] == [
        ("2024年", 10.0, False, ["見本"]),
        ("2025年", 12.5, True, ["見本"]),
    ]


def test_what_staff_edited_is_kept_and_reported(tmp_path: Path) -> None:
    outcomes(tmp_path)
    programme = SupportProgramme.objects.get(slug="hana")
    programme.summary = "窓口で直しました。"
    programme.save_revision().publish()
    guide = GuidePage.objects.get(slug="mihon")
    guide.title = "直した題名"
    guide.save_revision().publish()
    changed = {
        **FILES,
        "support/hana.md": PROGRAMME.replace("花を植える", "木を植える"),
        "guides/mihon.md": GUIDE.replace("はじめに", "まず"),
    }
    found = outcomes(tmp_path, changed)
    assert (found["support"], found["guide"]) == ((0, 0, 1, 0, 1), (0, 0, 0, 0, 1))
    assert SupportProgramme.objects.get(slug="hana").summary == "窓口で直しました。"


def test_a_draft_of_staff_counts_as_an_edit(tmp_path: Path) -> None:
    outcomes(tmp_path)
    programme = SupportProgramme.objects.get(slug="hana")
    programme.summary = "まだ下書きです。"
    programme.save_revision()
    changed = {**FILES, "support/hana.md": PROGRAMME.replace("花を植える", "木を植える")}
    assert outcomes(tmp_path, changed)["support"] == (0, 0, 1, 0, 1)


def test_what_leaves_the_pack_leaves_the_public(tmp_path: Path) -> None:
    outcomes(tmp_path)
    gone: dict[str, str | bytes | None] = dict.fromkeys(FILES)
    assert outcomes(tmp_path, gone) == {kind: (0, 0, 0, n, 0) for kind, n in zip(KINDS, (2, 1, 1, 1), strict=True)}
    assert not SupportProgramme.objects.filter(is_public=True).exists()
    assert not GuidePage.objects.live().exists()
    assert not Video.objects.filter(is_public=True).exists()
    assert outcomes(tmp_path)["support"] == (0, 2, 0, 0, 0)


@pytest.mark.parametrize(
    ("files", "file_and_line", "words"),
    [
        ({"support/hana.md": PROGRAMME.replace("desk: kyodo", "desk: kyoto")}, "support/hana.md:5", "kyoto"),
        ({"support/hana.md": PROGRAMME.replace("kind: grant", "kind: gift")}, "support/hana.md:4", "gift"),
        ({"support/hana.md": PROGRAMME.replace("2026-10-24", "2026-08-24")}, "support/hana.md", "apply_until"),
        ({"support/mae.yaml": ENDED.replace("hana", "nobody")}, "support/mae.yaml:5", "nobody"),
        ({"guides/mihon.md": GUIDE.replace("```desk kyodo", "```desk kyoto")}, "guides/mihon.md", "kyoto"),
        (
            {"guides/mihon.md": GUIDE.replace("```note warning", "```video x")},
            "guides/mihon.md:21",
            "steps, desk, note, table",
        ),
        ({"data/kazu.yaml": FIGURE.replace(", source: 見本", "", 1)}, "data/kazu.yaml:4", "source"),
        (
            {"videos/aruku.yaml": VIDEO.replace("https://video.example/1", "javascript:1")},
            "videos/aruku.yaml:3",
            "javascript",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, files: dict[str, str], file_and_line: str, words: str) -> None:
    found = faults(tmp_path, dict(files))
    assert len(found) == 1
    assert found[0].startswith(file_and_line)
    assert words in found[0]


@pytest.mark.parametrize("typed", ["2026-13-01", "tomorrow", "2026-10-24 25:00", "R8.10.24", "99999999999999999"])
def test_a_deadline_that_cannot_be_read_is_told(tmp_path: Path, typed: str) -> None:
    found = faults(tmp_path, {"support/hana.md": PROGRAMME.replace("apply_until: 2026-10-24", f"apply_until: {typed}")})
    assert [line.split(":")[0] for line in found] == ["support/hana.md"]
