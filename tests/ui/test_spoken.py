"""Japanese on English pages is marked as such, and kanji get their reading where asked."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from kyodo.kernel.search.models import LocalReading
from kyodo.ui.spoken import with_furigana, with_languages

pytestmark = pytest.mark.django_db
PAGE = Template("{% spoken %}{{ page|safe }}{% endspoken %}")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("<p>青葉区</p>", '<p lang="ja">青葉区</p>'),
        ("<p>NPO法人 花の会（3人）</p>", '<p lang="ja">NPO法人 花の会（3人）</p>'),
        ("<p>Ask 青葉区役所, please.</p>", '<p>Ask <span lang="ja">青葉区役所</span>, please.</p>'),
        (
            "<ul><li><a href='/a'>東の会</a></li><li>西</li></ul>",
            "<ul lang=\"ja\"><li><a href='/a'>東の会</a></li><li>西</li></ul>",
        ),
        ("<li><b>Place</b> 仙台</li>", '<li><b>Place</b> <span lang="ja">仙台</span></li>'),
        ("<h1>仙台<wbr>の町</h1>", '<h1 lang="ja">仙台<wbr>の町</h1>'),
        ('<td data-label="Note">見本</td>', '<td data-label="Note"><span lang="ja">見本</span></td>'),
        ('<img src="a.png" alt="川の絵">', '<img src="a.png" alt="川の絵" lang="ja">'),
        ("<title>花の会 | Sendai</title>", '<title lang="ja">花の会 | Sendai</title>'),
        ('<a lang="ja" href="/">日本語</a>', '<a lang="ja" href="/">日本語</a>'),
        ("<script>'日本'</script>", "<script>'日本'</script>"),
        ("<p>English &amp; nothing else</p>", "<p>English &amp; nothing else</p>"),
        ("<p>a</i>仙台", '<p>a</i><span lang="ja">仙台</span>'),
    ],
)
def test_japanese_is_marked_on_a_page_in_another_language(written: str, said: str) -> None:
    assert with_languages(written) == said


def test_kanji_get_their_reading_and_kana_none() -> None:
    assert with_furigana("<p>助け合いの町</p>", {}) == (
        "<p><span><ruby>助<rp>（</rp><rt>たす</rt><rp>）</rp></ruby>け<ruby>合<rp>（</rp><rt>あ</rt><rp>）</rp></ruby>いの"
        "<ruby>町<rp>（</rp><rt>まち</rt><rp>）</rp></ruby></span></p>"
    )


@pytest.mark.parametrize(
    "same",
    [
        "<ruby>川平<rp>（</rp><rt>かわだいら</rt><rp>）</rp></ruby>",
        "<title>花の会</title>",
        '<a title="花の会">a</a>',
        "<option>花の会</option>",
        "<p>2026年11月23日（月・祝）</p>",
        "<p>ひらがな &lt;b&gt; カタカナ</p>",
    ],
)
def test_nothing_is_read_twice_nor_where_no_mark_may_stand(same: str) -> None:
    assert with_furigana(same, {}) == same


def test_what_people_wrote_stays_escaped_under_its_reading() -> None:
    assert with_furigana("<p>花&lt;script&gt;</p>", {}) == (
        "<p><span><ruby>花<rp>（</rp><rt>はな</rt><rp>）</rp></ruby>&lt;script&gt;</span></p>"
    )


def test_a_reading_that_staff_taught_wins_over_the_dictionary() -> None:
    LocalReading.objects.create(written="川平", reading="カワダイラ")
    drawn = PAGE.render(Context({"page": "<p>川平の人</p>", "ruby": True}))
    assert "<ruby>川平<rp>（</rp><rt>かわだいら</rt>" in drawn


def test_the_known_reading_of_a_name_holds_wherever_it_stands_on_the_page() -> None:
    name = "<h1><ruby>愛子<rp>（</rp><rt>あやし</rt><rp>）</rp></ruby></h1>"
    drawn = PAGE.render(Context({"page": f"{name}<p>愛子の町</p>", "ruby": True}))
    assert drawn.count("<ruby>愛子<rp>（</rp><rt>あやし</rt>") == 2


def test_a_japanese_page_without_furigana_passes_as_it_is(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(0):
        assert PAGE.render(Context({"page": "<p>川平の人</p>"})) == "<p>川平の人</p>"


def test_an_english_page_with_furigana_has_both() -> None:
    with override("en"):
        drawn = PAGE.render(Context({"page": "<p>Ask 花</p>", "ruby": True}))
    assert drawn == '<p><span>Ask <ruby lang="ja">花<rp>（</rp><rt>はな</rt><rp>）</rp></ruby></span></p>'


@pytest.mark.parametrize(
    ("name", "reading", "drawn"),
    [
        ("まちづくり仙台", "マチヅクリセンダイ", "まちづくり<ruby>仙台<rp>（</rp><rt>せんだい</rt><rp>）</rp></ruby>"),
        ("愛子", "アヤシ", "<ruby>愛子<rp>（</rp><rt>あやし</rt><rp>）</rp></ruby>"),
        ("NPO花", "エヌピーオーハナ", "NPO<ruby>花<rp>（</rp><rt>はな</rt><rp>）</rp></ruby>"),
        (
            "【川】平",
            "カワ　ヒラ",
            "【<ruby>川<rp>（</rp><rt>かわ</rt><rp>）</rp></ruby>】<wbr><ruby>平<rp>（</rp><rt>ひら</rt><rp>）</rp></ruby>",
        ),
        (
            "お薬師さんの手づくり市",
            "オヤクシサンノテヅクリイチ",
            "お<ruby>薬師<rp>（</rp><rt>やくし</rt><rp>）</rp></ruby>さんの<wbr><ruby>手<rp>（</rp><rt>て</rt><rp>）</rp></ruby>"
            "づくり<ruby>市<rp>（</rp><rt>いち</rt><rp>）</rp></ruby>",
        ),
        (
            "愛子の会",
            "アヤシノカイ",
            "<ruby>愛子<rp>（</rp><rt>あやし</rt><rp>）</rp></ruby>の<wbr>"
            "<ruby>会<rp>（</rp><rt>かい</rt><rp>）</rp></ruby>",
        ),
        ("花", "ちがう<b>", "<ruby>花<rp>（</rp><rt>ちがうb</rt><rp>）</rp></ruby>"),
    ],
)
def test_a_heading_carries_the_known_reading_of_its_name(name: str, reading: str, drawn: str) -> None:
    page = Template("{% heading name reading %}")
    assert (
        page.render(Context({"name": name, "reading": reading, "ruby": True}))
        == f'<span class="phrases">{drawn}</span>'
    )
    assert "<ruby>" not in page.render(Context({"name": name, "reading": reading}))
