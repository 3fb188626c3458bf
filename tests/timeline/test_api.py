"""The timeline for programs: the read API and the open data set say the same."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from kyodo.kernel.registry import OPEN_DATA
from kyodo.kernel.stock import stocks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("way")]


def ask(query: str, status: int = 200) -> Any:
    response = Client().get(f"/api/v1/timeline{query}")
    assert response.status_code == status
    return response.json()


def test_a_milestone_as_data() -> None:
    told = ask("?q=条例")
    assert told["items"] == [
        {
            "id": "jorei",
            "title": "見本条例 施行",
            "title_reading": "みほんじょうれい しこう",
            "on": "1999-04",
            "until": None,
            "precision": "month",
            "lane": "system",
            "era": "sodachi",
            "text": "市民と市が話し合ってつくりました。",
            "related": f"{settings.SITE_URL}/guides/hajimete/",
            "sources": ["https://www.city.example.jp/jorei/1", "https://www.city.example.jp/jorei/2", "見本市史"],
            "is_demo": False,
            "url": f"{settings.SITE_URL}/timeline/#m-jorei",
        }
    ]
    assert told["lanes"] == [{"key": "system", "name": "制度・政策"}, {"key": "center", "name": "センター"}]
    assert [(era["slug"], era["since"], era["until"], era["is_official"]) for era in told["eras"]] == [
        ("sodachi", "1999", "2014", False),
        ("hirogari", "2015", None, True),
    ]


def test_pages_follow_each_other() -> None:
    first = ask("?limit=4")
    assert ([item["id"] for item in first["items"]], first["count"]) == (["mizu", "jorei", "kaikan", "teian"], 6)
    assert first["items"][0]["era"] is None
    second = Client().get(first["next"]).json()
    assert ([item["id"] for item in second["items"]], second["next"]) == (["iken", "aruki"], None)


def test_it_is_narrowed_as_on_the_page() -> None:
    assert [item["id"] for item in ask("?lane=system&from=2012&until=2014-08")["items"]] == ["teian"]
    assert [item["id"] for item in ask("?era=hirogari")["items"]] == ["aruki"]


@pytest.mark.parametrize(("query", "status"), [("?lane=x", 400), ("?era=x", 400), ("?from=x", 400), ("?limit=0", 422)])
def test_what_cannot_be_used_is_told(query: str, status: int) -> None:
    assert ask(query, status)["detail"]


def test_the_open_data_hold_every_milestone_with_its_precision() -> None:
    found = OPEN_DATA.find("timeline")
    assert found is not None
    keys = [column.key for column in found.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in found.rows(None)]
    assert [(row["id"], row["on"], row["precision"], row["first_day"], row["sample"]) for row in rows] == [
        ("mizu", "1965s", "decade", date(1965, 1, 1), ""),
        ("jorei", "1999-04", "month", date(1999, 4, 1), ""),
        ("kaikan", "1999-06-30", "day", date(1999, 6, 30), ""),
        ("teian", "FY2012", "fiscal_year", date(2012, 4, 1), ""),
        ("iken", "2014-09-01", "day", date(2014, 9, 1), ""),
        ("aruki", "2015", "year", date(2015, 1, 1), "見本"),
    ]
    assert (rows[1]["era"], rows[1]["lane"], rows[1]["shown_date"]) == (
        "育ちの時代",
        "制度・政策",
        "平成11年（1999年）4月",
    )
    held = stocks([found])["timeline"]
    assert (held.count, len(list(found.rows(2))), held.updated is not None) == (6, 2, True)
