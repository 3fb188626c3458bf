"""What the center adds to events: the checklist, calls, postings by rule, questionnaires without names, reports."""

import io
import subprocess
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from kyodo.center.courses.cells import Cell, shown
from kyodo.center.courses.clockwork import forget_words, thank
from kyodo.center.courses.models import Answer, Call, Photo, Posting, Report, Step, TrustedGroup
from kyodo.center.courses.queries import questionnaire_address
from kyodo.commons.gatherings.actions.door import check_in
from kyodo.commons.gatherings.models import Gathering, Occurrence
from kyodo.commons.people.models import ContactPoint
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.idempotency.keys import new_key
from kyodo.kernel.notices.models import Notice
from tests.factories.actors import a_holding, a_seat, an_actor
from tests.factories.gatherings import a_gathering
from tests.factories.people import sign_in
from tests.factories.sign_ups import BY, a_registration, a_sign_up

pytestmark = pytest.mark.django_db


def send(client: Client, address: str, **typed: Any) -> Any:
    return client.post(address, {"idempotency_key": new_key(), **typed})


def text_of(paper: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=paper, capture_output=True, check=True).stdout.decode()


def pages_of(paper: bytes) -> int:
    said = subprocess.run(["pdfinfo", "-"], input=paper, capture_output=True, check=True).stdout.decode()
    return int(next(line for line in said.splitlines() if line.startswith("Pages")).split()[1])


def test_the_checklist_counts_back_from_the_first_date_and_says_what_is_late(visitor: Client) -> None:
    staff = sign_in("center_staff")
    a_sign_up(9, slug="kouza", days=50)
    desk = "/desk/events/kouza/plan/"
    staff.client.post(desk)
    page = staff.client.get(desk).content.decode()
    assert ("会場を押さえる" in page, "期限を過ぎています" in page, "12月5日" in page) == (True, True, True)
    step = Step.objects.get(label="会場を押さえる")
    staff.client.post(f"{desk}steps/{step.pk}/", {"go": "done"})
    step.refresh_from_db()
    assert (step.done_by, step.done_at) == (staff.person, timezone.now())
    send(staff.client, f"{desk}steps/", label="プロジェクターを借りる", days_before="5")
    send(staff.client, f"{desk}steps/", label="プロジェクターを借りる", days_before="5")
    assert Step.objects.filter(label="プロジェクターを借りる").count() == 1
    assert visitor.get(desk).status_code == 302


def test_a_call_takes_proposals_from_its_first_to_its_last_day_and_a_group_answers_it(visitor: Client) -> None:
    staff = sign_in("center_staff").client
    days = {
        f"{part}_{name}": value
        for part, day in (("opens_on", date(2026, 11, 25)), ("closes_on", date(2026, 12, 4)))
        for name, value in (("era", ""), ("year", day.year), ("month", day.month), ("day", day.day))
    }
    words = {"title": "防災の講座を募集します", "text": "町内の防災", "who_may": "市内の団体", **days}
    address = send(staff, "/desk/events/calls/new/", **words)["Location"]
    assert visitor.get(address).status_code == 404
    staff.post(f"/desk{address}publish/")
    page = visitor.get(address).content.decode()
    assert ("受付中" in page, "2026年12月4日" in page) == (True, True)
    assert "防災の講座を募集します" in visitor.get("/events/calls/").content.decode()
    call = Call.objects.get()
    group, officer = an_actor("防災の会"), sign_in()
    a_holding(a_seat(group), officer.person)
    draft = a_gathering("防災講座", state="draft", organizer=group, slug="bousai")
    officer.client.post("/desk/events/bousai/submit/", {"call": call.pk})
    posting = Posting.objects.get()
    assert (posting.call, posting.actor, posting.state) == (call, group, "submitted")
    assert Gathering.objects.get(pk=draft.pk).state == "draft"


def test_staff_publish_send_back_or_refuse_with_the_reason_and_trusted_groups_are_published_at_once(
    travel: Any,
) -> None:
    staff, officer, group = sign_in("center_staff").client, sign_in(), an_actor("防災の会")
    ContactPoint.objects.create(person=officer.person, kind="mail", value="kai@example.jp", is_preferred=True)
    a_holding(a_seat(group), officer.person)
    for slug in ("one", "two", "three"):
        a_gathering(f"講座{slug}", state="draft", organizer=group, slug=slug)
    officer.client.post("/desk/events/one/submit/")
    one = Posting.objects.get()
    desk = f"/desk/events/postings/{one.pk}/"
    assert staff.post(desk, {"go": "refuse_posting", "reason": "other"}).status_code == 422
    staff.post(desk, {"go": "return_posting", "reason": "unclear", "words": "会場を書いてください"})
    page = officer.client.get("/events/one/").content.decode()
    assert ("差し戻し" in page, "会場を書いてください" in page) == (True, True)
    assert Notice.objects.get().subject == "催しについて直していただきたいことがあります（講座one）"
    officer.client.post("/desk/events/one/submit/")
    staff.post(desk, {"go": "accept_posting"})
    assert Gathering.objects.get(slug="one").state == "published"
    staff.post(f"{desk}trust/", {"why": "十年の付き合い"})
    officer.client.post("/desk/events/two/submit/")
    assert (Gathering.objects.get(slug="two").state, Posting.objects.get(gathering__slug="two").by_rule) == (
        "published", True,
    )  # fmt: skip
    travel(timezone.now() + timedelta(minutes=5))
    staff.post(f"/desk/events/postings/trusted/{TrustedGroup.objects.get().pk}/end/")
    officer.client.post("/desk/events/three/submit/")
    assert Gathering.objects.get(slug="three").state == "draft"
    assert "講座three" in staff.get("/desk/events/postings/").content.decode()


def test_a_questionnaire_asks_no_name_keeps_none_and_shows_no_count_below_five(visitor: Client, travel: Any) -> None:
    staff = sign_in("center_staff").client
    course = a_sign_up(9, slug="kouza", days=1)
    a_registration(course, 2, mail="sato@example.jp")
    staff.post("/desk/events/kouza/questions/", {"own_question": "次は何を", "is_open": "on"})
    address = questionnaire_address("kouza")
    rows = Entry.objects.count()
    for said in ("very",) * 6 + ("good",) * 5 + ("poor",):
        send(visitor, address, satisfaction=said, words="ありがとう")
    assert (Answer.objects.count(), Entry.objects.count()) == (12, rows)
    send(staff, "/desk/events/kouza/questions/type/", learnt_by="circular", own_answer="会計の続き")
    page = staff.get("/desk/events/kouza/questions/").content.decode()
    cells = [line.split("</")[0] for line in page.split("<td>")[1:5]]
    assert (cells, "会計の続き" in page) == (["6", "表示しません", "0", "表示しません"], True)
    assert send(visitor, address).status_code == 422
    assert visitor.get(f"{address[:-3]}x/").status_code == 404
    assert thank() == "0 thanked"
    travel(timezone.now() + timedelta(days=2))
    assert (thank(), thank()) == ("1 thanked", "0 thanked")
    assert address in Notice.objects.get(kind="courses.thanks").body
    assert (forget_words(timezone.now()), set(Answer.objects.values_list("words", "own_answer"))) == (13, {("", "")})


def test_one_hidden_cell_alone_could_be_had_by_subtraction_so_the_next_is_hidden_too() -> None:
    labels = [("a", "A"), ("b", "B"), ("c", "C"), ("d", "D")]
    assert shown({"a": 9, "b": 6, "c": 2}, labels) == [Cell("A", 9), Cell("B", None), Cell("C", None), Cell("D", 0)]
    assert shown({"a": 9, "b": 3, "c": 2}, labels) == [Cell("A", 9), Cell("B", None), Cell("C", None), Cell("D", 0)]
    assert shown({"a": 4}, labels) is None


def status(client: Client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return int(answer.status_code)


def a_picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "PNG")
    return SimpleUploadedFile("p.png", content.getvalue(), "image/png")


def test_a_report_becomes_public_in_the_archive_with_counts_and_pictures_that_somebody_agreed_to(
    visitor: Client, travel: Any
) -> None:
    staff = sign_in("center_staff").client
    course = a_sign_up(9, slug="kouza", days=1)
    one = a_registration(course, 3)
    travel(timezone.now() + timedelta(days=2))
    check_in(registration=one, occurrence=Occurrence.objects.get(), numbers=[1, 2], **BY)
    desk = "/desk/events/kouza/report/"
    staff.post(desk, {"happened": "みんなで帳簿をつけた", "learned": "時間が足りない"})
    picture = {"alt": "帳簿をつける人たち", "consent": "全員に口頭で確認"}
    assert send(staff, f"{desk}photos/", alt="帳簿", checked=a_picture()).status_code == 422
    send(staff, f"{desk}photos/", checked=a_picture(), **picture)
    photo = Photo.objects.get()
    assert status(visitor, f"/files/{photo.stored.token}/") == 404
    assert "みんなで帳簿をつけた" not in visitor.get("/events/kouza/").content.decode()
    staff.post(f"{desk}publish/")
    page = visitor.get("/events/kouza/").content.decode()
    for said in ("3人が申し込みました。", "2人が参加しました。", "みんなで帳簿をつけた", "帳簿をつける人たち"):
        assert said in page
    assert status(visitor, f"/files/{photo.stored.token}/") == 200
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.update(consent="")
    staff.post(f"{desk}back/")
    assert (Report.objects.get().state, status(visitor, f"/files/{photo.stored.token}/")) == ("draft", 404)


def test_poster_page_to_pass_round_and_slip_fit_on_one_sheet_each_with_what_one_must_know(visitor: Client) -> None:
    until = timezone.now() + timedelta(days=9)
    course = a_sign_up(20, "はじめての会計講座", slug="kouza", charges=[("おとな", 500)], apply_until=until)
    Gathering.objects.filter(pk=course.pk).update(
        description="帳簿のつけ方から決算書まで。" * 40, title_reading="ハジメテノカイケイコウザ",
        contact_phone="022-111-2222", place_name="会館 二階", has_captioning=True,
    )  # fmt: skip
    for name in ("poster", "circular"):
        paper = visitor.get(f"/events/kouza/{name}.pdf").content
        words = "".join(text_of(paper).split())
        assert pages_of(paper) == 1
        for said in ("12月15日", "会館二階", "おとな500円", "要約筆記", "022-111-2222"):
            assert said in words
    staff = sign_in("center_staff").client
    staff.post("/desk/events/kouza/questions/", {"own_question": "次は何を", "is_open": "on"})
    assert pages_of(staff.get("/desk/events/kouza/questions/slip.pdf").content) == 1
    draft = a_gathering("下書き", state="draft")
    assert visitor.get(f"/events/{draft.slug}/poster.pdf").status_code == 404
