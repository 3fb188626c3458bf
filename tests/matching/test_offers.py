"""What becomes of an offer: nothing without its burden card, an answer within three weeks, waiting in turn."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from kyodo.commons.actors.public import Room, Standing, tell_capacity
from kyodo.commons.people.models import Consent, ContactPoint, Person
from kyodo.kernel.clock.now import moment
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.search.models import SearchDocument
from kyodo.kernel.trail.walk import back
from kyodo.matching.actions import offers as actions
from kyodo.matching.card import ASKED, fit, missing
from kyodo.matching.models import Offer
from kyodo.matching.papers import card_pdf
from kyodo.matching.queries.offers import host_of, last_day, months_of_work
from kyodo.matching.retention import forget_closed, forget_drafts
from tests.factories.actors import an_actor
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.matching import BY, CARD, WRITER, a_draft, a_shown_offer, an_offer, an_open_need

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOW = moment(date(2026, 11, 26)) + timedelta(hours=9)


def a_host(name: str = "片平町内会", **capacity: Any) -> Any:
    host = an_actor(name, "community_organization")
    if capacity:
        tell_capacity(actor=host, **capacity, **BY)
    return host


@pytest.mark.parametrize("name", [name for name, _step, _words in ASKED])
def test_without_the_whole_card_an_offer_is_refused_by_the_house_and_by_the_database(name: str) -> None:
    empty = None if name in ("host_hours", "first_minutes", "ends_on", "minors") else ""
    draft = a_draft(**{name: empty})
    [words] = missing(draft)
    with pytest.raises(Unusable, match="書き足してください") as refused:
        actions.send_offer(offer=draft, **BY)
    assert str(words) in str(refused.value.message)
    sent = {"state": "received", "sent_at": timezone.now(), "answer_by": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=draft.pk).update(**sent)
    assert Offer.objects.get(pk=draft.pk).state == "draft"


def test_an_offer_of_nobody_is_refused_too() -> None:
    draft = a_draft(body="", kind="")
    assert [str(words) for words in missing(draft)] == ["申し出る団体の名前と種類"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=draft.pk).update(state="received", sent_at=NOW, answer_by=NOW)


def test_an_offer_is_answered_within_three_weeks_and_its_writer_gets_that_in_writing() -> None:
    with time_machine.travel(NOW, tick=False):
        need = an_open_need()
        offer = an_offer(need=need)
    assert (offer.sent_at, offer.answer_by, last_day(offer)) == (NOW, moment(date(2026, 12, 18)), date(2026, 12, 17))
    [notice] = Notice.objects.all()
    assert notice.address == "manabu@example.jp"
    assert "2026年12月17日（木） までに、必ずお返事をいたします。" in notice.body
    assert [stop.title for stop in back(offer, SYSTEM)] == [need.title]
    with pytest.raises(Conflict, match="もう済んで"):
        actions.send_offer(offer=offer, **BY)
    with pytest.raises(Conflict, match="もう送られています"):
        actions.save_draft(offer=offer, title="別", **BY)


def test_the_first_answer_counts_and_is_never_overwritten() -> None:
    offer = an_offer()
    assert actions.mark_answered(offer=offer, at=NOW).answered_at == NOW
    assert actions.mark_answered(offer=offer, at=NOW + timedelta(days=3)).answered_at == NOW


def test_who_writes_is_one_person_however_often_the_form_is_saved() -> None:
    draft = a_draft()
    again = actions.save_writer(offer=draft, **{**WRITER, "name": "田中 学", "mail": "new@example.jp"}, **BY)
    assert again.person is not None
    assert (again.person.name, Person.objects.count()) == ("田中 学", 1)
    assert [point.value for point in ContactPoint.objects.all()] == ["new@example.jp"]
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        actions.save_writer(offer=draft, **{**WRITER, "passes_contact": False}, **BY)
    assert Consent.objects.filter(until=None).count() == 0


def test_a_host_that_is_full_is_said_to_be_and_others_with_hands_are_named(db: None) -> None:
    from tests.factories.places import a_ward

    ward = a_ward()
    host = a_host(hours_a_month=3)
    free, full = a_host("手の空いた会", hours_a_month=5), a_host("手いっぱいの会", most_open=0)
    for one in (host, free, full):
        one.wards.add(ward)
    a_partner(a_collaboration("進行中", state="active"), host)
    with time_machine.travel(NOW):
        draft = a_draft(to=host, first_minutes=90, host_hours=60)
        how = host_of(draft)
        assert how is not None
        assert (how["room"], how["is_free"], how["words"]) == ("full", False, "いまは手いっぱいです。")
        assert how["others"] == [free]
        assert how["hints"] == (
            "最初の一歩が1時間以内だと、受けやすくなります。",
            "この団体にかかる時間が全部で18時間以内（月3時間）なら、合います。",
        )
        waiting = actions.send_and_wait(offer=draft, free_from=how["free_from"], **BY)
    assert (waiting.state, waiting.look_on) == ("queued", None)


def test_a_busy_host_is_free_from_a_month_on() -> None:
    busy = Standing(Room.BUSY, 0, 1, None, date(2027, 1, 1))
    assert fit(Offer(starts_on=date(2026, 12, 1)), busy).hints == ("1月以降に始めるなら、合います。",)
    assert fit(Offer(starts_on=date(2027, 1, 1)), busy).hints == ()
    assert fit(Offer(), Standing(Room.UNKNOWN, 0, 1, None, None)).is_free
    assert months_of_work(Offer(starts_on=date(2026, 11, 1), ends_on=date(2027, 1, 31))) == [1, 11, 12]
    assert months_of_work(Offer(starts_on=date(2026, 11, 1), ends_on=date(2028, 1, 31))) == list(range(1, 13))


def test_an_offer_is_found_while_it_is_shown_by_consent() -> None:
    offer = a_shown_offer()
    assert SearchDocument.objects.filter(kind="offer").values_list("key", flat=True).get() == offer.code
    assert actions.withdraw_offer(offer=offer, **BY).is_public is False
    assert SearchDocument.objects.filter(kind="offer").count() == 0
    with pytest.raises(Unusable, match="承諾"):
        actions.show_offer(offer=an_offer(), **BY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(may_show=False, state="received").update(is_public=True)


def test_closing_is_undone_within_ten_minutes() -> None:
    offer = actions.take_up_offer(offer=a_shown_offer(), **BY)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        closed = actions.close_offer(offer=offer, reason="no_host", **BY)
        assert SearchDocument.objects.filter(kind="offer").count() == 0
        offer = actions.undo_close_offer(offer=closed, **BY)
        assert (offer.state, offer.is_public, SearchDocument.objects.filter(kind="offer").count()) == ("open", True, 1)
        closed = actions.close_offer(offer=offer, reason="no_host", **BY)
        clock.shift(timedelta(minutes=10))
        with pytest.raises(Conflict, match="10分"):
            actions.undo_close_offer(offer=closed, **BY)


def test_what_is_over_is_forgotten_after_a_year_and_drafts_after_a_month() -> None:
    draft, offer = a_draft(mail="draft@example.jp"), a_shown_offer()
    actions.close_offer(offer=offer, reason="no_host", **BY)
    later = timezone.now() + timedelta(seconds=1)
    assert (forget_drafts(timezone.now() - timedelta(days=30)), forget_drafts(later)) == (0, 1)
    assert (forget_closed(later), forget_closed(later)) == (1, 0)
    offer.refresh_from_db()
    assert (offer.person, offer.body, offer.we_do, offer.first_minutes) == (None, "—", "—", CARD["first_minutes"])
    assert not Offer.objects.filter(pk=draft.pk).exists()
    assert set(Person.objects.values_list("name", flat=True)) == {"—"}
    assert ContactPoint.objects.count() == 0


def test_the_card_is_printed_on_one_sheet() -> None:
    sheet = card_pdf(an_offer(plain="雨の日は別の日にします。"))
    assert sheet.startswith(b"%PDF")
    assert sheet.count(b"/Type /Page\n") + sheet.count(b"/Type/Page\n") <= 1
