"""What people get in the directory of joint works, on the page of one, and in its files."""

import csv
import io
import json
import re
from typing import Any

import pytest
from django.test import Client

from kyodo.commons.collaborations.models import Collaboration, Event, Span, YearFigure
from kyodo.kernel.trail.walk import came_from
from tests.factories.actors import an_actor
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.people import Signed

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    """Return what an address says; it must be there."""
    answer = client.get(address)
    assert (address, answer.status_code) == (address, 200)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode()


def titles(client: Client, query: str) -> list[str]:
    """Return the joint works that the directory lists."""
    text = page(client, f"/collaborations/{query}")
    return re.findall(r'<h2><a href="/collaborations/[\w-]+/">([^<]+)</a>', text)


# --- the directory -------------------------------------------------------------------------


@pytest.fixture
def three(work: Collaboration) -> None:
    """Two more joint works: one done by a business, one that is not public."""
    done = a_collaboration("夏の夜市", state="done", aim="商店街の夜市です。")
    a_partner(done, an_actor("見本商店街", "business"))
    a_collaboration("まだ秘密の話", is_public=False)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["夏の夜市", "川を守る"]),
        ("?state=done", ["夏の夜市"]),
        ("?state=active&state=done", ["夏の夜市", "川を守る"]),
        ("?kind=business", ["夏の夜市"]),
        ("?kind=civic_group", ["川を守る"]),
        ("?ward=aoba", ["川を守る"]),
        ("?ward=aoba&state=done", []),
        ("?q=夜市", ["夏の夜市"]),
        ("?q=かわを", ["川を守る"]),
        ("?q=ひみつ電機", []),
        ("?shown=no", ["夏の夜市", "川を守る"]),
        ("?ward=nowhere&page=9", ["夏の夜市", "川を守る"]),
    ],
)
def test_the_directory_is_narrowed(client: Client, query: str, found: list[str]) -> None:
    assert titles(client, query) == found


@pytest.mark.usefixtures("three")
def test_only_keepers_find_what_is_not_public(someone: Any) -> None:
    assert titles(someone("coordinator").client, "?shown=no") == ["まだ秘密の話"]
    assert titles(someone("writer").client, "?shown=no") == ["夏の夜市", "川を守る"]


@pytest.mark.usefixtures("three")
def test_facets_say_how_many_each_choice_would_find(client: Client) -> None:
    text = page(client, "/collaborations/?state=done")
    counts = re.findall(r'value="(\w+)"(?: checked)?><span>[^<]+</span> <span class="count">(\d+)<', text)
    assert [pair for pair in counts if pair[0] in ("business", "civic_group", "done", "active", "ended")] == [
        ("civic_group", "0"), ("business", "1"), ("active", "1"), ("done", "1"), ("ended", "0"),
    ]  # fmt: skip


def test_the_table_names_confirmed_partners_alone(client: Client, work: Collaboration) -> None:
    Span.objects.create(collaboration=work, since="2024-04", until="2025-03")
    rows = list(csv.DictReader(io.StringIO(page(client, "/collaborations/table/").removeprefix("\ufeff"))))
    assert [(row["名称"], row["担い手"], row["始まり"], row["終わり"]) for row in rows] == [
        ("川を守る", "片平まちづくり会;青葉第一町内会", "2024-04", "2025-03")
    ]


# --- the page of one -----------------------------------------------------------------------


def test_the_page_says_what_matters(client: Client, work: Collaboration) -> None:
    Span.objects.create(collaboration=work, since="2024-04", note="本格的な活動")
    Event.objects.create(collaboration=work, on="2024-05-01", title="初めての川歩き")
    YearFigure.objects.create(collaboration=work, label="歩いた人", unit="人", year=2025, value=120)
    text = page(client, "/collaborations/kawa/")
    for words in (
        "川を守る", "カワヲマモル", "月に一度、川を歩きます。", "活動中", "青葉区", "まちづくり",
        "2024年（令和6年）4月から（本格的な活動）", "2024年（令和6年）5月1日", "初めての川歩き",
        "歩いた人", "令和7年度",
        "片平まちづくり会", 'href="/organizations/katahira/"', "青葉第一町内会", "進行役", "草刈り機", "<svg",
    ):  # fmt: skip
        assert words in text, words


@pytest.mark.parametrize("ending", ["", "diagram.svg", "diagram.json", "?year=2026"])
def test_an_unconfirmed_partner_is_named_to_nobody_outside(client: Client, work: Collaboration, ending: str) -> None:
    text = page(client, f"/collaborations/kawa/{ending}")
    assert ("ひみつ電機" in text, "内緒の役" in text, "himitsu" in text) == (False, False, False)
    assert "事業者" in text or "business" in text


def test_those_who_take_part_see_who_is_not_confirmed_but_pass_no_name_on(officer: Signed) -> None:
    assert "ひみつ電機" in page(officer.client, "/collaborations/kawa/")
    assert "ひみつ電機" not in page(officer.client, "/collaborations/kawa/diagram.svg")
    assert "ひみつ電機" not in page(officer.client, "/collaborations/kawa/diagram.json")


def test_what_is_not_public_does_not_exist_for_visitors(client: Client, work: Collaboration) -> None:
    Collaboration.objects.update(is_public=False)
    for ending in ("", "diagram.svg", "diagram.png", "diagram.json"):
        assert client.get(f"/collaborations/kawa/{ending}").status_code == 404
    assert client.get("/collaborations/never/").status_code == 404


def test_those_who_take_part_see_it_before_it_is_public(officer: Signed) -> None:
    Collaboration.objects.update(is_public=False)
    assert "公開前" in page(officer.client, "/collaborations/kawa/")
    assert "ひみつ電機" in page(officer.client, "/collaborations/kawa/diagram.json")


def test_the_picture_is_a_file_to_share(client: Client, work: Collaboration) -> None:
    answer = client.get("/collaborations/kawa/diagram.png")
    assert (answer.headers["Content-Type"], answer.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    drawn = client.get("/collaborations/kawa/diagram.svg")
    assert (drawn.headers["Content-Type"], b"<svg" in drawn.content) == ("image/svg+xml; charset=utf-8", True)


def test_an_early_end_is_told_with_its_reason(client: Client, work: Collaboration) -> None:
    Collaboration.objects.update(state="ended", end_reason="担い手が足りなくなりました。")
    text = page(client, "/collaborations/kawa/")
    assert ("途中で終了" in text, "担い手が足りなくなりました。" in text) == (True, True)


def test_a_machine_reads_a_project_with_its_confirmed_members(client: Client, work: Collaboration) -> None:
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(client, "/collaborations/kawa/"))
    assert block
    data = json.loads(block[1])
    assert (data["@type"], data["name"], data["areaServed"]) == ("Project", "川を守る", ["青葉区"])
    assert [member["name"] for member in data["member"]] == ["片平まちづくり会", "青葉第一町内会"]


def test_the_way_back_and_on_is_shown(client: Client, work: Collaboration) -> None:
    origin, hidden = a_collaboration("川の勉強会", slug="benkyo"), a_collaboration("伏せた話", is_public=False)
    came_from(work, origin)
    came_from(work, hidden)
    assert "川の勉強会" in page(client, "/collaborations/kawa/")
    assert "伏せた話" not in page(client, "/collaborations/kawa/")
    assert "川を守る" in page(client, "/collaborations/benkyo/")


def test_joint_works_near_this_one_are_named_by_what_is_confirmed(client: Client, work: Collaboration) -> None:
    club = work.partners.get(key="club").actor
    a_partner(a_collaboration("同じ会の祭り"), club)
    a_partner(a_collaboration("まだ言えない集まり"), club, confirmation="")
    near = a_collaboration("同じ区の花だん")
    near.wards.set(work.wards.all())
    near.fields.set(work.fields.all())
    text = page(client, "/collaborations/kawa/")
    assert ["同じ会の祭り" in text, "まだ言えない集まり" in text, "同じ区の花だん" in text] == [True, False, True]


def test_an_organizations_page_names_what_it_does_together(client: Client, work: Collaboration) -> None:
    text = page(client, "/organizations/katahira/")
    assert ("協働の取り組み" in text, 'href="/collaborations/kawa/"' in text) == (True, True)
    other = an_actor("ひとりの会")
    assert 'href="/collaborations/kawa/"' not in page(client, f"/organizations/{other.slug}/")


def test_the_pages_are_there_in_english(client: Client, work: Collaboration) -> None:
    text = page(client, "/en/collaborations/kawa/")
    assert ("Who takes part, and what passes between them" in text, "関係図" in text) == (True, False)
    assert "Working together" in page(client, "/en/collaborations/")
