"""The directory: order, facets, counts, pages."""

from datetime import date
from typing import Any

import pytest

from kyodo.navigator.queries.memo import Memo
from kyodo.navigator.queries.support import PAGE_SIZE, Wanted, listing
from tests.factories.actors import a_field
from tests.factories.places import a_ward
from tests.navigator.things import a_programme, at

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


EVERYTHING = Wanted()


def names(wanted: Wanted = EVERYTHING, page: int = 1) -> list[str]:
    return [line.programme.name for line in listing(wanted, page, Memo()).lines]


def counts(wanted: Wanted, facet: str) -> dict[str, int]:
    found = next((f for f in listing(wanted, 1, Memo()).facets if f.name == facet), None)
    return {option.value: option.count for option in found.options} if found else {}


def test_the_nearest_deadline_stands_first_and_stale_entries_sink() -> None:
    a_programme("終わった制度", year_until=2020)
    a_programme("古い情報", confirmed_on=date(2024, 1, 1), apply_until=at(2026, 11, 24))
    a_programme("締め切った", apply_until=at(2026, 10, 1))
    a_programme("いつでも", is_always_open=True)
    a_programme("来月まで", apply_until=at(2026, 12, 20))
    a_programme("今週まで", apply_until=at(2026, 11, 28))
    assert names() == ["今週まで", "来月まで", "いつでも", "締め切った", "古い情報", "終わった制度"]


def test_the_lines_stand_under_headings() -> None:
    a_programme(apply_until=at(2026, 11, 28))
    a_programme(year_until=2020)
    groups = listing(Wanted(), 1, Memo()).groups
    assert [(str(heading), len(lines)) for heading, lines in groups] == [
        ("受付中です", 1),
        ("終わった制度(記録として残しています)", 1),
    ]


def test_other_orders() -> None:
    a_programme("ろ", name_reading="ろ", confirmed_on=date(2026, 11, 2))
    a_programme("い", name_reading="い", confirmed_on=date(2026, 11, 1))
    a_programme("は", name_reading="は", confirmed_on=None)
    assert names(Wanted(sort="name")) == ["い", "は", "ろ"]
    assert names(Wanted(sort="confirmed")) == ["ろ", "い", "は"]


def test_drafts_and_hidden_programmes_are_not_there() -> None:
    a_programme("下書き", live=False)
    a_programme("非公開", is_public=False)
    assert names() == []


def test_values_of_one_facet_are_joined_by_or_and_facets_by_and() -> None:
    a_programme("お金", kind="grant", needs=["money"], for_whom=["civic_group"])
    a_programme("場所", kind="place", needs=["place"], for_whom=["civic_group"])
    a_programme("相談", kind="consultation", needs=["advice"], for_whom=["person"])
    assert sorted(names(Wanted(need=("money", "place")))) == ["お金", "場所"]
    assert names(Wanted(need=("money", "place"), kind=("place",))) == ["場所"]
    assert names(Wanted(actor_kind=("person",))) == ["相談"]


def test_a_programme_without_wards_is_for_every_ward() -> None:
    aoba, izumi = a_ward("aoba", "青葉区"), a_ward("izumi", "泉区")
    a_programme("青葉区だけ", wards=[aoba])
    a_programme("泉区だけ", wards=[izumi])
    a_programme("市全域")
    assert sorted(names(Wanted(ward=("aoba",)))) == ["市全域", "青葉区だけ"]
    assert counts(Wanted(), "ward") == {"aoba": 2, "izumi": 2}


def test_counts_of_a_facet_follow_the_other_facets_but_not_itself() -> None:
    field = a_field("town", "まちづくり")
    a_programme(kind="grant", needs=["money"], fields=[field])
    a_programme(kind="grant", needs=["money", "advice"])
    a_programme(kind="place", needs=["place"], fields=[field])
    assert counts(Wanted(need=("money",)), "need") == {"money": 2, "place": 1, "advice": 1}
    assert counts(Wanted(need=("money",)), "kind") == {"grant": 2}
    assert counts(Wanted(need=("money",)), "field") == {"town": 1}


def test_open_now_counts_what_takes_applications_at_this_moment() -> None:
    a_programme("開いている", apply_until=at(2026, 11, 23, 11))
    a_programme("いつでも", is_always_open=True)
    a_programme("もう遅い", apply_until=at(2026, 11, 23, 10))
    a_programme("これから", apply_from=at(2026, 12, 1))
    a_programme("終わった", is_always_open=True, year_until=2020)
    assert sorted(names(Wanted(open=("now",)))) == ["いつでも", "開いている"]
    assert counts(Wanted(), "open") == {"now": 2}


def test_pages_follow_each_other_over_all_sections() -> None:
    for number in range(25):
        a_programme(f"受付中{number:02}", apply_until=at(2026, 12, 1 + number))
    for number in range(10):
        a_programme(f"いつでも{number}", name_reading=str(number), is_always_open=True)
    first, second, beyond = names(), names(page=2), names(page=99)
    assert (len(first), second) == (
        PAGE_SIZE,
        [f"受付中{n:02}" for n in range(20, 25)] + [f"いつでも{n}" for n in range(10)],
    )
    assert beyond == second


def test_the_number_of_queries_does_not_grow(django_assert_num_queries: Any) -> None:
    ward, field = a_ward(), a_field()
    a_programme(wards=[ward], fields=[field])
    with django_assert_num_queries(9):
        listing(Wanted(), 1, Memo())
    for _number in range(29):
        a_programme(wards=[ward], fields=[field])
    with django_assert_num_queries(9):
        listing(Wanted(), 1, Memo())
