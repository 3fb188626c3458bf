"""What a visitor gets on the pages of support programmes."""

import csv
import io
import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories.places import a_desk, a_ward
from tests.navigator.things import a_programme, at

pytestmark = pytest.mark.django_db


def page(path: str, status: int = 200) -> str:
    response = Client().get(path)
    assert response.status_code == status
    return response.content.decode()


def test_the_directory_shows_name_summary_amount_and_days_left() -> None:
    a_programme("花いっぱい助成", ceiling_text="上限10万円", apply_until=at(2026, 11, 30))
    html = page("/support/")
    for words in ("花いっぱい助成", "苗や土の費用を助成します。", "上限10万円", "2026年11月29日（日）", "あと6日"):
        assert words in html


def test_an_entry_that_nobody_confirmed_says_whom_to_phone() -> None:
    a_programme("古い助成", confirmed_on=date(2024, 5, 1), desk=a_desk("まちづくり推進課", phone="022-000-0000"))
    html = page("/support/")
    assert "2024年5月1日時点の情報 · まちづくり推進課" in html
    assert 'href="tel:022-000-0000"' in html


def test_old_entries_are_explained_once_above_them() -> None:
    for n in range(3):
        a_programme(f"古い助成{n}", confirmed_on=date(2024, 5, 1), apply_until=at(2024, 6, 1))
    html = page("/support/")
    words = ("1年以上たっています", "2024年5月1日時点の情報", "前回の締切")
    assert [html.count(word) for word in words] == [1, 3, 3]


@pytest.mark.parametrize(
    "query",
    [
        "?page=0",
        "?page=-1",
        "?page=abc",
        "?page=99999999999999",
        "?page=１",
        "?kind=nothing",
        "?ward=' OR 1=1",
        "?sort=x",
        "?kind=%00",
        "?field=%F0%9F%98%80",
        "?open=maybe",
    ],
)
def test_anything_typed_into_the_address_gives_a_page(query: str) -> None:
    a_programme("花いっぱい助成")
    assert "花いっぱい助成" in page(f"/support/{query}")


def test_what_is_chosen_can_be_taken_back_one_by_one() -> None:
    a_ward("aoba", "青葉区")
    a_programme(needs=["money"])
    html = page("/support/?need=money&ward=aoba&sort=name")
    assert re.findall(r'<a class="chip" href="([^"]+)"><span>([^<]+)', html) == [
        ("?ward=aoba&amp;sort=name", "お金"),
        ("?need=money&amp;sort=name", "青葉区"),
    ]


def test_nothing_found_says_what_to_do() -> None:
    a_programme(needs=["money"], kind="grant")
    html = page("/support/?kind=grant&open=now").replace("<wbr>", "")
    assert "すべての条件に合う支援制度はありません" in html


def test_the_table_file_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    a_programme("=SUM(A1)", name_reading="あ", apply_until=at(2026, 12, 1))
    a_programme("二つ目", name_reading="い", kind="place")
    response = Client().get("/support/table/")
    text = b"".join(response.streaming_content).decode()
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert text.startswith("\ufeff制度ID,タイトル,概要")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row["タイトル"] for row in rows] == ["'=SUM(A1)", "二つ目"]
    assert rows[0]["公募終了日"] == "2026-12-01T00:00+09:00"
    assert text.count("\r\n") == 3


def test_the_table_file_follows_the_facets() -> None:
    a_programme("助成", kind="grant")
    a_programme("場所", kind="place")
    text = b"".join(Client().get("/support/table/?kind=place").streaming_content).decode()
    assert "場所" in text
    assert text.count("\r\n") == 2


# --- one programme ------------------------------------------------------------------------


def test_a_programme_says_who_how_much_until_when_and_whom_to_ask() -> None:
    desk = a_desk("まちづくり推進課", phone="022-000-0000")
    programme = a_programme(
        desk=desk,
        for_whom=["civic_group"],
        min_members=5,
        ceiling_yen=100000,
        apply_until=at(2026, 12, 1, 17),
        is_consultation_required=True,
        wards=[a_ward("aoba", "青葉区")],
        conditions="<ul><li>市内で活動している</li></ul>",
    )
    html = page(f"/support/{programme.slug}/")
    for words in (
        "市民活動団体・NPO",
        "構成員5人以上",
        "上限100,000円",
        "2026年12月1日（火）",
        "あと8日",
        "当日17:00まで",
        "必要です。",
        "青葉区",
        "まちづくり推進課",
        'href="tel:022-000-0000"',
        "<li>市内で活動している</li>",
        "2026年11月1日に確認",
    ):
        assert words in html


def test_an_ended_programme_names_its_successor() -> None:
    heir = a_programme("後を受けた制度")
    ended = a_programme("終わった制度", year_until=2021, successor=heir)
    html = page(f"/support/{ended.slug}/")
    assert "この制度は終わりました。" in html
    assert f'href="/support/{heir.slug}/"' in html


@pytest.mark.parametrize("values", [{"live": False}, {"is_public": False}])
def test_what_is_not_public_does_not_exist(values: dict[str, Any]) -> None:
    programme = a_programme("ひみつの下書き", **values)
    html = page(f"/support/{programme.slug}/", status=404)
    assert "ひみつの下書き" not in html


def test_markup_that_somebody_typed_never_reaches_the_page() -> None:
    programme = a_programme(
        name="<script>alert(1)</script>",
        body='<p onclick="x()">本文</p><script>alert(2)</script><a href="javascript:x">押す</a>',
    )
    html = page(f"/support/{programme.slug}/")
    assert "<p>本文</p>" in html
    assert "<script>alert" not in html
    assert "onclick" not in html
    assert "javascript:" not in html


def test_machines_read_it_as_a_government_service() -> None:
    programme = a_programme("名前</script><b>", desk=a_desk(phone="022-000-0000"), apply_until=at(2026, 12, 1))
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', page(f"/support/{programme.slug}/"), re.DOTALL
    )
    assert found
    data = json.loads(found[1])
    assert (data["@type"], data["name"]) == ("GovernmentService", "名前</script><b>")
    assert data["availableChannel"]["servicePhone"]["telephone"] == "022-000-0000"
    assert data["hoursAvailable"]["validThrough"] == "2026-11-30"


# --- the finder ---------------------------------------------------------------------------


def test_the_finder_asks_one_question_after_the_other() -> None:
    assert "あなたは、どなたですか" in page("/support/finder/")
    assert "活動は、いまどの段階ですか" in page("/support/finder/?who=civic_group")
    html = page("/support/finder/?who=civic_group&stage=running")
    assert "いちばん必要なものは何ですか" in html
    assert '<input type="hidden" name="stage" value="running">' in html


def test_the_finder_shows_why() -> None:
    a_programme("助成", needs=["money"], for_whom=["civic_group"], stages=["idea"])
    html = page("/support/finder/?who=civic_group&stage=running&need=money")
    for words in ("助成", "「市民活動団体・NPO」が対象です。", "おもに「まだ構想の段階」の段階に向けたものです。"):
        assert words in html


def test_an_answer_that_does_not_exist_is_asked_again() -> None:
    assert "あなたは、どなたですか" in page("/support/finder/?who=emperor&stage=running&need=money")


def test_a_list_page_costs_the_same_with_one_and_with_many(django_assert_num_queries: Any) -> None:
    ward = a_ward()
    a_programme(wards=[ward], desk=a_desk())
    Client().get("/support/")
    with django_assert_num_queries(11):
        Client().get("/support/")
    for _number in range(29):
        a_programme(wards=[ward], desk=a_desk())
    with django_assert_num_queries(11):
        Client().get("/support/")
