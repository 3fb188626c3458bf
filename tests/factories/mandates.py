"""Mandates, with both their sides."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kyodo.commons.actors.mandates.actions import draw_up, give
from kyodo.commons.actors.models import Actor, Mandate, Seat
from kyodo.commons.actors.states import Power
from kyodo.commons.people.models import ContactPoint, Person
from kyodo.kernel.permissions import SYSTEM
from tests.factories.actors import a_holding, a_seat, an_actor
from tests.factories.people import a_person

BY: dict[str, Any] = {"by": SYSTEM, "channel": "test"}


def an_intermediary(name: str = "見本市民活動支援機構", **values: Any) -> Actor:
    """Make an intermediary."""
    return an_actor(name, "intermediary", **values)


def a_chair(name: str = "佐藤 花子", mail: str = "", **of: Any) -> tuple[Seat, Person]:
    """Make an association with a chair who began in April, reached by mail where one is given."""
    seat = of.pop("seat", None) or a_seat(an_actor("片平町内会", "community_organization"), "会長")
    person = a_person(name)
    a_holding(seat, person, **of)
    if mail:
        ContactPoint.objects.create(person=person, kind="mail", value=mail)
    return seat, person


def a_drafted_mandate(seat: Seat | None = None, **values: Any) -> Mandate:
    """Draw up a mandate that is still to be signed."""
    seat = seat or a_chair()[0]
    since: date = values.pop("since", timezone.localdate())
    plain = {
        "actor": seat.actor,
        "intermediary": values.pop("intermediary", None) or an_intermediary(),
        "seat": seat,
        "powers": list(Power.values),
        "since": since,
        "until": since + timedelta(days=365),
    }
    return draw_up(**{**plain, **values, **BY})


def a_mandate(seat: Seat | None = None, **values: Any) -> Mandate:
    """Let an association give a mandate, signed on its first day."""
    drafted = a_drafted_mandate(seat, **values)
    return give(mandate=drafted, given_on=drafted.since, **BY)
