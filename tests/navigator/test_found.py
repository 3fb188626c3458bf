"""The search follows what is saved, published, hidden, renamed and deleted."""

import pytest

from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.search.find import find
from kyodo.navigator.documents import KINDS
from kyodo.navigator.models import SupportProgramme, Video
from tests.factories.actors import a_field
from tests.factories.places import a_desk, a_facility, a_ward
from tests.navigator.things import a_dataset, a_guide, a_programme

pytestmark = pytest.mark.django_db


def found(text: str) -> list[tuple[str, str]]:
    return sorted((item.kind, item.key) for item in find(text, who=NOBODY).items)


def test_every_kind_is_found_by_its_own_words() -> None:
    a_programme("楓のまち助成", slug="p")
    a_guide("楓のガイド", slug="g")
    a_facility("楓センター", slug="f")
    a_desk("楓の窓口", slug="d")
    a_dataset("楓の本数", slug="t")
    Video.objects.create(slug="v", title="楓の動画", provider="x", url="https://video.example/", summary="楓です。")
    assert found("楓") == [
        ("desk", "d"),
        ("figure", "t"),
        ("guide", "g"),
        ("place", "f"),
        ("support", "p"),
        ("video", "v"),
    ]


def test_wards_and_fields_can_be_searched_by_facet() -> None:
    a_programme("楓のまち助成", slug="p", wards=[a_ward()], fields=[a_field()], for_whom=["civic_group", "person"])
    facets = find("楓", who=NOBODY).facets
    assert (facets["ward"], facets["field"], facets["actor_kind"]) == ({"aoba": 1}, {"town": 1}, {"civic_group": 1})


def test_a_draft_is_not_found_and_never_replaces_what_is_public() -> None:
    programme = a_programme("楓のまち助成", slug="p")
    programme.name = "柊のまち助成"
    revision = programme.save_revision()
    assert (found("柊"), found("楓")) == ([], [("support", "p")])
    revision.publish()
    assert (found("柊"), found("楓")) == ([("support", "p")], [])


def test_what_is_taken_back_is_not_found() -> None:
    programme = a_programme("楓のまち助成")
    programme.unpublish()
    guide = a_guide("楓のガイド")
    guide.unpublish()
    place = a_facility("楓センター")
    place.is_public = False
    place.save()
    assert found("楓") == []


def test_a_new_name_in_the_address_leaves_nothing_behind() -> None:
    programme = a_programme("楓のまち助成", slug="old")
    programme.slug = "new"
    programme.save()
    assert found("楓") == [("support", "new")]


def test_what_is_deleted_is_gone() -> None:
    a_programme("楓のまち助成").delete()
    assert found("楓") == []


def test_words_inside_a_guide_are_found_and_its_settings_are_not() -> None:
    blocks = [
        {"type": "note", "value": {"tone": "warning", "text": "<p>楓に<b>注意</b></p>"}},
        {"type": "desk", "value": {"desk": "kyodo-desk", "about": "相談"}},
    ]
    a_guide("ガイド", blocks, slug="g")
    assert (found("楓に注意"), found("warning"), found("kyodo-desk")) == ([("guide", "g")], [], [])


def test_documents_all_together_and_one_by_one_agree() -> None:
    a_programme(slug="p", wards=[a_ward()], needs=["money"])
    a_guide(slug="g")
    a_facility(slug="f")
    a_desk(slug="d")
    a_dataset(slug="t")
    for kind in KINDS.values():
        together = list(kind.documents())
        assert together == [kind.document(document.key) for document in together]
        assert kind.document("nothing") is None


def test_facets_that_change_after_saving_are_followed() -> None:
    programme = SupportProgramme.objects.get(pk=a_programme("楓のまち助成").pk)
    programme.wards.set([a_ward()])
    programme.save()
    assert find("楓", who=NOBODY).facets["ward"] == {"aoba": 1}
