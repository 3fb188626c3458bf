"""The desk: from an empty frame to copies in the post, by pages."""

import re

import pytest

from kyodo.center.newsletters.models import CopyPlace, Issue, Mailing, Parcel, PrintRun
from kyodo.kernel.notices.models import Notice
from tests.factories.newsletters import a_reader, a_series, an_article, an_issue
from tests.factories.places import a_desk, a_facility

pytestmark = pytest.mark.django_db
DESK = "/desk/newsletters/"


def key_in(page):
    return re.search(r'name="idempotency_key" value="([^"]+)"', page.content.decode())[1]


def test_an_issue_is_begun_checked_published_previewed_and_sent(someone):
    series = a_series(desk=a_desk())
    a_reader("hana@example.jp", series)
    editor, staff = someone("editor").client, someone("center_staff").client
    form = {"series": "palette", "number": "３１２", "month": "2026年12月", "title": "となりの人と",
            "idempotency_key": key_in(editor.get(f"{DESK}new/"))}  # fmt: skip
    page = editor.post(f"{DESK}new/", form).headers["Location"]
    issue = Issue.objects.get()
    assert (page, issue.number, issue.month, issue.made_by is None) == (f"{DESK}{issue.pk}/", 312, "2026-12", False)
    assert "記事がまだありません" in editor.get(page).content.decode()
    an_article(issue, "花だんの一年")
    assert editor.post(f"{page}act/review/", follow=True).context["issue"].state == "draft"
    assert staff.post(f"{page}send/", follow=True).context["issue"].state == "draft"
    assert Mailing.objects.count() == 0
    for step, state in (("review", "reviewed"), ("publish", "published")):
        assert staff.post(f"{page}act/{step}/", follow=True).context["issue"].state == state
    assert staff.get(f"{page}preview.pdf")["Content-Type"] == "application/pdf"
    letter = staff.get(f"{page}letter.html")
    assert (letter["Content-Security-Policy"], "花だんの一年" in letter.content.decode()) == (
        "default-src 'none'; sandbox", True,
    )  # fmt: skip
    assert "件名:" in staff.get(f"{page}letter/").content.decode()
    staff.post(f"{page}test/", {"address": "me@example.jp"})
    assert Notice.objects.get().address == "me@example.jp"
    assert "メールの読者は1人です" in staff.get(page).content.decode()
    assert "少しずつ送ります" in staff.post(f"{page}send/", follow=True).content.decode()
    assert (Mailing.objects.get().readers, "hana@" in staff.get(page).content.decode()) == (1, False)
    staff.post(f"{page}send/pause/")
    assert Mailing.objects.get().paused_at is not None
    assert editor.post(f"{page}send/").status_code == 404
    assert staff.post(f"{page}act/finish/").status_code == 404


def test_copies_are_asked_for_agreed_labelled_and_counted(someone, client):
    a_series()
    key = key_in(client.get("/newsletters/copies/new/"))
    form = {"series": "palette", "name": "北町内会", "addressee": "会長", "postcode": "980-0811",
            "address": "見本町1-1", "copies": "１５", "idempotency_key": key}  # fmt: skip
    assert client.post("/newsletters/copies/new/", {**form, "copies": "500"}).status_code == 422
    assert client.post("/newsletters/copies/new/", form).headers["Location"] == "/newsletters/copies/"
    place = CopyPlace.objects.get()
    staff = someone("center_staff").client
    assert "北町内会" in staff.get(DESK).content.decode()
    staff.post(f"{DESK}copies/{place.pk}/agree/")
    hall = a_facility("見える館", slug="hall")
    new = {"series": "palette", "facility": "hall", "name": "見える館", "copies": "30",
           "idempotency_key": key_in(staff.get(f"{DESK}copies/new/"))}  # fmt: skip
    assert staff.post(f"{DESK}copies/new/", new).status_code == 302
    again = {**new, "idempotency_key": key_in(staff.get(f"{DESK}copies/new/"))}
    assert staff.post(f"{DESK}copies/new/", again).status_code == 422
    edited = {**new, "name": "見える館 1階", "copies": "40"}
    staff.post(f"{DESK}copies/{CopyPlace.objects.get(facility=hall).pk}/", edited)
    assert sorted(CopyPlace.objects.values_list("name", "copies")) == [("北町内会", 15), ("見える館 1階", 40)]
    assert staff.get(f"{DESK}labels/palette/")["Content-Type"] == "application/pdf"

    issue = an_issue()
    run = f"{DESK}{issue.pk}/run/"
    day = {"printed_on_year": "2026", "printed_on_month": "12", "printed_on_day": "1"}
    staff.post(run, {"printed": "50", **day})
    assert "送り先の合計は55部ですが、印刷は50部です" in staff.post(f"{run}sent/", follow=True).content.decode()
    staff.post(run, {"printed": "100", **day})
    staff.post(f"{run}sent/")
    staff.post(f"{run}left/", {"left_over": "７"})
    kept = PrintRun.objects.get()
    assert (kept.printed, kept.left_over, sorted(Parcel.objects.values_list("copies", flat=True))) == (100, 7, [15, 40])
    assert (
        "残った部数が、印刷した部数を超えています"
        in staff.post(f"{run}left/", {"left_over": "101"}, follow=True).content.decode()
    )
    staff.post(f"{DESK}copies/{place.pk}/end/")
    assert CopyPlace.objects.get(pk=place.pk).state == "ended"
