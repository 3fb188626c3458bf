"""The read API: pages of items, hours by day, search; every wrong parameter is told."""

from datetime import time
from typing import Any

import pytest
from django.test import Client

from tests.factories.actors import a_field
from tests.factories.places import a_desk, a_facility, a_ward
from tests.navigator.things import a_programme, at, found_anew

pytestmark = pytest.mark.django_db


def ask(path: str, status: int = 200) -> Any:
    response = Client().get(path)
    assert (response.status_code, response["Content-Type"].split(";")[0]) == (status, "application/json")
    return response.json()


def test_a_programme_as_data() -> None:
    programme = a_programme(
        "花いっぱい助成",
        slug="hana",
        needs=["money"],
        for_whom=["civic_group"],
        wards=[a_ward()],
        fields=[a_field()],
        desk=a_desk("窓口", slug="desk", phone="022-000-0000"),
        apply_until=at(2026, 12, 1),
        ceiling_yen=100000,
    )
    expected = {
        "slug": "hana",
        "name": "花いっぱい助成",
        "name_reading": "",
        "kind": "grant",
        "summary": "苗や土の費用を助成します。",
        "provider": "",
        "for_whom": ["civic_group"],
        "needs": ["money"],
        "wards": ["aoba"],
        "fields": ["town"],
        "ceiling_yen": 100000,
        "max_rate": None,
        "apply_from": None,
        "apply_until": "2026-11-30T15:00:00Z",
        "is_always_open": False,
        "standing": "open",
        "desk": {"slug": "desk", "name": "窓口", "phone": "022-000-0000"},
        "confirmed_on": "2026-11-01",
        "is_demo": False,
        "url": f"http://testserver/support/{programme.slug}/",
    }
    assert ask("/api/v1/support") == {"items": [expected], "count": 1, "next": None}
    assert ask("/api/v1/support/hana") == expected


def test_pages_lead_to_the_next() -> None:
    for number in range(3):
        a_programme(f"制度{number}", name_reading=str(number))
    first = ask("/api/v1/support?limit=2")
    assert (len(first["items"]), first["count"], first["next"]) == (
        2,
        3,
        "http://testserver/api/v1/support?limit=2&offset=2",
    )
    assert [item["name"] for item in ask(first["next"])["items"]] == ["制度2"]


def test_programmes_are_narrowed_as_in_the_directory() -> None:
    a_programme("お金", kind="grant", needs=["money"])
    a_programme("場所", kind="place", needs=["place"], is_always_open=True)
    assert [item["name"] for item in ask("/api/v1/support?kind=grant&kind=other")["items"]] == ["お金"]
    assert [item["name"] for item in ask("/api/v1/support?open=true")["items"]] == ["場所"]


def test_drafts_are_not_given() -> None:
    a_programme(slug="draft", live=False)
    assert ask("/api/v1/support")["count"] == 0
    ask("/api/v1/support/draft", status=404)


@pytest.mark.parametrize(
    "path",
    [
        "support?limit=0",
        "support?limit=101",
        "support?limit=x",
        "support?offset=-1",
        "support?offset=10001",
        "support?kind=nothing",
        "support?need=&need=x",
        "support?ward=nowhere",
        "support?field=x",
        "support?open=perhaps",
        "places?ward=nowhere",
        "places?kind=x",
        "places/center/hours?from=yesterday",
        "places/center/hours?to=2026-02-30",
        "places/center/hours?from=2026-12-01&to=2026-11-01",
        "places/center/hours?from=0001-01-01",
        "places/center/hours?from=9999-12-31",
        "places/center/hours?to=9999-12-31",
        "places/center/hours?from=2026-01-01&to=2027-12-31",
        "search",
        "search?q=a&limit=1000",
    ],
)
def test_a_wrong_parameter_is_told(path: str) -> None:
    a_facility(slug="center")
    response = Client().get(f"/api/v1/{path}")
    assert response.status_code in (400, 422)
    assert response.json()["detail"]


@pytest.mark.parametrize("path", ["support/nothing", "places/nothing/hours"])
def test_what_does_not_exist_is_404(path: str) -> None:
    assert ask(f"/api/v1/{path}", status=404)["detail"]


def test_hours_by_day_over_new_year() -> None:
    center = a_facility(
        slug="center", closures=[{"yearly": "12-29/01-03", "reason": "年末年始"}], hours=(time(9), time(22))
    )
    days = ask(f"/api/v1/places/{center.slug}/hours?from=2026-12-28&to=2027-01-04")
    closed = {"open": False, "opens_at": None, "closes_at": None, "reason": "年末年始"}
    opened = {"open": True, "opens_at": "09:00", "closes_at": "22:00", "reason": ""}
    assert days == [
        {"date": "2026-12-28", **opened},
        *({"date": f"2026-12-{day}", **closed} for day in (29, 30, 31)),
        *({"date": f"2027-01-0{day}", **closed} for day in (1, 2, 3)),
        {"date": "2027-01-04", **opened},
    ]


def test_without_days_a_week_from_today_is_given() -> None:
    a_facility(slug="center", hours=(time(9), time(22)))
    days = ask("/api/v1/places/center/hours")
    assert [day["date"] for day in days] == [f"2026-11-{n}" for n in range(23, 30)]


def test_hours_that_nobody_knows_are_null() -> None:
    a_facility(slug="center")
    assert ask("/api/v1/places/center/hours?from=2026-12-01&to=2026-12-01")[0]["open"] is None


def test_places_say_whether_they_are_open() -> None:
    a_facility("センター", slug="center", hours=(time(9), time(22)), address="一番町")
    found = ask("/api/v1/places")
    item = found["items"][0]
    assert (found["count"], item["slug"], item["name"], item["is_open"], item["ward"]) == (
        1,
        "center",
        "センター",
        True,
        "aoba",
    )


def test_search_gives_kind_title_url_snippet_and_score() -> None:
    programme = a_programme("花いっぱい助成")
    found_anew()
    found = ask("/api/v1/search?q=花いっぱい")
    assert (found["count"], found["next"]) == (1, None)
    item = found["items"][0]
    assert sorted(item) == ["kind", "score", "snippet", "title", "url"]
    assert (item["kind"], item["title"], item["url"]) == (
        "support",
        "花いっぱい助成",
        f"http://testserver/support/{programme.slug}/",
    )


@pytest.mark.parametrize("text", ["", "%00", '"', "%F0%9F%98%80", "((", "%EF%BF%BF"])
def test_search_takes_any_text(text: str) -> None:
    ask(f"/api/v1/search?q={text}")
