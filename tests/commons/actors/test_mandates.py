"""Mandates: given, used, taken back at once, over by the calendar or because the signer left; the rooms are told."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kyodo.commons.actors.actions import seat_person
from kyodo.commons.actors.mandates.accounts import account_of, months_of, read_month
from kyodo.commons.actors.mandates.actions import lapse, revoke, use
from kyodo.commons.actors.mandates.clockwork import go_on, send_accounts
from kyodo.commons.actors.mandates.queries import for_desk, in_force, mandate_for
from kyodo.commons.actors.mandates.walls import MANDATE_ENDED, MandateEnd
from kyodo.commons.actors.models import Mandate, PaperDue
from kyodo.commons.actors.states import MandateState, Power
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.clock.now import TOKYO
from kyodo.kernel.errors import Conflict
from kyodo.kernel.notices.models import Notice
from tests.factories.actors import a_holding, a_seat
from tests.factories.mandates import BY, a_chair, a_drafted_mandate, a_mandate, an_intermediary
from tests.factories.people import a_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def at(month: int, day: int, year: int = 2026) -> Any:
    return time_machine.travel(datetime(year, month, day, 9, tzinfo=TOKYO), tick=False)


@pytest.fixture
def told() -> Iterator[list[tuple[int, str]]]:
    """Return the mandates of whose end a room was told, with their state at that moment."""
    found: list[tuple[int, str]] = []
    MANDATE_ENDED.hang(
        MandateEnd("test.room", lambda mandate, _by, _channel: found.append((mandate.pk, mandate.state)))
    )
    yield found
    MANDATE_ENDED._items.pop("test.room")


def test_one_call_takes_a_mandate_back_and_the_rooms_know_it_in_the_same_moment(told: list[tuple[int, str]]) -> None:
    seat, _person = a_chair()
    staff = sign_in()
    office = an_intermediary()
    a_holding(a_seat(office, "担当"), staff.person)
    mandate = a_mandate(seat, intermediary=office)
    assert mandate_for(staff.who, seat.actor, Power.ANSWER) == mandate
    revoke(mandate=mandate, by=staff.who, channel="phone", words="電話で")
    assert mandate_for(staff.who, seat.actor, Power.ANSWER) is None
    assert told == [(mandate.pk, "revoked")]
    with pytest.raises(Conflict, match="委任"):
        use(mandate=mandate, power=Power.ANSWER, what="返事をした", by=staff.who, channel="web")
    with pytest.raises(Conflict):
        revoke(mandate=mandate, by=staff.who, channel="web")


def test_a_sheet_that_was_never_signed_is_taken_back_without_telling_anybody(told: list[tuple[int, str]]) -> None:
    revoke(mandate=a_drafted_mandate(), channel="web", by=sign_in().who)
    assert told == []


def test_the_day_the_chair_changes_the_mandate_is_over_and_the_new_chair_gets_a_sheet(
    told: list[tuple[int, str]],
) -> None:
    with at(5, 1):
        seat, chair = a_chair(mail="old@example.jp")
        mandate = a_mandate(seat)
        successor = a_person("鈴木 一郎")
        held = chair.holdings.get()
    with at(3, 20, 2027):
        seat_person(seat=seat, person=successor, since=date(2027, 4, 1), instead_of=held, **BY)
        assert (list(in_force()), go_on()) == ([mandate], "0 over, 0 proposed again")
    with at(4, 1, 2027):
        assert list(in_force()) == []
        assert go_on() == "1 over, 1 proposed again"
        assert go_on() == "0 over, 0 proposed again"
    mandate.refresh_from_db()
    assert (mandate.state, told) == (MandateState.OVER, [(mandate.pk, "over")])
    anew = mandate.renewals.get()
    assert (anew.state, anew.holding.person, anew.powers) == ("drafted", successor, mandate.powers)
    assert (anew.since, anew.until) == (date(2027, 4, 1), date(2028, 4, 1))
    assert [paper.title for paper in PaperDue.objects.all()] == ["委任の用紙（見本市民活動支援機構）"]
    assert not Notice.objects.filter(address="old@example.jp").exists()


def test_a_new_chair_with_mail_reads_what_the_predecessor_had_signed() -> None:
    with at(5, 1):
        seat, chair = a_chair()
        a_mandate(seat)
        held = chair.holdings.get()
    with at(6, 1):
        held.until = date(2026, 6, 1)
        held.save()
        assert go_on() == "1 over, 0 proposed again"  # nobody holds the seat
        a_chair("鈴木 一郎", mail="new@example.jp", seat=seat, since=date(2026, 6, 1))
        assert go_on() == "0 over, 1 proposed again"
    letter = Notice.objects.get(address="new@example.jp")
    assert letter.subject == "委任を続けるかどうか、お決めください：見本市民活動支援機構"
    assert "お金や人を出す約束は、決して代わりにしません" in letter.body


def test_who_declined_the_new_sheet_is_not_asked_again() -> None:
    with at(5, 1):
        seat, chair = a_chair()
        mandate = a_mandate(seat)
        chair.holdings.update(until=date(2026, 6, 1))
        a_holding(seat, a_person("鈴木 一郎"), since=date(2026, 6, 1))
    with at(6, 1):
        go_on()
        revoke(mandate=mandate.renewals.get(), by=sign_in().who, channel="phone")
        assert go_on() == "0 over, 0 proposed again"


def test_a_mandate_ends_by_its_date_and_is_not_proposed_again(told: list[tuple[int, str]]) -> None:
    with at(5, 1):
        seat, _chair = a_chair(mail="chair@example.jp")
        mandate = a_mandate(seat, until=date(2026, 8, 1))
    with at(7, 31):
        assert [m.pk for m in for_desk().soon] == [mandate.pk]
        with pytest.raises(Conflict):
            lapse(mandate=mandate, **BY)
    with at(8, 1):
        assert [m.pk for m in for_desk().ended] == [mandate.pk]  # before the clock came round
        assert go_on() == "1 over, 0 proposed again"
        assert [m.pk for m in for_desk().ended] == [mandate.pk]
    assert told == [(mandate.pk, "over")]
    assert "用紙に書かれた期間が過ぎたためです。" in Notice.objects.get(address="chair@example.jp").body


# --- the monthly account ---------------------------------------------------------------------


def test_the_account_of_a_month_goes_out_once_and_only_when_something_was_done() -> None:
    with at(10, 1):
        seat, _chair = a_chair(mail="chair@example.jp")
        mandate, idle = a_mandate(seat), a_mandate()
    staff = sign_in()
    with at(10, 31):
        use(mandate=mandate, power=Power.ANSWER, what="見本大学に見学を受けると返事をした", by=staff.who, channel="web")
    with at(11, 2):
        use(mandate=mandate, power=Power.RECEIVE_OFFERS, what="見本商店街の申し出を読んだ", by=staff.who, channel="web")
        assert (send_accounts(), send_accounts()) == ("1 accounts", "0 accounts")
    letter = Notice.objects.get(address="chair@example.jp")
    assert letter.subject == "2026年10月の報告：見本市民活動支援機構"
    assert ("見本大学に見学を受けると返事をした" in letter.body, "見本商店街" in letter.body) == (True, False)
    assert months_of(mandate) == [date(2026, 11, 1), date(2026, 10, 1)]
    assert [act.what for act in account_of(mandate, date(2026, 11, 1)).acts] == ["見本商店街の申し出を読んだ"]
    assert not Notice.objects.filter(about_id=str(idle.pk)).exists()


def test_who_reads_no_mail_gets_the_account_on_paper() -> None:
    with at(10, 20):
        mandate = a_mandate()
        use(mandate=mandate, power=Power.DECLINE, what="見学をお断りした", by=sign_in().who, channel="phone")
    with at(11, 1):
        send_accounts()
        send_accounts()
    paper = PaperDue.objects.get()
    assert paper.title == "2026年10月の報告（見本市民活動支援機構）"
    assert paper.path == f"/organizations/{mandate.actor.slug}/mandates/{mandate.pk}/account/2026-10/account.pdf"


def test_the_desks_lists_cost_the_same_for_one_and_for_many() -> None:
    a_mandate()
    with CaptureQueriesContext(connection) as one:
        for_desk()
    for _n in range(6):
        a_mandate()
        a_drafted_mandate()
    with CaptureQueriesContext(connection) as many:
        for_desk()
    assert len(one) == len(many)


def test_only_months_are_read_as_months() -> None:
    texts = ("2026-11", "2026-13", "2026-1", "0000-01", "２０２６-11", "2026-11-01")
    assert [read_month(text) for text in texts] == [date(2026, 11, 1), None, None, None, None, None]


def test_the_end_of_a_mandate_is_in_the_audit_once() -> None:
    mandate = a_mandate()
    revoke(mandate=mandate, by=sign_in().who, channel="counter")
    rows = Entry.objects.filter(kind="actors.mandate", thing=str(mandate.pk)).order_by("number")
    assert list(rows.values_list("verb", "channel")) == [("draw_up", "test"), ("give", "test"), ("revoke", "counter")]
    assert Mandate.objects.get().state == "revoked"
