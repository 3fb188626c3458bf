"""Rooms, things, who is registered, and bookings."""

import itertools
from datetime import date, time, timedelta
from typing import Any

from kyodo.center.bookings.actions.lottery import announce_round
from kyodo.center.bookings.actions.users import ask_registration
from kyodo.center.bookings.actions.writing import reserve
from kyodo.center.bookings.models import Booking, Conditions, Party, Resource, Round, Unit
from kyodo.center.bookings.requests import Request
from kyodo.commons.actors.public import Actor
from kyodo.commons.people.public import Person
from kyodo.commons.places.public import Facility
from kyodo.kernel.clock.now import moment, today
from kyodo.kernel.permissions import SYSTEM
from tests.factories.people import a_person
from tests.factories.places import a_facility

BY: dict[str, Any] = {"by": SYSTEM, "channel": "counter"}
_numbers = itertools.count(1)


def conditions(**values: Any) -> Conditions:
    """Make conditions that let everybody in."""
    return Conditions.objects.create(**{"slug": f"conditions-{next(_numbers)}", "name": "ふつう", **values})


def a_house(**values: Any) -> Facility:
    """Make a place that is open from nine to ten in the evening."""
    return a_facility(hours=(time(9), time(22)), **values)


def a_unit(facility: Facility, name: str = "", **values: Any) -> Unit:
    """Make the smallest thing that can be taken."""
    number = next(_numbers)
    return Unit.objects.create(facility=facility, slug=f"unit-{number}", name=name or f"単位{number}", **values)


def a_room(
    name: str = "研修室", *, units: list[Unit] | None = None, facility: Facility | None = None, **values: Any
) -> Resource:
    """Make a room of one unit, or of these."""
    facility = facility or (units[0].facility if units else a_house())
    if "conditions" not in values:
        values["conditions"] = conditions()
    room = Resource.objects.create(
        **{
            "slug": f"room-{next(_numbers)}",
            "facility": facility,
            "name": name,
            "name_reading": "けんしゅうしつ",
            **values,
        }
    )
    room.units.set(units or [a_unit(facility)])
    return room


def a_partitioned_room() -> tuple[Resource, Resource, Resource]:
    """Make two halves and the large room that both are."""
    house, both = a_house(), conditions()
    a, b = a_unit(house, "A"), a_unit(house, "B")
    return (
        a_room("研修室A", units=[a], conditions=both, capacity=18),
        a_room("研修室B", units=[b], conditions=both, capacity=18),
        a_room("研修室A・B", units=[a, b], conditions=both, capacity=36),
    )


def some_things(name: str = "プロジェクター", kind: str = "equipment", count: int = 2, **values: Any) -> Resource:
    """Make equipment, lockers or letter cases of so many units."""
    house = values.pop("facility", None) or a_house()
    units = [a_unit(house) for _n in range(count)]
    return a_room(name, units=units, kind=kind, **values)


def a_party(contact: Person | None = None, name: str = "", *, actor: Actor | None = None, **values: Any) -> Party:
    """Register somebody: a person, or the organization given; ``kind="group"`` for a group of the contact's."""
    contact = contact or a_person()
    values = {"state": "registered", "kind": "organization" if actor else "person", **values}
    named = name or (actor.name if actor else contact.name)
    return ask_registration(name=named, contact=contact, actor=actor, **BY, **values)


def soon(days: int = 7) -> date:
    """Return a day on which the house is open."""
    return today() + timedelta(days=days)


def a_request(
    room: Resource,
    party: Party | None = None,
    day: date | None = None,
    begins: str = "10:00",
    ends: str = "12:00",
    **values: Any,
) -> Request:
    """Ask for a room for two hours."""
    day = day or soon()
    at, until = (moment(day, time.fromisoformat(text)) for text in (begins, ends))
    return Request(room, at, until, party or a_party(), **values)


def a_booking(
    room: Resource | None = None, party: Party | None = None, *, hold: Any = False, reason: str = "", **values: Any
) -> Booking:
    """Book a room as everybody does."""
    request = a_request(room or a_room(), party, **values)
    return reserve(request=request, hold=hold, exception_reason=reason, **BY)


def a_round(name: str = "研修室の抽選", *rooms: Resource, **values: Any) -> Round:
    """Announce a round of the lottery, for the month after next, that takes entries today."""
    slots = [["09:00", "12:00"], ["13:00", "17:00"]]
    month = (today().replace(day=1) + timedelta(days=63)).replace(day=1)
    facts = {
        "month": month, "slots": slots, "opens_at": moment(today()), "closes_at": moment(soon()), "confirm_until": None,
        "source_kind": "dice", "source_named": "", **BY, **values,
    }  # fmt: skip
    return announce_round(name=name, resources=rooms or [a_room(slots=slots)], **facts)
