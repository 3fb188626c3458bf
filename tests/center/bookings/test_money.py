"""The ledger, its papers, and the day's closing."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kyodo.center.bookings.actions.closings import check_closing, count_day, note_visits
from kyodo.center.bookings.actions.lives import confirm
from kyodo.center.bookings.actions.money import charge, charge_by_hand, pay, refund, reverse
from kyodo.center.bookings.actions.papers import count_copy, write_invoice
from kyodo.center.bookings.actions.waiting import cancel
from kyodo.center.bookings.actions.writing import move
from kyodo.center.bookings.models import Booking, Fee, Paper, Posting, Reduction, VisitCount
from kyodo.center.bookings.money_papers import closing_pdf, paper_data, paper_pdf
from kyodo.center.bookings.queries.costs import ending_of
from kyodo.center.bookings.queries.money import balance, of_book_day, open_accounts
from kyodo.kernel.clock.now import moment, today
from kyodo.kernel.errors import Conflict, Unusable
from tests.factories.bookings import BY, a_booking, a_party, a_request, a_room, conditions, soon
from tests.factories.people import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

STEPS = [{"days": 7, "percent": 50}, {"days": 0, "percent": 100}]
HOURLY = {"per": "hour", "since": date(2020, 4, 1)}


def a_paid_room(yen: int = 500, **values: Any) -> Any:
    """Make a room that costs so much an hour."""
    room = a_room(conditions=conditions(cancellation=STEPS), **values)
    Fee.objects.create(resource=room, yen=yen, **HOURLY)
    return room


def kinds(booking: Booking) -> list[tuple[str, int]]:
    """Return the lines of a ledger."""
    return list(Posting.objects.filter(booking=booking).order_by("pk").values_list("kind", "yen"))


def test_a_fee_is_charged_once_paid_in_parts_and_then_all_is_settled() -> None:
    booking = a_booking(a_paid_room())
    assert [charge(booking=booking, **BY) for _twice in range(2)] == [1000, 1000]
    assert open_accounts() == [booking]
    pay(booking=booking, yen=400, method="cash", **BY)
    for wrong in (0, -1, 601):
        with pytest.raises(Unusable):
            pay(booking=booking, yen=wrong, method="cash", **BY)
    pay(booking=booking, yen=600, method="transfer", **BY)
    assert (balance(booking), open_accounts()) == (0, [])
    assert kinds(booking) == [("charge", 1000), ("payment", -400), ("payment", -600)]
    assert list(Paper.objects.order_by("pk").values_list("yen", flat=True)) == [400, 600]


def test_the_table_is_asked_with_the_reduction_and_where_it_is_silent_a_person_says_the_fee() -> None:
    room, party = a_paid_room(), a_party()
    Reduction.objects.create(party=party, percent=50, since=today(), reason="減免の決定")
    assert charge(booking=a_booking(room, party), **BY) == 500
    silent = a_booking(a_room())
    with pytest.raises(Unusable):
        charge(booking=silent, **BY)
    with pytest.raises(Unusable):
        charge_by_hand(booking=silent, yen=300, note=" ", **BY)
    assert charge_by_hand(booking=silent, yen=300, note="料金表にない使い方", **BY) == 300


@pytest.mark.parametrize(("days_before", "stays"), [(8, 0), (7, 500), (1, 500), (0, 1000)])
def test_after_a_cancellation_the_part_of_the_step_stays_due_and_the_rest_goes_back(
    days_before: int, stays: int
) -> None:
    day = today() + timedelta(days=20)
    booking = a_booking(a_paid_room(), day=day)
    charge(booking=booking, **BY)
    pay(booking=booking, yen=1000, method="cash", **BY)
    with time_machine.travel(moment(day - timedelta(days=days_before)) + timedelta(hours=9), tick=False):
        cancel(booking=booking, **BY)
        assert [charge(booking=booking, **BY) for _twice in range(2)] == [stays - 1000] * 2
        if stays < 1000:
            refund(booking=booking, yen=1000 - stays, method="cash", **BY)
        with pytest.raises(Unusable):
            refund(booking=booking, yen=1, method="cash", **BY)
        assert balance(booking) == 0


def test_what_was_held_and_never_confirmed_costs_nothing_when_it_is_let_go() -> None:
    room = a_paid_room()
    held, sure = (a_booking(room, day=soon(days), hold=True) for days in (3, 4))
    confirm(booking=sure, **BY)
    sure.refresh_from_db()
    endings = [ending_of(held), ending_of(sure)]
    assert [(one.fee, one.due) for one in endings if one] == [(1000, 0), (1000, 500)]
    for booking in (held, sure):
        cancel(booking=booking, **BY)
    assert [charge(booking=booking, **BY) for booking in (held, sure)] == [0, 500]


def test_a_moved_booking_keeps_its_ledger_and_what_was_paid() -> None:
    room, dear = a_paid_room(500), a_paid_room(800)
    booking = a_booking(room)
    charge(booking=booking, **BY)
    pay(booking=booking, yen=1000, method="cash", **BY)
    moved = move(booking=booking, request=a_request(dear, booking.party), **BY)
    assert charge(booking=moved, **BY) == 600
    assert charge(booking=booking, **BY) == 600


def test_the_database_refuses_to_change_or_remove_a_line() -> None:
    booking = a_booking(a_paid_room())
    charge(booking=booking, **BY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Posting.objects.update(yen=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Posting.objects.all()._raw_delete("default")  # type: ignore[attr-defined]
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(booking=booking, kind="payment", yen=5, method="cash", by="-", at=moment(today()),
                               book_day=today())  # fmt: skip
    assert kinds(booking) == [("charge", 1000)]


def test_a_mistake_is_taken_back_by_a_line_of_its_own_with_a_reason_once() -> None:
    booking = a_booking(a_paid_room())
    charge(booking=booking, **BY)
    line = pay(booking=booking, yen=1000, method="cash", **BY)
    with pytest.raises(Unusable):
        reverse(posting=line, note="", **BY)
    back = reverse(posting=line, note="別の予約の入金でした", **BY)
    assert (balance(booking), back.method) == (1000, "cash")
    with pytest.raises(Conflict):
        reverse(posting=line, note="もう一度", **BY)
    with pytest.raises(Unusable):
        reverse(posting=back, note="取消の取消", **BY)
    paper = Paper.objects.get(posting=line)
    assert paper_data(paper)["is_void"] is True


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.sampled_from(["pay", "refund", "hand", "reverse"]), st.integers(1, 1500)), max_size=8)
)
def test_whatever_happens_the_sum_says_what_is_owed_and_settling_it_makes_it_zero(
    db: None, steps: list[tuple[str, int]]
) -> None:
    with transaction.atomic():
        booking = a_booking(a_paid_room())
        charge(booking=booking, **BY)
        for step, yen in steps:
            try:
                if step == "reverse":
                    last = Posting.objects.filter(booking=booking, reversed_by=None).exclude(kind="reversal").last()
                    reverse(posting=last, note="x", **BY) if last else None
                elif step == "hand":
                    charge_by_hand(booking=booking, yen=yen, note="x", **BY)
                else:
                    {"pay": pay, "refund": refund}[step](booking=booking, yen=yen, method="cash", **BY)
            except Unusable:
                continue
        owed = balance(booking)
        if owed > 0:
            pay(booking=booking, yen=owed, method="cash", **BY)
        elif owed < 0:
            refund(booking=booking, yen=-owed, method="cash", **BY)
        lines = kinds(booking)
        assert sum(yen for _kind, yen in lines) == 0
        moved = sum(yen for kind, yen in lines if kind in ("payment", "refund"))
        assert sum(p.yen for p in of_book_day(booking.resource.facility, today()) if p.kind != "reversal") == moved
        transaction.set_rollback(True)


def test_papers_have_numbers_without_gaps_and_a_second_copy_says_so() -> None:
    room = a_paid_room()
    first, second = a_booking(room), a_booking(room, begins="13:00", ends="15:00")
    year = today().year if today().month >= 4 else today().year - 1
    for booking in (first, second):
        charge(booking=booking, **BY)
    invoice = write_invoice(booking=first, **BY)
    assert write_invoice(booking=first, **BY) == invoice, "the same sum is the same paper"
    for booking in (first, second):
        pay(booking=booking, yen=1000, method="cash", **BY)
    with pytest.raises(Unusable):
        write_invoice(booking=first, **BY)
    numbers = list(Paper.objects.order_by("pk").values_list("number", flat=True))
    assert numbers == [f"請{year}-00001", f"領{year}-00001", f"領{year}-00002"]
    receipt = Paper.objects.get(number=f"領{year}-00001")
    once = paper_data(count_copy(paper=receipt, **BY))
    twice = paper_data(count_copy(paper=receipt, **BY))
    assert (once["is_again"], twice["is_again"], twice["copy"]) == (False, True, 2)
    assert (once["yen"], once["stamp"], once["method"]) == ("1,000", "none", "現金")
    assert "使用料" in once["proviso"]
    receipt.yen = 50_000
    assert paper_data(receipt)["stamp"] == "box"
    assert paper_pdf(receipt).startswith(b"%PDF")


def test_the_day_is_counted_by_two_people_against_the_ledger() -> None:
    booking = a_booking(a_paid_room())
    house = booking.resource.facility
    one, two = sign_in("center_staff"), sign_in("center_staff")
    charge(booking=booking, **BY)
    pay(booking=booking, yen=600, method="cash", **BY)

    def counted(coins: dict[int, int], reason: str = "") -> Any:
        return count_day(
            facility=house, day=today(), counted=coins, float_yen=5000, reason=reason, by=one.who, person=one.person,
            channel="counter",
        )  # fmt: skip

    with pytest.raises(Unusable):
        counted({1000: 5, 100: 5})
    assert counted({1000: 5, 100: 5}, "100円が見つからない").difference == -100
    closing = counted({1000: 5, 100: 6})
    assert (closing.difference, closing.ledger_yen) == (0, 600)
    with pytest.raises(Conflict):
        check_closing(closing=closing, by=one.who, person=one.person, channel="counter")
    late = pay(booking=booking, yen=400, method="cash", **BY)
    assert late.book_day == today() + timedelta(days=1), "what comes after the count is tomorrow's"
    assert check_closing(closing=closing, by=two.who, person=two.person, channel="counter").state == "checked"
    with pytest.raises(Conflict):
        counted({1000: 1}, "もう一度")
    assert closing_pdf(closing, list(of_book_day(house, today()))).startswith(b"%PDF")


def test_visits_of_a_day_are_written_down_and_corrected() -> None:
    house = a_room().facility
    for people in (120, 118):
        note_visits(facility=house, day=today(), where="1階", people=people, **BY)
    assert list(VisitCount.objects.values_list("where", "people")) == [("1階", 118)]
