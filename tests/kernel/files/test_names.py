import pytest

from kyodo.kernel.files.names import clean_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("企画書.pdf", "企画書.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\windows\\system32\\cmd.exe", "cmd.pdf"),
        ("C:\\書類\\申請書.pdf", "申請書.pdf"),
        ("申請書\u202efdp.exe", "申請書fdp.pdf"),
        ("invoice.pdf.exe", "invoice.pdf"),
        ("a\x00b\r\nc\t.pdf", "a b c.pdf"),
        ("   .pdf", "ファイル.pdf"),
        ("", "ファイル.pdf"),
        ("..", "ファイル.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ('<img src=x onerror="alert(1)">.pdf', "_img src=x onerror=_alert(1)__.pdf"),
        ("か\u3099くふ.PDF", "がくふ.pdf"),
        ("\ufffd\ufffd\ufffd.pdf", "ファイル.pdf"),
        ("あ" * 300 + ".pdf", "あ" * 96 + ".pdf"),
        ("申請書.docx", "申請書.pdf"),
        ("第1.5版", "第1.5版.pdf"),
        ("café.pdf", "café.pdf"),
        ("申請書.pdf".encode("cp932").decode("latin-1"), "申請書.pdf"),
        ("テスト".encode("cp932").decode("cp1252"), "テスト.pdf"),
    ],
)
def test_a_name_is_one_harmless_line_with_the_right_end(given, kept):
    assert clean_name(given, ".pdf") == kept
