"""The list of cases: its facets, its orders, the search within it, ward by ward, and as a table."""

import csv
import io

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client

from kyodo.casebook.models import Case
from kyodo.casebook.queries.directory import Directory
from kyodo.commons.actors.models import ActorKind
from kyodo.commons.collaborations.states import CollaborationState
from kyodo.kernel.search.index import rebuild
from tests.factories.actors import a_field, an_actor
from tests.factories.cases import a_case, a_part
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.places import a_ward

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def cases() -> None:
    """Three cases in two wards; the first is of two partners, one of them not confirmed."""
    aoba, taihaku = a_ward("aoba", "青葉区"), a_ward("taihaku", "太白区")
    disaster, town = a_field("bosai", "防災力の向上"), a_field("town", "まちづくり")
    work = a_collaboration("避難所をいっしょに")
    a_partner(work, an_actor("見本の会", ActorKind.CIVIC_GROUP))
    a_partner(work, "ないしょ商事", kind=ActorKind.BUSINESS, confirmation="")
    done = a_collaboration("花だん", state=CollaborationState.DONE)
    a_partner(done, "見本町内会")
    a_case(
        "避難所の開き方", slug="hinanjo", title_reading="ひなんじょのひらきかた", collaboration=work, wards=[taihaku],
        fields=[disaster], year_from=2020, year_until=2022, schemes=[("teian", "提案制度")],
    )  # fmt: skip
    a_case(
        "花だんの一年", slug="kadan", title_reading="かだんのいちねん", collaboration=done, wards=[aoba, taihaku],
        fields=[town], year_from=2022, year_until=2022,
    )  # fmt: skip
    a_case("題名だけの事例", slug="daimei", title_reading="だいめいだけのじれい")
    a_case("下書き", slug="draft", live=False, wards=[aoba])
    with transaction.atomic():
        rebuild()


def slugs(query: str) -> list[str]:
    directory = Directory()
    return [line.case.slug for line in directory.page(directory.select(QueryDict(query)), 1).page]


def counts(query: str, facet: str) -> dict[str, int]:
    directory = Directory()
    found = directory.page(directory.select(QueryDict(query)), 1)
    return {choice.value: choice.count for choice in found.facets.get(facet, [])}


@pytest.mark.usefixtures("cases")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sort=name", ["kadan", "daimei", "hinanjo"]),
        ("", ["daimei", "kadan", "hinanjo"]),
        ("ward=taihaku&sort=name", ["kadan", "hinanjo"]),
        ("ward=taihaku&field=bosai", ["hinanjo"]),
        ("field=bosai&field=town&sort=name", ["kadan", "hinanjo"]),
        ("kind=business", ["hinanjo"]),
        ("scheme=teian", ["hinanjo"]),
        ("year=2021", ["hinanjo"]),
        ("year=2022&sort=name", ["kadan", "hinanjo"]),
        ("stage=done", ["kadan"]),
        ("year=1999", []),
        ("year=0000&year=9999&year=20210", ["daimei", "kadan", "hinanjo"]),
        ("ward=nowhere&stage=x&year=abcd&scheme=no&sort=x&view=x", ["daimei", "kadan", "hinanjo"]),
    ],
)
def test_facets_narrow_the_list(query: str, found: list[str]):
    assert slugs(query) == found


@pytest.mark.usefixtures("cases")
def test_counts_say_what_a_further_choice_would_find():
    assert counts("", "ward") == {"aoba": 1, "taihaku": 2}
    assert counts("ward=aoba", "ward") == {"aoba": 1, "taihaku": 2}
    assert counts("ward=aoba", "field") == {"town": 1}
    assert counts("", "kind") == {"civic_group": 1, "community_organization": 1, "business": 1}
    assert counts("", "year") == {"2022": 2, "2021": 1, "2020": 1}
    assert counts("stage=done", "year") == {"2022": 1}
    assert counts("year=2021", "stage") == {"active": 1}
    assert counts("", "scheme") == {"teian": 1}


@pytest.mark.usefixtures("cases")
def test_the_search_looks_within_the_cases_only_and_keeps_the_facets():
    assert slugs("q=避難所") == ["hinanjo"]
    assert slugs("q=見本の会") == ["hinanjo"]
    assert slugs("q=避難所&ward=aoba") == []
    assert counts("q=花だん", "ward") == {"aoba": 1, "taihaku": 1}


@pytest.mark.usefixtures("cases")
def test_a_partner_that_has_not_confirmed_is_counted_and_never_named(visitor: Client):
    pages = [visitor.get(f"/cases/?view={view}").content.decode() for view in ("diagrams", "list", "wards")]
    pages.append(b"".join(visitor.get("/cases/table/")).decode())
    assert [page for page in pages if "ないしょ商事" in page] == []
    assert "見本の会 ほか1" in " ".join(pages[1].split())


@pytest.mark.usefixtures("cases")
def test_ward_by_ward_says_how_many_and_which(visitor: Client):
    directory = Directory()
    tiles = directory.by_ward(directory.select(QueryDict("view=wards")))
    assert [(tile.name, tile.count, tile.share, sorted(case.slug for case in tile.cases)) for tile in tiles] == [
        ("青葉区", 1, 50, ["kadan"]),
        ("太白区", 2, 100, ["hinanjo", "kadan"]),
    ]
    assert "区ごとに見る" in visitor.get("/cases/?view=wards").content.decode()


@pytest.mark.usefixtures("cases")
def test_the_table_is_for_spreadsheets_and_holds_what_was_chosen(visitor: Client):
    Case.objects.filter(slug="hinanjo").update(title="=cmd()", lead="-1から始めた")
    answer = visitor.get("/cases/table/?field=bosai")
    data = b"".join(answer)
    assert data.startswith(b"\xef\xbb\xbf")
    assert (data.count(b"\r\n"), answer["Content-Disposition"]) == (2, 'attachment; filename="cases.csv"')
    [row] = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert (row["タイトル"], row["取り組みの概要"]) == ("'=cmd()", "'-1から始めた")
    assert (row["対象組織"], row["区"], row["利用した制度"]) == ("見本の会;事業者", "太白区", "提案制度")


def test_an_empty_list_says_how_to_go_on(visitor: Client):
    a_case("題名", story=[a_part("done", "した")])
    html = visitor.get("/cases/?year=1999").content.decode().replace("<wbr>", "")
    assert "すべての条件に合う事例はありません" in html
    assert 'href="?"' in html
