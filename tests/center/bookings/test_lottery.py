"""The lottery of rooms: one entry a group, a list that nobody can change, a draw that anybody can do again."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from kyodo.center.bookings.actions.draws import (
    close_round,
    draw_again,
    enter_seed,
    finish_round,
    give_back,
    keep_win,
)
from kyodo.center.bookings.actions.lottery import Wished, announce_round, decide_likeness, enter, withdraw
from kyodo.center.bookings.clockwork_lottery import turn
from kyodo.center.bookings.models import Booking, Entry, Likeness, Party, Resource, Round
from kyodo.center.bookings.queries.lottery import span_of_slot
from kyodo.commons.people.models import ContactPoint
from kyodo.kernel.clock.now import moment
from kyodo.kernel.draws.record import CHECKS, check
from kyodo.kernel.errors import Conflict, Refused, Unusable
from tests.factories.bookings import BY, a_booking, a_partitioned_room, a_party, a_room
from tests.factories.people import a_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

MONTH = date(2027, 3, 1)
OPENS, CLOSES, CONFIRM = moment(date(2026, 12, 1)), moment(date(2026, 12, 16)), moment(date(2027, 1, 10))
SLOTS = [["09:00", "12:00"], ["13:00", "17:00"]]
THROWS = "31415265356154432211"


def a_round(*rooms: Resource, **values: Any) -> Round:
    """Announce a round for March with dice."""
    facts = {
        "name": "研修室 2027年3月分", "month": MONTH, "slots": SLOTS, "opens_at": OPENS, "closes_at": CLOSES,
        "confirm_until": None, "source_kind": "dice", "source_named": "", **BY, **values,
    }  # fmt: skip
    return announce_round(resources=rooms, **facts)


def wish(room: Resource, day: int = 6, slot: str = "09:00-12:00") -> Wished:
    """Wish for a slot of a day in March."""
    return Wished(room, *span_of_slot(moment(date(2027, 3, day)), slot))


def an_entry(round_: Round, *wishes: Wished, name: str = "", at: Any = OPENS, **values: Any) -> Entry:
    """Let a group of its own enter."""
    number = Party.objects.count()
    name = name or f"{'青葉泉宮城若林太白'[number % 9] * 3}{number}の会"
    party = values.pop("party", None) or a_party(a_person(f"代表{'甲乙丙丁戊己庚辛'[number % 8] * 4}"), name)
    with time_machine.travel(at, tick=False):
        return enter(round_=round_, party=party, wishes=wishes, **BY, **values)


def closed(round_: Round) -> Round:
    """Close the list when the window is over."""
    with time_machine.travel(CLOSES, tick=False):
        return close_round(round_=round_, **BY)


def thrown(round_: Round, throws: str = THROWS, at: Any = CLOSES + timedelta(hours=10)) -> Round:
    """Let two people type the dice."""
    first, second = sign_in("center_staff"), sign_in("center_staff")
    with time_machine.travel(at, tick=False):
        for one in (first, second):
            round_ = enter_seed(round_=round_, typed=throws, by=one.who, person=one.person, channel="counter")
    return round_


def states(round_: Round) -> dict[str, str]:
    """Return the state of each entry by its number."""
    return {entry.key: entry.state for entry in round_.entries.order_by("number")}


def test_a_round_from_the_first_entry_to_the_booking_and_everybody_can_draw_it_again() -> None:
    small, _other, large = a_partitioned_room()
    round_ = a_round(small, large)
    for wishes in ([wish(large), wish(small)], [wish(small)], [wish(small), wish(small, 7)]):
        an_entry(round_, *wishes)
    round_ = closed(round_)
    assert round_.state == "closed"
    assert sha256(round_.listing.encode()).hexdigest() == round_.commitment
    assert "の会" not in round_.listing
    round_ = thrown(round_)
    assert round_.state == "drawn"
    assert [(one.code, one.is_right) for one in check(round_.record)] == [(code, True) for code in CHECKS]
    won = round_.entries.exclude(won=None)
    assert Booking.objects.filter(channel="lottery", state="booked").count() == won.count() >= 1
    assert {entry.booking.party_id for entry in won if entry.booking} == {entry.party_id for entry in won}
    assert set(states(round_).values()) <= {"kept", "lost"}
    assert sorted(round_.entries.values_list("place", flat=True)) == [1, 2, 3]
    with pytest.raises(Conflict):
        thrown(round_, "6" * 20)


def test_the_window_is_half_open_and_each_group_has_one_entry() -> None:
    room = a_room()
    round_, party = a_round(room), a_party()
    with pytest.raises(Refused):
        an_entry(round_, wish(room), at=OPENS - timedelta(seconds=1))
    with pytest.raises(Refused):
        an_entry(round_, wish(room), at=CLOSES)
    entry = an_entry(round_, wish(room), party=party, at=CLOSES - timedelta(seconds=1))
    with pytest.raises(Conflict):
        an_entry(round_, wish(room, 7), party=party)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(round=round_, party=party, number=9, channel="web")
    withdraw(entry=entry, **BY)
    again = an_entry(round_, wish(room, 7), wish(room, 8), party=party)
    assert (again.pk, again.state, again.wishes.count()) == (entry.pk, "entered", 2)
    closed(round_)
    with pytest.raises(Conflict):
        withdraw(entry=again, **BY)


def test_wishes_must_be_of_the_round_and_different() -> None:
    room, elsewhere = a_room(), a_room()
    round_ = a_round(room)
    april = Wished(room, moment(date(2027, 4, 1)), moment(date(2027, 4, 1)) + timedelta(hours=1))
    late = wish(room, slot="20:00-22:30")
    four = [wish(room, day) for day in (1, 2, 3, 4)]
    for wrong in ([], [wish(elsewhere)], [april], [wish(room), wish(room)], four, [late]):
        with pytest.raises(Unusable):
            an_entry(round_, *wrong)
    assert Entry.objects.count() == 0


def test_groups_that_may_be_the_same_are_decided_by_a_person_with_a_reason_before_the_list_is_closed() -> None:
    room = a_room()
    round_ = a_round(room)
    leader = a_person("伊藤 花")
    ContactPoint.objects.create(person=leader, kind="phone", value="022-000-1111")
    twin = a_person("別の名")
    ContactPoint.objects.create(person=twin, kind="phone", value="０２２（０００）１１１１")
    an_entry(round_, wish(room), party=a_party(leader, "川平まちづくりの会"))
    an_entry(round_, wish(room), party=a_party(twin, "川平 まちづくり の会"))
    an_entry(round_, wish(room), party=a_party(a_person("無関係"), "泉の合唱団"))
    (likeness,) = Likeness.objects.all()
    assert (likeness.entry.key, likeness.other.key, likeness.alike) == ("001", "002", ["name", "phone"])
    with pytest.raises(Conflict):
        closed(round_)
    with pytest.raises(Unusable):
        decide_likeness(likeness=likeness, is_same=True, reason=" ", **BY)
    decide_likeness(likeness=likeness, is_same=True, reason="同じ代表の同じ会と電話で確かめた", **BY)
    with pytest.raises(Conflict):
        decide_likeness(likeness=likeness, is_same=False, reason="やり直し", **BY)
    round_ = closed(round_)
    assert [line.split(" ")[1] for line in round_.listing.splitlines() if line.startswith("entry")] == ["001", "003"]
    assert states(round_) == {"001": "entered", "002": "excluded", "003": "entered"}


def test_dice_are_typed_by_two_people_and_a_published_value_by_one() -> None:
    room = a_room()
    round_ = a_round(room)
    an_entry(round_, wish(room))
    round_ = closed(round_)
    one, two = sign_in("center_staff"), sign_in("center_staff")

    def typed(who: Any, text: str) -> Round:
        return enter_seed(round_=round_, typed=text, by=who.who, person=who.person, channel="counter")

    with pytest.raises(Unusable):
        typed(one, "123")
    assert typed(one, "1" * 20).state == "closed"
    assert typed(one, THROWS).state == "closed", "the first may mend it, and does not draw alone"
    with pytest.raises(Unusable):
        typed(two, "1" * 20)
    assert typed(two, THROWS).state == "drawn"
    other = a_round(room, source_kind="public", source_named="2026年12月16日の日経平均株価の終値", name="別の回")
    an_entry(other, wish(room, 9))
    other = closed(other)
    assert "source public 2026年12月16日の日経平均株価の終値" in other.listing
    done = enter_seed(round_=other, typed="５０,１２３.４５ ", by=one.who, person=one.person, channel="counter")
    assert (done.state, done.proof.rsplit(" ", 1)[1]) == ("drawn", "seed=50,123.45")
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=other.pk).update(commitment=round_.commitment)


def test_whoever_loses_holds_more_tickets_next_time_until_a_win() -> None:
    room = a_room()
    parties = [a_party(a_person(name), name) for name in ("青葉の会", "泉合唱団", "宮城野読書クラブ")]

    def played(number: int) -> dict[str, int]:
        round_ = a_round(room, name=f"{number}回")
        for party in parties:
            an_entry(round_, wish(room, number), party=party)
        round_ = thrown(closed(round_))
        return {entry.party.name: entry.tickets for entry in round_.entries.all()}

    def winners() -> dict[str, bool]:
        last = Round.objects.order_by("pk").last()
        assert last is not None
        return {entry.party.name: entry.won_id is not None for entry in last.entries.all()}

    assert set(played(1).values()) == {1}
    expected = {name: 1 if won else 2 for name, won in winners().items()}
    assert played(2) == expected
    expected = {name: 1 if won else expected[name] + 1 for name, won in winners().items()}
    assert played(3) == expected


def test_what_is_taken_before_the_list_closes_is_not_drawn() -> None:
    room = a_room()
    round_ = a_round(room)
    an_entry(round_, wish(room), wish(room, 7))
    an_entry(round_, wish(room))
    a_booking(room, day=date(2027, 3, 6), begins="09:00", ends="12:00", reason="修理")
    round_ = closed(round_)
    assert [line for line in round_.listing.splitlines() if line.startswith("entry")] == [
        f"entry 001 1 {room.slug}@2027-03-07/0900-1200"
    ]
    assert states(thrown(round_)) == {"001": "kept", "002": "lost"}


def test_a_win_that_is_not_confirmed_comes_back_and_is_drawn_again_without_a_gap() -> None:
    room = a_room()
    round_ = a_round(room, confirm_until=CONFIRM)
    for _n in range(3):
        an_entry(round_, wish(room))
    round_ = thrown(closed(round_))
    (winner,) = round_.entries.filter(state="won")
    with time_machine.travel(CONFIRM, tick=False), pytest.raises(Conflict):
        keep_win(entry=winner, **BY)
    with time_machine.travel(CONFIRM - timedelta(seconds=1), tick=False):
        assert turn() == "0 closed, 0 given back"
    with time_machine.travel(CONFIRM, tick=False):
        assert turn() == "0 closed, 1 given back"
        winner.refresh_from_db()
        assert winner.state == "void"
        assert winner.booking is not None
        assert winner.booking.state == "booked", "nobody is faster than the others"
        with pytest.raises(Conflict):
            finish_round(round_=round_, **BY)
        again = draw_again(round_=round_, source_kind="dice", source_named="", **BY)
    assert (again.state, again.entries.count(), again.parent_id) == ("closed", 2, round_.pk)
    again = thrown(again, "2" * 20, CONFIRM + timedelta(days=1))
    assert sorted(states(again).values()) == ["kept", "lost"]
    winner.booking.refresh_from_db()
    assert winner.booking.state == "cancelled"
    assert Booking.objects.filter(state="booked").count() == 1
    assert finish_round(round_=round_, **BY).state == "confirmed"


def test_a_win_given_back_that_nobody_else_wished_for_is_free_at_once() -> None:
    room = a_room()
    round_ = a_round(room)
    entry = an_entry(round_, wish(room))
    thrown(closed(round_))
    entry.refresh_from_db()
    give_back(entry=entry, **BY)
    assert entry.booking is not None
    entry.booking.refresh_from_db()
    assert (entry.booking.state, entry.booking.cells.count()) == ("cancelled", 0)


def test_the_clock_closes_a_list_by_itself() -> None:
    room = a_room()
    round_ = a_round(room)
    an_entry(round_, wish(room))
    with time_machine.travel(CLOSES, tick=False):
        assert turn() == "1 closed, 0 given back"
    round_.refresh_from_db()
    assert round_.commitment != ""
