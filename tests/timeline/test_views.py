"""What a visitor gets on the timeline and its sheet."""

import re

import pytest
from django.test import Client

from tests.factories.timeline import a_milestone

pytestmark = pytest.mark.django_db


def page(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def told(html: str) -> list[str]:
    """Return the titles in their order."""
    return [re.sub("<[^>]+>", "", found) for found in re.findall(r'<p class="told-title">(.*?)</p>', html)]


@pytest.mark.usefixtures("way")
def test_eras_are_headings_over_ordered_lists() -> None:
    html = page("/timeline/")
    assert re.findall(r"<h2 id=[^>]*>(.*?)</h2>", html)[0] == "これより前"
    assert re.sub("<[^>]+>", "", " ".join(re.findall(r"<h2 id=[^>]*>(.*?)</h2>", html))) == (
        "これより前 育ちの時代 広がりの時代"
    )
    assert html.count('<ol class="milestones">') == 3
    assert told(html) == [
        "川をきれいにする運動", "見本条例 施行", "センター 開館", "提案制度 開始", "意見の募集", "まち歩き",
    ]  # fmt: skip


@pytest.mark.usefixtures("way")
def test_a_milestone_says_when_in_which_lane_and_where_it_is_written() -> None:
    html = page("/timeline/")
    item = html[html.index('<li id="m-jorei"') : html.index('<li id="m-kaikan"')]
    assert 'href="#m-jorei"' in item
    assert '<time datetime="1999-04"><span class="when-year">平成11年（1999年）</span>4月</time>' in item
    assert '<span class="lane">制度・政策</span>' in item
    assert '<a href="/guides/hajimete/">見本条例 施行</a>' in item
    assert "市民と市が話し合ってつくりました。" in item
    assert item.count('rel="noopener external nofollow"') == 2
    assert "見本市史" in item


@pytest.mark.usefixtures("way")
def test_the_page_says_whose_division_the_eras_are() -> None:
    html = page("/timeline/")
    assert (html.count("このサイトによる区分"), html.count("市による区分")) == (1, 1)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("lane=center", ["川をきれいにする運動", "センター 開館", "まち歩き"]),
        ("era=hirogari", ["まち歩き"]),
        ("era=before", ["川をきれいにする運動"]),
        ("from=平成24年度&until=2014", ["提案制度 開始", "意見の募集"]),
        ("q=条例", ["見本条例 施行"]),
        ("lane=never&era=hirogari&from=", ["まち歩き"]),
        ("lane=center&q=条例", []),
    ],
)  # fmt: skip
def test_it_can_be_narrowed(query: str, titles: list[str]) -> None:
    html = page(f"/timeline/?{query}")
    assert told(html) == titles
    assert f"<strong>{len(titles)}件</strong>" in html


@pytest.mark.usefixtures("way")
def test_a_year_that_cannot_be_read_is_told_kindly_and_stays_in_its_box() -> None:
    html = page("/timeline/?from=むかし&lane=center")
    assert 'value="むかし"' in html
    assert "日付として読み取れませんでした" in html
    assert told(html) == ["川をきれいにする運動", "センター 開館", "まち歩き"]
    assert 'href="?from=' not in html


@pytest.mark.usefixtures("way")
def test_each_choice_can_be_taken_away_alone() -> None:
    html = page("/timeline/?lane=center&era=sodachi&q=開館")
    chips = re.findall(r'<a class="chip" href="([^"]*)"><span>(.*?)</span>', html)
    assert [(label, href.replace("&amp;", "&")) for href, label in chips] == [
        ("センター", "?era=sodachi&q=%E9%96%8B%E9%A4%A8"),
        ("育ちの時代", "?lane=center&q=%E9%96%8B%E9%A4%A8"),
        ("「開館」", "?lane=center&era=sodachi"),
    ]


@pytest.mark.usefixtures("way")
def test_the_sheet_holds_what_was_chosen() -> None:
    html = page("/timeline/print/?lane=system")
    assert re.findall(r"<li><time>(.*?)</time> <span>(.*?)</span>", html) == [
        ("平成11年（1999年）4月", "見本条例 施行"),
        ("平成24年度（2012年度）", "提案制度 開始"),
        ("平成26年（2014年）9月1日〜9月30日", "意見の募集"),
    ]
    assert "時代の区分は、このサイトによるものです。" in html


@pytest.mark.parametrize("path", ["/timeline/", "/timeline/print/", "/timeline/?q=x", "/en/timeline/"])
def test_without_any_milestone_the_pages_say_what_could_be_here(path: str, db: None) -> None:
    assert 'class="empty"' in page(path)


@pytest.mark.usefixtures("way")
def test_in_english_years_are_western() -> None:
    html = page("/en/timeline/")
    assert "April 1999" in html
    assert "1965–1974" in html
    assert "Division made by this site" in html


def test_what_people_write_is_never_markup(db: None) -> None:
    a_milestone("<script>x</script>", text="<b>太字</b>", source=["<i>本</i>"])
    for path in ("/timeline/", "/timeline/print/", "/timeline/?q=<b>"):
        html = page(path)
        assert "<script>x" not in html
        assert "<b>太字" not in html
        assert "<i>本" not in html
