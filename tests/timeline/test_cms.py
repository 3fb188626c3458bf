"""Eras, lanes and milestones in the CMS."""

from typing import Any

import pytest
from django.test import Client

from kyodo.kernel.audit.models import Entry
from kyodo.timeline.models import Milestone
from tests.factories.people import sign_in
from tests.factories.timeline import a_lane, a_milestone

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return sign_in("administrator").client


def typed(**changes: Any) -> dict[str, Any]:
    values = {
        "title": "提案制度 開始", "slug": "teian", "on": "平成24年度", "until": "", "lane": a_lane().pk, "text": "",
        "link": "", "source": "https://www.city.example.jp/1\n市史", "is_public": "on", "title_reading": "",
    }  # fmt: skip
    return values | changes


@pytest.mark.parametrize("model", ["era", "lane", "milestone"])
def test_staff_find_lists_and_forms(desk: Client, model: str) -> None:
    a_milestone()
    assert desk.get(f"/cms/snippets/timeline/{model}/").status_code == 200
    assert desk.get(f"/cms/snippets/timeline/{model}/add/").status_code == 200


def test_a_date_is_typed_as_people_write_it_and_the_rest_follows(desk: Client) -> None:
    assert desk.post("/cms/snippets/timeline/milestone/add/", typed()).status_code == 302
    made = Milestone.objects.get()
    assert (made.on, made.source) == ("FY2012", ["https://www.city.example.jp/1", "市史"])
    assert "平成24年度（2012年度）" in Client().get("/timeline/").content.decode()
    assert [item["title"] for item in Client().get("/api/v1/search?q=提案制度").json()["items"]] == ["提案制度 開始"]
    assert Entry.objects.filter(lane="timeline", kind="timeline.milestone", channel="cms").count() == 1


@pytest.mark.parametrize("changes", [{"on": "いつか"}, {"on": ""}, {"link": "javascript:alert(1)"}, {"link": "//x"}])
def test_what_cannot_be_used_is_not_saved(desk: Client, changes: dict[str, str]) -> None:
    answer = desk.post("/cms/snippets/timeline/milestone/add/", typed(**changes))
    assert (answer.status_code, Milestone.objects.count()) == (200, 0)
    assert "提案制度 開始" in answer.content.decode()


def test_a_milestone_that_is_hidden_leaves_the_page_and_the_search(desk: Client) -> None:
    assert desk.post("/cms/snippets/timeline/milestone/add/", typed()).status_code == 302
    changed = typed()
    del changed["is_public"]
    pk = Milestone.objects.get().pk
    assert desk.post(f"/cms/snippets/timeline/milestone/edit/{pk}/", changed).status_code == 302
    assert Client().get("/api/v1/search?q=提案制度").json()["items"] == []
    assert "提案制度 開始" not in Client().get("/timeline/?q=").content.decode()
