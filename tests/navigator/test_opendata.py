"""Support programmes as open data, in the government's columns (GIF 451-4)."""

from typing import Any

import pytest
from django.utils import translation

from kyodo.kernel.stock import stocks
from kyodo.navigator.opendata import SUPPORT
from tests.factories.places import a_desk
from tests.navigator.things import a_programme, at

pytestmark = pytest.mark.django_db


def records() -> list[dict[str, Any]]:
    return [dict(zip((column.key for column in SUPPORT.columns), row, strict=True)) for row in SUPPORT.rows(None)]


def test_a_programme_is_told_in_the_columns_of_the_government() -> None:
    after = a_programme("ひみつの後継", is_public=False)
    a_programme(
        "花いっぱい助成", name_reading="はないっぱいじょせい", body="<p>苗と<b>土</b></p>",
        kind="grant", needs=["money"],
        apply_from=at(2026, 4, 1), apply_until=at(2026, 6, 1), min_organizations=2, successor=after,
        desk=a_desk("市民課", phone="022-123-4567"), ceiling_yen=300000, max_rate="66.7",
    )  # fmt: skip
    with translation.override("en"):
        [row] = records()
    names = (
        "title_kana", "body", "kind", "needs", "apply_from", "apply_until", "conditions", "successor", "phone",
        "ceiling_yen", "sample",
    )  # fmt: skip
    assert [str(row[name]) for name in names] == [
        "ハナイッパイジョセイ", "苗と 土", "助成・補助", "['お金']", "2026-04-01", "2026-05-31", "2 団体以上", "",
        "(022)123-4567", "300000", "",
    ]  # fmt: skip


def test_a_draft_is_not_there() -> None:
    a_programme("下書き", live=False)
    assert (records(), stocks([SUPPORT])["support"].count) == ([], 0)
