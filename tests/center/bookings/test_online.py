"""Paying online: what the provider's books say counts once; whatever is broken off changes nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from kyodo.center.bookings.actions.money import charge, pay
from kyodo.center.bookings.actions.online import begin_online, settle
from kyodo.center.bookings.clockwork import follow_payments
from kyodo.center.bookings.models import Booking, Fee, OnlinePayment, Paper, Posting
from kyodo.center.bookings.paying import PROVIDERS, Standing, TestProvider, Unreachable
from kyodo.center.bookings.queries.money import balance
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.audit.record import verify
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import SYSTEM
from tests.factories.bookings import BY, a_booking, a_party, a_room
from tests.factories.people import Signed, sign_in
from tests.support.threads import all_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
#: Who come back at the same moment.
CLIENTS = 16


@pytest.fixture
def provider(monkeypatch):
    """Hang up the provider without money."""
    made = TestProvider()
    monkeypatch.setitem(PROVIDERS._items, made.key, made)
    return made


def a_paid_booking(payer: Signed, **values: Any) -> tuple[Booking, str]:
    """Book two hours at 500 yen; return it with the address of its page for paying."""
    room = a_room("研修室A")
    Fee.objects.create(resource=room, per="hour", yen=500, since=date(2020, 4, 1), **values)
    booking = a_booking(room, a_party(payer.person))
    return booking, f"/rooms/bookings/{booking.code}/pay/"


def go_on(payer: Signed, path: str) -> str:
    """Press the page's one button; return what the page says then."""
    answer = payer.client.post(path)
    assert (answer.status_code, answer["Location"]) == (302, path)
    return payer.client.get(path).text


def ledger(booking: Booking) -> list[tuple[str, str, int]]:
    """Return the lines of a booking's ledger."""
    return list(Posting.objects.filter(booking=booking).order_by("pk").values_list("kind", "method", "yen"))


def test_whoever_booked_pays_on_the_providers_page_and_prints_the_receipt(provider):
    payer, stranger = sign_in(), sign_in()
    booking, path = a_paid_booking(payer)
    page = payer.client.get(booking.get_absolute_url()).text
    assert (path in page, "オンラインで支払う" in page, "お支払い済み" in page) == (True, True, False)
    assert stranger.client.get(path).status_code == 404
    assert "見本" in payer.client.get(path).text
    there = f"/rooms/test-payment/test-{booking.code}-1/"
    assert there in go_on(payer, path)
    assert go_on(payer, path).count(there) == 1
    assert "1,000" in payer.client.get(there).text
    assert payer.client.post(there, {"end": "pay"})["Location"] == f"http://testserver{path}"
    for _again in range(3):
        assert "領収書を受け取る" in payer.client.get(path).text
        assert ledger(booking) == [("charge", "none", 1000)]
    assert go_on(payer, path).count("領2026-00001") == 1
    for _again in range(3):
        assert "領2026-00001" in go_on(payer, path)
    assert ledger(booking) == [("charge", "none", 1000), ("payment", "online", -1000)]
    page = payer.client.get(booking.get_absolute_url()).text
    assert ("お支払い済み" in page, "領収書を印刷する" in page, "オンラインで支払う" in page) == (True, True, False)
    page = payer.client.get(path).text
    assert ("お支払いはお済みです" in page, "予約のページへ戻る" in page) == (True, True)
    paper = Paper.objects.get()
    assert (paper.yen, paper.data["is_demo"]) == (1000, True)
    receipt = f"/rooms/bookings/{booking.code}/receipts/{paper.pk}/"
    assert payer.client.post(receipt).content.startswith(b"%PDF")
    assert stranger.client.post(receipt).status_code == 404
    assert Entry.objects.filter(verb__in=("begin_online", "settle_online")).count() == 2


def test_a_payment_that_failed_or_was_broken_off_changes_nothing_and_says_what_to_do(provider):
    payer = sign_in()
    booking, path = a_paid_booking(payer)
    go_on(payer, path)
    there = f"/rooms/test-payment/test-{booking.code}-1/"
    payer.client.post(there, {"end": "stop"})
    assert "まだ支払いは済んでいません" in payer.client.get(path).text
    payer.client.post(there, {"end": "fail"})
    page = payer.client.get(path).text
    assert ("支払いはできませんでした" in page, "支払いをやり直す" in page, "窓口" in page) == (True, True, True)
    assert (ledger(booking), balance(booking)) == ([("charge", "none", 1000)], 1000)
    again = f"/rooms/test-payment/test-{booking.code}-2/"
    assert again in go_on(payer, path)
    payer.client.post(again, {"end": "pay"})
    go_on(payer, path)
    assert list(OnlinePayment.objects.values_list("ours", "state")) == [
        (f"{booking.code}-1", "failed"), (f"{booking.code}-2", "paid"),
    ]  # fmt: skip
    assert (balance(booking), Posting.objects.filter(kind="payment").count()) == (0, 1)
    assert str(OnlinePayment.objects.first()) == f"{booking.code}-1"


def test_after_a_cancellation_nobody_pays_what_is_due_no_more_and_what_is_given_back_is_named(provider):
    nothing, back = "この予約でお支払いいただくものはありません", "1,000円を、窓口でお返しします"
    for is_paid, words in ((False, nothing), (True, back)):
        payer = sign_in()
        booking, path = a_paid_booking(payer)
        go_on(payer, path)
        if is_paid:
            provider.answer(f"test-{booking.code}-1", "paid")
            go_on(payer, path)
        payer.client.post(f"{booking.get_absolute_url()}cancel/", {"reason": ""})
        page = payer.client.get(path).text
        assert (words in page, "決済ページへ進む" in page) == (True, False)
        assert "オンラインで支払う" not in payer.client.get(booking.get_absolute_url()).text
        charge(booking=booking, **BY)  # the counter writes down the same
        assert words in payer.client.get(path).text


def test_the_clock_takes_over_what_was_paid_though_nobody_came_back(provider):
    payer = sign_in()
    booking, path = a_paid_booking(payer)
    other, other_path = a_paid_booking(payer_two := sign_in())
    go_on(payer, path)
    go_on(payer_two, other_path)
    assert follow_payments() == "0 settled, 0 ended"
    provider.answer(f"test-{booking.code}-1", "paid")
    assert (follow_payments(), follow_payments()) == ("1 settled, 0 ended", "0 settled, 0 ended")
    assert (balance(booking), balance(other)) == (0, 1000)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert follow_payments() == "0 settled, 1 ended"
    assert OnlinePayment.objects.get(booking=other).state == "failed"


def test_what_came_in_counts_even_where_the_counter_took_the_money_meanwhile(provider):
    payer = sign_in()
    booking, path = a_paid_booking(payer)
    go_on(payer, path)
    pay(booking=booking, yen=1000, method="cash", **BY)
    provider.answer(f"test-{booking.code}-1", "paid")
    assert "領2026-00002" in go_on(payer, path)
    assert balance(booking) == -1000
    payment, told = OnlinePayment.objects.get(), {"by": SYSTEM, "channel": "clock"}
    assert settle(payment=payment, provider=provider, **told) == "paid"
    assert provider.refund(reference=payment.reference, yen=1000) == f"{payment.reference}-refund-1"


@pytest.mark.django_db(transaction=True)
def test_however_many_come_back_at_once_one_payment_is_begun_and_counted_once(provider):
    payer = sign_in()
    booking, _path = a_paid_booking(payer)
    told = {"by": SYSTEM, "channel": "web"}

    def begin(_n: int) -> OnlinePayment:
        return begin_online(booking=booking, provider=provider, back_to="http://testserver/", **told)

    begun = all_at_once(CLIENTS, begin)
    payment = OnlinePayment.objects.get()
    assert [(one.pk, one.reference) for one in begun] == [(payment.pk, f"test-{booking.code}-1")] * CLIENTS
    assert ledger(booking) == [("charge", "none", 1000)]
    provider.answer(payment.reference, "paid")

    def come_back(n: int) -> str:
        # The payer's browser, the provider's message and the clock: whoever asks, and some for a payment begun anew.
        return begin(n).state if n % 8 == 7 else settle(payment=payment, provider=provider, **told)

    states = all_at_once(CLIENTS, come_back)
    assert [state for n, state in enumerate(states) if n % 8 != 7] == ["paid"] * (CLIENTS - CLIENTS // 8)
    # Whoever began again came before the payment was counted, and got it, or after, and owes nothing any more.
    again = [state for n, state in enumerate(states) if n % 8 == 7]
    assert [state for state in again if state != "begun" and not isinstance(state, Unusable)] == []
    assert ledger(booking) == [("charge", "none", 1000), ("payment", "online", -1000)]
    assert (OnlinePayment.objects.count(), Paper.objects.count()) == (1, 1)
    assert Entry.objects.filter(verb="settle_online").count() == 1
    assert list(verify()) == []


def test_a_silent_provider_and_a_changed_fee_lose_nothing(provider, monkeypatch):
    payer = sign_in()
    booking, path = a_paid_booking(payer)

    def silent(*_asked: Any, **_named: Any) -> Standing:
        raise Unreachable

    with monkeypatch.context() as quiet:
        quiet.setattr(provider, "begin", silent)
        assert "つながりません" in go_on(payer, path)
    go_on(payer, path)
    with monkeypatch.context() as quiet:
        quiet.setattr(provider, "standing", silent)
        assert "つながりません" in payer.client.get(path).text
        assert follow_payments() == "0 settled, 0 ended, the provider does not answer"
    Fee.objects.update(yen=600)
    charge(booking=booking, **BY)
    assert "1,200" in go_on(payer, path)
    assert list(OnlinePayment.objects.values_list("yen", "state")) == [(1000, "failed"), (1200, "begun")]


def test_without_a_provider_there_is_no_such_page_and_samples_are_not_paid_with_money(provider, monkeypatch):
    payer = sign_in()
    booking, path = a_paid_booking(payer, is_demo=True)
    assert "1,000" in payer.client.get(path).text
    monkeypatch.setattr(TestProvider, "is_sample", False)
    assert "この予約でお支払いいただくものはありません" in go_on(payer, path)
    monkeypatch.delitem(PROVIDERS._items, "test")
    assert [payer.client.get(page).status_code for page in (path, "/rooms/test-payment/test-x/")] == [404, 404]
    assert path not in payer.client.get(booking.get_absolute_url()).text
    assert follow_payments() == "no provider"
