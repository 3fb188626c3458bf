"""Once a season each association is asked what it can take on: never in a busy month, never too much, never twice."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from kyodo.commons.actors.models import Actor, Capacity
from kyodo.commons.actors.public import tell_capacity
from kyodo.commons.asks.actions import answer, reopen, write_call
from kyodo.commons.asks.models import Ask, OtherAsk
from kyodo.commons.asks.states import CallOutcome
from kyodo.kernel.clock.now import moment
from kyodo.kernel.permissions import SYSTEM
from kyodo.matching.actions.seasons import ask_capacity
from kyodo.matching.clockwork import ask_season
from kyodo.matching.queries.seasons import to_phone
from kyodo.matching.seasons import next_season, season_of
from tests.factories.actors import a_field, a_seat, an_actor
from tests.factories.asks import an_officer
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.ranking import an_open_need

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BEGIN = date(2027, 5, 20)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(moment(BEGIN) + timedelta(hours=10), tick=False) as traveller:
        yield traveller


def an_association(name: str = "川平町内会") -> Actor:
    """Make an association with an open need and a chair who has a phone."""
    actor = an_actor(name, "community_organization")
    an_officer(phone="022-000-0000", actor=actor)
    an_open_need(actor=actor)
    return actor


def tell(actor: Actor, **values: object) -> None:
    tell_capacity(actor=actor, by=SYSTEM, channel="web", **values)  # type: ignore[arg-type]


def on(clock: time_machine.Traveller, day: date) -> None:
    clock.move_to(moment(day) + timedelta(hours=10))
    ask_season()


def asked(actor: Actor) -> list[date]:
    return list(actor.season_asks.order_by("season").values_list("season", flat=True))


def say(actor: Actor, key: str, channel: str = "phone") -> Ask:
    ask = Ask.objects.filter(seat__actor=actor).latest("sent_at")
    answer(ask=ask, choice=ask.choices.get(key=key), by=SYSTEM, channel=channel)
    return ask


def capacity(actor: Actor) -> tuple[object, ...] | None:
    return Capacity.objects.filter(actor=actor).values_list("most_open", "not_before", "busy_months", "channel").first()


def test_seasons_begin_in_four_months_or_in_those_of_the_city(settings: object) -> None:
    assert [season_of(date(2027, month, 15)).isoformat() for month in (1, 3, 5, 6, 12)] == [
        "2026-12-01", "2027-03-01", "2027-03-01", "2027-06-01", "2027-12-01",
    ]  # fmt: skip
    assert (next_season(date(2027, 12, 31)), next_season(date(2027, 3, 1))) == (date(2028, 3, 1), date(2027, 6, 1))
    settings.SEASON_MONTHS = [10, 4]  # type: ignore[attr-defined]
    assert (season_of(date(2027, 3, 31)), next_season(date(2027, 5, 1))) == (date(2026, 10, 1), date(2027, 10, 1))


def test_through_a_year_once_a_season_and_not_in_a_busy_month(clock: time_machine.Traveller) -> None:
    plain, festive, quiet = an_association("川平町内会"), an_association("祭りの会"), an_association("静かな会")
    tell(festive, busy_months=[6, 7, 12])
    tell(quiet, not_before=date(2027, 10, 1))
    an_actor("何も言わない会", "community_organization")
    vacant = an_actor("空席の会", "community_organization")
    a_seat(vacant)
    an_open_need(actor=vacant)
    days: dict[str, list[str]] = {}
    for day in range(0, 365, 5):
        today = BEGIN + timedelta(days=day)
        before = set(Ask.objects.values_list("pk", flat=True))
        on(clock, today)
        for ask in Ask.objects.exclude(pk__in=before).select_related("seat__actor"):
            assert ask.seat is not None
            days.setdefault(ask.seat.actor.name, []).append(f"{today:%m-%d}")
    assert days == {
        "川平町内会": ["05-20", "06-04", "09-02", "12-01", "03-05"],
        "祭りの会": ["05-20", "08-03", "09-02", "01-05", "03-05"],
        "静かな会": ["10-02", "12-01", "03-05"],
    }
    assert len(set(asked(plain))) == 5


def test_the_answer_is_the_capacity_from_then_on_by_its_channel(clock: time_machine.Traveller) -> None:
    known, new = an_association("知っている会"), an_association("初めての会")
    tell(known, busy_months=[8], most_open=2, themes=[a_field()])
    a_partner(a_collaboration(), known)
    on(clock, BEGIN)
    keys = {
        ask.seat.actor.name: [c.key for c in ask.choices.order_by("number")] for ask in Ask.objects.all() if ask.seat
    }
    assert keys == {"知っている会": ["same", "not_now", "one", "call"], "初めての会": ["not_now", "one", "call"]}
    say(known, "not_now", "fax")
    assert capacity(known) == (2, date(2027, 6, 1), [8], "fax")
    say(known, "one", "line")
    assert capacity(known) == (2, None, [8], "line")
    say(known, "same")
    assert capacity(known) == (2, None, [8], "phone")
    assert [field.slug for field in known.capacity.themes.all()] == ["town"]
    ask = say(new, "one")
    assert capacity(new) == (1, None, [], "phone")
    reopen(ask=ask, by=SYSTEM, channel="web")
    assert capacity(new) is None
    say(new, "call")
    assert (capacity(new), to_phone(BEGIN)) == (None, [ask])
    clock.shift(timedelta(minutes=5))
    write_call(ask=ask, outcome=CallOutcome.REACHED, by=SYSTEM, channel="web")
    assert to_phone(BEGIN) == []


def test_who_was_asked_much_this_month_is_asked_in_the_next(clock: time_machine.Traveller) -> None:
    actor = an_association()
    for number in range(4):
        OtherAsk.objects.create(actor=actor, on=BEGIN, office="区役所", what=f"調査{number}")
    on(clock, BEGIN)
    assert asked(actor) == []
    on(clock, date(2027, 6, 1))
    assert asked(actor) == [date(2027, 6, 1)]


def test_the_database_knows_that_it_is_once_a_season(clock: time_machine.Traveller) -> None:
    actor = an_association()
    ask_capacity(actor=actor, season=date(2027, 3, 1), by=SYSTEM, channel="clock")
    with pytest.raises(IntegrityError), transaction.atomic():
        ask_capacity(actor=actor, season=date(2027, 3, 1), by=SYSTEM, channel="clock")
    assert (ask_season(), Ask.objects.count()) == ("0 asked", 1)
