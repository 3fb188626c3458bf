"""The handover book: what stands in it, who sees it, the code that confirms it, and officers who change in April."""

import subprocess
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from kyodo.commons.actors.actions import seat_person
from kyodo.commons.actors.handover.actions import make_book, write_note
from kyodo.commons.actors.handover.book import book_pdf, envelope_pdf, link_of
from kyodo.commons.actors.handover.clockwork import go_on, make_ready
from kyodo.commons.actors.handover.queries import filled, titles_of
from kyodo.commons.actors.mandates.clockwork import go_on as go_on_with_mandates
from kyodo.commons.actors.models import Handover, HandoverNote, Mandate, PaperDue, Seat
from kyodo.commons.actors.states import NoteKind
from kyodo.commons.asks.actions import answer
from kyodo.commons.asks.guesses import MOST
from kyodo.commons.asks.models import Ask
from kyodo.commons.asks.queries import accountable
from kyodo.commons.people.actions import give_consent
from kyodo.commons.people.models import Consent
from kyodo.kernel.clock.now import TOKYO
from kyodo.kernel.idempotency.keys import new_key
from kyodo.kernel.notices.models import Notice
from tests.factories.actors import a_holding, an_actor
from tests.factories.asks import an_ask
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.mandates import BY, a_chair, a_mandate
from tests.factories.people import a_person, sign_in

pytestmark = pytest.mark.django_db


def at(month: int, day: int, year: int = 2027) -> Any:
    return time_machine.travel(datetime(year, month, day, 9, tzinfo=TOKYO), tick=False)


def signed_again(*people: Any) -> None:
    """Sign people in once more: a session does not last from one officers' change to the next."""
    for who in people:
        who.client.force_login(who.account)


def page_of(seat: Seat) -> str:
    return f"/organizations/{seat.actor.slug}/seats/{seat.pk}/handover/"


def a_full_seat() -> tuple[Seat, Any]:
    """Make a chair with a promise, an open question, a mandate, a joint work and notes."""
    chair = sign_in()
    seat, _person = a_chair(seat=None)
    seat.holdings.all().delete()
    a_holding(seat, chair.person)
    promised = an_ask(seat, subject="夏まつりの手伝い")
    answer(ask=promised, choice=promised.choices.get(key="yes"), words="テントなら", channel="phone", by=chair.who)
    an_ask(seat, subject="花だんの水やり")
    a_mandate(seat)
    work = a_collaboration("公園の花だん", state="active")
    a_partner(work, seat.actor)
    a_partner(work, an_actor("見本商店街", "business"), confirmation="")
    write_note(seat=seat, kind=NoteKind.KEY, text="集会所の鍵は青い箱の中", **BY)
    return seat, chair


@pytest.mark.both_databases
def test_the_book_gathers_what_all_rooms_know_of_a_seat() -> None:
    seat, _chair = a_full_seat()
    lines = {part.section.key: [line.what for line in part.lines] for part in filled(seat) if part.lines}
    assert lines == {
        "asks.promises": ["夏まつりの手伝い"],
        "actors.mandates": ["見本市民活動支援機構に任せていること"],
        "collaborations.running": ["公園の花だん"],
        "collaborations.partners": ["見本商店街"],
        "asks.open": ["花だんの水やり"],
        "actors.key": ["集会所の鍵は青い箱の中"],
    }
    partners = next(part for part in filled(seat) if part.section.key == "collaborations.partners")
    assert partners.lines[0].more == "公園の花だん\n参加の確認が、まだ取れていません。"


def text_of(pdf: bytes, folder: Path) -> list[str]:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    found = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return [page.replace(" ", "").replace("\n", "") for page in found.split("\f")[:-1]]


def test_the_book_and_its_envelope_on_paper(tmp_path: Path) -> None:
    seat, chair = a_full_seat()
    page = chair.client.get(page_of(seat)).content.decode()
    assert ("公園の花だん" in page, "後任の方への申し送り" in page) == (True, True)
    nothing = chair.client.post(f"{page_of(seat)}make/", {"idempotency_key": new_key()}, follow=True)
    assert "入れるページを一つ以上選んでください" in nothing.content.decode()
    assert not Handover.objects.exists()
    ticked = ["asks.promises", "collaborations.running", "actors.key"]
    sent = {"idempotency_key": new_key(), "sections": ticked}
    assert chair.client.post(f"{page_of(seat)}make/", sent).status_code == 302
    book = Handover.objects.get()
    base = f"{page_of(seat)}{book.pk}/"
    pages = text_of(chair.client.get(f"{base}book.pdf").content, tmp_path)
    assert len(pages) == 4  # a cover and a page for each ticked section
    assert ("個人情報が載っています" in pages[0], "見本商店街" in "".join(pages)) == (True, False)
    assert "テントなら" in pages[1]
    assert "集会所の鍵は青い箱の中" in pages[3]
    assert "4/4" in pages[3]
    (envelope,) = text_of(chair.client.get(f"{base}envelope.pdf").content, tmp_path)
    assert (book.code in envelope, "約束したこと1件" in envelope, "テントなら" in envelope) == (True, True, False)
    assert chair.client.get(f"{base}book.pdf")["Cache-Control"] == "private, no-store"


@pytest.mark.both_databases
def test_a_newer_book_makes_the_code_of_the_older_one_useless(visitor: Client) -> None:
    seat, _chair = a_full_seat()
    older, newer = make_book(seat=seat, **BY), make_book(seat=seat, **BY)
    assert [visitor.get(f"/handover/{book.code}/").status_code for book in (older, newer)] == [404, 200]


def test_the_code_shows_titles_only_and_one_tap_confirms(visitor: Client) -> None:
    seat, _chair = a_full_seat()
    book = make_book(seat=seat, **BY)
    address = f"/handover/{book.code.lower()}/"
    page = visitor.get(address).content.decode()
    assert ("約束したこと" in page, "夏まつりの手伝い" in page, "集会所の鍵は" in page) == (True, False, False)
    assert Handover.objects.get().confirmed_at is None
    assert visitor.post("/handover/", {"code": book.code})["Location"] == f"/handover/{book.code}/"
    visitor.post(address)
    visitor.post(address)
    book.refresh_from_db()
    assert (book.state, book.confirmed_how) == ("confirmed", "web")
    assert book.titles == [[title, count] for title, count in titles_of(book)]
    assert "受け取りを確認しました" in visitor.get(link_of(book)).content.decode()


def test_nobody_finds_codes_of_handovers_by_trying(visitor: Client) -> None:
    book = make_book(seat=a_full_seat()[0], **BY)
    for _attempt in range(MOST):
        assert visitor.get("/handover/AAAAAA/").status_code == 404
    assert visitor.get(f"/handover/{book.code}/").status_code == 429
    assert visitor.get(f"/handover/{book.code}/{'0' * 20}/").status_code == 404
    assert visitor.get(link_of(book)).status_code == 200


def test_the_desk_sees_what_nobody_confirmed(someone: Callable[..., Any]) -> None:
    seat, _chair = a_full_seat()
    book, desk = make_book(seat=seat, **BY), someone("coordinator").client
    assert book.code in desk.get("/desk/handovers/").content.decode()
    desk.post(f"/handover/{book.code}/")
    assert Handover.objects.get().confirmed_how == "phone"
    page = desk.get("/desk/handovers/").content.decode()
    assert (book.code in page, "すべての引き継ぎ帳が、後任の方に届いています" in page) == (False, True)


# --- who sees it -----------------------------------------------------------------------------


def test_the_book_is_for_the_holder_of_this_seat_and_the_staff_alone(someone: Callable[..., Any]) -> None:
    seat, chair = a_full_seat()
    other = someone()
    a_holding(Seat.objects.create(actor=seat.actor, title="会計"), other.person)
    book = make_book(seat=seat, **BY)
    note = HandoverNote.objects.get()
    base = page_of(seat)
    addresses = [base, f"{base}{book.pk}/book.pdf", f"{base}{book.pk}/envelope.pdf", f"{base}notes/{note.pk}/"]
    for who, status in ((chair, 200), (someone("coordinator"), 200), (other, 404), (someone("editor"), 404)):
        assert [who.client.get(address).status_code for address in addresses] == [status] * 4
    assert other.client.post(f"{base}notes/{note.pk}/remove/").status_code == 404
    assert HandoverNote.objects.count() == 1


def test_notes_are_written_changed_and_removed(send: Callable[..., Any]) -> None:
    seat, chair = a_full_seat()
    base = page_of(seat)
    due = {"due_era": "令和", "due_year": "9", "due_month": "6", "due_day": "30"}
    send(chair.client, f"{base}notes/new/", {"kind": "money", "text": "会費を連合に納める", **due})
    note = HandoverNote.objects.get(kind="money")
    assert (note.text, note.due) == ("会費を連合に納める", date(2027, 6, 30))
    send(chair.client, f"{base}notes/{note.pk}/", {"kind": "money", "text": "会費を区に納める"})
    note.refresh_from_db()
    assert (note.text, note.due) == ("会費を区に納める", None)
    assert send(chair.client, f"{base}notes/new/", {"kind": "money", "text": ""}).status_code == 422
    chair.client.post(f"{base}notes/{note.pk}/remove/")
    assert not HandoverNote.objects.filter(kind="money").exists()


# --- the year --------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_in_march_the_books_are_made_once_and_the_holders_told() -> None:
    with at(5, 1, 2026):
        seat, _person = a_chair(mail="chair@example.jp")
        on_paper, _other = a_chair("鈴木 一郎")
        a_chair("高橋 次郎")  # nothing to hand over
        for held in (seat, on_paper):
            write_note(seat=held, kind=NoteKind.KEY, text="鍵は2本", **BY)
    with at(2, 28):
        assert make_ready() == "not in March"
    with at(3, 1):
        assert (make_ready(), make_ready()) == ("2 books", "0 books")
    assert Notice.objects.get(address="chair@example.jp").subject.startswith("引き継ぎ帳ができました")
    titles = PaperDue.objects.filter(seat=on_paper).values_list("title", flat=True)
    assert list(titles) == ["引き継ぎ帳", "引き継ぎ帳の封筒に貼る紙"]


@pytest.mark.both_databases
def test_officers_change_in_april(visitor: Client) -> None:
    with at(6, 1, 2026):
        seat, chair = a_full_seat()
        give_consent(person=chair.person, purpose="public_name", by=chair.who, channel="web")
        held, waiting = chair.person.holdings.get(), Ask.objects.get(subject="花だんの水やり")
    with at(3, 5):
        Ask.objects.filter(pk=waiting.pk).update(answer_by=datetime(2027, 6, 1, tzinfo=TOKYO))
        Mandate.objects.update(until=date(2027, 9, 1))
        make_ready()
        book = Handover.objects.get()
        successor = sign_in(person=a_person("鈴木 一郎"))
        seat_person(seat=seat, person=successor.person, since=date(2027, 4, 1), instead_of=held, **BY)
        visitor.post(f"/handover/{book.code}/")
        assert (go_on(), Ask.objects.filter(kind__in=("asks.public_name", "asks.contact")).count()) == (
            "0 successions",
            0,
        )
        signed_again(chair)
        assert chair.client.get(page_of(seat)).status_code == 200
    with at(4, 1):
        signed_again(chair, successor)
        go_on_with_mandates()
        assert (go_on(), go_on()) == ("1 successions", "0 successions")
        assert accountable([waiting])[waiting.pk].person == successor.person
        assert [who.client.get(page_of(seat)).status_code for who in (chair, successor)] == [404, 200]
        mandate = Mandate.objects.get(renews=None)
        assert chair.client.get(mandate.get_absolute_url()).status_code == 404
        anew = Ask.objects.filter(person=successor.person).order_by("pk")
        assert [ask.kind for ask in anew] == ["asks.public_name", "asks.mandate", "asks.contact"]
        name, goes_on, _contact = anew
        assert "見本市民活動支援機構に団体の代わりを任せていました" in goes_on.question
        for ask, key in ((name, "yes"), (goes_on, "no")):
            answer(ask=ask, choice=ask.choices.get(key=key), channel="phone", by=successor.who)
    assert Consent.objects.filter(person=successor.person, purpose="public_name", until=None).exists()
    assert list(Mandate.objects.order_by("pk").values_list("state", flat=True)) == ["over", "revoked"]


def test_whoever_confirms_after_taking_the_seat_is_asked_at_once_and_only_what_is_needed(visitor: Client) -> None:
    with at(3, 5):
        seat, person = a_chair(since=date(2026, 4, 1))
        book = make_book(seat=seat, **BY)
        held = person.holdings.get()
        successor = a_person("鈴木 一郎")
    with at(4, 2):
        seat_person(seat=seat, person=successor, since=date(2027, 4, 1), instead_of=held, **BY)
        visitor.post(f"/handover/{book.code}/")
    assert [ask.kind for ask in Ask.objects.filter(person=successor)] == ["asks.contact"]


def test_a_paper_says_until_when_it_may_be_kept(tmp_path: Path) -> None:
    with at(3, 1):
        book = make_book(seat=a_chair()[0], **BY)
        assert book.shred_after == date(2027, 3, 1) + timedelta(days=120)
        assert "令和9年6月29日を過ぎたら細断してください" in text_of(book_pdf(book), tmp_path)[0]
        assert "次の会長様" in text_of(envelope_pdf(book), tmp_path)[0]
