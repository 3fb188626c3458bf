"""Asks, with somebody who answers."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from kyodo.commons.actors.models import Seat
from kyodo.commons.asks.actions import put_ask
from kyodo.commons.asks.models import Ask
from kyodo.commons.people.models import ContactPoint, Person
from kyodo.kernel.clock.now import day_of, moment
from kyodo.kernel.permissions import SYSTEM
from tests.factories.actors import a_holding, a_seat, an_actor
from tests.factories.people import a_person

CHOICES = (("yes", "はい、できます"), ("talk", "話を聞いてから決めたい"), ("no", "今回は見送ります"))


def an_officer(mail: str = "", phone: str = "", title: str = "会長", **of: Any) -> tuple[Seat, Person]:
    """Make a seat of a neighborhood association with a holder who is reached by these."""
    seat = a_seat(of.pop("actor", None) or an_actor("片平町内会", "community_organization"), title)
    person = a_person(**of)
    a_holding(seat, person)
    for kind, value in (("mail", mail), ("phone", phone)):
        if value:
            ContactPoint.objects.create(person=person, kind=kind, value=value)
    return seat, person


def in_days(days: int) -> datetime:
    """Return the first moment of a day so many days ahead."""
    return moment(day_of(timezone.now()) + timedelta(days=days))


def an_ask(seat: Seat | None = None, **values: Any) -> Ask:
    """Put a question to a seat (or to a new one whose holder has a phone only)."""
    if seat is None and "person" not in values:
        seat, _person = an_officer(phone="022-000-0000")
    plain = {"subject": "防災訓練の見学", "question": "見学を受けられますか。", "choices": CHOICES}
    return put_ask(**{**plain, "seat": seat, "answer_by": in_days(60), "by": SYSTEM, "channel": "test", **values})
