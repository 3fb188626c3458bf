"""What the timeline hangs on the walls of the house."""

import pytest
from django.test import Client

from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.registry import FEEDS, MENU, PUBLIC_TABLES, SITEMAP
from kyodo.kernel.search.sources import SOURCES
from kyodo.kernel.trail.walk import KINDS
from kyodo.timeline.models import Era, Lane, Milestone
from tests.factories.timeline import a_milestone

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("way")
def test_a_milestone_is_found_and_leads_to_its_place() -> None:
    told = Client().get("/api/v1/search", {"q": "見本条例"}).json()["items"]
    assert [(item["kind"], item["url"].partition("/timeline/")[2]) for item in told] == [("milestone", "#m-jorei")]
    assert '<a href="/timeline/#m-jorei"' in Client().get("/search/?q=見本条例").content.decode()


def test_the_search_source_gives_what_is_public() -> None:
    shown, hidden = a_milestone("公開"), a_milestone("非公開", is_public=False)
    source = SOURCES.find("milestone")
    assert source is not None
    assert [document.key for document in source.documents()] == [shown.slug]
    assert (source.document(shown.slug) is not None, source.document(hidden.slug)) == (True, None)


def test_new_milestones_are_in_the_feed() -> None:
    a_milestone("これからの会", "2100", text="あつまります。")
    a_milestone("むかしの会", "1999")
    source = FEEDS.find("timeline")
    assert source is not None
    assert [(entry.title, entry.summary) for entry in source.entries(5)] == [("これからの会", "あつまります。")]
    assert "これからの会" in Client().get("/feed.atom").content.decode()


def test_a_hidden_milestone_is_on_no_trail() -> None:
    shown, hidden = a_milestone("公開", slug="kokai"), a_milestone("非公開", is_public=False)
    kind = KINDS.find("timeline.milestone")
    assert kind is not None
    stop = kind.find(NOBODY, str(shown.pk))
    assert stop is not None
    assert (stop.title, stop.url) == ("公開", "/timeline/#m-kokai")
    assert kind.find(NOBODY, str(hidden.pk)) is None


def test_menu_sitemap_and_public_tables_know_it() -> None:
    item, source = MENU.find("timeline"), SITEMAP.find("timeline")
    assert item is not None
    assert source is not None
    assert (item.group, str(item.label)) == ("know", "協働のあゆみ")
    assert [path for path, _changed in source.entries()] == ["/timeline/"]
    assert {model._meta.db_table for model in (Era, Lane, Milestone)} <= set(PUBLIC_TABLES)
