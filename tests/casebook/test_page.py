"""The page of a case: its diagram as the cover, its story, what it came from, and what is said of what is not known."""

import json
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kyodo.casebook.queries.page import case_page
from kyodo.casebook.states import Tie
from kyodo.commons.actors.models import ActorKind
from kyodo.commons.collaborations.models import Event, YearFigure
from kyodo.commons.collaborations.states import TieKind
from kyodo.kernel.search.followers import names_of, refresh
from kyodo.kernel.trail.walk import came_from
from tests.factories.actors import a_field, an_actor
from tests.factories.cases import REQUIRED, a_case, a_part
from tests.factories.collaborations import a_collaboration, a_partner, a_tie
from tests.factories.places import a_desk, a_ward
from tests.navigator.things import a_programme

pytestmark = pytest.mark.django_db
STORY = [
    a_part("began", "一本の電話から。"),
    a_part("done", "- 片づけた\n- 食堂を開いた"),
    a_part("stumbled", "連絡が届かなかった。"),
    {"type": "quote", "value": {"text": "会ってみたら、それだけのこと。", "origin": "見本町内会 会長"}},
    {"type": "interview", "value": {"who": "見本の学生", "questions": [
        {"type": "item", "id": "1", "value": {"question": "意外だったことは?", "answer": "お茶が出る。"}}]}},
    {"type": "video", "value": {"title": "食堂の一日", "provider": "動画サイト", "url": "https://video.example.jp/1",
                                "minutes": 6, "summary": ""}},
    a_part("other", "別の話。", "余談"),
]  # fmt: skip


@pytest.fixture
def told() -> Any:
    """A case of three partners, one of them not confirmed, told in all its parts."""
    work = a_collaboration("空き家", aim="だれでも立ち寄れる居場所をつくる。")
    npo = a_partner(work, an_actor("見本の会", ActorKind.CIVIC_GROUP), role="進行役")
    kai = a_partner(work, "見本町内会", role="場所の提供")
    a_partner(work, "ないしょ商事", kind=ActorKind.BUSINESS, confirmation="", role="寄付")
    a_tie(kai, npo, TieKind.PLACE, "空き家を貸す")
    YearFigure.objects.create(collaboration=work, label="来た人", unit="人", year=2024, value=412)
    YearFigure.objects.create(collaboration=work, label="来た人", unit="人", year=2025, value=638)
    Event.objects.create(collaboration=work, on="2024-05", title="初めての話し合い")
    return a_case(
        "空き家が食堂になるまで", slug="akiya", collaboration=work, wards=[a_ward()], fields=[a_field()],
        desk=a_desk("市民協働課", phone="022-000-0000"), place="見本町", year_from=2024, year_until=2025, story=STORY,
        schemes=[("hana", "花いっぱい助成"), ("", "民間の助成")], source=["https://example.jp/source"],
        published_on="2025-11", published_in="見本だより",
    )  # fmt: skip


def main_text(client: Client, path: str) -> str:
    html = client.get(path).content.decode()
    return html[html.index("<main") : html.index("</main>")].replace("<wbr>", "")


def test_the_diagram_is_the_cover_and_can_be_read_as_text(told: Any, visitor: Client):
    html = main_text(visitor, "/cases/akiya/")
    assert html.index("<svg") < html.index("ひと目で分かる要点")
    assert "文章で読む" in html
    assert "空き家を貸す" in html


def test_every_part_stands_under_its_heading_in_the_order_of_its_writer(told: Any, visitor: Client):
    html = main_text(visitor, "/cases/akiya/")
    headings = [
        "参加した団体", "始まり", "取り組んだこと", "来た人", "つまずいたことと、学んだこと",
        "インタビュー：見本の学生", "お茶が出る。", "食堂の一日", "余談", "使った支援", "これまでの歩み",
    ]  # fmt: skip
    assert [html.index(words) for words in headings] == sorted(html.index(words) for words in headings)
    assert "638人" in html
    assert "<td" in html
    assert "2024年5月" in html


def test_an_unconfirmed_partner_is_told_as_its_kind_and_without_its_role(told: Any, visitor: Client):
    for path in ("/cases/akiya/", "/cases/akiya/case.json", "/en/cases/akiya/", "/api/v1/cases/akiya"):
        text = visitor.get(path).content.decode()
        assert "ないしょ商事" not in text, path
        assert "寄付" not in text, path
    assert "名前は、団体の確認がとれてから載せます" in main_text(visitor, "/cases/akiya/")


def test_nothing_of_a_video_loads_before_somebody_follows_its_link(told: Any, visitor: Client):
    html = visitor.get("/cases/akiya/").content.decode()
    assert html.count("video.example.jp") == 1
    assert 'href="https://video.example.jp/1" rel="noopener noreferrer external"' in html
    assert "リンクを開くまでは、何も読み込みません" in html


def test_support_that_was_used_leads_to_the_directory_only_while_it_is_published(told: Any, visitor: Client):
    assert [(scheme.name, scheme.url) for scheme in case_page("akiya").schemes] == [
        ("花いっぱい助成", ""),
        ("民間の助成", ""),
    ]
    programme = a_programme("花いっぱい助成", slug="hana")
    with transaction.atomic():
        refresh(names_of(programme))
    assert '<a href="/support/hana/">' in main_text(visitor, "/cases/akiya/")


def test_what_the_source_does_not_tell_is_said_in_one_sentence(told: Any, visitor: Client):
    html = main_text(visitor, "/cases/akiya/")
    assert "次のことは、この事例の出典に書かれていません：かかったお金、まねできること。" in html
    assert "ご存じの方は、市民協働課へお知らせください。" in html
    assert "<h2>かかったお金" not in html


def test_without_partners_there_is_no_diagram_and_the_page_says_why(visitor: Client):
    a_case("題名だけ", slug="daimei", source=["冊子"])
    html = main_text(visitor, "/cases/daimei/")
    assert "出典に参加した団体の名前がないため、関係図はありません。" in html
    assert "diagram-figure" not in html


def test_a_collaboration_that_is_not_public_shows_nothing_of_itself(visitor: Client):
    work = a_collaboration("ないしょの協働", is_public=False, aim="ないしょのねらい")
    a_partner(work, "ないしょの会")
    a_case("見える事例", slug="mieru", collaboration=work)
    for path in ("/cases/mieru/", "/cases/", "/cases/mieru/case.json", "/api/v1/cases/mieru", "/cases/table/"):
        answer = visitor.get(path)
        text = (b"".join(answer) if answer.streaming else answer.content).decode()
        assert "ないしょ" not in text, path


def test_it_can_be_walked_back_to_what_it_grew_out_of_and_on(told: Any, visitor: Client):
    origin = a_collaboration("はじめの一歩")
    came_from(told.collaboration, origin)
    came_from(told, told.collaboration)
    later = a_case("次の町でも", slug="tsugi")
    came_from(later, told)
    page = case_page("akiya")
    assert [stop.title for stop in page.before] == ["空き家", "はじめの一歩"]
    assert [stop.title for stop in page.after] == ["次の町でも"]
    assert '<a href="/cases/tsugi/">' in main_text(visitor, "/cases/akiya/")


@pytest.mark.both_databases
def test_related_cases_share_partners_problem_or_place(told: Any):
    npo = told.collaboration.partners.get(role="進行役").actor
    city = an_actor("見本市", ActorKind.PUBLIC_BODY)
    again = a_collaboration("もう一度")
    for actor in (npo, city):
        a_partner(again, actor)
    a_partner(told.collaboration, city)
    only_city = a_collaboration("市だけ同じ")
    a_partner(only_city, city)
    a_case("同じ会", slug="same", collaboration=again)
    a_case("同じ市", slug="city", collaboration=only_city)
    a_case("同じ分野と区", slug="near", fields=[a_field()], wards=[a_ward()])
    a_case("同じ区", slug="ward", wards=[a_ward()])
    found = [(other.case.slug, list(other.ties)) for other in case_page("akiya").related]
    assert found == [("same", [Tie.PARTNER]), ("near", [Tie.FIELD, Tie.WARD]), ("ward", [Tie.WARD])]


def test_a_list_of_cases_by_their_titles_leads_to_the_organizations(visitor: Client):
    actor = an_actor("見本町内会", slug="mihon")
    works = [
        {"type": "item", "id": title, "value": {"title": title, "organization": slug}}
        for title, slug in (("見守り", "mihon"), ("花と緑", ""))
    ]
    story = [{"type": "works", "value": {"heading": "載っている事例", "works": works}}]
    a_case("事例の一覧", slug="ichiran", story=story, source=["冊子"])
    html = main_text(visitor, "/cases/ichiran/")
    assert f'<a href="{actor.get_absolute_url()}">見本町内会</a>' in html
    assert "分かっていません" in html
    assert "出典に書かれていません" not in html


def test_a_draft_and_a_hidden_case_do_not_exist(visitor: Client):
    a_case("下書き", slug="draft", live=False)
    a_case("隠した", slug="hidden", is_public=False)
    for slug in ("draft", "hidden", "nothing"):
        for path in (f"/cases/{slug}/", f"/cases/{slug}/case.json", f"/api/v1/cases/{slug}"):
            assert visitor.get(path).status_code == 404, path


def test_the_same_case_as_data_holds_the_items_that_the_government_asks_for(told: Any, visitor: Client):
    data = visitor.get("/cases/akiya/case.json").json()
    assert [title for title in REQUIRED if title not in data] == []
    assert data["対象組織"] == ["見本の会", "見本町内会", "事業者"]
    assert (data["取り組み理由"], data["目的"]) == ("一本の電話から。", "だれでも立ち寄れる居場所をつくる。")
    assert (data["学んだこと"], data["連絡先情報"]) == ("連絡が届かなかった。", "市民協働課 022-000-0000")
    assert len(data["取り組みの概要"]) <= 300


def test_machines_read_an_article(told: Any, visitor: Client):
    html = visitor.get("/cases/akiya/").content.decode()
    data = json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert (data["@type"], data["headline"], data["datePublished"]) == ("Article", "空き家が食堂になるまで", "2025-11")
    assert [one["name"] for one in data["mentions"]] == ["見本の会", "見本町内会"]
    assert data["isBasedOn"] == ["https://example.jp/source"]
