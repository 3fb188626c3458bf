"""Letters: true, kind, to the seat with 様; by mail or on paper; the other side's contact in one letter alone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kyodo.commons.people.models import ContactPoint
from kyodo.kernel.errors import Conflict
from kyodo.kernel.notices.models import Notice
from kyodo.matching.actions.letters import mark_letter_printed, write_letter
from kyodo.matching.letters.contexts import address_on, for_introduction, for_offer
from kyodo.matching.letters.sheets import letter_data, letter_pdf
from kyodo.matching.letters.wording import letter_text
from kyodo.matching.models import Letter
from kyodo.matching.queries.introductions import whole
from kyodo.matching.states import DeclineReason, LetterKind, Role
from tests.factories.matching_desk import (
    BY,
    a_host,
    a_meeting,
    an_asked,
    an_offer,
    say,
    with_capacity,
)
from tests.factories.places import a_ward

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_easy", [False, True])
def test_every_letter_is_whole_in_both_ways_of_writing(is_easy: bool) -> None:
    introduction = whole(type(a_meeting()).objects.all()).get()
    assert introduction.offer is not None
    for kind in LetterKind:
        texts = [letter_text(kind, for_introduction(introduction, role, kind), is_easy=is_easy) for role in Role]
        if kind in (LetterKind.IN_TURN, LetterKind.CLOSING, LetterKind.UNREACHED, LetterKind.THANKS):
            texts.append(letter_text(kind, for_offer(introduction.offer, kind), is_easy=is_easy))
        for subject, body in texts:
            assert 0 < len(subject) <= 30, kind
            assert not re.search(r"\{|\}|None|\n\n\n|、、|。。", body), (kind, body)
            assert body.count("\n") >= 3, (kind, body)


@pytest.mark.parametrize("reason", DeclineReason.values)
def test_each_reason_has_its_own_kind_words(reason: str) -> None:
    context = for_offer(an_offer(), LetterKind.DECLINE) | {"reason": reason}
    _subject, body = letter_text(LetterKind.DECLINE, context, is_easy=False)
    assert "誠にありがとうございました" in body
    assert "申し訳ございません" in body


def test_a_decline_names_up_to_three_other_hosts_with_hands_and_none_that_was_asked() -> None:
    ward = a_ward()
    offer = an_offer()
    offer.wards.add(ward)
    hosts = [a_host(f"町内会{n}", phone="") for n in range(6)]
    for host in hosts:
        host.wards.add(ward)
    with_capacity(hosts[1], not_before=timezone.localdate() + timedelta(days=40))
    introduction = an_asked(hosts[0], offer)
    say(introduction, "host", "not_for_us", "phone")
    body = Letter.objects.get(kind="decline").body
    assert [name for name in (f"町内会{n}" for n in range(6)) if f"・{name}" in body] == [
        "町内会2",
        "町内会3",
        "町内会4",
    ]


def test_contact_of_the_other_side_stands_in_the_letter_of_the_meeting_alone() -> None:
    introduction = whole(type(a_meeting(a_host(mail="kaicho@example.jp"))).objects.all()).get()
    for kind in LetterKind:
        for role in Role:
            for is_easy in (False, True):
                body = letter_text(kind, for_introduction(introduction, role, kind), is_easy=is_easy)[1]
                other = "gakusei@example.jp" if role == Role.HOST else "kaicho@example.jp"
                assert (other in body) == (kind == LetterKind.MEETING), (kind, role)


def test_a_letter_of_a_meeting_cannot_be_written_before_one_is_fixed() -> None:
    with pytest.raises(Conflict):
        write_letter(kind=LetterKind.MEETING, role=Role.GUEST, introduction=an_asked(), **BY)
    assert Letter.objects.count() == 0


def test_the_window_shows_the_seat_and_its_holder_with_sama() -> None:
    introduction = an_asked(a_host("見本第一町内会", person="見本太郎"))
    letter = write_letter(kind=LetterKind.THANKS, role=Role.HOST, introduction=introduction, on_paper=True, **BY)
    assert letter.seat is not None
    holder = letter.seat.holdings.get().person
    ContactPoint.objects.create(person=holder, kind="post", value="仙台市青葉区見本1-1", postcode="9800811")
    data = letter_data(letter)
    assert data["address"] == {
        "postcode": "980-0811", "street": "仙台市青葉区見本1-1", "body": "見本第一町内会", "name": "会長 見本太郎 様",
    }  # fmt: skip
    assert address_on(letter, None, ()).name == "会長 様"
    assert letter_pdf(letter).startswith(b"%PDF")


def test_an_easy_letter_has_readings_above_its_kanji_and_in_brackets_in_a_mail() -> None:
    introduction = an_asked(a_host(mail="kaicho@example.jp"))
    letter = write_letter(kind=LetterKind.THANKS, role=Role.HOST, introduction=introduction, is_easy=True, **BY)
    assert letter.by_mail
    assert "力（ちから）" in Notice.objects.get(about_kind="matching.letter").body
    assert "力（" not in letter.body
    pieces = [piece for paragraph in letter_data(letter)["paragraphs"] for line in paragraph for piece in line]
    assert ("力", "ちから") in pieces


def test_a_letter_is_printed_once_and_not_while_it_may_be_undone() -> None:
    introduction = an_asked()
    held = write_letter(
        kind=LetterKind.THANKS, role=Role.HOST, introduction=introduction, hold=timedelta(minutes=10), **BY
    )
    with pytest.raises(Conflict):
        mark_letter_printed(letter=held, **BY)
    letter = write_letter(kind=LetterKind.THANKS, role=Role.HOST, introduction=introduction, **BY)
    assert mark_letter_printed(letter=letter, **BY).printed_at is not None
    with pytest.raises(Conflict):
        mark_letter_printed(letter=letter, **BY)
