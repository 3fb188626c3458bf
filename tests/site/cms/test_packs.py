"""What staff changed in the CMS is kept by the next load of the pack, and reported."""

import pytest
from django.urls import reverse

from kyodo.commons.places.models import Desk, Facility, Ward
from kyodo.kernel.packs.load import load
from kyodo.navigator.models import GuidePage, SupportProgramme
from tests.factories.packs import a_pack
from tests.site.cms.editing import NO_PARTS, a_text, drift, send

PROGRAMME = """\
name: 花いっぱい助成
kind: grant
summary: 苗や土の費用を助成します。
apply_until: 2026-10-24
wards: [kita]
demo: true
"""
GUIDE = "---\ntitle: 協働とは\ngroup: basics\ndemo: true\n---\n\nみんなで行います。\n"
FILES = {"support/hana.yaml": PROGRAMME, "guides/kyodo.md": GUIDE}


@pytest.fixture
def root(db, tmp_path):
    load(a_pack(tmp_path, FILES))
    return tmp_path


@pytest.fixture
def administrator(someone):
    return someone("administrator").client


def kept(root):
    return {outcome.kind: outcome.kept for outcome in load(a_pack(root, FILES)) if outcome.kept}


def snippet(thing):
    return reverse(f"wagtailsnippets_{thing._meta.label_lower.replace('.', '_')}:edit", args=[thing.pk])


def test_an_entry_saved_without_a_change_is_not_an_edit(root, administrator):
    for thing in (Desk.objects.get(), Facility.objects.get(), Ward.objects.first()):
        assert send(administrator, snippet(thing)).status_code == 302
    assert (kept(root), drift()) == ({}, [])


def test_a_desk_a_place_and_a_ward(root, administrator):
    send(administrator, snippet(Desk.objects.get()), phone="03-1234-9999")
    send(administrator, snippet(Facility.objects.get()), **{"hours-0-closes_at": "22:00"})
    send(administrator, snippet(Ward.objects.get(slug="kita")), name="新北区")
    assert kept(root) == {
        "desk": {"kyodo": "サイト上で変更されています: phone"},
        "facility": {"center": "サイト上で変更されています: openinghours"},
        "ward": {"kita": "サイト上で変更されています: name"},
    }
    assert (Desk.objects.get().phone, Ward.objects.get(slug="kita").name) == ("03-1234-9999", "新北区")
    assert drift() == []


def test_a_programme_published_in_the_cms(root, administrator):
    programme = SupportProgramme.objects.get()
    answer = send(administrator, snippet(programme), action="publish", stream=NO_PARTS, apply_until="2026-12-01 00:00")
    assert answer.status_code == 302
    # The CMS marks each paragraph of a rich text with a key, so these two columns count as edited as well.
    assert kept(root) == {"support": {"hana": "サイト上で変更されています: apply_until, body, conditions"}}
    assert str(SupportProgramme.objects.get().last_day) == "2026-11-30"


def test_a_guide_published_in_the_cms_and_one_that_is_a_draft(root, administrator, someone):
    url = reverse("wagtailadmin_pages:edit", args=[GuidePage.objects.get().pk])
    send(someone("editor").client, url, title="下書き", stream=a_text("<p>下書きです。</p>"))
    assert kept(root) == {"guide": {"kyodo": "サイト上で変更されています: has_unpublished_changes"}}
    send(administrator, url, action="publish", title="協働のはじめかた", stream=a_text("<p>一緒に始めます。</p>"))
    assert kept(root) == {"guide": {"kyodo": "サイト上で変更されています: body, title"}}
    assert (GuidePage.objects.get().title, drift()) == ("協働のはじめかた", [])
