"""Pictures and papers of the CMS: what comes in, what is kept, and what goes out."""

import gc
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.test.utils.form_data import nested_form_data, streamfield

from kyodo.navigator.blocks import PICTURE_SIZE
from kyodo.navigator.models import GuidePage
from tests.navigator.things import a_guide
from tests.site.cms.editing import send, verbs

#: Wagtail leaves it to Python to close the files from which it makes pictures.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def a_photo():
    exif = Pillow.Exif()
    exif[0x010F] = "Camera of Hanako"
    exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    Pillow.new("RGB", (800, 600), "green").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def editor(someone, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    yield someone("editor")
    gc.collect()


def upload(person, name, data, kind="images"):
    typed = {"title": "写真", "file": SimpleUploadedFile(name, data)}
    return person.client.post(reverse(f"wagtail{kind}:add"), typed)


def test_a_photo_keeps_its_pixels_and_nothing_else(editor):
    upload(editor, "koen.jpg", a_photo())
    image = Image.objects.get()
    kept = Path(image.file.path).read_bytes()
    with Pillow.open(BytesIO(kept)) as opened:
        assert (opened.size, dict(opened.getexif())) == ((800, 600), {})
    assert (b"Hanako" in kept, image.width, image.height) == (False, 800, 600)
    assert verbs(image) == [("create", f"person:{editor.person.pk}", "cms")]


@pytest.mark.parametrize(("name", "data"), [("a.svg", SVG), ("a.png", SVG), ("a.jpg", b"%PDF-1.7"), ("a.jpg", b"")])
def test_what_is_no_photo_is_refused(editor, name, data):
    upload(editor, name, data)
    assert Image.objects.count() == 0


def test_a_photo_that_is_chosen_within_a_page_is_drawn_anew_too(editor):
    typed = {"image-chooser-upload-title": "写真", "image-chooser-upload-file": SimpleUploadedFile("a.jpg", a_photo())}
    editor.client.post(reverse("wagtailimages_chooser:create"), typed)
    editor.client.post(
        reverse("wagtailimages:add_multiple"), {"title": "a", "files[]": SimpleUploadedFile("b.jpg", a_photo())}
    )
    kept = [Path(image.file.path).read_bytes() for image in Image.objects.all()]
    assert [b"Hanako" in data for data in kept] == [False, False]


def test_a_picture_is_seen_in_the_size_of_a_page_and_never_as_uploaded(editor, visitor):
    upload(editor, "koen.jpg", a_photo())
    image = Image.objects.get()
    rendition = image.get_rendition("width-200")
    answer = visitor.get(rendition.url)
    with Pillow.open(BytesIO(b"".join(answer.streaming_content))) as seen:
        assert seen.size == (200, 150)
    names = ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")
    assert [answer.headers[name] for name in names] == ["image/jpeg", "nosniff", "default-src 'none'; sandbox"]
    assert visitor.get(image.file.url).status_code == 404
    assert visitor.get("/media/images/other.jpg").status_code == 404


def test_a_picture_of_a_closed_collection_is_for_those_who_edit(editor, visitor, someone):
    upload(editor, "koen.jpg", a_photo())
    rendition = Image.objects.get().get_rendition("width-200")
    CollectionViewRestriction.objects.create(collection=Collection.get_first_root_node(), restriction_type="login")
    seen = [who.get(rendition.url).status_code for who in (visitor, someone().client, editor.client)]
    assert seen == [404, 404, 200]


def the_text_with(image, alt):
    picture = {"picture": str(image.pk), "alt": alt, "caption": "広瀬川の春", "credit": "見本写真クラブ"}
    return nested_form_data({"body": streamfield([("picture", picture)])})


def test_a_guide_shows_a_picture_with_what_it_shows_in_words(editor, visitor):
    upload(editor, "koen.jpg", a_photo())
    image, guide = Image.objects.get(), a_guide(slug="kawa")
    address = reverse("wagtailadmin_pages:edit", args=[guide.pk])
    assert send(editor.client, address, action="submit", stream=the_text_with(image, "")).status_code == 200
    assert send(editor.client, address, stream=the_text_with(image, "川べりの桜")).status_code == 302
    assert image.renditions.filter(filter_spec=PICTURE_SIZE).count() == 1
    GuidePage.objects.get().get_latest_revision().publish()
    shown = BeautifulSoup(visitor.get("/guides/kawa/").content, "html.parser").select_one("figure.picture")
    assert {name: shown.img[name] for name in ("width", "height", "alt", "loading")} == {
        "width": "800", "height": "600", "alt": "川べりの桜", "loading": "lazy",
    }  # fmt: skip
    assert shown.figcaption.text == "広瀬川の春 写真・絵：見本写真クラブ"
    assert visitor.get(shown.img["src"]).status_code == 200
    image.delete()
    assert 'class="picture"' not in visitor.get("/guides/kawa/").content.decode()


def test_a_paper_is_saved_by_the_browser_and_never_shown_in_it(editor, visitor):
    upload(editor, "annai.txt", "ご案内です。".encode(), "docs")
    paper = Document.objects.get()
    answer = visitor.get(paper.url)
    assert b"".join(answer.streaming_content).decode() == "ご案内です。"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert (answer.headers["X-Content-Type-Options"], "none" in answer.headers["Content-Security-Policy"]) == (
        "nosniff",
        True,
    )


@pytest.mark.parametrize(("name", "data"), [("a.html", b"<p>x"), ("a.exe", b"MZ"), ("a.txt", SVG), ("a.pdf", b"MZ")])
def test_what_is_no_paper_is_refused(editor, name, data):
    upload(editor, name, data, "docs")
    assert Document.objects.count() == 0
