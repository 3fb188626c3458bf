"""Sign-ups for events, and those who signed up."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from kyodo.commons.asks.actions import answer, end
from kyodo.commons.gatherings.actions.registering import Guest, join
from kyodo.commons.gatherings.actions.signups import set_sign_up
from kyodo.commons.gatherings.contacts import Contact
from kyodo.commons.gatherings.models import Gathering, Registration
from kyodo.kernel.permissions import SYSTEM
from tests.factories.gatherings import a_gathering as an_event
from tests.factories.gatherings import on

BY: dict[str, Any] = {"by": SYSTEM, "channel": "test"}


def a_sign_up(
    places: int | None = 10, title: str = "会計講座", days: int = 20, charges: Any = (), **facts: Any
) -> Gathering:
    """Make a published event in some days for which one can sign up; ``facts`` as ``set_sign_up`` takes them."""
    own = {name: facts.pop(name) for name in ("slug", "organizer", "is_demo", "state") if name in facts}
    gathering = an_event(title, on(timezone.localdate() + timedelta(days=days)), **own)
    set_sign_up(gathering=gathering, capacity=places, charges=charges, **facts, **BY)
    gathering.refresh_from_db()
    return gathering


def a_registration(
    gathering: Gathering, size: int = 1, name: str = "佐藤花子", mail: str = "", phone: str = "", **more: Any
) -> Registration:
    """Sign some people up; the first has the name."""
    guests = more.pop("guests", None) or [Guest(name), *[Guest(f"{name}の家族{n}") for n in range(1, size)]]
    return join(gathering=gathering, guests=guests, contact=Contact(name, mail=mail, phone=phone), **{**BY, **more})


def states(gathering: Gathering) -> list[tuple[int, str]]:
    """Return size and state of every registration, in line."""
    return list(Registration.objects.filter(sign_up=gathering.pk).order_by("line").values_list("size", "state"))


def say(registration: Registration, key: str) -> Registration:
    """Answer an offered place: ``take``, ``decline``, or ``""`` for nothing until the end."""
    registration.refresh_from_db()
    ask = registration.offer
    assert ask is not None
    if key:
        answer(ask=ask, choice=ask.choices.get(key=key), by=SYSTEM, channel="phone")
    else:
        end(ask=ask, by=SYSTEM, channel="clock")
    registration.refresh_from_db()
    return registration


def codes(registrations: Sequence[Registration]) -> list[str]:
    """Return the codes of registrations."""
    return [registration.code for registration in registrations]
