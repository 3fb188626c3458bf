"""What a person gets who searches: order, counts, pages, rights, suggestions, marked pieces."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kyodo.kernel.permissions import NOBODY, SYSTEM
from kyodo.kernel.search.find import find
from kyodo.kernel.search.index import put_many
from kyodo.kernel.search.sources import Document

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


class Holder:
    """Someone with these roles."""

    is_known = True

    def __init__(self, *roles: str, pk: int | None = 7):
        self.roles, self.pk = roles, pk

    def holds(self, role: str) -> bool:
        return role in self.roles


def keys(text, who=NOBODY, **narrowing):
    return [item.key for item in find(text, who=who, **narrowing).items]


# --- order --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("町内会", ["start", "katahira", "omachi", "bon"]),
        ("ボランティア", ["lecture", "green", "flyer"]),
        ("市民活動", ["insurance", "center"]),
        ("水", ["water", "water2"]),
        ("京都", ["kyoto", "tokyo"]),
        ("防災", ["disaster", "katahira"]),
        ("子ども", ["kodomo", "kids"]),
        ("まちづくり", ["grant", "machi", "expert"]),
        ("作り方", ["flyer", "accounting", "start"]),
        ("2020年", ["western", "reiwa"]),
    ],
)
def test_the_order_is_the_same_on_every_database(library, text, expected):
    assert keys(text) == expected


def test_among_equals_the_undated_stand_first_then_the_newest(taught):
    put_many(
        [
            Document("note", "old", "朝の散歩", at=datetime(2020, 1, 1, tzinfo=UTC)),
            Document("note", "new", "朝の散歩", at=datetime(2026, 1, 1, tzinfo=UTC)),
            Document("note", "always", "朝の散歩"),
        ]
    )
    assert keys("散歩") == ["always", "new", "old"]


def test_pages_follow_each_other_without_gap_or_repetition(taught):
    put_many(Document("note", str(n), f"散歩の記録{n}", body="散歩" * (n % 5)) for n in range(260))
    pages = [keys("散歩", limit=20, offset=offset) for offset in range(0, 280, 20)]
    assert [len(page) for page in pages] == [20] * 13 + [0]
    assert len({key for page in pages for key in page}) == 260
    assert keys("散歩", limit=50, offset=180) == keys("散歩", limit=20, offset=180) + keys("散歩", limit=30, offset=200)


# --- counts -------------------------------------------------------------------------------


def test_facets_count_all_matches_and_a_choice_does_not_narrow_itself(library):
    found = find("町会", who=NOBODY)
    assert found.total == 4
    assert found.facets == {
        "area": {"青葉": 2, "太白": 1},
        "field": {"安全": 1, "防災": 1},
        "kind": {"group": 2, "event": 1, "guide": 1},
    }
    chosen = find("町会", who=NOBODY, facets={"field": ["安全"]})
    assert (chosen.total, keys("町会", facets={"field": ["安全"]})) == (1, ["omachi"])
    assert chosen.facets == {"area": {"青葉": 1}, "field": {"安全": 1, "防災": 1}, "kind": {"group": 1}}


def test_kinds_narrow_and_still_show_what_other_kinds_there_are(library):
    found = find("町会", who=NOBODY, kinds=["guide", "event"])
    assert {item.key for item in found.items} == {"start", "bon"}
    assert found.facets["kind"] == {"group": 2, "event": 1, "guide": 1}


# --- rights -------------------------------------------------------------------------------

CANARY = "金糸雀計画"


@pytest.fixture
def canary(library):
    put_many(
        [
            Document("note", "hidden", CANARY, body="町内会の秘密", facets={"area": ["秘密"]}, visible_to=("editor",)),
            Document("note", "own", "自分の下書き", body=CANARY, visible_to=("person:7",)),
        ]
    )


def test_what_a_person_may_not_see_does_not_exist_for_them(canary):
    for text in (CANARY, "金糸雀", "きんしじゃくけいかく", "かなりあけいかく", "金糸雀計", "秘密"):
        for who in (NOBODY, Holder("reviewer", pk=8), Holder("person:7", pk=8)):
            found = find(text, who=who)
            assert (found.items, found.total, found.facets, found.did_you_mean) == ((), 0, {}, "")
    assert "秘密" not in find("町内会", who=NOBODY).facets["area"]
    assert find("町内会", who=NOBODY).total == 4


def test_whoever_holds_the_role_or_is_the_person_finds_it(canary):
    assert keys(CANARY, Holder("editor", pk=8)) == ["hidden"]
    assert keys(CANARY, Holder("reviewer")) == ["own"]
    assert keys(CANARY, SYSTEM) == ["hidden"]
    assert find("町内会", who=Holder("editor")).facets["area"] == {"青葉": 2, "太白": 1, "秘密": 1}


# --- suggestions and sentences ------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("町内回", "町内会"),
        ("ちょいないかい", "町内会"),
        ("ぼらんてあ", "ボランティア"),
        ("千問家派遣", "専門家派遣"),
        ("片平 町内回", "片平 町内会"),
        ("宇宙船", ""),
        ("町内会", ""),
        ("x", ""),
    ],
)
def test_did_you_mean_offers_what_is_read_the_same_or_nearly(library, typed, meant):
    assert find(typed, who=NOBODY).did_you_mean == meant


def test_a_sentence_is_searched_by_its_main_words(library):
    found = find("研修室を借りたいのですが", who=NOBODY)
    assert ([item.key for item in found.items], found.loosened) == (["center"], True)
    assert find("研修室", who=NOBODY).loosened is False


# --- marked pieces ------------------------------------------------------------------------


def pieces(segments):
    return [(segment.text, segment.hit) for segment in segments]


def test_what_was_looked_for_is_marked_as_it_is_written_there(library):
    first = find("ｻﾎﾟｰﾄｾﾝﾀｰ", who=NOBODY).items[0]
    assert pieces(first.marked_title) == [("市民活動", False), ("サポートセンター", True)]
    assert pieces(find("2020年 完成", who=NOBODY).items[0].snippet) == [
        ("令和2年", True), ("に始まり、令和5年に", False), ("完成", True), ("しました。", False),
    ]  # fmt: skip
    assert pieces(find("街づくり 課題", who=NOBODY).items[0].marked_title) == [
        ("協働", False), ("まちづくり", True), ("推進助成", False),
    ]  # fmt: skip
    assert pieces(find("けんしゅうしつ", who=NOBODY).items[0].snippet)[0] == ("研修室", True)


def test_a_snippet_is_a_short_piece_around_the_hit(taught):
    put_many([Document("note", "long", "長い話", body="前置き。" * 200 + "本題は灯台です。" + "後書き。" * 200)])
    shown = find("灯台", who=NOBODY).items[0].snippet
    assert [segment.text for segment in shown if segment.hit] == ["灯台"]
    assert (shown[0].text, shown[-1].text) == ("…", "…")
    assert sum(len(segment.text) for segment in shown) == 122


def test_markup_in_a_text_stays_text(taught):
    put_many([Document("note", "markup", "<b>灯台</b>", body="<script>alert('灯台')</script>")])
    item = find("灯台", who=NOBODY).items[0]
    assert pieces(item.marked_title) == [("<b>", False), ("灯台", True), ("</b>", False)]
    assert item.plain_snippet == "<script>alert('灯台')</script>"


# --- any input ----------------------------------------------------------------------------

HOSTILE = (
    "",
    " ",
    "\0",
    "水\0辺",
    "'",
    '"',
    '""',
    "' OR '1'='1",
    '" OR ""="',
    "水 AND OR NOT NEAR(",
    "NOT",
    "水*",
    "-水",
    "水:*",
    "title:水",
    "(",
    ")",
    "((((",
    "&",
    "|",
    "!",
    "水 & !辺",
    "<->",
    "\\",
    "\\'",
    "%",
    "_",
    "{}",
    "[水]",
    "^水",
    "+",
    ";DROP TABLE search_searchdocument;--",
    "😀",
    "👨\u200d👩\u200d👧",
    "\ud800",
    "\ufeff水",
    "水" * 10_000,
    "あ い う え お か き く け こ さ し す",
    "a" * 10_000,
    "ー",
    "々",
    "゛",
    "ﾞ",
    "\u202e水",
    "Ω",
    "¹水",
    "ª町内",
    "º",
    "²",
    "İ",
    "ß",
    "ﷺ" * 500,
    "1,000,000,000",
    "令和99年",
    "平成元年元年",
    "R2",
    "十年",
    "令和十十年",
    "٣",
    "½",
    "é",
    "e\u0301",
    "한국어",
    "ไทย",
    "עברית",
    "\n\t\r",
    "<script>alert(1)</script>",
    "http://例え.jp/?q=水&r=1",
    "水　辺",
    "𠮷野家",
    "㍿",
    "㋿2年",
    "①",
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_any_input_gives_a_page(library, text):
    found = find(text, who=NOBODY)
    assert len(found.items) == min(found.total, 20)


@pytest.mark.parametrize(
    ("text", "expected"), [("水\0辺", "water"), ("-水辺", "water"), ("「水辺」", "water"), ("\ufeff水辺*", "water")]
)
def test_marks_around_a_word_do_not_hide_it(library, text, expected):
    assert keys(text) == [expected]


@given(st.text(max_size=60), st.integers(-5, 300), st.integers(-5, 20_000))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_limit_or_offset_is_an_error(library, text, limit, offset):
    found = find(text, who=NOBODY, limit=limit, offset=offset, kinds=[text], facets={text: [text], "area": []})
    assert found.total >= len(found.items)


JAPANESE = st.text(
    alphabet="町内会自治水まちづくりボランティアﾎﾞｶﾞー々令和平成元0123年月,- 　'\"*:&|!()<>¹ªº\\", max_size=30
)


@given(JAPANESE)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_japanese_text_is_an_error(library, text):
    found = find(text, who=NOBODY)
    assert len(found.items) == min(found.total, 20)


def test_the_number_of_queries_is_small_and_constant(library, django_assert_num_queries):
    for text in ("町会", "会"):
        find(text, who=NOBODY)  # a process reads each group once
        with django_assert_num_queries(4):
            find(text, who=NOBODY)
