"""What the search finds of the navigation site, and which documents follow a thing that changed."""

import pytest
from django.db.models import Model

from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.search.find import find
from kyodo.kernel.search.followers import names_of, refresh
from kyodo.navigator.documents import KINDS
from kyodo.navigator.models import Video
from tests.factories.actors import a_field
from tests.factories.places import a_desk, a_facility, a_ward
from tests.navigator.things import a_dataset, a_guide, a_programme, found_anew

pytestmark = pytest.mark.django_db


def found(text: str) -> list[tuple[str, str]]:
    return sorted((item.kind, item.key) for item in find(text, who=NOBODY).items)


def follow(thing: Model) -> None:
    refresh(names_of(thing))


def test_every_kind_is_found_by_its_own_words() -> None:
    a_programme("楓のまち助成", slug="p")
    a_guide("楓のガイド", slug="g")
    a_facility("楓センター", slug="f")
    a_desk("楓の窓口", slug="d")
    a_dataset("楓の本数", slug="t")
    Video.objects.create(slug="v", title="楓の動画", provider="x", url="https://video.example/", summary="楓です。")
    found_anew()
    assert found("楓") == [
        ("desk", "d"),
        ("figure", "t"),
        ("guide", "g"),
        ("place", "f"),
        ("support", "p"),
        ("video", "v"),
    ]


def test_wards_and_fields_can_be_searched_by_facet() -> None:
    follow(
        a_programme("楓のまち助成", wards=[a_ward()], fields=[a_field()], for_whom=["civic_group", "person"]),
    )
    facets = find("楓", who=NOBODY).facets
    assert (facets["ward"], facets["field"], facets["actor_kind"]) == ({"aoba": 1}, {"town": 1}, {"civic_group": 1})


def test_a_draft_is_not_found_and_never_replaces_what_is_public() -> None:
    programme = a_programme("楓のまち助成", slug="p")
    programme.name = "柊のまち助成"
    revision = programme.save_revision()
    follow(programme)
    assert (found("柊"), found("楓")) == ([], [("support", "p")])
    revision.publish()
    follow(programme)
    assert (found("柊"), found("楓")) == ([("support", "p")], [])


def test_what_is_taken_back_or_deleted_is_not_found() -> None:
    programme, guide, place = a_programme("楓のまち助成"), a_guide("楓のガイド"), a_facility("楓センター")
    found_anew()
    programme.unpublish()
    guide.unpublish()
    place.is_public = False
    place.save()
    for thing in (programme, guide, place):
        follow(thing)
    assert found("楓") == []


def test_what_names_a_thing_follows_it() -> None:
    ward, desk = a_ward("aoba", "青葉区"), a_desk("楓の窓口", slug="d")
    a_programme("まち助成", slug="p", wards=[ward], desk=desk)
    a_facility("センター", slug="f", ward=ward)
    assert names_of(desk) == {("desk", "d"), ("support", "p")}
    assert names_of(ward) == {("support", "p"), ("place", "f")}


def test_words_inside_a_guide_are_found_and_its_settings_are_not() -> None:
    blocks = [
        {"type": "note", "value": {"tone": "warning", "text": "<p>楓に<b>注意</b></p>"}},
        {"type": "desk", "value": {"desk": "kyodo-desk", "about": "相談"}},
    ]
    follow(a_guide("ガイド", blocks, slug="g"))
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
