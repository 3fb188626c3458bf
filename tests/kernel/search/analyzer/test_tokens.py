import re

from hypothesis import given
from hypothesis import strategies as st

from kyodo.kernel.search.analyzer.fold import fold
from kyodo.kernel.search.analyzer.query import parse
from kyodo.kernel.search.analyzer.tokens import analyze, letters, words
from kyodo.kernel.search.analyzer.vocabulary import Vocabulary, build
from kyodo.kernel.search.sources import Document

#: No ASCII but letters and digits, and no space of any kind.
SAFE = re.compile(r"(?:[a-z0-9]|[^\x00-\x7f\s])+")


def test_characters_become_single_kanji_pairs_triples_and_joints():
    assert list(letters("水の森")) == ["水", "森", "水の", "の森", "水の森"]
    assert list(letters("npo法人")) == ["npo", "npo法", "法", "人", "法人"]
    assert list(letters("3月 a_b")) == ["3", "3月", "月", "a", "b"]


def test_words_stand_alone_and_in_pairs():
    assert list(words(["町内", "会", "、"])) == ["ª町内", "ª会", "ª町内ª会"]


def test_a_title_and_what_a_text_is_about_are_marked():
    made = analyze(Document("note", "1", "灯台", body="海の話。波、波、波。", summary="港"), {})
    assert {"灯台", "¹灯台", "海", "波", "²波", "²港"} <= set(made.tokens)
    assert {"²海", "¹海", "²灯台"}.isdisjoint(made.tokens)


def test_nouns_that_stand_together_are_read_together_with_their_local_reading():
    made = analyze(Document("note", "1", "川平市民センター"), {"川平": "かわだいら"})
    assert {"ºかわだいら", "ºかわだいらしみん", "ºかわだいらしみんせんたー", "ºかびら"} <= set(made.tokens)
    assert "ºかびらしみん" not in made.tokens


def test_no_token_holds_what_a_query_language_could_read():
    text = "'\"\\:*&|!()<>{}[]^~-+ \0 <b>灯台</b> º ¹ ª 한국 ไทย é ß 😀 1,000 ½ ٣"
    made = analyze(Document("note", "1", text, body=text, reading=text, summary=text), {})
    assert all(SAFE.fullmatch(token) for token in made.tokens)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_document_and_any_query_can_be_taken_apart(title, text):
    made = analyze(Document("note", "1", title, body=text, summary=title, reading=text), {})
    assert all(SAFE.fullmatch(token) for token in made.tokens)
    for word in parse(text, Vocabulary()).words:
        assert all(SAFE.fullmatch(token) for way in word.ways for token in way.tokens)


@given(st.text(alphabet="水森海灯台まちづくりセンター町内会npo123 年月", min_size=2, max_size=12))
def test_whatever_stands_in_a_text_is_found_by_its_letters(text):
    said = set(analyze(Document("note", "1", "", body=f"前の{text}と後"), {}).tokens)
    for word in parse(fold(text), Vocabulary()).words:
        by_letters = [way for way in word.ways if way.letters]
        assert all(set(way.tokens) <= said for way in by_letters)


def test_a_query_is_as_few_tokens_as_say_it():
    ways = parse("町内会", Vocabulary()).words[0].ways
    assert [way.tokens for way in ways] == [("町内会",), ("ª町内ª会",)]
    ways = parse("まちづくり", Vocabulary()).words[0].ways
    assert [way.tokens for way in ways] == [("まちづ", "ちづく", "づくり"), ("ª町作り",), ("ºまちずくり",)]
    assert [way.prefix for way in ways] == [False, False, True]


def test_synonyms_are_further_ways_of_less_weight():
    known = build(["町内会、町会"], [])
    ways = parse("町会", known).words[0].ways
    assert [(way.letters, way.weight) for way in ways if way.letters] == [("町会", 1.0), ("町内会", 0.8)]
    assert "町内会" in [way.letters for way in parse("ちょうかい", known).words[0].ways]


def test_a_long_query_is_cut():
    assert len(parse("水 " * 500, Vocabulary()).words) == 1
    assert len(parse(" ".join(map(str, range(500))), Vocabulary()).words) == 10
    assert parse("!?😀", Vocabulary()).can_match is False
