"""What a visitor finds in the directory, and what it costs."""

from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation

from kyodo.commons.actors.directory import Directory
from kyodo.commons.actors.models import Actor
from kyodo.commons.places.models import Ward
from tests.factories.actors import a_field, an_actor
from tests.factories.places import a_ward

pytestmark = pytest.mark.django_db


def find(query: str = "", page: int = 1, size: int = 20, **options: Any) -> Any:
    directory = Directory()
    return directory.page(directory.select(QueryDict(query), **options), page, size)


def names(query: str = "", page: int = 1, size: int = 20, **options: Any) -> list[str]:
    return [line.actor.name for line in find(query, page, size, **options).page]


def counts(found: Any, facet: str) -> dict[str, int]:
    return {choice.value: choice.count for choice in found.facets[facet]}


@pytest.fixture
def city() -> None:
    aoba, izumi = a_ward("aoba", "青葉区"), a_ward("izumi", "泉区")
    town, child = a_field("town", "まちづくり"), a_field("child", "子ども")
    plan = [
        ("青葉の会", "アオバノカイ", "civic_group", [aoba], [town]),
        ("泉の会", "イズミノカイ", "civic_group", [izumi], [town, child]),
        ("ウメ商店", "うめしょうてん", "business", [aoba, izumi], [child]),
        ("円大学", "エンダイガク", "educational_institution", [], []),
    ]
    for name, reading, kind, wards, fields in plan:
        actor = an_actor(name, kind, name_reading=reading)
        actor.wards.set(wards)
        actor.fields.set(fields)
    an_actor("下書きの会", state="draft").wards.add(aoba)
    an_actor("取り下げた会", state="withdrawn").wards.add(aoba)


@pytest.mark.usefixtures("city")
def test_entries_stand_in_the_order_of_their_reading() -> None:
    assert names() == ["青葉の会", "泉の会", "ウメ商店", "円大学"]


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=civic_group", ["青葉の会", "泉の会"]),
        ("kind=civic_group&kind=business", ["青葉の会", "泉の会", "ウメ商店"]),
        ("ward=aoba", ["青葉の会", "ウメ商店"]),
        ("ward=aoba&ward=izumi", ["青葉の会", "泉の会", "ウメ商店"]),
        ("ward=izumi&field=child&kind=business", ["ウメ商店"]),
        ("field=town&ward=aoba", ["青葉の会"]),
        ("q=いずみ", ["泉の会"]),
        ("q=ｲｽﾞﾐ", ["泉の会"]),
        ("q=うめ", ["ウメ商店"]),
        ("q=の　会", ["青葉の会", "泉の会"]),
        ("q=会&ward=izumi", ["泉の会"]),
        ("q=無い", []),
        ("q=%25", ["青葉の会", "泉の会", "ウメ商店", "円大学"][:0]),
        ("kind=nonsense&ward=nowhere&page=x&name=x", ["青葉の会", "泉の会", "ウメ商店", "円大学"]),
        ("state=draft", ["青葉の会", "泉の会", "ウメ商店", "円大学"]),
    ],
)
def test_what_is_chosen_is_found(query: str, found: list[str]) -> None:
    assert names(query) == found
    assert find(query).total == len(found)


@pytest.mark.usefixtures("city")
def test_each_facet_counts_what_the_others_leave() -> None:
    found = find("kind=civic_group&ward=aoba")
    assert counts(found, "kind") == {
        "civic_group": 1, "community_organization": 0, "educational_institution": 0, "business": 1, "public_body": 0,
        "intermediary": 0,
    }  # fmt: skip
    assert counts(found, "ward") == {"aoba": 1, "izumi": 1}
    assert counts(found, "field") == {"town": 1}


@pytest.mark.usefixtures("city")
def test_keepers_find_what_is_not_public() -> None:
    assert names("state=draft", sees_all=True) == ["下書きの会"]
    assert names("state=withdrawn&ward=aoba", sees_all=True) == ["取り下げた会"]


@pytest.mark.usefixtures("city")
def test_pages_hold_every_entry_once_and_a_number_beyond_the_end_is_the_last() -> None:
    assert [names("", page, 3) for page in (1, 2)] == [["青葉の会", "泉の会", "ウメ商店"], ["円大学"]]
    assert names("", 99, 3) == ["円大学"]


@pytest.mark.parametrize(
    "hostile", ["%00", "%27%22%3B--", "%5C", "%E0%80", "a" * 5000, "%F0%9F%98%80", "(((", "ー-", "%"]
)
def test_any_question_has_an_answer(hostile: str) -> None:
    an_actor("会")
    assert find(f"q={hostile}&ward={hostile}&page={hostile}").total in (0, 1)


@pytest.mark.both_databases
def test_the_directory_costs_the_same_queries_with_one_and_with_sixty(django_assert_num_queries: Any) -> None:
    ward, field = a_ward(), a_field()

    def fill(number: int) -> None:
        for n in range(number):
            actor = an_actor(f"会{n}")
            actor.wards.add(ward)
            actor.fields.add(field)

    fill(1)
    with django_assert_num_queries(4):
        names("ward=aoba&field=town")
    fill(59)
    with django_assert_num_queries(4):
        assert len(names("ward=aoba&field=town")) == 20
    with django_assert_num_queries(5):
        assert len(names("ward=aoba&field=town&q=会")) == 20


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_a_count_is_never_stale() -> None:
    actor = an_actor("会")
    assert find().total == 1
    assert find().total == 1
    Actor.objects.filter(pk=actor.pk).update(state="withdrawn")
    assert find().total == 0


@pytest.mark.both_databases
@pytest.mark.usefixtures("city")
def test_both_databases_order_and_count_alike() -> None:
    assert names() == ["青葉の会", "泉の会", "ウメ商店", "円大学"]
    assert counts(find(), "field") == {"town": 2, "child": 2}


@pytest.mark.usefixtures("city")
def test_in_english_a_ward_has_its_name_in_latin_letters_where_it_has_one() -> None:
    Ward.objects.filter(slug="aoba").update(name_latin="Aoba Ward")
    with translation.override("en"):
        labels = [choice.label for choice in find().facets["ward"]]
    assert labels == ["Aoba Ward", "泉区"]
    assert [choice.label for choice in find().facets["ward"]] == ["青葉区", "泉区"]
