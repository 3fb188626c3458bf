"""Organizations, their seats and who holds them."""

import itertools
from datetime import date
from typing import Any

from kyodo.commons.actors.models import Actor, ActorKind, Field, Holding, Seat
from kyodo.commons.actors.names import keys_of
from kyodo.commons.actors.states import ListingState
from kyodo.commons.people.models import Person
from tests.factories.people import a_person

_numbers = itertools.count(1)


def a_field(slug: str = "town", name: str = "まちづくり", **values: Any) -> Field:
    """Return the field of this slug, made where there is none."""
    return Field.objects.get_or_create(slug=slug, defaults={"name": name, **values})[0]


def an_actor(name: str = "片平まちづくり会", kind: str = ActorKind.CIVIC_GROUP, **values: Any) -> Actor:
    """Make an organization that is publicly listed."""
    keys = keys_of(name, values.get("name_reading", ""))
    return Actor.objects.create(
        name=name, kind=kind, **{"slug": f"actor-{next(_numbers)}", "state": ListingState.LISTED, **keys, **values}
    )


def a_seat(actor: Actor | None = None, title: str = "会長", **values: Any) -> Seat:
    """Make an office of an organization."""
    return Seat.objects.create(actor=actor or an_actor(), title=title, **values)


def a_holding(
    seat: Seat | None = None, person: Person | None = None, since: date = date(2026, 4, 1), **values: Any
) -> Holding:
    """Let a person hold a seat."""
    return Holding.objects.create(seat=seat or a_seat(), person=person or a_person(), since=since, **values)
