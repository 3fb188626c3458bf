import contextlib
import os
import time
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kyodo.commons.people.models import Person
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.files.actions import remove, store
from kyodo.kernel.files.contents import PICTURE, Checked, check
from kyodo.kernel.files.forms import CheckedFileField
from kyodo.kernel.files.hooks import sweep, wrong
from kyodo.kernel.files.models import StoredFile
from kyodo.kernel.files.queries import files_of
from kyodo.kernel.files.rules import FILE_RULES, FileRule
from kyodo.kernel.permissions import SYSTEM, YES, no
from tests.kernel.files.making import pdf, picture
from tests.support.transactions import rolled_back

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def media(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = str(tmp_path)
    monkeypatch.setattr(FILE_RULES, "_items", {})
    FILE_RULES.hang(
        FileRule("test.public", lambda who, file: YES),
        FileRule("test.editors", lambda who, file: YES if who.holds("editor") else no("role")),
    )
    return tmp_path


@pytest.fixture
def owner():
    return Person.objects.create(name="花")


@pytest.fixture
def keep(owner):
    def run(kind="test.public", name="企画書.pdf", data=None):
        return store(check(name, data or pdf()), owner=owner, kind=kind, by=SYSTEM, channel="web")

    return run


def bytes_below(media):
    return sorted(path for path in Path(media).rglob("*") if path.is_file())


def test_a_file_lies_under_a_random_name_without_extension(keep, media, owner):
    stored = keep()
    (place,) = bytes_below(media)
    assert place.suffix == ""
    assert "企画書" not in str(place)
    assert place.read_bytes() == pdf()
    assert (stored.name, stored.size, stored.media_type) == ("企画書.pdf", len(pdf()), "application/pdf")
    assert list(files_of(owner)) == [stored]
    assert list(Entry.objects.filter(lane="files").values_list("verb", "facts")) == [
        ("store", {"kind": "test.public", "size": len(pdf())})
    ]


def test_a_kind_without_rule_is_not_kept(keep):
    with pytest.raises(LookupError, match=r"test\.unknown"):
        keep("test.unknown")


def test_a_public_file_is_saved_never_opened(keep, visitor):
    stored = keep()
    response = visitor.get(reverse("file", args=[stored.token]))
    assert b"".join(response.streaming_content) == pdf()
    assert {name: response[name] for name in (
        "Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control",
        "Content-Length", "X-Robots-Tag", "Cross-Origin-Resource-Policy",
    )} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": "attachment; filename*=utf-8''%E4%BC%81%E7%94%BB%E6%9B%B8.pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "public, max-age=300",
        "Content-Length": str(len(pdf())),
        "X-Robots-Tag": "noindex",
        "Cross-Origin-Resource-Policy": "same-origin",
    }  # fmt: skip


def test_who_may_not_open_a_file_gets_what_an_unknown_address_gives(keep, visitor, someone):
    stored = keep("test.editors")
    address = reverse("file", args=[stored.token])
    editor = someone("editor").client.get(address)
    assert (editor.status_code, editor["Cache-Control"]) == (200, "private, no-store")
    assert b"".join(editor.streaming_content) == pdf()
    nowhere = visitor.get(reverse("file", args=["A" * 22]))
    for client in (visitor, someone().client):
        refused = client.get(address)
        assert refused.status_code == 404
    assert visitor.get(address).content.replace(stored.token.encode(), b"A" * 22) == nowhere.content


def test_nothing_but_reading_is_answered(keep, visitor):
    address = reverse("file", args=[keep().token])
    assert [getattr(visitor, verb)(address).status_code for verb in ("post", "put", "delete")] == [405, 405, 405]
    with contextlib.closing(visitor.head(address)) as head:
        assert head.status_code == 200


def test_the_folder_itself_has_no_address(keep, visitor):
    stored = keep()
    assert visitor.get(f"/media/{stored.content.name}", follow=True).status_code == 404


def test_a_file_whose_rule_was_taken_down_is_closed(keep, visitor, monkeypatch):
    stored = keep()
    monkeypatch.setattr(FILE_RULES, "_items", {})
    assert visitor.get(reverse("file", args=[stored.token])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_file_is_removed_with_the_commit_and_kept_on_rollback(keep, media):
    stored = keep()
    with rolled_back():
        remove(StoredFile.objects.get(), by=SYSTEM, channel="desk")
    assert len(bytes_below(media)) == 1
    remove(stored, by=SYSTEM, channel="desk")
    assert bytes_below(media) == []
    assert not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_sweep_takes_only_what_a_rollback_left(keep, media):
    kept = keep()
    with rolled_back():
        keep()
    assert sweep() == "0 swept"
    for path in bytes_below(media):
        os.utime(path, (time.time() - 90_000, time.time() - 90_000))
    assert sweep() == "1 swept"
    assert [str(path) for path in bytes_below(media)] == [kept.content.path]


def test_check_finds_missing_and_altered_bytes(keep, visitor, caplog):
    one, two, _three = keep(), keep(), keep()
    Path(one.content.path).unlink()
    Path(two.content.path).write_bytes(b"altered")
    assert list(wrong()) == [
        f"files: the bytes of file {one.pk} are missing",
        f"files: the bytes of file {two.pk} were altered",
    ]
    assert visitor.get(reverse("file", args=[one.token])).status_code == 404


class PhotoForm(forms.Form):
    photo = CheckedFileField(kinds=(PICTURE,), required=False)


def test_a_form_gives_a_checked_file_or_says_what_to_do():
    form = PhotoForm({}, {"photo": SimpleUploadedFile("花.jpg", picture())})
    assert form.is_valid()
    assert isinstance(form.cleaned_data["photo"], Checked)
    assert form.cleaned_data["photo"].name == "花.jpg"
    wrong_kind = PhotoForm({}, {"photo": SimpleUploadedFile("a.pdf", pdf())})
    assert not wrong_kind.is_valid()
    assert "JPEG, PNG, GIF, WebP" in wrong_kind.errors["photo"][0]
    assert PhotoForm({}, {}).is_valid()
    assert 'accept="image/jpeg,image/png,image/gif,image/webp"' in str(PhotoForm()["photo"])
