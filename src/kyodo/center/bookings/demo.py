"""The sample rooms and bookings of the demo (見本), always in this and the coming week."""

from datetime import date, time, timedelta
from typing import Any

from django.db import transaction

from kyodo.center.bookings.actions.users import ask_registration
from kyodo.center.bookings.actions.writing import reserve
from kyodo.center.bookings.documents import some
from kyodo.center.bookings.models import Booking, Conditions, Party, Resource, Unit
from kyodo.center.bookings.requests import Request
from kyodo.commons.actors.public import Actor
from kyodo.commons.places.public import Facility, public_facilities
from kyodo.kernel.clock.now import moment, today
from kyodo.kernel.errors import Told
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.search.index import put_many

BY: dict[str, Any] = {"by": SYSTEM, "channel": "demo"}
WHY = "見本"
#: slug, name, reading, units, capacity
ROOMS = (
    ("mihon-a", "見本 研修室A", "みほん けんしゅうしつえー", ("mihon-a",), 18),
    ("mihon-b", "見本 研修室B", "みほん けんしゅうしつびー", ("mihon-b",), 18),
    ("mihon-ab", "見本 研修室A・B（間仕切りを開けて）", "みほん けんしゅうしつえーびー", ("mihon-a", "mihon-b"), 36),
)
SLOTS = [["09:00", "12:00"], ["13:00", "16:30"], ["17:30", "21:00"]]
#: room, days from today, slot, organization, purpose, title, people
BOOKED = (
    ("mihon-a", 0, 1, "見本第一町内会", "meeting", "役員会", 12),
    ("mihon-b", 0, 2, "見本まちづくりNPO", "training", "会計の勉強会", 15),
    ("mihon-ab", 1, 1, "見本こども食堂の会", "event", "ボランティア説明会", 30),
    ("mihon-a", 2, 2, "見本まちづくりNPO", "meeting", "企画会議", 8),
    ("mihon-ab", 3, 0, "見本第一町内会", "assembly", "総会", 35),
    ("mihon-b", 5, 1, "見本こども食堂の会", "work", "チラシづくり", 6),
    ("mihon-a", 6, 0, "見本第一町内会", "meeting", "班長会", 14),
)


@transaction.atomic
def make_sample_rooms() -> str:
    """Make the sample rooms once, and bookings for the days on which the demo runs; returns what it made."""
    house = public_facilities().filter(kind="support_center").first()
    if house is None:
        return "no center"
    rooms = _rooms(house)
    put_many(some([*rooms]))
    made = sum(_book(rooms, *row) for row in BOOKED)
    return f"{len(rooms)} rooms, {made} bookings"


def _rooms(house: Facility) -> dict[str, Resource]:
    terms, _made = Conditions.objects.get_or_create(
        slug="mihon",
        defaults={
            "name": "見本の貸出条件", "most_per_month": 8, "cancel_days": 3, "is_demo": True,
            "cancellation": [{"days": 7, "percent": 50}, {"days": 1, "percent": 100}],
        },
    )  # fmt: skip
    units = {
        slug: Unit.objects.get_or_create(slug=slug, defaults={"facility": house, "name": f"見本 {slug[-1].upper()}"})[0]
        for slug in ("mihon-a", "mihon-b")
    }
    rooms = {}
    for order, (slug, name, reading, parts, capacity) in enumerate(ROOMS):
        room, is_new = Resource.objects.get_or_create(
            slug=slug,
            defaults={
                "facility": house, "name": name, "name_reading": reading, "conditions": terms, "capacity": capacity,
                "slots": SLOTS, "is_demo": True, "order": 500 + order,
                "description": "画面の使い方を示す架空の部屋です。間仕切りを開けると、AとBを一つの部屋として使えます。",
                "layouts": [
                    {"key": "school", "name": "スクール形式", "capacity": capacity},
                    {"key": "ro", "name": "ロの字", "capacity": capacity * 2 // 3},
                ],
            },
        )  # fmt: skip
        if is_new:
            room.units.set([units[part] for part in parts])
        rooms[slug] = room
    return rooms


def _party(name: str) -> Party | None:
    actor = Actor.objects.filter(name=name, is_demo=True).first()
    if actor is None:
        return None
    known = Party.objects.filter(actor=actor).first()
    return known or ask_registration(
        kind="organization", actor=actor, name=actor.name, name_reading=actor.name_reading, contact=None,
        user_kind="civic", state="registered", is_demo=True, **BY,
    )  # fmt: skip


def _book(rooms: dict[str, Resource], room: str, days: int, slot: int, *who: Any) -> bool:
    name, purpose, title, people = who
    party, day = _party(name), today() + timedelta(days=days)
    begins, ends = (_at(day, text) for text in SLOTS[slot])
    if party is None or Booking.objects.filter(resource=rooms[room], starts_at=begins, is_demo=True).exists():
        return False
    asked = Request(
        rooms[room], begins, ends, party=party, purpose=purpose, title=title, people=people, layout="school",
        is_demo=True,
    )  # fmt: skip
    try:
        reserve(request=asked, exception_reason=WHY, **BY)
    except Told:
        return False
    return True


def _at(day: date, text: str) -> Any:
    return moment(day, time.fromisoformat(text))
