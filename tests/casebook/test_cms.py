"""Cases in the CMS: a draft stays unseen until it is published; parts, support used and the trail come along."""

import pytest
from django.test import Client, RequestFactory

from kyodo.casebook.admin import ProgrammeSelect
from kyodo.casebook.models import Case
from kyodo.casebook.wagtail_hooks import keep_trail
from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.trail.walk import back
from tests.factories.cases import a_case, a_part
from tests.factories.collaborations import a_collaboration
from tests.factories.people import sign_in
from tests.factories.places import a_ward

pytestmark = pytest.mark.django_db


def test_a_draft_changes_nothing_in_public_until_it_is_published(visitor: Client):
    case = a_case("空き家", slug="akiya")
    draft = Case.objects.get(pk=case.pk)
    draft.lead = "食堂になりました。"
    draft.wards = [a_ward()]
    revision = draft.save_revision()
    assert "食堂になりました" not in visitor.get("/cases/akiya/").content.decode()
    revision.publish()
    html = Client().get("/cases/akiya/").content.decode()
    assert "食堂になりました" in html
    assert "青葉区" in html


def test_staff_find_the_list_and_the_form(visitor: Client):
    case = a_case("空き家", story=[a_part("done", "片づけた")], schemes=[("hana", "花いっぱい助成")])
    editor = sign_in("administrator").client
    for path in ("", "add/", f"edit/{case.pk}/"):
        assert editor.get(f"/cms/snippets/casebook/case/{path}").status_code == 200, path


def test_a_programme_that_left_the_directory_stays_chosen():
    html = ProgrammeSelect().render("programme", "gone")
    assert '<option value="gone" selected>gone</option>' in html


def test_a_draft_can_be_previewed():
    case = a_case("下書きの事例", live=False, story=[a_part("other", "別の話", "余談")])
    html = case.make_preview_request(RequestFactory().get("/", SERVER_NAME="localhost")).rendered_content
    assert "下書きの事例" in html.replace("<wbr>", "")
    assert "余談" in html


def test_what_is_written_in_the_cms_came_from_its_collaboration():
    case = a_case("空き家", collaboration=a_collaboration("空き家の協働"))
    keep_trail(RequestFactory().get("/"), case)
    assert [stop.title for stop in back(case, NOBODY)] == ["空き家の協働"]
    keep_trail(RequestFactory().get("/"), a_case("協働なし"))
