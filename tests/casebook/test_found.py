"""Where cases are found: the search, the feed, the sitemap, the timeline, the front page, open data, the API."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kyodo.casebook.models import Case
from kyodo.casebook.queries import cases
from kyodo.commons.actors.actions import edit_actor
from kyodo.commons.actors.models import Actor, ActorKind
from kyodo.commons.collaborations.actions import set_drawing
from kyodo.commons.collaborations.drafts import PartnerDraft
from kyodo.kernel.permissions import NOBODY, SYSTEM
from kyodo.kernel.registry import OPEN_DATA
from kyodo.kernel.search.find import find
from kyodo.kernel.search.index import rebuild
from kyodo.kernel.stock import stocks
from kyodo.kernel.trail.walk import KINDS
from tests.factories.actors import an_actor
from tests.factories.cases import REQUIRED, a_case, a_part
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.places import a_ward

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def case() -> Case:
    work = a_collaboration("空き家")
    a_partner(work, an_actor("見本の会", ActorKind.CIVIC_GROUP))
    a_partner(work, "ないしょ商事", kind=ActorKind.BUSINESS, confirmation="")
    return a_case(
        "空き家が食堂に",
        slug="akiya",
        collaboration=work,
        wards=[a_ward()],
        story=[a_part("stumbled", "**連絡網**が届かず")],
    )


def keys(words: str) -> list[str]:
    return [item.key for item in find(words, who=NOBODY, kinds=("case",)).items]


def test_the_search_finds_a_case_by_its_story_and_its_partners_but_not_by_an_unconfirmed_one(case: Case):
    a_case("下書き", slug="draft", live=False, story=[a_part("done", "連絡網")])
    with transaction.atomic():
        rebuild()
    assert (keys("連絡網"), keys("見本の会"), keys("ないしょ商事")) == (["akiya"], ["akiya"], [])


def test_a_partner_under_a_new_name_is_found_at_its_cases_and_joint_works(case: Case):
    with transaction.atomic():
        rebuild()
    actor = Actor.objects.get(name="見本の会")
    edit_actor(actor=actor, by=SYSTEM, channel="web", name="あたらしい結社", name_reading="アタラシイケッシャ")
    found = {(item.kind, item.key) for item in find("あたらしい結社", who=NOBODY).items}
    assert case.collaboration
    assert found == {("organization", actor.slug), ("collaboration", case.collaboration.slug), ("case", "akiya")}
    assert keys("見本の会") == []


def test_feed_and_sitemap_name_it(case: Case, visitor: Client):
    a_case("下書き", slug="draft", live=False)
    assert [(entry.path, entry.title) for entry in cases.feed(5)] == [("/cases/akiya/", "空き家が食堂に")]
    assert [path for path, _changed in cases.sitemap()] == ["/cases/", "/cases/akiya/"]
    assert "/cases/akiya/" in visitor.get("/feed.atom").content.decode()


def test_the_timeline_gets_the_day_on_which_a_case_was_first_told():
    at = datetime(2026, 11, 1, 3, tzinfo=UTC)
    a_case("ここで書かれた", slug="here", first_published_at=at)
    a_case("冊子から", slug="booklet", published_on="2018-04", source=["冊子"], first_published_at=at)
    a_case("いつか分からない", slug="unknown", source=["冊子"], first_published_at=at)
    a_case("下書き", slug="draft", live=False)
    found = [(stone.on, stone.title, stone.path, stone.lane) for stone in cases.milestones()]
    assert found == [
        ("2026-11-01", "ここで書かれた", "/cases/here/", "cases"),
        ("2018-04", "冊子から", "/cases/booklet/", "cases"),
    ]


def test_the_trail_shows_a_case_only_once_it_is_published(case: Case):
    kind = KINDS.find("casebook.case")
    assert kind is not None
    stop = kind.find(NOBODY, str(case.pk))
    assert stop is not None
    assert (stop.title, stop.url) == ("空き家が食堂に", "/cases/akiya/")
    Case.objects.filter(pk=case.pk).update(live=False)
    assert kind.find(NOBODY, str(case.pk)) is None


def test_the_front_page_shows_fresh_cases_with_their_diagrams(case: Case, visitor: Client):
    html = visitor.get("/").content.decode()
    assert "新しい事例" in html
    assert 'src="/collaborations/' in html
    assert "diagram.svg" in html


def rows(first: int | None) -> list[dict[str, Any]]:
    data = OPEN_DATA.find("cases")
    assert data is not None
    titles = [column.title for column in data.columns]
    return [dict(zip(titles, row, strict=True)) for row in data.rows(first)]


def test_open_data_holds_the_items_that_the_government_requires(case: Case):
    a_case("下書き", slug="draft", live=False)
    data = OPEN_DATA.find("cases")
    assert data is not None
    [row] = rows(None)
    assert [title for title in REQUIRED if title not in row] == []
    assert (row["ID"], row["対象組織"], row["協力者"]) == ("akiya", ["見本の会", "事業者"], [])
    assert stocks([data])["cases"].count == 1
    assert (row["学んだこと"], row["URL"]) == ("連絡網 が届かず", "http://127.0.0.1:8000/cases/akiya/")
    keys_ = [column.key for column in data.columns]
    assert len(set(keys_)) == len(keys_)


def test_many_rows_cost_the_queries_of_one(case: Case):
    with CaptureQueriesContext(connection) as one:
        rows(None)
    for number in range(8):
        work = a_collaboration(f"協働{number}")
        a_partner(work, an_actor(f"会{number}"))
        a_case(f"事例{number}", collaboration=work, schemes=[("x", "助成")])
    with CaptureQueriesContext(connection) as many:
        assert len(rows(None)) == 9
    assert len(many) == len(one)


def test_the_api_gives_pages_and_says_what_it_does_not_know(case: Case, visitor: Client):
    a_case("もう一つ", slug="another")
    first = visitor.get("/api/v1/cases?limit=1&sort=name").json()
    assert (first["count"], len(first["items"])) == (2, 1)
    assert first["next"].startswith("http://127.0.0.1:8000/api/v1/cases?")
    found = visitor.get("/api/v1/cases?ward=aoba").json()["items"]
    assert [(item["slug"], item["stage"], item["wards"]) for item in found] == [
        ("akiya", "active", [{"slug": "aoba", "name": "青葉区"}])
    ]
    assert found[0]["members"] == [
        {"name": "見本の会", "kind": "civic_group", "role": ""},
        {"name": "", "kind": "business", "role": ""},
    ]
    assert visitor.get("/api/v1/cases?ward=nowhere").status_code == 400
    assert visitor.get("/api/v1/cases?stage=nowhere").status_code == 422
    assert visitor.get("/api/v1/cases/akiya").json()["record"]["タイトル"] == "空き家が食堂に"


def test_a_partner_that_is_no_longer_confirmed_is_no_longer_found_by_its_name(case: Case):
    with transaction.atomic():
        rebuild()
    work = case.collaboration
    assert work is not None
    drafts = [PartnerDraft("other", ActorKind.CIVIC_GROUP, name="別の会")]
    set_drawing(collaboration=work, partners=drafts, ties=[], version=work.version, by=SYSTEM, channel="test")
    assert (keys("見本の会"), keys("空き家が食堂に")) == ([], ["akiya"])
