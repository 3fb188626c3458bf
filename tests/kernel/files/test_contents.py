import io
import resource
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kyodo.kernel.errors import Unusable
from kyodo.kernel.files.contents import OFFICE, PAPER, PICTURE, SCANNERS, TEXT, Scanner, check, look_through
from tests.kernel.files.hostile import corpus
from tests.kernel.files.making import office, pdf, photo_with_place, picture, png_with_text, relations

OOXML = "application/vnd.openxmlformats-officedocument"


def upload(name, data):
    return SimpleUploadedFile(name, data) if data else SimpleUploadedFile(name, b"")


@pytest.fixture(scope="module")
def hostile():
    """The corpus: made when a test wants it, for packing so many bombs takes seconds."""
    return corpus()


def test_the_corpus_is_large(hostile):
    assert len(hostile) >= 200
    assert len({what for what, _name, _data in hostile}) == len(hostile)


def is_refused(name, data):
    """Say whether a file is refused with words, quickly and in little memory."""
    before, begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    try:
        look_through(upload(name, data))
    except Unusable as refused:
        return (
            str(refused.message).endswith(("。", "."))
            and time.process_time() - begin < 2
            and resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kB
        )
    return False


def test_every_hostile_file_is_refused_with_words_quickly_and_in_little_memory(hostile):
    assert [what for what, name, data in hostile if not is_refused(name, data)] == []


@pytest.mark.parametrize(
    ("name", "data", "kept_name", "media_type"),
    [
        ("写真.jpeg", picture(), "写真.jpg", "image/jpeg"),
        ("図.png", picture("PNG"), "図.png", "image/png"),
        ("動画.gif", picture("GIF", mode="P"), "動画.png", "image/png"),
        ("写真.webp", picture("WEBP"), "写真.webp", "image/webp"),
        ("写真.html", picture(), "写真.jpg", "image/jpeg"),
        ("企画書.pdf", pdf(), "企画書.pdf", "application/pdf"),
        (
            "企画書",
            pdf(b"<< /OpenAction [3 0 R /Fit] >>", streams=[(b"/Type /ObjStm", b"9 0 << /A 1 >>")]),
            "企画書.pdf",
            "application/pdf",
        ),
        (
            "収支.xlsx",
            office("xlsx", [("xl/printerSettings/printerSettings1.bin", b"x")]),
            "収支.xlsx",
            f"{OOXML}.spreadsheetml.sheet",
        ),
        (
            "案内.docx",
            office(extra=[("word/_rels/document.xml.rels", relations("hyperlink"))]),
            "案内.docx",
            f"{OOXML}.wordprocessingml.document",
        ),
        (
            "発表.pptx",
            office("pptx", [("ppt/embeddings/Microsoft_Excel_Sheet.xlsx", office("xlsx"))]),
            "発表.pptx",
            f"{OOXML}.presentationml.presentation",
        ),
        ("名簿.csv", "氏名,ふりがな\n花,はな\n".encode(), "名簿.csv", "text/csv"),
        ("名簿.csv", "氏名,ふりがな\r\n髙橋,たかはし\r\n".encode("cp932"), "名簿.csv", "text/csv"),
        ("メモ.TXT", "\ufeff一行目\n3 < 5 > 2\n".encode(), "メモ.txt", "text/plain"),
    ],
)
def test_what_people_send_is_taken(name, data, kept_name, media_type):
    checked = look_through(upload(name, data))
    assert (checked.name, checked.media_type) == (kept_name, media_type)


def test_a_photo_comes_out_upright_without_place_camera_or_comment():
    given = photo_with_place()
    assert b"SECRETCAMERA" in given
    checked = check("a.jpg", given)
    for secret in (b"SECRET", b"Exif", b"GPS"):
        assert secret not in checked.data
    with Image.open(io.BytesIO(checked.data)) as drawn:
        assert (drawn.size, dict(drawn.getexif())) == ((48, 64), {})
    assert (checked.width, checked.height) == (48, 64)


def test_a_png_comes_out_without_its_texts():
    assert b"SECRET" not in check("a.png", png_with_text()).data


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
@pytest.mark.parametrize("tail", [b"<script>alert(1)</script>", office()], ids=["html", "zip"])
def test_what_hangs_behind_a_picture_is_cut_off(form, tail):
    checked = check("a", picture(form) + tail)
    assert tail not in checked.data
    assert b"<script" not in checked.data
    assert b"PK\x05\x06" not in checked.data


def test_transparency_stays():
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 100, 50, 128)).save(out, "PNG")
    with Image.open(io.BytesIO(check("a.png", out.getvalue()).data)) as drawn:
        assert drawn.getpixel((5, 5)) == (0, 100, 50, 128)


def test_a_very_large_picture_is_brought_down():
    checked = check("a.jpg", picture(size=(6000, 4000), mode="L"))
    assert max(checked.width, checked.height) <= 4096


def test_a_form_takes_only_what_it_asks_for():
    for data, name, kind in (
        (picture(), "a.jpg", PICTURE),
        (pdf(), "a.pdf", PAPER),
        (office(), "a.docx", OFFICE),
        (b"a\n", "a.txt", TEXT),
    ):
        others = tuple(k for k in (PICTURE, PAPER, OFFICE, TEXT) if k != kind)
        assert check(name, data, (kind,)).name == name
        with pytest.raises(Unusable):
            check(name, data, others)


def test_too_large_is_refused_before_it_is_read():
    class Endless:
        name, size = "a.txt", 10

        def chunks(self):
            while True:
                yield b"a" * 1_000_000

    with pytest.raises(Unusable, match="10 MB"):
        look_through(Endless())
    with pytest.raises(Unusable, match="1 MB"):
        look_through(upload("a.txt", b"a" * 1_100_000), largest=1024 * 1024)


def test_a_virus_scanner_has_the_last_word(monkeypatch):
    monkeypatch.setattr(SCANNERS, "_items", {"test": Scanner("test", lambda data: "EICAR" if b"EICAR" in data else "")})
    assert look_through(upload("a.txt", b"sound")).name == "a.txt"
    with pytest.raises(Unusable):
        look_through(upload("a.txt", b"X5O!P%@AP EICAR"))
