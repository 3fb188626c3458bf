"""The sample lottery of the demo (見本): one round that takes entries, one that was drawn; fees and visits."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from kyodo.center.bookings.actions.closings import note_visits
from kyodo.center.bookings.actions.draws import close_round, enter_seed
from kyodo.center.bookings.actions.lottery import Wished, announce_round, enter
from kyodo.center.bookings.demo import BY, SLOTS
from kyodo.center.bookings.models import Fee, Party, Resource, Round, VisitCount
from kyodo.center.bookings.queries.lottery import open_days, span_of_slot
from kyodo.commons.people.public import Person
from kyodo.kernel.clock.now import moment, today
from kyodo.kernel.errors import Told

VALUE = "見本の出典：2026年11月20日に公表された値"
#: Yen of the three slots, by room.
FEES = {"mihon-a": (600, 700, 800), "mihon-b": (600, 700, 800), "mihon-ab": (1200, 1400, 1600)}


@transaction.atomic
def make_sample_lottery() -> str:
    """Make the sample rounds, fees and visits once; returns what it made."""
    rooms = list(Resource.objects.filter(slug__startswith="mihon-", is_demo=True).order_by("order"))
    parties = list(Party.objects.filter(is_demo=True).order_by("pk")[:4])
    if not rooms or not parties or Round.objects.filter(is_demo=True).exists():
        return "no lottery"
    made = sum(_fees(room) for room in rooms)
    _visits(rooms[0])
    _round("見本 研修室の抽選（受付中）", 3, rooms, parties[:2])
    drawn = _round("見本 研修室の抽選（抽選ずみ）", 2, rooms, parties)
    _draw(drawn)
    return f"2 rounds, {made} fees"


def _fees(room: Resource) -> int:
    rows = [
        Fee(resource=room, slot_from=begin, slot_until=end, yen=yen, since=date(2026, 4, 1), is_demo=True)
        for (begin, end), yen in zip(SLOTS, FEES.get(room.slug, ()), strict=False)
    ]
    return len(Fee.objects.bulk_create(rows, ignore_conflicts=True))


def _visits(room: Resource) -> None:
    if VisitCount.objects.filter(facility=room.facility).exists():
        return
    for back in range(1, 8):
        day = today() - timedelta(days=back)
        note_visits(facility=room.facility, day=day, where="見本 1階", people=90 + back * 7, **BY)


def _round(name: str, months: int, rooms: list[Resource], parties: list[Party]) -> Round:
    month = today().replace(day=1)
    for _step in range(months):
        month = (month + timedelta(days=32)).replace(day=1)
    made = announce_round(
        name=name, month=month, resources=rooms, slots=SLOTS, opens_at=moment(today() - timedelta(days=10)),
        closes_at=moment(today() + timedelta(days=10)), confirm_until=None, source_kind="public", source_named=VALUE,
        is_demo=True, **BY,
    )  # fmt: skip
    days = open_days(made)
    for number, party in enumerate(parties):
        _enter(made, rooms, party, days[5 + number % 2 : 8], number)
    return made


def _enter(round_: Round, rooms: list[Resource], party: Party, days: list[date], number: int) -> None:
    wishes: list[Wished] = []
    for place, day in enumerate(days[:2]):
        room: Any = rooms[(number + place) % len(rooms)]
        wishes.append(Wished(room, *span_of_slot(moment(day), "-".join(SLOTS[0]))))
    try:
        enter(round_=round_, party=party, wishes=wishes, purpose="meeting", title="見本の集まり", people=10, **BY)
    except Told:
        return


def _draw(round_: Round) -> None:
    """Close the window now and draw, as the counter does when the time is over."""
    person = Person.objects.filter(is_demo=True).order_by("pk").first()
    Round.objects.filter(pk=round_.pk).update(closes_at=timezone.now())
    round_.refresh_from_db()
    try:
        closed = close_round(round_=round_, **BY)
        if person is not None:
            enter_seed(round_=closed, typed="12,345.67", person=person, **BY)
    except Told:
        return
