"""What one person writes another one publishes."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Page

from kyodo.navigator.models import GuidePage, SupportProgramme
from tests.navigator.things import a_guide, a_programme, at
from tests.site.cms.editing import NO_PARTS, a_text, drift, send, verbs

#: Wagtail 8.0 does not speak of Django's mailers yet; the mail arrives in the outbox all the same.
pytestmark = pytest.mark.filterwarnings("ignore:get_connection")


def edit(thing):
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])
    return reverse("wagtailsnippets_navigator_supportprogramme:edit", args=[thing.pk])


def approve(person, thing):
    """Press approve, as the edit page and the dashboard do; returns the answer."""
    state = thing.current_workflow_task_state
    names = {Page: "wagtailadmin_pages:workflow_action"}
    name = names.get(type(thing).__mro__[1], "wagtailsnippets_navigator_supportprogramme:workflow_action")
    return person.client.post(reverse(name, args=[thing.pk, "approve", state.pk]))


@pytest.fixture
def guide(db):
    return a_guide(title="協働とは")


@pytest.fixture
def programme(db):
    return a_programme(name="花いっぱい助成", apply_until=at(2026, 12, 1))


def submit(person, thing):
    stream = a_text("<p>新しい文です。</p>") if isinstance(thing, GuidePage) else NO_PARTS
    changes = {"title": "新しい題"} if isinstance(thing, GuidePage) else {"name": "新しい名"}
    return send(person.client, edit(thing), action="submit", stream=stream, **changes)


def public_title(thing):
    fresh = type(thing).objects.get(pk=thing.pk)
    return fresh.title if isinstance(fresh, GuidePage) else fresh.name


@pytest.mark.parametrize("kind", ["guide", "programme"])
def test_an_editor_submits_and_a_moderator_publishes(someone, request, kind):
    thing = request.getfixturevalue(kind)
    editor, moderator, before = someone("editor"), someone("moderator"), public_title(thing)
    assert submit(editor, thing).status_code == 302
    assert public_title(thing) == before
    assert approve(moderator, thing).status_code == 302
    assert public_title(thing).startswith("新しい")
    by_editor, by_moderator = f"person:{editor.person.pk}", f"person:{moderator.person.pk}"
    assert verbs(thing) == [
        ("edit", by_editor, "cms"), ("workflow_start", by_editor, "cms"),
        ("workflow_approve", by_moderator, "cms"), ("publish", by_moderator, "cms"),
    ]  # fmt: skip
    assert drift() == []


@pytest.mark.parametrize("kind", ["guide", "programme"])
@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_nobody_but_an_administrator_publishes_alone(someone, request, kind, role):
    thing, person = request.getfixturevalue(kind), someone(role)
    before, page = public_title(thing), person.client.get(edit(thing)).content.decode()
    assert ("action-publish" in page, "action-submit" in page) == (False, True)
    stream = a_text("<p>新しい文です。</p>") if kind == "guide" else NO_PARTS
    send(
        person.client,
        edit(thing),
        action="publish",
        stream=stream,
        **{"title" if kind == "guide" else "name": "勝手な題"},
    )
    assert public_title(thing) == before
    assert type(thing).objects.get(pk=thing.pk).has_unpublished_changes


@pytest.mark.parametrize("kind", ["guide", "programme"])
def test_a_moderator_does_not_approve_what_is_her_own(someone, request, kind):
    thing, moderator = request.getfixturevalue(kind), someone("moderator")
    before = public_title(thing)
    submit(moderator, thing)
    assert 'data-workflow-action-name="approve"' not in moderator.client.get(edit(thing)).content.decode()
    approve(moderator, thing)
    assert public_title(thing) == before
    assert approve(someone("moderator"), thing).status_code == 302
    assert public_title(thing).startswith("新しい")


def test_nor_what_she_changed_while_checking(someone, guide):
    editor, moderator = someone("editor"), someone("moderator")
    submit(editor, guide)
    stream = a_text("<p>承認者が書き換えました。</p>")
    changes = {"title": "承認者の題", "workflow-action-name": "approve"}
    send(moderator.client, edit(guide), action="workflow-action", stream=stream, **changes)
    assert public_title(guide) == "協働とは"


def test_a_moderator_sends_back_and_the_editor_submits_again(someone, guide):
    editor, moderator = someone("editor"), someone("moderator")
    submit(editor, guide)
    state = guide.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[guide.pk, "reject", state.pk])
    moderator.client.post(url, {"comment": "日付を確かめてください。"})
    assert GuidePage.objects.get().current_workflow_state.status == "needs_changes"
    submit(editor, guide)
    approve(moderator, GuidePage.objects.get())
    assert public_title(guide) == "新しい題"


def test_an_administrator_publishes_alone_in_an_emergency_and_the_audit_shows_it(someone, guide):
    administrator = someone("administrator")
    send(
        administrator.client,
        edit(guide),
        action="publish",
        title="緊急のお知らせ",
        stream=a_text("<p>避難所の案内です。</p>"),
    )
    assert public_title(guide) == "緊急のお知らせ"
    by = f"person:{administrator.person.pk}"
    assert [(verb, who) for verb, who, _channel in verbs(guide)] == [("edit", by), ("publish", by)]


def test_many_pages_are_not_published_with_one_click(someone, guide):
    moderator = someone("moderator")
    guide.unpublish()
    moderator.client.post(f"/cms/bulk/wagtailcore/page/publish/?id={guide.pk}")
    assert GuidePage.objects.get().live is False


def test_a_copy_is_not_public_at_once(someone, guide):
    moderator = someone("moderator")
    typed = {
        "new_title": "写し", "new_slug": "copy", "new_parent_page": guide.get_parent().pk, "publish_copies": "on",
        "alias": "",
    }  # fmt: skip
    moderator.client.post(reverse("wagtailadmin_pages:copy", args=[guide.pk]), typed)
    assert list(GuidePage.objects.filter(live=True).values_list("title", flat=True)) == ["協働とは"]


def test_an_editor_does_not_change_what_has_no_draft(someone, db):
    from tests.factories.places import a_desk

    desk, editor = a_desk(phone="022-214-8002"), someone("editor")
    url = reverse("wagtailsnippets_places_desk:edit", args=[desk.pk])
    editor.client.post(url, {"name": desk.name, "phone": "022-214-0000", "slug": desk.slug, "order": "100"})
    desk.refresh_from_db()
    assert desk.phone == "022-214-8002"
    assert editor.client.get(reverse("wagtailsnippets_places_desk:list")).status_code == 200


def test_whoever_checks_is_told_by_mail(someone, guide):
    moderator, editor = someone("moderator", email="moderator@example.jp"), someone("editor", email="editor@example.jp")
    submit(editor, guide)
    assert [message.to for message in mail.outbox] == [["moderator@example.jp"]]
    approve(moderator, guide)
    assert [message.to for message in mail.outbox] == [["moderator@example.jp"], ["editor@example.jp"]]


def test_a_programme_of_an_editor_starts_as_a_draft(someone):
    editor = someone("editor")
    url = reverse("wagtailsnippets_navigator_supportprogramme:add")
    typed = {"name": "こども食堂助成", "slug": "kodomo", "kind": "grant", "summary": "食材の費用を助成します。"}
    send(editor.client, url, stream=NO_PARTS, **typed)
    programme = SupportProgramme.objects.get()
    assert (programme.live, drift()) == (False, [])
