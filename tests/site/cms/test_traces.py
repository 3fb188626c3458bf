"""What a change in the CMS leaves: an audit row, a search that is in step, and fresh pages; or nothing at all."""

import pytest
import time_machine
from django.urls import reverse

from kyodo.commons.actors.models import Actor, Field
from kyodo.commons.places.models import Desk, Facility, Ward
from kyodo.kernel.freshness.version import version
from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.search.find import find
from kyodo.kernel.search.index import rebuild
from kyodo.navigator.models import Dataset, GuidePage, Video
from kyodo.site.cms import traces
from kyodo.site.cms.traces import publish_scheduled
from tests.factories.places import a_desk, a_facility, a_ward
from tests.navigator.things import a_dataset, a_guide, a_programme, at
from tests.site.cms.editing import a_text, drift, send, verbs


@pytest.fixture
def moderator(someone):
    return someone("moderator")


def edit(thing):
    meta = thing._meta
    return reverse(f"wagtailsnippets_{meta.app_label}_{meta.model_name}:edit", args=[thing.pk])


def found(text):
    return [(hit.kind, hit.title) for hit in find(text, who=NOBODY).items]


@pytest.mark.django_db(transaction=True)
def test_a_phone_number_changed_at_a_desk_is_public_at_once(moderator, visitor):
    desk = a_desk(name="市民協働推進課", phone="022-214-8002")
    rebuild()
    before = version()
    assert "022-214-8002" in visitor.get(desk.get_absolute_url()).content.decode()
    assert send(moderator.client, edit(desk), phone="022-214-0000").status_code == 302
    assert "022-214-0000" in visitor.get(desk.get_absolute_url()).content.decode()
    assert verbs(desk) == [("edit", f"person:{moderator.person.pk}", "cms")]
    assert (version() > before, drift()) == (True, [])


def test_a_renamed_desk_is_found_in_its_programmes_too(moderator):
    desk = a_desk(name="市民協働推進課")
    a_programme(name="花いっぱい助成", desk=desk)
    rebuild()
    send(moderator.client, edit(desk), name="まちづくり政策課")
    assert found("まちづくり政策課") == [("desk", "まちづくり政策課"), ("support", "花いっぱい助成")]
    assert drift() == []


def test_a_renamed_ward_and_field_are_in_step_everywhere(moderator):
    ward, field = a_ward(), Field.objects.create(slug="green", name="緑化")
    a_programme(wards=[ward], fields=[field])
    a_facility(ward=ward)
    a_desk(ward=ward)
    actor = Actor.objects.create(slug="hana", kind="civic_group", name="花の会", state="listed")
    actor.wards.add(ward)
    actor.fields.add(field)
    rebuild()
    send(moderator.client, edit(ward), name="新青葉区")
    assert (Ward.objects.get().name, drift()) == ("新青葉区", [])
    send(moderator.client, edit(field), name="みどり")
    assert (Field.objects.get().name, drift()) == ("みどり", [])


def test_a_place_with_its_hours_a_single_day_and_a_space(moderator):
    place = a_facility(name="交流サロン")
    rebuild()
    answer = send(
        moderator.client,
        edit(place),
        **{
            "hours-TOTAL_FORMS": "1", "hours-0-weekday": "1", "hours-0-opens_at": "9:00", "hours-0-closes_at": "17:00",
            "hours-0-id": "", "hours-0-DELETE": "",
            "exceptions-TOTAL_FORMS": "1", "exceptions-0-date": "2026-12-01", "exceptions-0-reason": "設備点検",
            "exceptions-0-opens_at": "", "exceptions-0-closes_at": "", "exceptions-0-id": "", "exceptions-0-DELETE": "",
            "spaces-TOTAL_FORMS": "1", "spaces-0-name": "和室", "spaces-0-slug": "washitsu", "spaces-0-order": "10",
            "spaces-0-source": "", "spaces-0-id": "", "spaces-0-DELETE": "", "spaces-0-is_bookable": "unknown",
            "closures": "- days: 24We\n  on_holiday: next_day\n",
        },
    )  # fmt: skip
    assert answer.status_code == 302, answer.context["form"].errors
    place = Facility.objects.get()
    assert [str(row) for row in place.hours.all()] == ["1 09:00-17:00"]
    assert [str(row) for row in place.exceptions.all()] == ["2026-12-01 設備点検"]
    assert place.closures == [{"days": "24We", "on_holiday": "next_day"}]
    assert found("和室") == [("place", "交流サロン")]
    assert drift() == []


def test_numbers_of_a_table(moderator):
    table = a_dataset(rows=[("2016年", "79.6")])
    rebuild()
    send(moderator.client, edit(table), **{"rows-0-label": "平成28年度"})
    assert found("平成28年度") == [("figure", "町内会の加入率")]
    assert (Dataset.objects.get().rows.get().label, drift()) == ("平成28年度", [])


def test_a_video_made_hidden_and_deleted(moderator):
    new = reverse("wagtailsnippets_navigator_video:add")
    typed = {"title": "協働の話", "slug": "hanashi", "provider": "YouTube", "url": "https://example.jp/v"}
    send(moderator.client, new, **typed, summary="協働の話です。")
    video = Video.objects.get()
    assert found("協働の話") == [("video", "協働の話")]
    send(moderator.client, edit(video), is_public=None)
    assert (found("協働の話"), drift()) == ([], [])
    moderator.client.post(reverse("wagtailsnippets_navigator_video:delete", args=[video.pk]))
    assert (Video.objects.count(), drift()) == (0, [])
    assert [verb for verb, _by, _channel in verbs(video)] == ["create", "edit", "delete"]


def test_a_draft_changes_nothing_in_public_and_is_told_once(someone):
    editor, guide = someone("editor"), a_guide(title="協働とは")
    rebuild()
    url = reverse("wagtailadmin_pages:edit", args=[guide.pk])
    send(editor.client, url, title="新しい題", stream=a_text("<p>下書きです。</p>"))
    assert GuidePage.objects.get().title == "協働とは"
    assert (found("下書き"), drift()) == ([], [])
    assert verbs(guide) == [("edit", f"person:{editor.person.pk}", "cms")]


def test_a_page_taken_back_leaves_the_search(moderator):
    guide = a_guide(title="協働とは")
    rebuild()
    moderator.client.post(reverse("wagtailadmin_pages:unpublish", args=[guide.pk]))
    assert (GuidePage.objects.get().live, found("協働とは"), drift()) == (False, [], [])
    assert verbs(guide) == [("unpublish", f"person:{moderator.person.pk}", "cms")]


def test_guides_of_a_shelf_that_was_closed_leave_the_search(someone):
    guide, administrator = a_guide(title="協働とは"), someone("administrator")
    rebuild()
    url = reverse("wagtailadmin_pages:set_privacy", args=[guide.get_parent().pk])
    administrator.client.post(url, {"restriction_type": "login"})
    assert (found("協働とは"), drift()) == ([], [])


def test_a_change_that_fails_at_its_end_leaves_nothing(moderator, monkeypatch):
    desk = a_desk(phone="022-214-8002")
    rebuild()

    def broken(names):
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr(traces, "refresh", broken)
    with pytest.raises(RuntimeError):
        send(moderator.client, edit(desk), phone="022-214-0000")
    assert (Desk.objects.get().phone, verbs(desk)) == ("022-214-8002", [])


def test_a_change_whose_audit_fails_leaves_nothing(moderator, monkeypatch):
    desk = a_desk(name="市民協働推進課", phone="022-214-8002")
    rebuild()

    def broken(**row):
        raise RuntimeError("no audit")

    monkeypatch.setattr(traces, "record", broken)
    with pytest.raises(RuntimeError):
        send(moderator.client, edit(desk), phone="022-214-0000", name="別の課")
    assert (Desk.objects.get().phone, found("別の課"), drift()) == ("022-214-8002", [], [])


def test_the_address_of_an_entry_stays(moderator):
    desk = a_desk(slug="kyodo")
    send(moderator.client, edit(desk), slug="other", phone="022-214-0000")
    assert (Desk.objects.get().slug, Desk.objects.get().phone) == ("kyodo", "022-214-0000")


def test_a_programme_goes_public_and_leaves_by_its_dates(db):
    programme = a_programme(name="花いっぱい助成", live=False, go_live_at=at(2026, 12, 1), expire_at=at(2027, 1, 1))
    rebuild()
    with time_machine.travel(at(2026, 11, 23)):
        programme.save_revision().publish()
        publish_scheduled()
    assert (found("花いっぱい助成"), verbs(programme)) == ([], [])
    with time_machine.travel(at(2026, 12, 1, 1)):
        publish_scheduled()
    assert (found("花いっぱい助成"), drift()) == ([("support", "花いっぱい助成")], [])
    with time_machine.travel(at(2027, 1, 1, 1)):
        publish_scheduled()
    assert (found("花いっぱい助成"), drift()) == ([], [])
    assert verbs(programme) == [("publish_scheduled", "system", "cms"), ("unpublish_scheduled", "system", "cms")]


def test_a_guide_with_a_new_address_is_found_there_only(someone):
    administrator, guide = someone("administrator"), a_guide(title="協働とは", slug="old")
    rebuild()
    url = reverse("wagtailadmin_pages:edit", args=[guide.pk])
    send(administrator.client, url, action="publish", slug="new", stream=a_text("<p>本文です。</p>"))
    assert (GuidePage.objects.get().slug, found("協働とは"), drift()) == ("new", [("guide", "協働とは")], [])


def test_a_guide_deleted_with_its_drafts_leaves_the_search(someone):
    administrator, guide = someone("administrator"), a_guide(title="協働とは")
    rebuild()
    administrator.client.post(reverse("wagtailadmin_pages:delete", args=[guide.pk]))
    assert (GuidePage.objects.count(), found("協働とは"), drift()) == (0, [], [])
    assert [verb for verb, _by, _channel in verbs(guide)] == ["delete"]
