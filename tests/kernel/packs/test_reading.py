"""What a file says, with the line of everything, and what no file may say."""

import time

import pytest
from django.utils.translation import override

from kyodo.kernel.packs.reading import DEEPEST, read_markdown, read_yaml


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def said(text: str) -> list[str]:
    return [str(problem) for problem in read_yaml(text, "a.yaml").problems]


def test_values_stay_the_text_that_was_typed():
    text = 'code: 04100\nbooked: no\nday: 2018-04-01\ntime: 12:30\nnumber: 1_000\nquoted: "null"\n'
    assert read_yaml(text, "a.yaml").value == {
        "code": "04100",
        "booked": "no",
        "day": "2018-04-01",
        "time": "12:30",
        "number": "1_000",
        "quoted": "null",
    }


def test_a_key_without_a_value_is_empty():
    assert read_yaml("a:\nb: ~\nc: null\n", "a.yaml").value == {"a": None, "b": None, "c": None}


def test_every_key_and_item_has_its_line():
    parsed = read_yaml("# a note\nname: x\nrooms:\n  - {slug: a}\n  - slug: b\n    name: 研修室\n", "a.yaml")
    assert parsed.lines == {
        (): 2,
        ("name",): 2,
        ("rooms",): 3,
        ("rooms", 0): 4,
        ("rooms", 0, "slug"): 4,
        ("rooms", 1): 5,
        ("rooms", 1, "slug"): 5,
        ("rooms", 1, "name"): 6,
    }


def test_a_key_that_stands_twice_is_wrong():
    assert said("name: a\nkind: b\nname: c\n") == [
        "a.yaml:3: the key name stands twice; it stands in line 1 already",
    ]


def test_doubled_laughs_are_refused_at_once():
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(50))
    started = time.monotonic()
    assert said(bomb) == ["a.yaml:1: anchors and aliases (& and *) are not used in packs; write the value out"]
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("a: !!python/object/apply:os.system [ls]\n", "tag:yaml.org,2002:python/object/apply:os.system"),
        ("a: !!binary aGk=\n", "tag:yaml.org,2002:binary"),
        ("a: !include x.yaml\n", "!include"),
        ("!!map {a: b}\n", "tag:yaml.org,2002:map"),
    ],
)
def test_tags_are_refused(text: str, tag: str):
    assert said(text) == [f"a.yaml:1: the tag {tag} is not used in packs; write plain text, lists and keys"]


def test_no_depth_exhausts_the_reader():
    assert said("[" * 100_000) == [f"a.yaml:1: lists and keys lie more than {DEEPEST} deep; write them flatter"]


def test_a_second_document_is_wrong():
    assert said("a: b\n---\nc: d\n") == [
        "a.yaml:2: a second document begins here; write one document a file, or one list",
    ]


def test_a_list_as_a_key_is_wrong():
    words = "a key must be a word, not a list or a mapping; put text with [ or { into quotes"
    assert said("? [a, b]\n: c\n") == [f"a.yaml:1: {words}"]


def test_broken_yaml_names_its_line():
    (problem,) = read_yaml("a: b\n  c: d\n", "a.yaml").problems
    assert problem.line == 2
    assert problem.words.startswith("this cannot be read as YAML (mapping values are not allowed")


def test_what_is_not_text_is_refused():
    assert said("a: \x00\n") == ["a.yaml:1: this is not text; save the file as plain UTF-8 text"]


def test_markdown_gives_its_keys_and_its_text():
    parsed = read_markdown("---\ntitle: はじめに\nslug: start\n---\n\n# 見出し\n本文\n", "a.md")
    assert parsed.value == {"title": "はじめに", "slug": "start", "body": "# 見出し\n本文"}
    assert parsed.lines[("slug",)] == 3
    assert parsed.lines[("body",)] == 5


@pytest.mark.parametrize("text", ["# only text\n", "---\ntitle: a\n", ""])
def test_markdown_without_front_matter_is_wrong(text: str):
    words = "a Markdown file begins with a line ---, its keys, and a second line ---; then comes the text"
    assert [str(problem) for problem in read_markdown(text, "a.md").problems] == [f"a.md:1: {words}"]


def test_markdown_may_not_write_its_text_as_a_key():
    (problem,) = read_markdown("---\nbody: a\n---\nb\n", "a.md").problems
    assert str(problem) == "a.md:2: the key body is the text below the front matter; do not write it as a key"
