"""What a visitor gets on guides, figures, videos and the search page."""

from typing import Any

import pytest
from django.test import Client

from kyodo.navigator.models import Video
from tests.factories.places import a_desk
from tests.navigator.things import a_dataset, a_guide, a_programme, found_anew

pytestmark = pytest.mark.django_db

BLOCKS: list[dict[str, Any]] = [
    {"type": "heading", "value": {"text": "はじめに", "level": "2"}},
    {"type": "paragraph", "value": "<p>まず<b>相談</b>します。<script>x</script></p>"},
    {
        "type": "steps",
        "value": {
            "steps": [{"type": "item", "id": "1", "value": {"title": "相談する", "text": "<p>電話します。</p>"}}]
        },
    },
    {"type": "desk", "value": {"desk": "kyodo", "about": "協働の制度"}},
    {"type": "desk", "value": {"desk": "gone", "about": "なくなった窓口"}},
    {"type": "note", "value": {"tone": "warning", "text": "<p>締切に注意。</p>"}},
    {"type": "table", "value": {"caption": "時間", "lines": "曜日 | 時間\n月 | 9時\n火"}},
    {"type": "quote", "value": {"text": "手がたりない", "origin": "町内会"}},
]


def page(path: str, status: int = 200) -> str:
    response = Client().get(path)
    assert response.status_code == status
    return response.content.decode()


def test_a_guide_draws_every_kind_of_block() -> None:
    a_desk("市民協働推進課", slug="kyodo", phone="022-000-0000")
    guide = a_guide("協働とは", BLOCKS)
    html = page(f"/guides/{guide.slug}/")
    for words in (
        "はじめに",
        "まず<b>相談</b>します。",
        "<strong>相談する</strong>",
        'href="tel:022-000-0000"',
        "協働の制度",
        "締切に注意。",
        "<caption>時間</caption>",
        '<th scope="col">曜日</th>',
        '<th scope="row">火</th><td></td>',
        "手がたりない",
    ):
        assert words in html
    assert "<script>x" not in html
    assert "なくなった窓口" not in html


def test_guides_stand_on_their_shelves_in_order() -> None:
    a_guide("三つ目", group="handbook", order=30)
    second = a_guide("二つ目", group="basics", order=20)
    first = a_guide("一つ目", group="basics", order=10)
    html = page("/guides/")
    assert html.index("協働を知る") < html.index("一つ目") < html.index("二つ目") < html.index("協働の手引き")
    assert f'href="/guides/{second.slug}/" rel="next"' in page(f"/guides/{first.slug}/")


def test_a_draft_of_a_guide_does_not_exist() -> None:
    guide = a_guide("下書きのガイド", live=False)
    page(f"/guides/{guide.slug}/", status=404)
    assert "下書きのガイド" not in page("/guides/")


def test_the_cms_knows_the_public_address_of_a_guide() -> None:
    assert a_guide(slug="kyodo").url == "/guides/kyodo/"


def test_figures_are_drawn_and_written_with_their_sources() -> None:
    dataset = a_dataset("町内会の加入率")
    html = page(f"/figures/{dataset.slug}/")
    for words in ("<svg", "表で見る", "79.6", "72.5", 'href="https://example.jp/"'):
        assert words in html
    assert "町内会の加入率" in page("/figures/")


@pytest.mark.parametrize("chart", ["bar", "line"])
def test_whole_numbers_are_drawn_without_decimals(chart: str) -> None:
    dataset = a_dataset(rows=(("2017年度", 64000), ("2018年度", 68815)), unit="人", decimals=0, chart=chart)
    html = page(f"/figures/{dataset.slug}/")
    assert "68,815人" in html
    assert "68,815.0" not in html


def test_a_hidden_table_of_figures_does_not_exist() -> None:
    page(f"/figures/{a_dataset(is_public=False).slug}/", status=404)


def test_a_video_is_a_link_that_leaves_and_loads_nothing() -> None:
    Video.objects.create(
        slug="tour",
        title="オモイデツアー",
        provider="動画サイト",
        url="https://video.example/1",
        summary="まち歩きの記録です。",
    )
    response = Client().get("/videos/")
    html = response.content.decode()
    assert 'href="https://video.example/1"' in html
    assert not any(word in html for word in ("<iframe", "<video", "<embed", 'src="https://video.example'))
    assert "video.example" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/guides/", "/figures/", "/videos/", "/desks/", "/places/", "/support/", "/search/"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_an_empty_page_says_what_could_be_here(path: str, language: str) -> None:
    assert "<h1>" in page(f"{language}{path}")


# --- search -------------------------------------------------------------------------------


def test_the_search_finds_what_is_saved_and_marks_it() -> None:
    a_programme("花いっぱい助成", needs=["money"], for_whom=["civic_group"])
    found_anew()
    html = page("/search/?q=花いっぱい")
    assert "<mark>花いっぱい</mark>助成" in html
    assert "支援制度" in html


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        '"',
        "'; DROP TABLE x;--",
        "%00",
        "((((",
        "*",
        "NEAR/2",
        "花 -",
        "😀",
        "あ" * 3000,
        "AND OR NOT",
        "\\",
        "﷽",
    ],
)
def test_any_text_gives_a_page(text: str) -> None:
    a_programme("花いっぱい助成")
    found_anew()
    assert Client().get("/search/", {"q": text, "kind": text, "ward": text, "page": text}).status_code == 200


def test_nothing_found_shows_other_ways() -> None:
    html = page("/search/?q=ぬるぽがっ")
    assert "見つかりませんでした" in html
    assert 'href="/support/finder/"' in html


def test_the_search_can_be_narrowed_by_kind() -> None:
    a_programme("花の助成")
    a_guide("花のガイド")
    found_anew()
    html = page("/search/?q=花&kind=guide")
    assert "のガイド" in html
    assert "の助成</a>" not in html
