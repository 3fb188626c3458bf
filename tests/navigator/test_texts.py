"""Rich text, guides in Markdown, table cells."""

import pytest

from kyodo.navigator.blocks import table_rows
from kyodo.navigator.markdown_guide import translate
from kyodo.ui.richtext import from_markdown, plain, shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            "**太字**と[市](https://example.jp/)",
            '<p><strong>太字</strong>と<a href="https://example.jp/" rel="noopener">市</a></p>',
        ),
        ("<b onclick=x>x</b>", "<p>&lt;b onclick=x&gt;x&lt;/b&gt;</p>"),
        ("[x](javascript:alert)", "<p>[x](javascript:alert)</p>"),
        ("- 一\n- 二", "<ul>\n<li>一</li>\n<li>二</li>\n</ul>"),
    ],
)
def test_markdown_becomes_small_and_clean(typed: str, kept: str) -> None:
    assert from_markdown(typed) == kept


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("<p>本文</p><script>x</script>", "<p>本文</p>"),
        ('<p style="x" class="y">本文</p>', "<p>本文</p>"),
        ('<img src=x onerror="y">', ""),
        ('<a href="javascript:x">押す</a>', '<a rel="noopener">押す</a>'),
        ("<iframe src=https://example.jp></iframe>後", "後"),
    ],
)
def test_stored_html_is_cleaned_again_on_its_way_out(stored: str, seen: str) -> None:
    assert shown(stored) == seen


def test_plain_words_of_a_text() -> None:
    assert plain("<h3>見出し</h3><p>A&amp;B<br>と<b>C</b></p>") == "見出し A&B と C"


def test_the_same_text_gives_the_same_blocks() -> None:
    text = "本文\n\n## 見出し\n\n```steps\n1. する\n```\n"
    assert translate(text).blocks == translate(text).blocks
    assert len({block["id"] for block in translate(text).blocks}) == 3


@pytest.mark.parametrize("text", ["```steps\n```", "```desk\nx\n```", "```table\nx\n```", "```python\nx\n```"])
def test_a_fence_that_says_nothing_useful(text: str) -> None:
    found = translate(f"本文\n\n{text}\n")
    assert [line for line, _words in found.faults] == ([3] if "steps" not in text else [])


def test_a_picture_in_a_pack_is_said_to_belong_into_the_cms() -> None:
    assert [line for line, _words in translate("本文\n\nこの ![川](kawa.jpg) です。\n").faults] == [3]


def test_rows_of_a_typed_table_are_as_long_as_its_heading() -> None:
    assert table_rows("a | b\n\n| 1 | 2 | 3 |\n4") == [["a", "b"], ["1", "2"], ["4", ""]]
