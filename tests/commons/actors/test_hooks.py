"""What organizations hang on the walls of the house."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone, translation

from kyodo.commons.actors import documents, queries
from kyodo.commons.actors.actions import create_actor, edit_actor, list_actor, withdraw_actor
from kyodo.commons.actors.demo import SAMPLES, make_sample_organizations
from kyodo.commons.actors.handover.actions import write_note
from kyodo.commons.actors.models import Actor, HandoverNote, Holding, PaperDue, Seat
from kyodo.commons.actors.states import NoteKind
from kyodo.commons.people.models import Person
from kyodo.kernel.permissions import NOBODY, SYSTEM
from kyodo.kernel.registry import CHECKS, FEEDS, MENU, PUBLIC_TABLES, RETENTION
from kyodo.kernel.search.models import SearchText
from kyodo.kernel.search.sources import SOURCES
from kyodo.kernel.trail.walk import KINDS
from tests.factories.actors import a_field, a_holding, a_seat, an_actor
from tests.factories.people import a_person, sign_in
from tests.factories.places import a_ward

BY: dict[str, Any] = {"by": SYSTEM, "channel": "web"}
pytestmark = pytest.mark.django_db


def found(query: str) -> list[str]:
    # A new visitor each time: within one transaction the version of public data may stand still.
    return [item["title"] for item in Client().get("/api/v1/search", {"q": query}).json()["items"]]


def test_the_search_follows_every_change_in_its_own_transaction() -> None:
    actor = create_actor(kind="civic_group", name="見本の会", wards=[a_ward()], fields=[a_field()], **BY)
    assert found("見本の会") == []
    actor = list_actor(actor=actor, **BY)
    assert found("見本の会") == ["見本の会"]
    actor = edit_actor(actor=actor, name="名前の変わった会", purpose="鎮守の森を守る。", **BY)
    assert found("鎮守の森") == ["名前の変わった会"]
    withdraw_actor(actor=actor, **BY)
    assert found("鎮守の森") == []


def test_a_document_is_the_same_whoever_writes_it_in_whatever_language() -> None:
    actor = an_actor("見本の会", "business", purpose="商いをする。")
    actor.wards.add(a_ward())
    actor.fields.add(a_field())
    with translation.override("en"):
        english = documents.document_of(actor)
    with translation.override("ja"):
        japanese = documents.document_of(actor)
    assert english == japanese
    assert (japanese.url, japanese.facets) == (
        f"/organizations/{actor.slug}/",
        {"actor_kind": ["business"], "ward": ["aoba"], "field": ["town"]},
    )


def test_the_source_gives_what_is_public_and_nothing_else() -> None:
    public, draft = an_actor("公開の会"), an_actor("下書きの会", state="draft")
    source = SOURCES.find("organization")
    assert source is not None
    assert [document.key for document in source.documents()] == [public.slug]
    assert (source.document(public.slug) is not None, source.document(draft.slug), source.document("never")) == (
        True, None, None,
    )  # fmt: skip


def test_no_name_of_a_holder_reaches_the_index() -> None:
    actor = create_actor(kind="civic_group", name="見本の会", **BY)
    a_holding(a_seat(actor), a_person("鵜沼 カナリア"), since=date(2020, 4, 1))
    list_actor(actor=actor, **BY)
    assert "カナリア" not in str(list(SearchText.objects.values()))


def test_the_feed_shows_what_was_listed_last() -> None:
    for name in ("先の会", "後の会"):
        list_actor(actor=create_actor(kind="civic_group", name=name, **BY), **BY)
    create_actor(kind="civic_group", name="下書きの会", **BY)
    feed = FEEDS.find("organizations")
    assert feed is not None
    assert [entry.title for entry in feed.entries(10)] == ["後の会", "先の会"]
    assert [entry.title for entry in feed.entries(1)] == ["後の会"]


def test_the_sitemap_names_every_public_page() -> None:
    actor = an_actor()
    an_actor("下書きの会", state="draft")
    assert list(queries.sitemap()) == [(f"/organizations/{actor.slug}/", timezone.localdate(actor.changed_at))]


def test_folded_names_out_of_step_are_found() -> None:
    check = CHECKS.find("organizations")
    assert check is not None
    actor = an_actor("見本の会")
    assert list(check.run()) == []
    Actor.objects.filter(pk=actor.pk).update(name="別の名前")
    assert len(list(check.run())) == 1


def test_every_table_of_a_public_page_raises_the_version() -> None:
    ours = {table for table in connection.introspection.table_names() if table.startswith("actors_")}
    private = {"handover", "handovernote", "mandate", "mandateuse", "paperdue"}
    assert ours - set(PUBLIC_TABLES) == {f"actors_{name}" for name in private}


def test_a_trail_names_only_what_one_may_see() -> None:
    kind = KINDS.find("actors.actor")
    assert kind is not None
    public, draft = an_actor("公開の会"), an_actor("下書きの会", state="draft")
    stop = kind.find(NOBODY, str(public.pk))
    assert stop is not None
    assert (stop.title, kind.find(NOBODY, str(draft.pk)), kind.find(NOBODY, "0")) == ("公開の会", None, None)
    seen = kind.find(sign_in("editor").who, str(draft.pk))
    assert seen is not None


def test_the_door_to_the_import_desk_is_shown_to_those_who_may_open_it() -> None:
    door = MENU.find("organizations_import")
    assert door is not None
    shown = [
        role for role in ("coordinator", "center_staff", "city_staff", "editor") if door.shown_to(sign_in(role).who)
    ]
    assert (shown, door.shown_to(NOBODY)) == (["center_staff", "city_staff"], False)


def test_papers_and_notes_of_an_empty_seat_go_in_the_end() -> None:
    papers, notes = RETENTION.find("papers_due"), RETENTION.find("handover_notes")
    assert papers is not None
    assert notes is not None
    assert (papers.days, notes.days) == (365, 730)
    now = timezone.now()
    long_ago = now - timedelta(days=1000)
    held, empty = a_holding(since=date(2020, 4, 1)).seat, a_holding(since=date(2020, 4, 1), until=date(2022, 4, 1)).seat
    for seat in (held, empty):
        write_note(seat=seat, kind=NoteKind.KEY, text="鍵は2本", by=SYSTEM, channel="web")
        for name in ("printed", "fresh"):
            PaperDue.objects.create(key=f"{seat.pk}:{name}", seat=seat, title="用紙", path="/")
    HandoverNote.objects.update(made_at=long_ago)
    PaperDue.objects.filter(key__endswith="printed").update(printed_at=long_ago)
    assert papers.erase(now - timedelta(days=papers.days)) == 2
    assert set(PaperDue.objects.values_list("key", flat=True)) == {f"{seat.pk}:fresh" for seat in (held, empty)}
    assert notes.erase(now - timedelta(days=notes.days)) == 1
    assert HandoverNote.objects.get().seat == held


def test_the_sample_world_is_made_once_and_marked() -> None:
    a_ward()
    a_field("npo3", "まちづくり", npo_number=3)
    person = a_person("見本 はるか", is_demo=True)
    account = sign_in(person=person, username="demo-citizen").account
    first = make_sample_organizations()
    counts = (Actor.objects.count(), Seat.objects.count(), Holding.objects.count(), Person.objects.count())
    assert make_sample_organizations() == first
    assert counts == (Actor.objects.count(), Seat.objects.count(), Holding.objects.count(), Person.objects.count())
    assert counts[0] == len(SAMPLES)
    listed, real = Actor.objects.filter(is_demo=True, state="listed"), Person.objects.filter(is_demo=False)
    assert (listed.count(), real.count()) == (len(SAMPLES), 0)
    assert all(name.startswith("見本") for name in Actor.objects.values_list("name", flat=True))
    assert all(name.startswith("見本") for name in Person.objects.values_list("name", flat=True))
    assert [str(seat) for seat in queries.seats_of(account.person)] == ["見本第一町内会 会長"]
