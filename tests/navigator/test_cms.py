"""Editing in the CMS: drafts, moderation, preview."""

import pytest
from django.test import Client, RequestFactory

from kyodo.navigator.models import SupportProgramme
from tests.factories.people import sign_in
from tests.factories.places import a_ward
from tests.navigator.things import a_dataset, a_guide, a_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    return sign_in("administrator").client


def test_a_draft_changes_nothing_in_public_until_it_is_published() -> None:
    programme = a_programme("花いっぱい助成", slug="hana")
    draft = SupportProgramme.objects.get(pk=programme.pk)
    draft.summary = "木を植える費用を助成します。"
    revision = draft.save_revision()
    assert "苗や土の費用" in Client().get("/support/hana/").content.decode()
    revision.publish()
    assert "木を植える費用" in Client().get("/support/hana/").content.decode()


def test_a_revision_keeps_wards_and_words() -> None:
    programme = a_programme(needs=["money"], wards=[a_ward()])
    old = programme.save_revision()
    programme.needs, programme.wards = ["place"], []
    programme.save_revision().publish()
    kept = old.as_object()
    assert (kept.needs, [ward.slug for ward in kept.wards.all()]) == (["money"], ["aoba"])


@pytest.mark.parametrize("model", ["supportprogramme", "dataset", "video"])
def test_staff_find_lists_and_forms(editor: Client, model: str) -> None:
    a_programme("花いっぱい助成")
    a_dataset()
    assert editor.get(f"/cms/snippets/navigator/{model}/").status_code == 200
    assert editor.get(f"/cms/snippets/navigator/{model}/add/").status_code == 200


def test_the_form_of_a_programme_holds_its_words(editor: Client) -> None:
    programme = a_programme(needs=["money"])
    html = editor.get(f"/cms/snippets/navigator/supportprogramme/edit/{programme.pk}/").content.decode()
    assert 'name="needs" value="money"' in html


def test_a_programme_and_a_guide_can_be_previewed() -> None:
    request = RequestFactory().get("/", SERVER_NAME="localhost")
    programme = a_programme("下書きの助成", live=False)
    guide = a_guide("下書きのガイド", live=False)
    assert "下書きの助成" in programme.make_preview_request(request).rendered_content
    assert "下書きのガイド" in guide.make_preview_request(request).rendered_content
