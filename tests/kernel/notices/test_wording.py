import pytest

from kyodo.kernel.notices.wording import one_line, plain_text, worded


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("お知らせ\r\nBcc: evil@example.jp", "お知らせ Bcc: evil@example.jp"),
        ("a\nb\rc\x0bd\x0ce\x00f\x85g\u2028h\u2029i", "a b c d e f g h i"),
        ("\u202e逆\u200b書き\ufeff", "逆書き"),
        ("  余分な  空白  ", "余分な 空白"),
        ("あ" * 300, "あ" * 200),
    ],
)
def test_a_header_is_one_clean_line(given, kept):
    assert one_line(given) == kept


def test_a_body_has_plain_line_ends_and_no_control_characters():
    assert plain_text("一\r\n二\r三\x00\x1b[31m\n\n\n") == "一\n二\n三[31m\n"


@pytest.fixture
def templates(settings, tmp_path):
    engine = {**settings.TEMPLATES[0], "DIRS": [str(tmp_path)]}
    settings.TEMPLATES = [engine]

    def write(text):
        (tmp_path / "letter.txt").write_text(text, "utf-8")
        return "letter.txt"

    return write


def test_nothing_is_escaped_in_plain_text(templates):
    name = templates("{{ title }}について\n\n{{ title }} です。\n")
    assert worded(name, {"title": '<b>"A" & B</b>'}, "ja") == ('<b>"A" & B</b>について', '<b>"A" & B</b> です。\n')


def test_a_name_with_line_ends_stays_in_the_subject(templates):
    name = templates("お知らせ {{ title }} です\n\n本文\n")
    subject, body = worded(name, {"title": "A\nBcc: b@example.jp\n\n偽の本文"}, "ja")
    assert subject == "お知らせ A Bcc: b@example.jp 偽の本文 です"
    assert body == "本文\n"


def test_a_subject_may_end_with_a_name_before_a_text_that_begins_with_a_condition(templates):
    name = templates("\nお願い：{{ title }}\n\n{% if title %}本文{% endif %}\n")
    assert worded(name, {"title": "見学"}, "ja") == ("お願い：見学", "本文\n")


@pytest.mark.parametrize("text", ["件名だけ\n", "\n\n", "件名\n\n   \n"])
def test_a_template_without_subject_or_text_is_an_error(templates, text):
    with pytest.raises(ValueError, match="needs a subject line"):
        worded(templates(text), {}, "ja")
